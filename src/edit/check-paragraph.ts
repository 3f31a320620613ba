import type { Report } from '../core/diagnostics.ts';
import { emojiPattern } from '../core/emoji.ts';
import { findRanges } from '../core/text-ranges.ts';
import type { Run } from '../issue/issue.ts';
import { han, isChinese } from './character-sets.ts';
import { findDoubtfulDots } from './number-dots.ts';
import { findProtectedRanges, isProtected } from './protected-ranges.ts';
import { placeAmong, textOf } from './run-text.ts';
import { type Finding, findUnpairedMarks } from './unpaired-marks.ts';

/** A paragraph to be checked, after its punctuation was normalised. */
export interface CheckedParagraph {
  readonly runs: readonly Run[];
  /** The next paragraph, which may continue a quotation. */
  readonly next: readonly Run[];
  /** Running text; false for headlines, names, captions and the like. */
  readonly running: boolean;
}

/** The input of the checks of a paragraph, apart from its text. */
interface ParagraphContext {
  /** The next paragraph, which may continue a quotation; empty for the last paragraph. */
  readonly next: string;
  /** In running text a space between two ideographs is a slip; in a headline or a list of names it is meant. */
  readonly running: boolean;
}

/** Reports what the author must decide about a paragraph, each finding at its place. */
export function checkParagraph({ runs, next, running }: CheckedParagraph, report: Report): void {
  const text = textOf(runs);
  const all = checkText(text, { next: textOf(next), running });
  if (all.length === 0) return;
  // A space after the dateline (本报讯) is usual.
  const dateline = textOf(runs.filter(({ marks }) => marks.some(({ kind }) => kind === 'dateline'))).length;
  const findings = all.filter(({ code, from }) => code !== 'space-between-han' || from !== dateline);
  const spaces = findings.filter(({ code }) => code === 'space-between-han');
  for (const { code, from, to } of findings) {
    const place = placeAmong(runs, from, to);
    if (code !== 'space-between-han') report(code, place, { mark: ends(text.slice(from, to)) });
    // All spaces of a paragraph are one message.
    else if (from === spaces[0]?.from) report(code, place, { count: spaces.length });
  }
}

/** The two marks of a pair, without the words between. */
const ends = (marks: string): string => (/^[”’].+[“‘]$/s.test(marks) ? `${marks[0]}…${marks.at(-1)}` : marks);

/** Checks a normalised text. Returns the findings in order. */
export function checkText(text: string, { next, running }: ParagraphContext): readonly Finding[] {
  const findings = [
    ...findUnpairedMarks(text, next),
    ...checkMarkClusters(text),
    ...findIgnoredCharacters(text),
  ];
  if (text.includes(',') && isChinese(text)) findings.push(...findAmbiguousCommas(text));
  if (running) {
    findings.push(...findSpacesBetweenHan(text));
    for (const dot of findDoubtfulDots(text))
      findings.push({ code: 'dot-after-figure', from: dot, to: dot + 1 });
  }
  return findings.sort((a, b) => a.from - b.from);
}

/**
 * Characters that leave no trace on the page: selectors of a variant of an ideograph, which no face of ours has, controls,
 * and invisible signs of other scripts. Those of an emoji sequence belong to its glyph.
 */
function findIgnoredCharacters(text: string): readonly Finding[] {
  if (!ignored.test(text)) return [];
  const sequence = new RegExp(`${emojiPattern}|${han}\\p{Variation_Selector}|${ignored.source}`, 'gu');
  return findRanges(text, sequence)
    .filter(({ from, to }) => !wholeEmoji.test(text.slice(from, to)))
    .map((range) => ({ code: 'ignored-character', ...range }));
}

const ignored = /\p{Default_Ignorable_Code_Point}|(?![\t\n\r])\p{Cc}/u;
const wholeEmoji = new RegExp(`^(?:${emojiPattern})$`, 'u');

/** GB/T 15834 4.3.3: at most three marks in a row, the question mark before the exclamation mark. */
function checkMarkClusters(text: string): readonly Finding[] {
  return findRanges(text, /[？！]{2,}/g).flatMap((range): readonly Finding[] => {
    const marks = text.slice(range.from, range.to);
    if (marks.length > 3) return [{ code: 'too-many-marks', ...range }];
    return marks.includes('！？') ? [{ code: 'mark-order', ...range }] : [];
  });
}

/** A comma between two numbers or Latin words may be meant as ， or 、 or be part of a name: only the author knows. */
function findAmbiguousCommas(text: string): readonly Finding[] {
  const protectedParts = findProtectedRanges(text);
  const thousands = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/;
  const digits = findRanges(text, /(?<![0-9.,])[0-9][0-9.]*(?:,[0-9.]*[0-9])+/g)
    .filter(({ from, to }) => !thousands.test(text.slice(from, to)))
    .map(({ from }) => text.indexOf(',', from));
  const latin = findRanges(text, /(?<=\p{sc=Latin}),(?=[\p{sc=Latin}0-9])|(?<=[0-9]),(?=\p{sc=Latin})/gu).map(
    ({ from }) => from,
  );
  const finding = (code: Finding['code']) => (from: number) => ({ code, from, to: from + 1 });
  return [
    ...digits.map(finding('ambiguous-digit-comma')),
    ...latin.map(finding('ambiguous-latin-comma')),
  ].filter(({ from }) => !isProtected(protectedParts, from, from + 1));
}

/** A space between a title and a name is meant if they are the whole text or in brackets. */
function findSpacesBetweenHan(text: string): readonly Finding[] {
  if (!text.includes(' ') && !text.includes('\u00a0')) return [];
  // Words without punctuation: 读者 石守拙, 文/田禾 摄影/小满.
  const names = new RegExp(`^(?:${han}|[、·/]){2,}(?:[ \\u00a0]+(?:${han}|[、·/]){2,})+$`, 'u');
  if (names.test(text)) return [];
  const pattern = new RegExp(`（[^（）]*）|(?<=${han})[ \\u00a0]+(?=${han})`, 'gu');
  return findRanges(text, pattern)
    .filter(({ from }) => text[from] !== '（')
    .map((range) => ({ code: 'space-between-han', ...range }));
}
