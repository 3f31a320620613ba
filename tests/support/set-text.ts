import { black } from '../../src/core/ink.ts';
import type { Pt } from '../../src/core/units.ts';
import { type Paragraph, prepareParagraph, setLines } from '../../src/text/set-lines.ts';
import {
  type GlyphRun,
  type InlineMarkup,
  type Line,
  type ParagraphStyle,
  type StyledRun,
  standardRules,
} from '../../src/text/text-style.ts';
import { fakeFontBook } from './fake-face.ts';

/** The em of the runs of `runOf`, in points. */
export const em = 10;

/** A run of text in a size of ten points. */
export function runOf(text: string, more: Partial<StyledRun> = {}): StyledRun {
  return {
    text,
    role: 'song',
    size: em,
    ink: black,
    place: { file: 'a.md', start: { line: 1, column: 1 } },
    ...more,
  };
}

/** Justified, without indents or tracking. */
export const plainStyle: ParagraphStyle = {
  ...standardRules,
  align: 'justify',
  indent: 0,
  hangingIndent: 0,
  tracking: 0,
};

/** A glyph of a run: x from the start of the line, y upwards from the baseline. */
export interface LineGlyph extends InlineMarkup {
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  readonly advance: Pt;
  readonly text: string;
}

/** The glyphs of a run as objects; the run has one array for each of their properties. */
export const runGlyphs = ({ ids, xs, ys, advances, texts, markup }: GlyphRun): readonly LineGlyph[] =>
  ids.map((id, index) => ({
    id,
    x: xs[index]!,
    y: ys?.[index] ?? 0,
    advance: advances[index]!,
    text: texts[index]!,
    ...markup?.[index],
  }));

/** Prepares a paragraph, given as a text or as runs, in the fake faces. */
export function prepared(
  text: readonly StyledRun[] | string,
  style: Partial<ParagraphStyle> = {},
  report: Parameters<typeof prepareParagraph>[3] = () => {},
): Paragraph {
  const runs = typeof text === 'string' ? [runOf(text)] : text;
  return prepareParagraph(runs, fakeFontBook(), { ...plainStyle, ...style }, report);
}

/** Sets a paragraph in the fake faces. In: a text or runs, and the measure in em. */
export const set = (
  text: readonly StyledRun[] | string,
  measure: number,
  style: Partial<ParagraphStyle> = {},
): readonly Line[] => setLines(prepared(text, style), measure * em);

export const glyphsOf = (line: Line): readonly LineGlyph[] => line.runs.flatMap(runGlyphs);

export const textOf = (line: Line): string =>
  glyphsOf(line)
    .map(({ text }) => text)
    .join('');
