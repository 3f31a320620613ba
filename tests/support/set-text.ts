import { type Paragraph, prepareParagraph, setLines } from '../../src/text/set-lines.ts';
import type { Line, ParagraphStyle, StyledRun } from '../../src/text/text-style.ts';
import { fakeFontBook } from './fake-face.ts';
import { type LineGlyph, runGlyphs } from './run-glyphs.ts';
import { plainStyle, runOf } from './run-of.ts';

/** The em of runs made by `runOf`, in points. */
export const em = 10;

/** A paragraph of the fake faces, of a text or of runs. */
export function prepared(
  text: readonly StyledRun[] | string,
  style: Partial<ParagraphStyle> = {},
  report: Parameters<typeof prepareParagraph>[3] = () => {},
): Paragraph {
  const runs = typeof text === 'string' ? [runOf(text)] : text;
  return prepareParagraph(runs, fakeFontBook(), { ...plainStyle, ...style }, report);
}

/** The same as lines. In: the measure in em. */
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
