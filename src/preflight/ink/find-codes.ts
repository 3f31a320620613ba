import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { type Bounds, intersect, type Point } from '../../pdf-reader/matrix.ts';
import type { Plates } from './render-plates.ts';

/** A QR code seen on the plates. Lengths in points. */
export interface FoundCode {
  /** What it says; undefined where it cannot be read. */
  readonly text: string | undefined;
  /** Whether the black plate alone says the same. */
  readonly onBlack: boolean;
  /** Undefined where it cannot be told. */
  readonly moduleSize: number | undefined;
  readonly side: number;
  /** The share of the four modules round it that is not bare paper. */
  readonly soiledShare: number;
  readonly bounds: Bounds;
}

/** Looks for QR codes, first on all plates together, then on black alone. */
export async function findCodes(plates: Plates): Promise<readonly FoundCode[]> {
  await prepare();
  const all = await decode(plates, (c, m, y, k) => Math.max(c, m, y, k));
  if (all.length === 0) return [];
  const black = await decode(plates, (_c, _m, _y, k) => k);
  const codes = all.map((found) => describe(found, black, plates));
  return withoutEchoes(codes.filter((code) => code.text !== undefined || looksLikeOne(code)));
}

/** Chance makes shapes out of type and rules; a code that was meant as one is square and of a size to be aimed at. */
function looksLikeOne({ side, bounds: { left, bottom, right, top } }: FoundCode): boolean {
  const shape = (right - left) / (top - bottom);
  return shape > 0.85 && shape < 1.18 && side > leastSide;
}

/** Eight millimetres: 21 modules of hardly 0.4 mm. */
const leastSide = 22;

/** A broken code is seen several times over, a sound one now and then as a broken one inside it: the best is kept. */
function withoutEchoes(codes: readonly FoundCode[]): readonly FoundCode[] {
  const best = codes.toSorted((a, b) => {
    return Number(a.text === undefined) - Number(b.text === undefined) || b.side - a.side;
  });
  return best.filter((code, index) =>
    best
      .slice(0, index)
      .every((kept) => code.text !== undefined || intersect(code.bounds, kept.bounds) === undefined),
  );
}

let prepared: Promise<unknown> | undefined;

/** The decoder's program lies in its package; left alone it would be fetched from the network. */
function prepare(): Promise<unknown> {
  prepared ??= prepareZXingModule({
    overrides: {
      wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
        .buffer as ArrayBuffer,
    },
    fireImmediately: true,
  });
  return prepared;
}

type Darkness = (c: number, m: number, y: number, k: number) => number;

async function decode({ width, height, inks }: Plates, dark: Darkness): Promise<readonly ReadResult[]> {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) {
    const grey = 255 - dark(inks[at]!, inks[at + 1]!, inks[at + 2]!, inks[at + 3]!);
    data[at] = grey;
    data[at + 1] = grey;
    data[at + 2] = grey;
    data[at + 3] = 255;
  }
  const picture = { data, width, height, colorSpace: 'srgb' } as unknown as Parameters<
    typeof readBarcodes
  >[0];
  return readBarcodes(picture, {
    formats: ['QRCode'],
    tryHarder: true,
    tryInvert: false,
    returnErrors: true,
    maxNumberOfSymbols: 64,
  });
}

function describe(found: ReadResult, black: readonly ReadResult[], plates: Plates): FoundCode {
  const { topLeft, topRight, bottomLeft, bottomRight } = found.position;
  const dots = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }): Point => [x, y]);
  const { scale, area } = plates;
  const side = distance(dots[0]!, dots[1]!) / scale;
  const modules = found.symbol.width;
  const xs = dots.map(([x]) => area.left + x / scale);
  const ys = dots.map(([, y]) => area.top - y / scale);
  return {
    text: found.isValid ? found.text : undefined,
    onBlack: black.some((each) => each.isValid && each.text === found.text),
    moduleSize: modules > 0 ? side / modules : undefined,
    side,
    soiledShare: modules > 0 ? soiledShare(dots, modules, plates) : 0,
    bounds: { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) },
  };
}

const distance = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);

/** ISO/IEC 18004, 6.3.8: four modules. The corners are known to half a module only, hence the hem. */
function soiledShare([start, right, , down]: readonly Point[], modules: number, plates: Plates): number {
  const quiet = 3.5;
  const hem = 0.6;
  let [seen, soiled] = [0, 0];
  for (let v = -quiet; v <= modules + quiet; v += 0.5) {
    for (let u = -quiet; u <= modules + quiet; u += 0.5) {
      if (u > -hem && u < modules + hem && v > -hem && v < modules + hem) continue;
      const along = (from: number, across: number, below: number) =>
        from + ((across - from) * u) / modules + ((below - from) * v) / modules;
      const x = Math.floor(along(start![0], right![0], down![0]));
      const y = Math.floor(along(start![1], right![1], down![1]));
      seen += 1;
      if (x < 0 || y < 0 || x >= plates.width || y >= plates.height) continue;
      const at = (y * plates.width + x) * 4;
      if (plates.inks.subarray(at, at + 4).some((ink) => ink > 12)) soiled += 1;
    }
  }
  return seen === 0 ? 0 : soiled / seen;
}
