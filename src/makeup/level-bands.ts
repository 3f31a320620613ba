import { thresholds } from './costs.ts';
import { type Band, bandLines, type Cell, cellLines, type SetStory, setHigher, storyGap } from './story.ts';

/**
 * 齐底: levels the feet of a page, and says at which line each band begins.
 *
 * Algorithm: greedy, a line at a time. First the cells of each band grow to the height of the tallest of them. Then the
 * lines that the page is short go to the bands in turn, to each while one of its cells can grow; what no band takes widens
 * the gaps between bands by a line each, from the foot up.
 *
 * In: the bands from the top of the page down, the page's lines, whether the page is full (a story waits for the next
 * one). Out: the bands with their lines. A page that is not full and more than `thresholds.maxStretch` short is left
 * open at its foot.
 *
 * Invariants: order, columns and pieces stay as planned; only heights of pictures and spaces change, by whole grid lines.
 * No cell is taller than its band and no page taller than `lines`. It ends because every turn uses up a line or is the
 * last. Complexity: O(lines) fillings of each story.
 */
export function levelBands(bands: readonly Band[], lines: number, full: boolean): readonly PlacedBand[] {
  const level = bands.map((band) => growBand(band, 0));
  const short = lines - heightOf(level);
  const stretched = full || short <= thresholds.maxStretch ? stretch(level, short) : level;
  const gaps = stretched.length - 1;
  const left = lines - heightOf(stretched);
  const widened = left > 0 && left <= gaps ? left : 0;
  let line = 0;
  return stretched.map((band, index) => {
    const placed = { band, line };
    // The gaps nearest the foot are widened first, so that the lead stays close to its neighbours.
    const extra = index >= gaps - widened && index < gaps ? 1 : 0;
    line += bandLines(band) + storyGap + extra;
    return placed;
  });
}

/** A band and the line it begins at. */
interface PlacedBand {
  readonly band: Band;
  readonly line: number;
}

const heightOf = (bands: readonly Band[]): number =>
  bands.reduce((sum, band) => sum + bandLines(band), 0) + storyGap * Math.max(0, bands.length - 1);

/** Gives lines to the bands in turn, to each while one of its cells can grow; other cells of it may then end short. */
function stretch(bands: readonly Band[], lines: number): readonly Band[] {
  const grown = [...bands];
  let left = lines;
  for (let changed = true; changed && left > 0; ) {
    changed = false;
    for (const [index, band] of grown.entries()) {
      if (left === 0) break;
      const higher = growBand(band, 1);
      if (bandLines(higher) === bandLines(band)) continue;
      grown[index] = higher;
      left -= 1;
      changed = true;
    }
  }
  return grown;
}

/** Grows every cell of a band to the band's height and `more` lines above that, as far as each can grow. */
function growBand(band: Band, more: number): Band {
  const height = bandLines(band) + more;
  return { ...band, cells: band.cells.map((cell) => growCell(cell, height - cellLines(cell))) };
}

/**
 * Grows a cell by up to `slack` lines without a hole: by its pictures' crops, then by a line of space around each
 * headline, then by one in each gap between stories. What is left after that stays empty.
 */
function growCell(cell: Cell, slack: number): Cell {
  const stories = [...cell.stories];
  let left = slack;
  const grow = (change: (set: SetStory) => SetStory | undefined): void => {
    for (let changed = true; changed && left > 0; ) {
      changed = false;
      for (const [index, set] of stories.entries()) {
        const higher = left > 0 ? change(set) : undefined;
        if (higher === undefined) continue;
        stories[index] = higher;
        left -= 1;
        changed = true;
      }
    }
  };
  grow((set) => {
    const higher = setHigher(set, 1);
    return higher !== undefined && higher.filling.cost <= Math.max(set.filling.cost, thresholds.growthCost)
      ? higher
      : undefined;
  });
  const natural = (set: SetStory) => set.story.galley.heads.get(set.span)?.lines ?? 0;
  grow((set) =>
    set.story.continues === undefined && set.headLines > 0 && set.headLines === natural(set)
      ? { ...set, headLines: set.headLines + 1 }
      : undefined,
  );
  const widened = Math.min(left, stories.length - 1 - cell.widened);
  return { ...cell, stories, widened: cell.widened + widened };
}
