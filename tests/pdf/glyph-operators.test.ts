import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { black } from '../../src/core/ink.ts';
import { toGlyphRow } from '../../src/paint/glyph-row.ts';
import type { GlyphsOp, PlacedGlyph } from '../../src/paint/paint.ts';
import type { GlyphCode } from '../../src/pdf/font-store.ts';
import { memoizeByGlyph, toHexCode, writeGlyphs } from '../../src/pdf/glyph-operators.ts';

const op = (glyphs: readonly PlacedGlyph[], rest: Partial<GlyphsOp> = {}): GlyphsOp => ({
  op: 'glyphs',
  face: 'f',
  size: 10.5,
  ink: black,
  at: { x: 100, y: 200 },
  row: toGlyphRow(glyphs),
  source: 'copy',
  ...rest,
});

/** The operators of a row. */
function write(row: GlyphsOp, encode: (glyph: number, text: string) => GlyphCode): string {
  const operators: string[] = [];
  writeGlyphs(
    row,
    'F1',
    memoizeByGlyph((glyph, text) => toHexCode(encode(glyph, text))),
    operators,
  );
  return operators.join('\n');
}

/** Where a reader places each glyph, by ISO 32000-1, 9.4.4: y points up in the text object, down on the page. */
function read(operators: string, widths: ReadonlyMap<number, number>) {
  const [, start, baseline] = /1 0 0 -1 (\S+) (\S+) Tm/.exec(operators)!;
  const size = Number(/\/F1 (\S+) Tf/.exec(operators)![1]);
  const placed: { code: number; x: number; y: number }[] = [];
  let [pen, rise] = [Number(start), 0];
  for (const [, raised, shown] of operators.matchAll(/(\S+) Ts|\[([^\]]*)\] TJ/g)) {
    if (raised !== undefined) rise = Number(raised);
    for (const [, codes, moved] of (shown ?? '').matchAll(/<([0-9a-f]+)>|(-?[\d.]+)/g)) {
      if (moved !== undefined) pen -= (Number(moved) / 1000) * size;
      for (const hex of codes?.match(/.{4}/g) ?? []) {
        const code = Number.parseInt(hex, 16);
        placed.push({ code, x: pen, y: Number(baseline) - rise });
        pen += (widths.get(code)! / 1000) * size;
      }
    }
  }
  return placed;
}

const glyph = fc.record({
  id: fc.integer({ min: 1, max: 60_000 }),
  step: fc.double({ min: -3, max: 25, noNaN: true }),
  y: fc.constantFrom(0, 0, 0, -3.25, 2),
  width: fc.integer({ min: 0, max: 2000 }),
});

describe('writeGlyphs', () => {
  it('every glyph is within 0.002 pt of its position, however long the line is', () => {
    const run = fc.array(glyph, { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        run,
        fc.double({ min: 4, max: 120, noNaN: true }),
        fc.double({ min: 0, max: 700, noNaN: true }),
        (drawn, rough, x) => {
          const size = Math.round(rough * 1000) / 1000;
          const widths = new Map(drawn.map(({ id, width }) => [id, width]));
          let pen = 3;
          const glyphs = drawn.map(({ id, step, y }): PlacedGlyph => {
            pen += step;
            return { id, x: pen, y, advance: 0, text: 'x' };
          });
          const encode = (id: number) => ({ code: id, width: widths.get(id)! });
          const placed = read(write(op(glyphs, { size, at: { x, y: 200 } }), encode), widths);
          expect(placed.map(({ code }) => code)).toEqual(glyphs.map(({ id }) => id));
          for (const [index, { x: found, y: height }] of placed.entries()) {
            expect(Math.abs(found - (x + glyphs[index]!.x))).toBeLessThan(0.002);
            expect(Math.abs(height - (200 + glyphs[index]!.y))).toBeLessThan(0.002);
          }
        },
      ),
    );
  });

  it('an adjustment is written only where the advance does not lead to the next glyph', () => {
    const glyphs = [0, 10.5, 21].map(
      (x, id): PlacedGlyph => ({ id: id + 1, x, y: 0, advance: 10.5, text: '字' }),
    );
    const operators = write(op(glyphs), (id) => ({ code: id, width: 1000 }));
    expect(operators).toMatch(/\[\s*<000100020003>\s*\] TJ/);
  });

  it('the rendering mode of a hidden row ends with the row', () => {
    const glyphs: PlacedGlyph[] = [{ id: 1, x: 0, y: 0, advance: 1, text: '字' }];
    const encode = () => ({ code: 1, width: 1000 });
    expect(write(op(glyphs), encode)).not.toMatch(/Tr/);
    expect(write(op(glyphs, { hidden: true }), encode)).toMatch(/3 Tr\n.*TJ\n0 Tr\nET$/s);
  });

  it('an empty row writes nothing', () => {
    expect(write(op([]), () => ({ code: 1, width: 1 }))).toBe('');
  });
});

describe('memoizeByGlyph', () => {
  it('a glyph that represents no text has no value', () => {
    const codeAt = memoizeByGlyph(() => toHexCode({ code: 1, width: 1 }));
    const glyph = { id: 1, x: 0, y: 0, advance: 0 };
    const row = toGlyphRow([
      { ...glyph, text: '街' },
      { ...glyph, text: '' },
    ]);
    expect([codeAt(row, 0)?.hex, codeAt(row, 1)]).toEqual(['0001', undefined]);
  });

  it('every glyph has the value computed for it and its text, in whatever order they are looked up', () => {
    const glyph = fc.record({
      id: fc.integer({ min: 0, max: 5 }),
      text: fc.constantFrom('·', '．', '\0', 'fi', '𠮷'),
    });
    const rows = fc.array(fc.array(glyph, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
    fc.assert(
      fc.property(rows, (drawn) => {
        const codes = new Map<string, number>();
        const encode = (id: number, text: string) => {
          const name = `${id} ${text}`;
          codes.set(name, codes.get(name) ?? codes.size + 1);
          return { code: codes.get(name)!, width: id * 100 };
        };
        const codeAt = memoizeByGlyph((glyph, text) => toHexCode(encode(glyph, text)));
        for (const glyphs of drawn) {
          const row = toGlyphRow(glyphs.map((each) => ({ ...each, x: 0, y: 0, advance: 0 })));
          for (const [index, { id, text }] of glyphs.entries()) {
            const hex = encode(id, text).code.toString(16).padStart(4, '0');
            expect(codeAt(row, index)).toMatchObject({ hex, width: id * 100 });
          }
        }
      }),
    );
  });
});
