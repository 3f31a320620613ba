import encodeQR from 'qr';
import type { Report } from '../core/diagnostics.ts';
import { millimetre, type Pt } from '../core/units.ts';
import type { QrCode } from '../issue/issue.ts';
import type { Path } from '../paint/paint.ts';
import { traceOutline } from './trace-outline.ts';

/** The rows of a symbol without its quiet zone, true for black. */
export type Modules = readonly (readonly boolean[])[];

/** Width of the quiet zone in modules (ISO/IEC 18004, 9.1). */
const quietZone = 4;

/** The smallest module that a phone reads from newsprint at reading distance; a limit of this program, in no standard. */
const minModule: Pt = 0.33 * millimetre;

/** Bytes that the largest symbol, version 40, holds at each level (ISO/IEC 18004, table 7). */
const maxBytes = { L: 2953, M: 2331, Q: 1663, H: 1273 } as const;

/** The library's names of the error correction levels, and its message for data that no symbol holds. */
const levels = { L: 'low', M: 'medium', Q: 'quartile', H: 'high' } as const;
const tooLong = 'Capacity overflow';

/**
 * Draws a QR code as one path, the quiet zone inside `side`, origin at its top left. In: the code, its modules as
 * `encodeQr` returns them. Reports content that is too long, at the content, and modules too small to be read, at the size
 * that was requested; then there is no path.
 */
export function makeQr(
  code: QrCode,
  modules: Modules | undefined,
  side: Pt,
  report: Report,
): { readonly path: Path } | undefined {
  const { data, level } = code;
  if (modules === undefined) {
    const bytes = new TextEncoder().encode(data.value).length;
    report('qr-too-long', data.place, { bytes, most: maxBytes[level], level });
    return undefined;
  }
  // With a tolerance, so that the minimum side is accepted after it was written in millimetres and read again.
  if (moduleSide(modules, side) < minModule * 0.99999) {
    report('qr-too-small', code.size?.place ?? data.place, {
      module: (moduleSide(modules, side) / millimetre).toFixed(2),
      size: inMillimetres(side, Math.round),
      wanted: inMillimetres(minSide(modules), Math.ceil),
    });
    return undefined;
  }
  return { path: qrPath(modules, side) };
}

/** The smallest side, quiet zone included, at which the code can be read. */
export const minSide = (modules: Modules): Pt => across(modules) * minModule;

/**
 * Encodes text as UTF-8 bytes; undefined if they are too many for the level. It takes longer than setting a
 * paragraph, since all eight masks are tried: do it once for a code.
 */
export function encodeQr(data: string, level: QrCode['level']): Modules | undefined {
  // A lone surrogate has no bytes; encoded and decoded it is U+FFFD.
  const text = new TextDecoder().decode(new TextEncoder().encode(data));
  try {
    // The library insists on a border; the quiet zone is added by `qrPath`.
    const withBorder = encodeQR(text, 'raw', { ecc: levels[level], border: 1 });
    return withBorder.slice(1, -1).map((row) => row.slice(1, -1));
  } catch (error) {
    if (error instanceof Error && error.message === tooLong) return undefined;
    throw error;
  }
}

/** Outlines the symbol in the middle of a square of `side`. Black areas are joined, so that no seams show in them. */
export function qrPath(modules: Modules, side: Pt): Path {
  const step = moduleSide(modules, side);
  const toPoints = (position: number): Pt => (position + quietZone) * step;
  return traceOutline(modules).flatMap((corners) => [
    ...corners.map(([x, y], index) => ({
      to: index === 0 ? ('move' as const) : ('line' as const),
      x: toPoints(x),
      y: toPoints(y),
    })),
    { to: 'close' as const },
  ]);
}

const across = (modules: Modules): number => modules.length + 2 * quietZone;
const moduleSide = (modules: Modules, side: Pt): Pt => side / across(modules);

/** A length in millimetres, to a tenth. */
const inMillimetres = (length: Pt, round: (value: number) => number): string =>
  `${round(Number(((length / millimetre) * 10).toFixed(6))) / 10}mm`;
