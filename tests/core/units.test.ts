import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Length, parseLength, printLength, toPt, type Unit } from '../../src/core/units.ts';

const context = { em: 12, zi: 10.5, hang: 15.75 };
const units: readonly Unit[] = ['mm', 'cm', 'in', 'pt', 'Q', 'em', '字', '行'];
/** Lengths with up to three decimals. */
const lengths = fc
  .record({ thousandths: fc.integer({ min: 0, max: 10_000_000 }), unit: fc.constantFrom(...units) })
  .map(({ thousandths, unit }): Length => ({ value: thousandths / 1000, unit }));

function pointsOf(source: string): number {
  const length = parseLength(source);
  if (length === undefined) throw new Error(`${source} is not a length`);
  return toPt(length, context);
}

describe('parseLength', () => {
  it('parses the output of printLength', () => {
    fc.assert(
      fc.property(lengths, (length) => {
        expect(parseLength(printLength(length))).toEqual(length);
      }),
    );
  });

  it.each([
    ['1in', 72],
    ['25.4mm', 72],
    ['2.54cm', 72],
    ['9pt', 9],
    ['.5in', 36],
    // Phototypesetting in China and Japan: 1 Q (级) = 0.25 mm.
    ['4Q', 72 / 25.4],
    ['2em', 24],
    ['17字', 178.5],
    ['3行', 47.25],
    ['  60 mm ', (60 * 72) / 25.4],
  ])('parses %s as %f points', (source, points) => {
    expect(pointsOf(source)).toBeCloseTo(points, 9);
  });

  // The desktop series of 字号, from 初号 to 八号.
  it.each([
    ['初号', 42],
    ['小初', 36],
    ['一号', 26],
    ['小一', 24],
    ['二号', 22],
    ['小二', 18],
    ['三号', 16],
    ['小三', 15],
    ['四号', 14],
    ['小四', 12],
    ['五号', 10.5],
    ['小五', 9],
    ['六号', 7.5],
    ['小六', 6.5],
    ['七号', 5.5],
    ['八号', 5],
  ])('parses %s as %f points', (name, points) => {
    expect(pointsOf(name)).toBe(points);
  });

  it.each([
    '',
    '12',
    '12px',
    '-3mm',
    '1e3mm',
    '3 4mm',
    'mm',
    '九号',
    '1..5pt',
    '５mm',
    '3mm;',
    'constructor',
  ])('rejects %j', (source) => {
    expect(parseLength(source)).toBeUndefined();
  });

  it('rejects every text that does not end in a unit', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/(?:mm|cm|in|pt|Q|em|字|行|号|小初)\s*$/.test(text));
        expect(parseLength(text)).toBeUndefined();
      }),
    );
  });
});

describe('toPt', () => {
  it('is proportional to the value in every unit', () => {
    fc.assert(
      fc.property(lengths, (length) => {
        const twice = { ...length, value: length.value * 2 };
        expect(toPt(twice, context)).toBeCloseTo(2 * toPt(length, context), 6);
      }),
    );
  });
});
