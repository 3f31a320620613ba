import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { type Bounds, intersect, type Point } from '../../pdf-reader/matrix.ts';
import type { Plates } from './render-plates.ts';

/** A QR code found on the plates. Lengths are in points. */
export interface FoundCode {
  /** Its content; undefined if it cannot be decoded. */
  readonly text: string | undefined;
  /** Whether the black plate alone decodes to the same content. */
  readonly onBlack: boolean;
  /** The side of a module; undefined if the number of modules is unknown. */
  readonly moduleSize: number | undefined;
  readonly side: number;
  /** The share of the quiet zone that is not bare paper, 0 to 1. */
  readonly soiledShare: number;
  readonly bounds: Bounds;
}

/**
 * Finds QR codes with ZXing, which locates their finder patterns: once on all plates as one greyscale image, and, if
 * there are any, once on the black plate. What cannot be decoded is reported only if it has the shape and size of a code,
 * because text and rules form finder patterns by chance. At most 64 codes per page are found; each pass takes time and
 * memory linear in the number of dots.
 */
export async function findCodes(plates: Plates): Promise<readonly FoundCode[]> {
  await decoderReady;
  const all = await decode(plates, (c, m, y, k) => Math.max(c, m, y, k));
  if (all.length === 0) return [];
  const black = await decode(plates, (_c, _m, _y, k) => k);
  const codes = all.map((found) => describe(found, black, plates));
  return withoutDuplicates(codes.filter((code) => code.text !== undefined || isPlausible(code)));
}

const maxCodes = 64;

/** Whether a shape that cannot be decoded is square, and of the size of a code to be scanned. */
function isPlausible({ side, bounds: { left, bottom, right, top } }: FoundCode): boolean {
  const ratio = (right - left) / (top - bottom);
  return ratio > 0.85 && ratio < 1.18 && side > minSide;
}

/** Eight millimetres: 21 modules of just under 0.4 mm. */
const minSide = 22;

/**
 * Keeps the best of results that overlap. ZXing finds a damaged code several times, and now and then a damaged code
 * within a sound one.
 */
function withoutDuplicates(codes: readonly FoundCode[]): readonly FoundCode[] {
  const bestFirst = codes.toSorted((a, b) => {
    return Number(a.text === undefined) - Number(b.text === undefined) || b.side - a.side;
  });
  return bestFirst.filter((code, index) =>
    bestFirst
      .slice(0, index)
      .every((better) => code.text !== undefined || intersect(code.bounds, better.bounds) === undefined),
  );
}

/**
 * Loads the decoder from its package; by default it would be fetched from the network. This happens when the module is
 * imported, which is why `measurePage` imports it only when it is needed.
 */
const decoderReady = prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
      .buffer as ArrayBuffer,
  },
  fireImmediately: true,
});

type Darkness = (c: number, m: number, y: number, k: number) => number;

async function decode({ width, height, inks }: Plates, darkness: Darkness): Promise<readonly ReadResult[]> {
  const words = new Uint32Array(inks.buffer, inks.byteOffset, inks.byteLength / 4);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let dot = 0; dot < words.length; dot += 1) {
    // Most dots are bare paper.
    if (words[dot] === 0) continue;
    const at = dot * 4;
    const grey = 255 - darkness(inks[at]!, inks[at + 1]!, inks[at + 2]!, inks[at + 3]!);
    data[at] = grey;
    data[at + 1] = grey;
    data[at + 2] = grey;
  }
  const image = { data, width, height, colorSpace: 'srgb' } as unknown as Parameters<typeof readBarcodes>[0];
  return readBarcodes(image, {
    formats: ['QRCode'],
    tryHarder: true,
    tryInvert: false,
    returnErrors: true,
    maxNumberOfSymbols: maxCodes,
  });
}

function describe(found: ReadResult, black: readonly ReadResult[], plates: Plates): FoundCode {
  const { topLeft, topRight, bottomLeft, bottomRight } = found.position;
  const corners = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }): Point => [x, y]);
  const { scale, area } = plates;
  const side = distance(corners[0]!, corners[1]!) / scale;
  const modules = found.symbol.width;
  const xs = corners.map(([x]) => area.left + x / scale);
  const ys = corners.map(([, y]) => area.top - y / scale);
  return {
    text: found.isValid ? found.text : undefined,
    onBlack: black.some((each) => each.isValid && each.text === found.text),
    moduleSize: modules > 0 ? side / modules : undefined,
    side,
    soiledShare: modules > 0 ? measureQuietZone(corners, modules, plates) : 0,
    bounds: { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) },
  };
}

const distance = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);

/**
 * The soiled share of the quiet zone, which is four modules wide: ISO/IEC 18004, 6.3.8. Samples every half module. The
 * corners are only known to half a module, so as much is spared on both edges of the zone.
 */
function measureQuietZone(
  [topLeft, topRight, , bottomLeft]: readonly Point[],
  modules: number,
  plates: Plates,
): number {
  const outer = 3.5;
  const inner = 0.6;
  let [sampled, soiled] = [0, 0];
  for (let v = -outer; v <= modules + outer; v += 0.5) {
    for (let u = -outer; u <= modules + outer; u += 0.5) {
      if (u > -inner && u < modules + inner && v > -inner && v < modules + inner) continue;
      const at = (origin: number, right: number, down: number) =>
        Math.floor(origin + ((right - origin) * u) / modules + ((down - origin) * v) / modules);
      const x = at(topLeft![0], topRight![0], bottomLeft![0]);
      const y = at(topLeft![1], topRight![1], bottomLeft![1]);
      sampled += 1;
      if (x < 0 || y < 0 || x >= plates.width || y >= plates.height) continue;
      const dot = (y * plates.width + x) * 4;
      if (plates.inks.subarray(dot, dot + 4).some((ink) => ink > 12)) soiled += 1;
    }
  }
  return sampled === 0 ? 0 : soiled / sampled;
}
