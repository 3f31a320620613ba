import type { Pt } from '../core/units.ts';
import type { FaceRole } from '../fonts/font-book.ts';
import type { Mark, Run } from '../issue/issue.ts';
import type { Style, Template } from '../template/template.ts';
import type { Align, ParagraphStyle, StyledRun } from '../text/text-style.ts';
import { attachRuby, type RubyMark, type RubyRoom } from './ruby.ts';

/** Size and rise of a superscript, in em of its text; a subscript is as far below the baseline as its foot hangs in print. */
const superscript = { size: 0.6, rise: 0.4 };
const subscript = { size: 0.6, rise: -0.12 };

/**
 * Gives runs their type: the style of their block, changed by their marks. In: `room`, what the block's lines leave for
 * ruby; without it ruby is set in brackets.
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
    // Runs that share a mark share its ruby text: all are styled with the first.
    if (runs[index - 1]?.marks.includes(ruby)) return [];
    let end = index + 1;
    while (runs[end]?.marks.includes(ruby)) end += 1;
    const styled = runs.slice(index, end).map((part) => styleRun(part, style, template));
    return attachRuby(styled, ruby, style, template, room);
  });
}

function styleRun(run: Run, style: Style, template: Template): StyledRun {
  const isMarked = (mark: Mark['kind']) => run.marks.some(({ kind }) => kind === mark);
  const role = roleOf(run, style, template);
  const link = run.marks.find((mark) => mark.kind === 'link');
  const styled: StyledRun = {
    text: run.text,
    role,
    size: style.size,
    ink: style.ink,
    ...(isCode(run, style, template) && {
      code: true,
      typedSpaces: style === template.styles.code ? 'all' : 'rows',
    }),
    ...(isMarked('emphasis') && { dots: true }),
    // Western letters of emphasis are italic, but for bold ones: no italic matches Hei.
    ...(isMarked('emphasis') &&
      role !== template.styles.strong.face && { western: template.styles.emphasis.face }),
    ...(isMarked('underline') && { underline: true as const }),
    ...(link !== undefined && { link: link.url }),
    place: run.place,
  };
  const script =
    isMarked('note') || isMarked('superscript') ? superscript : isMarked('subscript') ? subscript : undefined;
  if (script === undefined) return styled;
  return { ...styled, size: style.size * script.size, rise: style.size * script.rise };
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

/** Widens spaces between Han characters to an em: in display lines they separate phrases, as in a headline. */
export function openSpaces(runs: readonly StyledRun[]): readonly StyledRun[] {
  return runs.map((run) => ({ ...run, text: openSpace(run.text) }));
}

export const openSpace = (text: string): string =>
  text.replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '\u3000');

/** Makes a run of text that is not in the copy. Its place is that of the run `beside` it, or else the file. */
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

/** The paragraph style of a block: its own style, the template's rules, and what `options` override. */
export function paragraphStyle(
  style: Style,
  template: Template,
  options: { readonly indent?: Pt; readonly align?: Align } = {},
): ParagraphStyle {
  return {
    ...template.typography.rules,
    align: options.align ?? style.align,
    indent: options.indent ?? 0,
    hangingIndent: 0,
    tracking: style.tracking,
  };
}
