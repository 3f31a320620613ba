import { findRanges } from '../core/text-ranges.ts';
import { han, isChinese, isProtected, protectedRanges } from './character-sets.ts';
import { type Manuscript, originOf } from './manuscript.ts';
import { type Finding, findUnpairedMarks } from './unpaired-marks.ts';

/** Where a paragraph stands, as far as its doubts depend on it. */
export interface ParagraphContext {
  /** The paragraph after it, which may go on with its quotation; '' where there is none. */
  readonly next: string;
  /** In running text a space between two ideographs is a slip; in a headline or a list of names it is meant. */
  readonly running: boolean;
}

/**
 * What a proof reader would ask about a paragraph whose marks are put right, and no rule may settle: in order, with
 * UTF-16 offsets in its text.
 */
export function checkText(text: string, { next, running }: ParagraphContext): readonly Finding[] {
  const doubts = [...findUnpairedMarks(text, next), ...clusters(text)];
  if (text.includes(',') && isChinese(text)) doubts.push(...commas(text));
  if (running) doubts.push(...spaces(text));
  return doubts.sort((a, b) => a.from - b.from);
}

/** GB/T 15834 4.3.3: three marks at most in a row, and the question mark before the exclamation mark. */
function clusters(text: string): readonly Finding[] {
  return findRanges(text, /[？！]{2,}/g).flatMap((stretch): readonly Finding[] => {
    const marks = text.slice(stretch.from, stretch.to);
    if (marks.length > 3) return [{ code: 'too-many-marks', ...stretch }];
    return marks.includes('！？') ? [{ code: 'mark-order', ...stretch }] : [];
  });
}

/** A comma between two numbers or Latin words: ，or 、 or part of a name, which only the author knows. */
function commas(text: string): readonly Finding[] {
  const kept = protectedRanges(text);
  const thousands = /^[0-9]{1,3}(?:,[0-9]{3})+$/;
  const digits = findRanges(text, /(?<![0-9.,])[0-9]+(?:,[0-9]+)+/g)
    .filter(({ from, to }) => !thousands.test(text.slice(from, to)))
    .map(({ from }) => text.indexOf(',', from));
  const latin = findRanges(text, /(?<=\p{sc=Latin}),(?=[\p{sc=Latin}0-9])|(?<=[0-9]),(?=\p{sc=Latin})/gu).map(
    ({ from }) => from,
  );
  const doubt = (code: Finding['code']) => (from: number) => ({ code, from, to: from + 1 });
  return [...digits.map(doubt('ambiguous-digit-comma')), ...latin.map(doubt('ambiguous-latin-comma'))].filter(
    ({ from }) => !isProtected(kept, from, from + 1),
  );
}

/** Names stand apart from titles, in a line of their own or in brackets: there a space is meant. */
function spaces(text: string): readonly Finding[] {
  if (!text.includes(' ') && !text.includes('\u00a0')) return [];
  // A line of words without a mark: 读者 石守拙.
  const names = new RegExp(`^(?:${han}|[、·]){2,}(?:[ \\u00a0]+(?:${han}|[、·]){2,})+$`, 'u');
  if (names.test(text)) return [];
  const pattern = new RegExp(`（[^（）]*）|(?<=${han})[ \\u00a0]+(?=${han})`, 'gu');
  return findRanges(text, pattern)
    .filter(({ from }) => text[from] !== '（')
    .map((stretch) => ({ code: 'space-between-han', ...stretch }));
}

/** Where a dot between two ideographs was taken for a full stop, which it need not be: indices of the written text. */
export function ambiguousStops(written: string, manuscript: Manuscript): readonly number[] {
  if (!written.includes('.')) return [];
  return findRanges(manuscript.text, new RegExp(`(?<=${han})。(?=${han})`, 'gu'))
    .map(({ from }) => originOf(manuscript, from))
    .filter((origin) => written[origin] === '.');
}
