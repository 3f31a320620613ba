import { findRanges, type TextRange } from '../core/text-ranges.ts';
import {
  closing,
  han,
  ideographOf,
  isChinese,
  isHan,
  lookalikes,
  markForms,
  markOf,
  marks,
  opening,
  pointAt,
  signs,
} from './character-sets.ts';
import { findMarksOfClauses } from './clause-marks.ts';
import { findDotsBeforeChinese, findMarksAfterChinese, findWaves, findWideDots } from './half-width-marks.ts';
import { applyChanges, type Change, type Manuscript, unchanged } from './manuscript.ts';
import { findPairChanges } from './pair-marks.ts';
import { findProtectedRanges, isProtected } from './protected-ranges.ts';
import {
  findLeadingSpaces,
  findPauses,
  findSpacesAfterLatin,
  findSpacesAtMarks,
  findSpacesAtQuotes,
  findSpacesBeforeLatin,
  findTrailingSpaces,
} from './redundant-spaces.ts';
import { findSignGroups, maskOf, type SignGroup } from './sign-groups.ts';

/*
 * Normalises the punctuation, spaces and character widths of a Chinese paragraph (GB/T 15834-2011, GB/T 15835-2011,
 * CY/T 154-2017).
 *
 * A list of rewriting rules is applied in order, each to the result of the one before. Passes over the whole list
 * repeat until one changes nothing, because the result of one rule may match another: so normalising is
 * idempotent. It ends, because a rule changes only towards the normal form: no rule undoes another. The masks of
 * sign-groups.ts skip every rule that cannot match; each rule takes linear time (the tests try paragraphs of 72,000
 * characters), and a second pass rarely changes anything.
 *
 * What is ambiguous is left alone: , never becomes 、 and . never becomes ·. A paragraph without Chinese keeps its
 * punctuation. '\n' is a line end of the author's and ends a clause.
 */

type Find = (text: string) => readonly TextRange[];

interface Rule {
  /** The mask of sign groups of which every match has a sign. */
  readonly required: number;
  readonly find: Find;
  /** The replacement of a match; the match itself if nothing is to change. */
  readonly replace: (match: string) => string;
}

/** Makes a rule. A pattern is compiled when the first text needs it. */
function rule(
  required: readonly SignGroup[],
  target: string | Find,
  replacement: Rule['replace'] | string,
): Rule {
  return {
    required: maskOf(required),
    find: typeof target === 'string' ? byPattern(target) : target,
    replace: typeof replacement === 'string' ? () => replacement : replacement,
  };
}

function byPattern(pattern: string): Find {
  let compiled: RegExp | undefined;
  return (text) => {
    compiled ??= new RegExp(pattern, 'gu');
    return findRanges(text, compiled);
  };
}

const fullWidthMarks: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
};
/** Makes marks full-width; nearly always it is one mark. */
const widen = (text: string) =>
  fullWidthMarks[text] ?? Array.from(text, (mark) => fullWidthMarks[mark] ?? mark).join('');
/** Full-width forms are ASCII + 0xFEE0. */
const narrow = (text: string) =>
  text.replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** Residue of copying from PDF or the web: invisible characters, radicals in place of ideographs. */
const residue: readonly Rule[] = [
  rule(
    ['odd'],
    '[\\u00ad\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff]',
    '',
  ),
  rule(['odd'], lookalikes, ideographOf),
  rule(['odd'], markForms, markOf),
  // Combining accents, as file names of some systems have them.
  rule(['odd'], '(?!\\p{sc=Han})\\p{L}\\p{Mn}+', (letter) => letter.normalize('NFC')),
];

/** Full-width letters and digits become ASCII, and so do marks inside a number or a web address. */
const numbers: readonly Rule[] = [
  // The dot of a number follows its figure: １．登记.
  rule(['wide letter'], '[０-９](?:．(?![０-９0-9．]))?|[Ａ-Ｚａ-ｚ]', narrow),
  rule(['digit', 'percent'], '(?<=[0-9])％', '%'),
  rule(['in number', 'wide dot'], '(?<=[0-9])[．。](?=[0-9])', '.'),
  rule(['in number', 'wide colon'], '(?<![0-9：:])[0-9]{1,2}：[0-9]{2}(?![0-9：:])', (time) =>
    time.replace('：', ':'),
  ),
  rule(['in number', 'comma'], '(?<![0-9])[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])', (number) =>
    number.replaceAll('，', ','),
  ),
  rule(['wide colon', 'slash'], '(?<=https?)：(?=//)', ':'),
];

/** Ranges of numbers and letters, also in a cell of figures alone. */
const ranges: readonly Rule[] = [
  rule(['digit', 'wave'], '(?<=[0-9](?:[%‰°℃㎡]|[A-Za-z]{1,3})?) ?~ ?(?=[¥￥$]?[A-Z]?[0-9])', '～'),
  rule(['wave'], '(?<=(?<![A-Za-z0-9])[A-Z])~(?=[A-Z](?![A-Za-z0-9]))', '～'),
];

/** GB/T 15834 4.10, 4.11, 4.14: an ellipsis of six dots, a dash of two em, · in a foreign name, ～ in a range. */
const longMarks: readonly Rule[] = [
  rule(
    ['dot row', 'row'],
    `(?<=${han}|${closing})(?:\\.{3,}|。{3,})|(?:(?<=^|\\n|${opening})(?:\\.{3,}|。{3,}))(?=${han})`,
    '……',
  ),
  rule(['lone ellipsis'], `(?<=(?:${han}|${closing}))…(?!…)|(?<=^|\\n|${opening})…(?=${han})`, '……'),
  rule(['hyphen'], `(?<=${han}|${marks}|^)(?:-{2,}|－+|─{2,})(?=${han}|${marks})`, '——'),
  rule(['hyphen'], `(?<=${han}|${marks})(?:-{2,}|－{2,}|─{2,})(?=$)`, '——'),
  rule(['interpunct'], `(?<=${han})[・•‧](?=${han})`, '·'),
  rule(['wave'], findWaves, (waves) => waves.replaceAll('~', '～')),
  rule(['angle'], '<<(?=[^<>]*>>)', '《'),
  // The mark before the lookbehind: the other way round the lookbehind would run at every character.
  rule(['angle'], '>>(?<=《[^<>]*>>)', '》'),
];

/**
 * Marks of a Chinese sentence are full-width (GB/T 15834), also after an English word (CY/T 154): after Chinese,
 * before Chinese, and at the end of a clause that contains Chinese.
 */
const singleMarks: readonly Rule[] = [
  rule(['end mark'], `(?<=${han}|${closing})[?!？！]+`, widen),
  rule(['mark'], findMarksAfterChinese, widen),
  rule(['mark'], `(?<=[^\\s,.;:?!(\\[{])[,;:?!](?=${han}|${opening}|${signs})`, widen),
  // A time, date or telephone number, and the number of the next item: 18:00-20:00.2.登记.
  rule(['mark', 'digit'], `(?<=[0-9][:/-][0-9]+)\\.(?=[0-9]{1,2}[.、．]${han})`, widen),
  rule(['mark'], findDotsBeforeChinese, widen),
  rule(['mark'], findMarksOfClauses, widen),
  rule(['wide full stop'], findWideDots, '。'),
];

const repeats: readonly Rule[] = [
  rule(['comma', 'row'], '，{2,}', '，'),
  rule(['wide dot', 'row'], '(?<!。)。。(?!。)', '。'),
];

/** The typesetter makes the gap between Han and Latin and the blank of a mark; a typed space would add to it. */
const runningSpaces: readonly Rule[] = [
  findLeadingSpaces,
  findTrailingSpaces,
  findSpacesAtMarks,
  findSpacesAtQuotes,
  findSpacesBeforeLatin,
  findSpacesAfterLatin,
].map((find) => rule(['space'], find, ''));

/**
 * A space between two phrases of a headline replaces a comma. Next to a quotation or a book title it becomes one em
 * wide, which no rule removes; next to other marks it is a slip as elsewhere.
 */
const headlineSpaces: readonly Rule[] = [rule(['space'], findPauses, '\u3000'), ...runningSpaces];

/**
 * Normalises a paragraph. In: the texts of its runs as one, since a rule looks across runs; the indices at which a line
 * as typed ended, where joining the lines left nothing. Out: the new text, with the index each of its units was written at.
 */
export function normalise(written: string, lineEnds: readonly number[] = []): Manuscript {
  return normaliseWith(runningSpaces, written, lineEnds);
}

/** The same for a headline, which keeps the spaces between its phrases. */
export function normaliseHeadline(written: string, lineEnds: readonly number[] = []): Manuscript {
  return normaliseWith(headlineSpaces, written, lineEnds);
}

/** A manuscript with the mask of the sign groups in its text. */
interface MaskedManuscript {
  readonly manuscript: Manuscript;
  readonly mask: number;
}

const withMask = (manuscript: Manuscript): MaskedManuscript => ({
  manuscript,
  mask: findSignGroups(manuscript.text),
});

/**
 * A dot at the end of a typed line ends a clause: in 电话12345.⏎地址友谊路 it would be that of a number if the lines had
 * been typed as one. Not if the number is the whole line: 1.⏎登记.
 */
function findStopsAtLineEnds(written: string, lineEnds: readonly number[]): readonly Change[] {
  let lineStart = 0;
  return lineEnds.flatMap((end): readonly Change[] => {
    const line = written.slice(lineStart, end);
    lineStart = end;
    if (!/[^.]\.$/.test(line) || /^[0-9]+\.$/.test(line.trim()) || !isHan(pointAt(written, end))) return [];
    return isChinese(line) ? [{ from: end - 1, to: end, text: '。' }] : [];
  });
}

/** Repeats passes over all rules until one changes nothing. */
function normaliseWith(spaces: readonly Rule[], written: string, lineEnds: readonly number[]): Manuscript {
  let current = withMask(applyChanges(unchanged(written), findStopsAtLineEnds(written, lineEnds)));
  for (let before: string | undefined; before !== current.manuscript.text && mayMatch(current.mask); ) {
    before = current.manuscript.text;
    current = applyAll(current, spaces);
  }
  return current.manuscript;
}

const pairMask = maskOf(['pair']);
const protectedMask = maskOf(['protected']);

/** The different masks that rules require: most texts contain none of them. */
const requiredMasks: readonly number[] = [
  ...new Set(
    [residue, numbers, ranges, longMarks, singleMarks, repeats, headlineSpaces]
      .flat()
      .map(({ required }) => required),
  ),
  pairMask,
];

function mayMatch(mask: number): boolean {
  for (const required of requiredMasks) if ((mask & required) === required) return true;
  return false;
}

/** One pass: every rule once, in order. */
function applyAll(source: MaskedManuscript, spaces: readonly Rule[]): MaskedManuscript {
  const plain = applyRules(applyRules(source, residue), numbers);
  if (!isChinese(plain.manuscript.text))
    return hasWords(plain.manuscript.text) ? plain : applyRules(plain, ranges);
  const paired = applyPairs(applyRules(applyRules(plain, ranges), longMarks));
  return applyRules(applyRules(applyRules(paired, singleMarks), repeats), spaces);
}

/** Whether a text without Chinese is in another language: a unit and an initial are no word. */
const hasWords = (text: string): boolean => /\p{L}{4}|\p{L} \p{L}/u.test(text);

function applyPairs(source: MaskedManuscript): MaskedManuscript {
  if ((source.mask & pairMask) === 0) return source;
  return withChanges(source, findPairChanges(source.manuscript.text));
}

const withChanges = (source: MaskedManuscript, changes: readonly Change[]): MaskedManuscript =>
  changes.length === 0 ? source : withMask(applyChanges(source.manuscript, changes));

function applyRules(source: MaskedManuscript, rules: readonly Rule[]): MaskedManuscript {
  let current = source;
  for (const { required, find, replace } of rules) {
    if ((current.mask & required) === required)
      current = withChanges(current, changesOf(current, find, replace));
  }
  return current;
}

/** The changes of one rule: its matches, without those in protected ranges and those that stay the same. */
function changesOf(
  { manuscript, mask }: MaskedManuscript,
  find: Find,
  replace: Rule['replace'],
): readonly Change[] {
  const { text } = manuscript;
  const found = find(text);
  if (found.length === 0) return [];
  const protectedParts = (mask & protectedMask) === 0 ? [] : findProtectedRanges(text);
  const changes: Change[] = [];
  for (const { from, to } of found) {
    const was = text.slice(from, to);
    const now = replace(was);
    if (now !== was && !isProtected(protectedParts, from, to)) changes.push({ from, to, text: now });
  }
  return changes;
}
