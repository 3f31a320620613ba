import encodeQR from 'qr';
import type { Report } from '../core/diagnostics.ts';
import { millimetre, type Pt } from '../core/units.ts';
import type { QrCode } from '../issue/issue.ts';
import type { Path } from '../paint/paint.ts';
import { traceOutline } from './trace-outline.ts';

/** The rows of a symbol, true for black; no quiet zone. */
export type Modules = readonly (readonly boolean[])[];

/** ISO/IEC 18004, 9.1: bare paper round the symbol, in modules. */
const quietZone = 4;

/** What a phone still reads from newsprint at reading distance: the house's own limit. */
const leastModule: Pt = 0.33 * millimetre;

/** ISO/IEC 18004, table 7: the bytes the largest symbol, version 40, holds at each level. */
const mostBytes = { L: 2953, M: 2331, Q: 1663, H: 1273 } as const;

/** The levels of error correction as the library calls them, and what it says of more than the largest symbol holds. */
const levels = { L: 'low', M: 'medium', Q: 'quartile', H: 'high' } as const;
const tooLong = 'Capacity overflow';

/**
 * Draws a QR code as one path: black on bare paper, the quiet zone inside `side`, origin at its top left.
 * Tells content that is too long at the content, and modules too small to be read at the size that was asked.
 */
export function makeQr(code: QrCode, side: Pt, report: Report): { readonly path: Path } | undefined {
  const { data, level } = code;
  const modules = encodeQr(data.value, level);
  if (modules === undefined) {
    const bytes = new TextEncoder().encode(data.value).length;
    report('qr-too-long', data.place, { bytes, most: mostBytes[level], level });
    return undefined;
  }
  // A hundred-thousandth of slack: the least side, written in millimetres and read again, must do.
  if (moduleSide(modules, side) < leastModule * 0.99999) {
    report('qr-too-small', code.size?.place ?? data.place, {
      module: (moduleSide(modules, side) / millimetre).toFixed(2),
      size: inMillimetres(side, Math.round),
      wanted: inMillimetres(sideFor(modules), Math.ceil),
    });
    return undefined;
  }
  return { path: qrPath(modules, side) };
}

/** The smallest side, quiet zone included, at which the code can still be read; undefined where it is too long. */
export function minSide({ data, level }: QrCode): Pt | undefined {
  const modules = encodeQr(data.value, level);
  return modules === undefined ? undefined : sideFor(modules);
}

/** More than an issue has; a process that stays open meets every code ever typed. */
const mostKnown = 100;
const known = new Map<string, Modules | undefined>();

/**
 * Encodes any text as UTF-8. Out: undefined where it is too long for the level. A code is asked for twice, for its
 * least side and to be drawn, and trying its eight masks takes longer than setting a paragraph.
 */
export function encodeQr(data: string, level: QrCode['level']): Modules | undefined {
  const key = `${level} ${data}`;
  if (known.has(key)) return known.get(key);
  if (known.size >= mostKnown) known.clear();
  known.set(key, encodeNew(data, level));
  return known.get(key);
}

function encodeNew(data: string, level: QrCode['level']): Modules | undefined {
  // Half a surrogate pair has no bytes; read back, it is U+FFFD.
  const text = new TextDecoder().decode(new TextEncoder().encode(data));
  try {
    // The library wants paper round the symbol; ours is counted in `quietZone`.
    const withBorder = encodeQR(text, 'raw', { ecc: levels[level], border: 1 });
    return withBorder.slice(1, -1).map((row) => row.slice(1, -1));
  } catch (error) {
    if (error instanceof Error && error.message === tooLong) return undefined;
    throw error;
  }
}

/** The symbol's outline in the middle of a square of `side`: black areas joined, so that no seam shows between them. */
export function qrPath(modules: Modules, side: Pt): Path {
  const step = moduleSide(modules, side);
  const place = (position: number): Pt => (position + quietZone) * step;
  return traceOutline(modules).flatMap((corners) => [
    ...corners.map(([x, y], index) => ({
      to: index === 0 ? ('move' as const) : ('line' as const),
      x: place(x),
      y: place(y),
    })),
    { to: 'close' as const },
  ]);
}

const across = (modules: Modules): number => modules.length + 2 * quietZone;
const moduleSide = (modules: Modules, side: Pt): Pt => side / across(modules);
const sideFor = (modules: Modules): Pt => across(modules) * leastModule;

/** To a tenth of a millimetre, as a length is written. */
const inMillimetres = (length: Pt, round: (value: number) => number): string =>
  `${round(Number(((length / millimetre) * 10).toFixed(6))) / 10}mm`;
