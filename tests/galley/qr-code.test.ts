import fc from 'fast-check';
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { encodeQr, makeQr, minSide, qrPath } from '../../src/galley/qr-code.ts';
import type { QrCode } from '../../src/issue/issue.ts';
import type { Path } from '../../src/paint/paint.ts';

/** A CommonJS module whose types say otherwise. */
const jsQR = jsqr as unknown as typeof jsqr.default;

const place = { file: 'issue.md', start: { line: 4, column: 9 } };
const sizePlace = { file: 'issue.md', start: { line: 4, column: 30 } };
const millimetre = 72 / 25.4;

const code = (value: string, level: QrCode['level'] = 'M', size?: number): QrCode => ({
  data: { value, place },
  caption: [],
  level,
  ...(size === undefined ? {} : { size: { value: { value: size, unit: 'mm' as const }, place: sizePlace } }),
});

/** Calls makeQr and collects its messages. */
function make(requested: QrCode, side: number) {
  const messages: { code: string; place: unknown; details: Record<string, unknown> }[] = [];
  const modules = encodeQr(requested.data.value, requested.level);
  const made = makeQr(
    requested,
    modules,
    side,
    (name, at, details) => void messages.push({ code: name, place: at, details }),
  );
  return { made, messages };
}

/** Where the outline crosses a level line, from left to right. */
function crossings(path: Path, y: number): readonly number[] {
  const found: number[] = [];
  let [from, start] = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ];
  for (const step of path) {
    if (step.to === 'curve') throw new Error('a QR code has no curves');
    const to = step.to === 'close' ? start : step;
    if (step.to === 'move') start = to;
    else if (from.y > y !== to.y > y) found.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x));
    from = to;
  }
  return found.sort((left, right) => left - right);
}

/** Ink on white paper by the even-odd rule, `pixels` to the module. */
function rasterise(path: Path, side: number, modules: number, pixels: number) {
  const width = (modules + 8) * pixels;
  const image = new Uint8ClampedArray(width * width * 4).fill(255);
  const middle = (pixel: number) => ((pixel + 0.5) * side) / width;
  for (let row = 0; row < width; row++) {
    const edges = crossings(path, middle(row));
    for (let column = 0; column < width; column++) {
      const black = edges.filter((edge) => edge <= middle(column)).length % 2 === 1;
      if (black) image.set([0, 0, 0], (row * width + column) * 4);
    }
  }
  return { image, width };
}

/** Decodes a code as a phone does. Decoders guess the character set, so that only bytes can be compared. */
function readBytes(text: string, level: QrCode['level']): readonly number[] | undefined {
  const modules = encodeQr(text, level)!;
  const side = 100;
  const { image, width } = rasterise(qrPath(modules, side), side, modules.length, 3);
  return jsQR(image, width, width, { inversionAttempts: 'dontInvert' })?.binaryData;
}

const utf8 = (text: string): readonly number[] => [...new TextEncoder().encode(text)];

describe('a QR code', () => {
  it('can be decoded to any text', { timeout: 60_000 }, () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'社区报读者来信电话😀🏮Aa9:/.-?'), minLength: 1, maxLength: 60 }),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('L' as const, 'M' as const, 'Q' as const, 'H' as const),
        (value, level) => {
          expect(readBytes(value, level)).toEqual(utf8(value));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('can be decoded to three hundred Han characters', { timeout: 60_000 }, () => {
    const text = '社区读者来信请寄编辑部收'.repeat(25);
    expect(readBytes(text, 'M')).toEqual(utf8(text));
  });

  // ISO/IEC 18004, 9.1.
  it('has a quiet zone of four modules on every side', () => {
    const [side, modules] = [87, encodeQr('https://example.cn/a', 'M')!];
    const points = qrPath(modules, side).flatMap((step) => (step.to === 'close' ? [] : [step.x, step.y]));
    const zone = (4 * side) / (modules.length + 8);
    expect(Math.min(...points)).toBeCloseTo(zone, 9);
    expect(Math.max(...points)).toBeCloseTo(side - zone, 9);
  });

  it('has the requested level of error correction', () => {
    const size = (level: QrCode['level']) => encodeQr('https://example.cn/community/letters', level)!.length;
    expect(size('H')).toBeGreaterThan(size('L'));
  });

  it('joins black areas: a finder is a ring and a square, not forty modules', () => {
    const finder = Array.from({ length: 7 }, (_, y) =>
      Array.from({ length: 7 }, (_, x) => Math.max(Math.abs(x - 3), Math.abs(y - 3)) !== 2),
    );
    const path = qrPath(finder, 15);
    expect(path.filter(({ to }) => to === 'close')).toHaveLength(3);
    expect(path).toHaveLength(3 * 5);
  });
});

describe('makeQr', () => {
  it('draws a code of ordinary size', () => {
    const { made, messages } = make(code('https://example.cn/2026/11'), 22 * millimetre);
    expect(messages).toEqual([]);
    expect(made?.path.length).toBeGreaterThan(100);
  });

  it('reports modules too small to be read, at the size, and names a sufficient side', () => {
    const { made, messages } = make(code('社'.repeat(100), 'H', 20), 20 * millimetre);
    expect(made).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'qr-too-small', place: sizePlace }]);
    const sufficient = Number.parseFloat(messages[0]!.details['wanted'] as string);
    expect(make(code('社'.repeat(100), 'H', sufficient), sufficient * millimetre).messages).toEqual([]);
    expect(
      make(code('社'.repeat(100), 'H', sufficient), (sufficient - 0.2) * millimetre).messages,
    ).toHaveLength(1);
  });

  it('reports them at the content where no size was requested', () => {
    expect(make(code('社'.repeat(100)), 10).messages).toMatchObject([{ code: 'qr-too-small', place }]);
  });

  it('accepts the minimum side', () => {
    const long = code('社'.repeat(100), 'H');
    expect(make(long, minSide(encodeQr(long.data.value, long.level)!)).messages).toEqual([]);
  });

  // ISO/IEC 18004, table 7: version 40-M holds 2,331 bytes.
  it('reports content that is too long, and how much fits', () => {
    const { made, messages } = make(code('社'.repeat(800)), 100 * millimetre);
    expect(made).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'qr-too-long', place, details: { bytes: 2400, most: 2331 } }]);
    expect(encodeQr('社'.repeat(800), 'M')).toBeUndefined();
    expect(encodeQr('社'.repeat(777), 'M')).toBeDefined();
  });
});
