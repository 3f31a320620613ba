import type { Pt } from '../core/units.ts';
import type { FaceRole } from '../fonts/font-book.ts';
import type { Mark, Run } from '../issue/issue.ts';
import type { Style, Template } from '../template/template.ts';
import type { Align, ParagraphStyle, StyledRun } from '../text/text-style.ts';
import { attachRuby, type RubyMark, type RubyRoom } from './ruby.ts';

/** A superscript's size and rise, in em of the text it stands in. */
const superscript = { size: 0.6, rise: 0.4 };

/**
 * Gives runs their type: the style of the block they stand in, changed by their marks. A reading (注音) stands over
 * its characters where the block's lines have room for it, else after them in brackets.
 */
export function styleRuns(
  runs: readonly Run[],
  style: Style,
  template: Template,
  room?: RubyRoom,
): readonly StyledRun[] {
  return runs.flatMap((run, index) => {
    const ruby = run.marks.find((mark): mark is RubyMark => mark.kind === 'ruby');
    if (ruby === undefined) return [styleRun(run, style, template)];
    // Runs that share one mark share one reading, and are set with the first of them.
    if (runs[index - 1]?.marks.includes(ruby)) return [];
    let end = index + 1;
    while (runs[end]?.marks.includes(ruby)) end += 1;
    const styled = runs.slice(index, end).map((part) => styleRun(part, style, template));
    return attachRuby(styled, ruby, style, template, room);
  });
}

function styleRun(run: Run, style: Style, template: Template): StyledRun {
  const isMarked = (wanted: Mark['kind']) => run.marks.some(({ kind }) => kind === wanted);
  const role = roleOf(run, style, template);
  const link = run.marks.find((mark) => mark.kind === 'link');
  const styled: StyledRun = {
    text: run.text,
    role,
    size: style.size,
    ink: style.ink,
    ...(isCode(run, style, template) && { code: true }),
    ...(isMarked('emphasis') && { dots: true }),
    // What is bold already keeps its own letters: there is no italic that goes with Hei.
    ...(isMarked('emphasis') &&
      role !== template.styles.strong.face && { western: template.styles.emphasis.face }),
    ...(link !== undefined && { link: link.url }),
    place: run.place,
  };
  if (!isMarked('note')) return styled;
  return { ...styled, size: style.size * superscript.size, rise: style.size * superscript.rise };
}

const isCode = (run: Run, style: Style, { styles }: Template): boolean =>
  style === styles.code || run.marks.some(({ kind }) => kind === 'code');

function roleOf(run: Run, style: Style, { styles }: Template): FaceRole {
  let role = style.face;
  for (const { kind } of run.marks) {
    if (kind === 'strong' || kind === 'dateline' || kind === 'code') role = styles[kind].face;
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
    ...template.typography.rules,
    align: wish.align ?? style.align,
    indent: wish.indent ?? 0,
    hangingIndent: 0,
    tracking: style.tracking,
  };
}
