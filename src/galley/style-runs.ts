import type { FaceRole } from '../assets/font-book.ts';
import type { Pt } from '../core/units.ts';
import type { Run } from '../issue/issue.ts';
import type { Style, Template } from '../template/template.ts';
import type { Align, ParagraphStyle, StyledRun } from '../text/text-style.ts';

/** A superscript's size and rise, in em of the text it stands in. */
const superscript = { size: 0.6, rise: 0.4 };

/**
 * Gives runs their type: the style of the block they stand in, changed by their marks. A reading (注音) follows
 * its character in brackets.
 */
export function styleRuns(runs: readonly Run[], style: Style, template: Template): readonly StyledRun[] {
  return runs.flatMap((run, index) => {
    const styled: StyledRun = {
      text: run.text,
      role: roleOf(run, style, template),
      size: style.size,
      ink: style.ink,
      place: run.place,
    };
    const note = run.marks.some(({ kind }) => kind === 'note');
    const base = note
      ? { ...styled, size: style.size * superscript.size, rise: style.size * superscript.rise }
      : styled;
    const reading = run.marks.find((mark) => mark.kind === 'ruby');
    // Runs that share one mark share one reading, after the last of them.
    if (reading === undefined || runs[index + 1]?.marks.includes(reading)) return [base];
    const added = { ...styled, added: true as const };
    return [
      base,
      { ...added, text: '（' },
      { ...styled, text: reading.rt, place: reading.place },
      { ...added, text: '）' },
    ];
  });
}

function roleOf(run: Run, style: Style, { styles }: Template): FaceRole {
  let role = style.face;
  for (const { kind } of run.marks) {
    if (kind === 'strong' || kind === 'emphasis' || kind === 'dateline' || kind === 'code')
      role = styles[kind].face;
  }
  return role;
}

/** In display lines a space between two Han characters parts two phrases: it is a whole em, as in a headline. */
export function openSpaces(runs: readonly StyledRun[]): readonly StyledRun[] {
  return runs.map((run) => ({ ...run, text: openSpace(run.text) }));
}

export const openSpace = (text: string): string =>
  text.replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '\u3000');

/** A stretch that the paper adds, in the voice of the runs beside it. */
export function addedRun(text: string, style: Style, beside: Run | undefined, file: string): StyledRun {
  return {
    text,
    role: style.face,
    size: style.size,
    ink: style.ink,
    added: true,
    place: beside?.place ?? { file },
  };
}

/** How a block of this style is set. */
export function paragraphStyle(
  style: Style,
  template: Template,
  wish: { readonly indent?: Pt; readonly align?: Align } = {},
): ParagraphStyle {
  return {
    align: wish.align ?? style.align,
    punctuation: template.typography.punctuation,
    indent: wish.indent ?? 0,
    hangingIndent: 0,
    tracking: style.tracking,
  };
}
