import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { millimetre } from '../../src/core/units.ts';
import type { PaintOp, Sheet } from '../../src/paint/paint.ts';
import { paintPrintersMarks, type SlugFacts } from '../../src/sheet/printers-marks.ts';
import type { Template } from '../../src/template/template.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { edgesOf, isGlyphs, overlap, textOf } from '../support/paint-bounds.ts';
import { setMarkdown, sheetsOf } from '../support/set-markdown.ts';

const { template } = await setMarkdown('# 街坊\n');
const facts: SlugFacts = {
  title: '江湾街坊报 第12期 社区花园开门迎客',
  page: 3,
  pages: 8,
  date: '2026-05-22T16:30:00.000Z',
};
const context = {
  fonts: fakeFontBook(),
  report: () => {
    throw new Error('the marks report no message');
  },
  file: 'issue.md',
};

const templateOf = (width: number, height: number, bleed: number): Template => ({
  ...template,
  trim: { width: width * millimetre, height: height * millimetre },
  print: { ...template.print, bleed: bleed * millimetre },
});
const marksOf = (on: Template, changed: Partial<SlugFacts> = {}, fonts = context.fonts) =>
  paintPrintersMarks({ ...facts, ...changed }, on, { ...context, fonts });

const sum = ({ ink }: Extract<PaintOp, { ink: unknown }>): number => ink.c + ink.m + ink.y + ink.k;
const wordsOf = (ops: readonly PaintOp[]): string => ops.map(textOf).join('');

describe('printer’s marks', () => {
  const sizes = fc.record({
    width: fc.integer({ min: 148, max: 420 }),
    height: fc.integer({ min: 200, max: 600 }),
    bleed: fc.integer({ min: 0, max: 8 }),
    title: fc.string({ unit: fc.constantFrom('街', '坊', 'A', '—', ' '), maxLength: 90 }),
    condition: fc.string({ unit: fc.constantFrom('冷', '固', 'A', ' '), maxLength: 90 }),
  });

  it('are between the bleed and the edge of the paper, and no text touches another mark', () => {
    fc.assert(
      fc.property(sizes, ({ width, height, bleed, title, condition }) => {
        const plain = templateOf(width, height, bleed);
        const profile = { ...plain.print.profile, condition };
        const on = { ...plain, print: { ...plain.print, profile } };
        const { width: paper, marks } = marksOf(on, { title });
        const beyond = on.print.bleed;
        const inside = {
          left: -beyond,
          top: -beyond,
          right: on.trim.width + beyond,
          bottom: on.trim.height + beyond,
        };
        const boxes = marks.map(edgesOf);
        for (const [at, box] of boxes.entries()) {
          expect(overlap(box, inside)).toBe(false);
          expect(box.left).toBeGreaterThan(-paper);
          expect(box.top).toBeGreaterThan(-paper);
          expect(box.right).toBeLessThan(on.trim.width + paper);
          expect(box.bottom).toBeLessThan(on.trim.height + paper);
          const words = marks[at]!.op === 'glyphs';
          if (words)
            for (const other of boxes.filter((one) => one !== box)) expect(overlap(box, other)).toBe(false);
        }
      }),
    );
  });

  it('have two crop marks at each corner, in line with the trim and one millimetre outside the bleed', () => {
    const { trim, print } = template;
    const straight = marksOf(template).marks.filter((op) => op.op === 'stroke' && op.path.length === 2);
    const far = print.bleed + millimetre;
    const at = (x: number, y: number) =>
      straight.filter((op) => {
        const { left, top, right, bottom } = edgesOf(op);
        const [across, down] = [(left + right) / 2, (top + bottom) / 2];
        const isAt = (value: number, edge: number) => Math.abs(value - edge) < 0.01;
        const beyond = (from: number, to: number, edge: number) =>
          edge === 0 ? Math.abs(to + far) < 0.2 : Math.abs(from - edge - far) < 0.2;
        return (isAt(across, x) && beyond(top, bottom, y)) || (isAt(down, y) && beyond(left, right, x));
      });
    for (const x of [0, trim.width]) for (const y of [0, trim.height]) expect(at(x, y)).toHaveLength(2);
  });

  it('have a registration target at the middle of each side', () => {
    const { trim, print } = template;
    const circles = marksOf(template).marks.filter((op) => op.op === 'stroke' && op.path.length > 2);
    const middles = circles.map((op) => {
      const { left, top, right, bottom } = edgesOf(op);
      return [(left + right) / 2, (top + bottom) / 2].map((value) => Number(value.toFixed(1)));
    });
    const off = print.bleed + 4.5 * millimetre;
    const expected = [
      [trim.width / 2, -off],
      [trim.width + off, trim.height / 2],
      [trim.width / 2, trim.height + off],
      [-off, trim.height / 2],
    ].map((point) => point.map((value) => Number(value.toFixed(1))));
    expect(middles).toEqual(expected);
  });

  it('use the registration colour for crop marks and targets only', () => {
    const { marks } = marksOf(template);
    for (const op of marks) {
      if (op.op === 'stroke')
        expect(op).toMatchObject({ ink: { c: 100, m: 100, y: 100, k: 100 }, width: 0.25 });
      else if (op.op !== 'image') expect(sum(op)).toBeLessThanOrEqual(200);
    }
  });

  it('have a colour bar of each ink at 100 % and 50 %, of two inks, and of grey', () => {
    const bar = marksOf(template).marks.filter((op) => op.op === 'fill');
    const inks = bar.map(({ ink }) => ink);
    for (const plate of ['c', 'm', 'y', 'k'] as const) {
      for (const share of [50, 100]) {
        expect(inks).toContainEqual({ c: 0, m: 0, y: 0, k: 0, [plate]: share });
      }
    }
    expect(
      inks.filter(({ c, m, y, k }) => k === 0 && [c, m, y].filter((one) => one === 100).length === 2),
    ).toHaveLength(3);
    expect(inks.filter(({ c, m, y }) => c > 0 && m > 0 && y > 0)).toHaveLength(1);
    const edges = bar.map(edgesOf);
    for (const { left, right, top, bottom } of edges) {
      expect(right - left).toBeCloseTo(5 * millimetre, 2);
      expect(bottom - top).toBeCloseTo(5 * millimetre, 2);
    }
  });

  it('state the paper, the page and the number of pages, the date of the file and the printing condition', () => {
    const [line] = marksOf(template).marks.filter(isGlyphs);
    expect(textOf(line!)).toBe('江湾街坊报 第12期 社区花园开门迎客第3/8版2026-05-22CGATS TR 002');
    expect(line).toMatchObject({ size: 6, ink: { c: 0, m: 0, y: 0, k: 100 }, source: 'furniture' });
  });

  it('truncate a title that is too long and keep the rest of the slug line', () => {
    const { marks } = marksOf(templateOf(148, 210, 3), { title: '很长的标题'.repeat(30) });
    const words = textOf(marks.filter(isGlyphs)[0]!);
    expect(words).toMatch(/^很长的标题.*…第3\/8版2026-05-22CGATS TR 002$/);
  });

  it('leave characters that the face lacks out of the slug line', () => {
    const profile = { ...template.print.profile, condition: '冷固\u{1f600}印刷' };
    const on = { ...template, print: { ...template.print, profile } };
    const { marks } = marksOf(on, { title: '街坊\u{1f600}报' }, fakeFontBook({ missing: '\u{1f600}' }));
    expect(textOf(marks.filter(isGlyphs)[0]!)).toBe('街坊报第3/8版2026-05-22冷固印刷');
  });

  it('print the name of each plate in its ink', () => {
    const plates = marksOf(template).marks.filter(isGlyphs).slice(1);
    expect(plates.map(textOf)).toEqual(['C', 'M', 'Y', 'K']);
    for (const { ink, row } of plates) {
      const name = row.text.toLowerCase();
      expect(ink).toEqual({ c: 0, m: 0, y: 0, k: 0, [name]: 100 });
    }
  });
});

describe('the slug of a sheet', () => {
  const article = '# 社区花园开门迎客\n\n居民自己动手，把一块空地种成了花园。\n';
  const first = async (header: string): Promise<Sheet> => {
    const { publication, messages } = await sheetsOf(`---\n${header}\n---\n\n${article}`);
    expect(messages.filter(({ severity }) => severity !== 'note')).toEqual([]);
    return publication.sheets[0]!;
  };

  it('has the marks and the bleed of the template', async () => {
    const { slug, bleed, ops } = await first('number: 1');
    expect(bleed).toBeCloseTo(3 * millimetre, 2);
    expect(slug!.width).toBeCloseTo(12 * millimetre, 2);
    expect(wordsOf(slug!.marks)).toContain('第1/1版');
    expect(wordsOf(ops)).not.toContain('1/1');
  });

  it('is missing, with the bleed, if the issue turns marks off', async () => {
    const { slug, bleed } = await first('print: { marks: false }');
    expect(slug).toBeUndefined();
    expect(bleed).toBe(0);
  });

  it('grows with the bleed', async () => {
    const { slug, bleed } = await first('print: { bleed: 5mm }');
    expect(bleed).toBeCloseTo(5 * millimetre, 2);
    expect(slug!.width).toBeCloseTo(14 * millimetre, 2);
  });
});
