import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostics.ts';
import { black } from '../../src/core/ink.ts';
import { millimetre } from '../../src/core/units.ts';
import { toGlyphRow } from '../../src/paint/glyph-row.ts';
import type { GlyphsOp, ImageOp, PaintOp } from '../../src/paint/paint.ts';
import { circle, rectangle } from '../../src/paint/paths.ts';
import { placeOnPaper } from '../../src/sheet/on-paper.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { edgesOf } from '../support/paint-bounds.ts';
import { setMarkdown } from '../support/set-markdown.ts';

const { template } = await setMarkdown('# 街坊\n');
const { trim, print } = template;
const { bleed } = print;
const facts = { title: '街坊', page: 2, pages: 4, date: '2026-05-22T00:00:00.000Z' };

function sheetOf(ops: readonly PaintOp[], marks = true) {
  const { desk, messages } = fakeDesk({});
  const context = { fonts: fakeFontBook(), report: desk.report, file: 'issue.md' };
  const sheet = placeOnPaper(ops, facts, { ...template, print: { ...print, marks } }, context);
  return { sheet, messages };
}

const fill = (x: number, y: number, width: number, height: number): PaintOp => ({
  op: 'fill',
  path: rectangle({ x, y, width, height }),
  ink: { ...black, k: 10 },
});
const picture = (x: number, y: number, width: number, height: number, crop: ImageOp['crop']): ImageOp => ({
  op: 'image',
  image: 'a',
  rect: { x, y, width, height },
  crop,
});

describe('a fill or picture at the trim', () => {
  it('extends to the edge of the bleed on all sides if it covers the page', () => {
    const { sheet } = sheetOf([fill(0, 0, trim.width, trim.height)]);
    const { left, top, right, bottom } = edgesOf(sheet.ops[0]!);
    expect(left).toBeCloseTo(-bleed, 2);
    expect(top).toBeCloseTo(-bleed, 2);
    expect(right).toBeCloseTo(trim.width + bleed, 2);
    expect(bottom).toBeCloseTo(trim.height + bleed, 2);
  });

  it('extends only on the side where it touches the trim', () => {
    const { sheet } = sheetOf([fill(20, 0, 100, 50)]);
    const { left, top, right, bottom } = edgesOf(sheet.ops[0]!);
    expect([left, right, bottom]).toEqual([20, 120, 50]);
    expect(top).toBeCloseTo(-bleed, 2);
  });

  it('ends at the trim without printer’s marks', () => {
    const { sheet } = sheetOf([fill(0, 0, trim.width, 50)], false);
    expect(edgesOf(sheet.ops[0]!)).toMatchObject({ left: 0, top: 0, bottom: 50 });
  });

  it('is unchanged away from the trim, as are outlines and strokes at the trim', () => {
    const ops: readonly PaintOp[] = [
      fill(2, 20, 100, 50),
      { op: 'fill', path: circle({ x: 10, y: 10 }, 10), ink: black },
      { op: 'stroke', path: rectangle({ x: 0, y: 0, width: 20, height: 20 }), ink: black, width: 1 },
      picture(20, 20, 100, 50, { x: 0.1, y: 0.1, width: 0.5, height: 0.5 }),
    ];
    expect(sheetOf(ops).sheet.ops).toEqual(ops.map((op) => expect.objectContaining({ op: op.op })));
    const { sheet } = sheetOf(ops);
    for (const [at, op] of ops.entries()) {
      for (const [side, value] of Object.entries(edgesOf(op))) {
        expect(edgesOf(sheet.ops[at]!)[side as 'left']).toBeCloseTo(value, 2);
      }
    }
  });

  it('shows more of a cropped picture, without moving it', () => {
    const { sheet } = sheetOf([picture(0, 0, 100, 100, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 })]);
    const { rect, crop } = sheet.ops[0] as ImageOp;
    expect(rect.width).toBeCloseTo(100 + bleed, 2);
    const more = (bleed / 100) * 0.5;
    expect(crop.x).toBeCloseTo(0.25 - more, 4);
    expect(crop.y).toBeCloseTo(0.25 - more, 4);
    expect(crop.width).toBeCloseTo(0.5 + more, 4);
    expect(crop.height).toBeCloseTo(0.5 + more, 4);
  });

  it('keeps the proportions of a picture and stays inside its edges for every crop', () => {
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    const crops = fc
      .record({ x: share, y: share, width: share, height: share })
      .filter(({ x, y, width, height }) => x + width <= 1 && y + height <= 1);
    const edge = fc.constantFrom(0, 30);
    fc.assert(
      fc.property(crops, edge, edge, (crop, x, y) => {
        const before = picture(x, y, 120, 80, crop);
        const { rect, crop: after } = sheetOf([before]).sheet.ops[0] as ImageOp;
        expect(after.x).toBeGreaterThanOrEqual(0);
        expect(after.y).toBeGreaterThanOrEqual(0);
        expect(after.x + after.width).toBeLessThanOrEqual(1 + 1e-9);
        expect(after.y + after.height).toBeLessThanOrEqual(1 + 1e-9);
        const shape = (one: ImageOp['rect'], part: ImageOp['crop']) =>
          one.width / part.width / (one.height / part.height);
        expect(shape(rect, after) / shape(before.rect, crop)).toBeCloseTo(1, 3);
      }),
    );
  });
});

describe('text near the trim', () => {
  const text = (x: number, y: number): GlyphsOp => ({
    op: 'glyphs',
    face: 'song',
    size: 10,
    ink: black,
    at: { x, y },
    row: toGlyphRow(
      [...'街坊邻里'].map((character, index) => ({
        id: 1,
        x: index * 10,
        y: 0,
        advance: 10,
        text: character,
      })),
    ),
    source: 'copy',
  });
  const messagesFor = (...ops: readonly PaintOp[]) =>
    sheetOf(ops).messages.map(({ code, text: sentence, place }: Diagnostic) => [code, sentence, place.file]);
  const safe = 3 * millimetre;

  it.each([
    ['left', safe - 0.5, 100],
    ['right', trim.width - safe - 39.5, 100],
    ['head', 100, safe + 8.8 - 0.5],
    ['foot', 100, trim.height - safe - 1.2 + 0.5],
  ])('is reported with its page and words: at the %s', (_, x, y) => {
    const messages = messagesFor(text(x, y));
    expect(messages).toHaveLength(1);
    expect(messages[0]![0]).toBe('near-trim');
    expect(messages[0]![1]).toContain('第 2 版');
    expect(messages[0]![1]).toContain('“街坊邻里”只有 2.8 mm');
    expect(messages[0]![2]).toBe('issue.md');
  });

  it.each([
    [safe + 0.01, 100],
    [trim.width - safe - 40.01, 100],
    [100, safe + 8.81],
    [100, trim.height - safe - 1.21],
  ])('is not reported at %f, %f', (x, y) => {
    expect(messagesFor(text(x, y))).toEqual([]);
  });

  it('is reported once for a page, with the line nearest to the trim', () => {
    const [one] = messagesFor(text(5, 100), text(2, 200), text(50, 300));
    expect(one![1]).toContain('2 处');
    expect(one![1]).toContain('只有 0.7 mm');
  });

  it('is reported if it crosses the trim', () => {
    expect(messagesFor(text(-10, 100))[0]![1]).toContain('超出裁切边 3.5 mm');
  });
});
