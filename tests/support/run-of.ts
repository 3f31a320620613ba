import { black } from '../../src/core/ink.ts';
import { type ParagraphStyle, type StyledRun, standardRules } from '../../src/text/text-style.ts';

/** A run of 10 pt, so that an em is ten points. */
export function runOf(text: string, more: Partial<StyledRun> = {}): StyledRun {
  return {
    text,
    role: 'song',
    size: 10,
    ink: black,
    place: { file: 'a.md', start: { line: 1, column: 1 } },
    ...more,
  };
}

export const plainStyle: ParagraphStyle = {
  ...standardRules,
  align: 'justify',
  indent: 0,
  hangingIndent: 0,
  tracking: 0,
};
