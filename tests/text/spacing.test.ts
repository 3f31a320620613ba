import { describe, expect, test } from 'vitest';
import { prepareParagraph, setLine, setLines } from '../../src/text/set-lines.ts';
import type { Line, PunctuationStyle, StyledRun } from '../../src/text/text-style.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { plainStyle, runGlyphs, runOf } from '../support/set-text.ts';
import autospace from '../vectors/autospace.json' with { type: 'json' };
import spacing from '../vectors/spacing.json' with { type: 'json' };

const em = 10;
const noReport = () => {};
const paragraphOf = (
  runs: readonly StyledRun[],
  punctuation: PunctuationStyle = 'quanjiao',
  indent = 0,
  numericGap = true,
) =>
  prepareParagraph(
    runs,
    fakeFontBook(),
    { ...plainStyle, align: 'start', punctuation, indent, numericGap },
    noReport,
  );

const glyphsOf = (line: Line) => line.runs.flatMap(runGlyphs);

/** The width of a row of marks between two ideographs, or between one and the edge of the line. */
function widthOf(text: string, context: string, punctuation: PunctuationStyle): number {
  const setIn = (source: string, indent = 0) =>
    setLines(paragraphOf([runOf(source)], punctuation, indent), 1000)[0] as Line;
  if (context === 'mid') return setIn(`社${text}区`).width - 2 * em;
  if (context === 'line-end') return setIn(`社${text}`).width - em;
  const indent = context === 'para-start' ? 2 * em : 0;
  return setIn(`${text}社`, indent).width - em - indent;
}

describe('widths of marks and of rows of marks, GB/T 15834 5.1 and CLREQ 3.1.6', () => {
  test.each(spacing.cases)('$id $rule $context $style $text', ({ text, context, style, advance }) => {
    expect(widthOf(text, context, style as PunctuationStyle)).toBeCloseTo(advance * em, 9);
  });

  test('no mark has a blank in 半角式', () => {
    expect(widthOf('。”（', 'mid', 'banjiao')).toBeCloseTo(1.5 * em, 9);
  });

  test('the blank between marks of two sizes is the larger one', () => {
    const line = setLine(paragraphOf([runOf('社》'), runOf('《', { size: 20 }), runOf('区')]));
    expect(line.width).toBeCloseTo(10 + 5 + 10 + 10 + 10, 9);
  });

  test('the glyph of an opening mark starts left of it by its blank, that of a closing mark does not', () => {
    const [opening, , closing] = glyphsOf(setLine(paragraphOf([runOf('（甲）')])));
    expect([opening?.x, closing?.x]).toEqual([-5, 15]);
  });
});

/** Returns the offsets, in code points, of the glyphs after a gap of a quarter em. */
function gapsOf(runs: readonly StyledRun[], numericGap = true): { rendered: string; gaps: number[] } {
  const line = setLine(paragraphOf(runs, 'quanjiao', 0, numericGap));
  const glyphs = glyphsOf(line);
  const gaps: number[] = [];
  let at = 0;
  for (const [index, glyph] of glyphs.entries()) {
    const before = glyphs[index - 1];
    if (before !== undefined) {
      const between = glyph.x - before.x - before.advance;
      if (Math.abs(between - em / 4) < 1e-6) gaps.push(at);
    }
    at += Array.from(glyph.text).length;
  }
  return { rendered: glyphs.map(({ text }) => text).join(''), gaps };
}

interface GapCase {
  readonly id: string;
  readonly text?: string;
  readonly runs?: readonly { readonly t: string; readonly sup?: boolean; readonly size?: number }[];
  readonly rendered: string;
  readonly gaps: readonly number[];
  readonly kinds?: readonly string[];
}

const runsOf = ({ text, runs }: GapCase): readonly StyledRun[] =>
  runs?.map(({ t, sup, size }) =>
    runOf(t, { ...(sup ? { rise: 3 } : {}), ...(size ? { size: size * em } : {}) }),
  ) ?? [runOf(text ?? '')];

describe('the gap between Han and Western, CLREQ 3.2.2', () => {
  test.each(autospace.cases as readonly GapCase[])('$id $text', (vector) => {
    const { rendered, gaps } = gapsOf(runsOf(vector));
    expect(rendered).toBe(vector.rendered);
    expect(gaps).toEqual(vector.gaps);
  });

  test.each(autospace.cases as readonly GapCase[])('$id $text, digits solid', (vector) => {
    const { rendered, gaps } = gapsOf(runsOf(vector), false);
    expect(rendered).toBe(vector.rendered);
    const kinds = vector.kinds ?? vector.gaps.map((at) => kindAt(vector.rendered, at));
    expect(gaps).toEqual(vector.gaps.filter((_, index) => kinds[index] === 'alpha'));
  });

  test('the gap between a digit set solid and an ideograph stretches like that between ideographs', () => {
    const style = { ...plainStyle, numericGap: false };
    const [line] = setLines(
      prepareParagraph(
        [runOf('今年第3届比赛开幕了\n')],
        fakeFontBook(),
        { ...style, align: 'justify' },
        noReport,
      ),
      9 * em,
    );
    const glyphs = glyphsOf(line as Line);
    const gaps = glyphs
      .slice(1)
      .map((glyph, index) => glyph.x - (glyphs[index]?.x ?? 0) - (glyphs[index]?.advance ?? 0));
    expect(gaps[2]).toBeCloseTo(gaps[0] as number, 9);
    expect(gaps[3]).toBeCloseTo(gaps[0] as number, 9);
    expect(gaps[0]).toBeGreaterThan(0);
  });

  test.each(autospace.edge)(
    '$id $text at a line edge',
    ({ text, breakAt, forcedBreakAt, lines, gapsPerLine }) => {
      const at = breakAt ?? forcedBreakAt ?? 0;
      const source = `${text.slice(0, at)}\n${text.slice(at)}`;
      const set = setLines(paragraphOf([runOf(source)]), 1000);
      expect(
        set.map((line) =>
          glyphsOf(line)
            .map((glyph) => glyph.text)
            .join(''),
        ),
      ).toEqual(lines);
      expect(set.map((line) => glyphsOf(line)[0]?.x)).toEqual(lines.map(() => 0));
      const gapCount = set.map((line) => Math.round((line.width - solidWidth(line)) / (em / 4)));
      expect(gapCount).toEqual(gapsPerLine.map((gaps) => gaps.length));
    },
  );
});

/** The kind of a gap for which the vectors do not give it: beside a digit or a letter. */
const kindAt = (rendered: string, at: number) =>
  /\d/.test(rendered.slice(at - 1, at + 1)) ? 'numeric' : 'alpha';

const solidWidth = (line: Line) => glyphsOf(line).reduce((sum, { advance }) => sum + advance, 0);
