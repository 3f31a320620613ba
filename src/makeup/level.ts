import { type Band, bandLines, cellLines, storyGap } from './band.ts';
import { growCell } from './grow-cell.ts';

/** A band and the line it begins at. */
interface PlacedBand {
  readonly band: Band;
  readonly line: number;
}

/** A page that is more than this short is left open at its foot: stretched white would look worse than an end. */
const mostStretch = 10;

/**
 * 齐底: levels the feet. Cells of a band become as high as the highest of them; then what the page is short goes
 * to the bands, by pictures' crops and white round headlines, and at last to the gaps between bands.
 */
export function levelBands(bands: readonly Band[], lines: number, full: boolean): readonly PlacedBand[] {
  const level = bands.map((band) => growBand(band, 0));
  const short = lines - heightOf(level);
  const stretched = full || short <= mostStretch ? stretch(level, short) : level;
  const gaps = stretched.length - 1;
  const left = lines - heightOf(stretched);
  const wider = left > 0 && left <= gaps ? left : 0;
  let line = 0;
  return stretched.map((band, index) => {
    const placed = { band, line };
    // The gaps nearest the foot are opened first: the lead stays close to its neighbours.
    const extra = index >= gaps - wider && index < gaps ? 1 : 0;
    line += bandLines(band) + storyGap + extra;
    return placed;
  });
}

const heightOf = (bands: readonly Band[]): number =>
  bands.reduce((sum, band) => sum + bandLines(band), 0) + storyGap * Math.max(0, bands.length - 1);

/** A band with every cell grown to its height and `more` lines above that, as far as they go. */
function growBand(band: Band, more: number): Band {
  const height = bandLines(band) + more;
  return { ...band, cells: band.cells.map((cell) => growCell(cell, height - cellLines(cell))) };
}

/** Gives lines to the bands in turn, to each as long as all its cells can take them. */
function stretch(bands: readonly Band[], lines: number): readonly Band[] {
  const grown = [...bands];
  let left = lines;
  for (let turn = true; turn && left > 0; ) {
    turn = false;
    for (const [index, band] of grown.entries()) {
      if (left === 0) break;
      const higher = growBand(band, 1);
      if (bandLines(higher) === bandLines(band)) continue;
      grown[index] = higher;
      left -= 1;
      turn = true;
    }
  }
  return grown;
}
