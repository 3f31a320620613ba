import { findRanges, type TextRange } from '../core/text-ranges.ts';
import {
  closing,
  closingMarks,
  han,
  isChinese,
  isHan,
  isProtected,
  marks,
  opening,
  pointBefore,
  protectedRanges,
} from './character-sets.ts';
import { applyChanges, type Change, type Manuscript, unchanged } from './manuscript.ts';
import { changesOfPairs } from './pair-marks.ts';
import { ideographOf, lookalikes } from './radicals.ts';
import * as gaps from './redundant-spaces.ts';
import { maskOf, type SignGroup, signGroupsIn } from './sign-groups.ts';

type Find = (text: string) => readonly TextRange[];

interface Rule {
  /** Groups of signs: every match has one of each. A text without them need not be searched. */
  readonly needs: number;
  readonly find: Find;
  /** What stands in the place of a match; an unchanged text leaves it alone. */
  readonly put: (match: string) => string;
}

/** A rule. What it looks for is a pattern, made when the first text needs it, or found without one. */
function rule(needs: readonly SignGroup[], wanted: string | Find, put: Rule['put'] | string): Rule {
  return {
    needs: maskOf(needs),
    find: typeof wanted === 'string' ? byPattern(wanted) : wanted,
    put: typeof put === 'string' ? () => put : put,
  };
}

function byPattern(pattern: string): Find {
  let made: RegExp | undefined;
  return (text) => {
    made ??= new RegExp(pattern, 'gu');
    return findRanges(text, made);
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
/** Nearly always of one mark. */
const widen = (text: string) =>
  fullWidthMarks[text] ?? Array.from(text, (mark) => fullWidthMarks[mark] ?? mark).join('');
/** The full-width forms stand 0xFEE0 above ASCII. */
const narrow = (text: string) =>
  text.replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** What copying from a PDF or a web page leaves behind: marks of no width, radicals for ideographs. */
const rubbish: readonly Rule[] = [
  rule(
    ['odd'],
    '[\\u00ad\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff]',
    '',
  ),
  rule(['odd'], lookalikes, ideographOf),
  // An accent typed after its letter, as file names of some systems have it.
  rule(['odd'], '(?!\\p{sc=Han})\\p{L}\\p{Mn}+', (letter) => letter.normalize('NFC')),
];

/** Full-width letters and digits become ASCII; a mark inside a number or a web address follows them. */
const numbers: readonly Rule[] = [
  rule(['wide letter'], '[０-９Ａ-Ｚａ-ｚ]', narrow),
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

/** GB/T 15834 4.10, 4.11, 4.14: six dots, a dash of two em; an interpunct in a foreign name; a wave in a range. */
const longMarks: readonly Rule[] = [
  rule(['dot row', 'row'], `(?<=${han}|${closing})(?:\\.{3,}|。{3,})`, '……'),
  rule(['lone ellipsis'], `(?<=(?:${han}|${closing}))…(?!…)`, '……'),
  rule(['hyphen'], `(?<=${han}|${marks}|^)(?:-{2,}|－+|─{2,})(?=${han}|${marks})`, '——'),
  rule(['hyphen'], `(?<=${han}|${marks})(?:-{2,}|－{2,}|─{2,})(?=$)`, '——'),
  rule(['interpunct'], `(?<=${han})[・•‧](?=${han})`, '·'),
  rule(['digit', 'wave'], '(?<=[0-9][%‰°℃]?)~(?=[0-9])', '～'),
  rule(['wave'], `(?<=${han})~+(?!/)`, (waves) => waves.replaceAll('~', '～')),
  rule(['angle'], '<<(?=[^<>]*>>)', '《'),
  // The mark first, what must stand before it second: the other way round looks back from every character.
  rule(['angle'], '>>(?<=《[^<>]*>>)', '》'),
];

/** Of two dots it cannot be said what they are to be. */
const lastDot = '\\.(?!\\.)';

/** A mark of which there is one after Chinese: nearly all that there is to be put right. */
function marksAfterChinese(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = 1; at < text.length; at += 1) {
    // Most characters are told from these four by their code alone.
    if (text.charCodeAt(at) > 0x3b) continue;
    const mark = text[at] as string;
    if (!',;:.'.includes(mark) || (mark === '.' && text[at + 1] === '.')) continue;
    if (isHan(pointBefore(text, at)) || closingMarks.includes(text[at - 1] as string))
      found.push({ from: at, to: at + 1 });
  }
  return found;
}

/**
 * Marks of a Chinese sentence are full-width (GB/T 15834; CY/T 154 after an English word too): after Chinese; before
 * Chinese; and at the end of a clause that has Chinese in it. A dot after a list number keeps its form.
 */
const singleMarks: readonly Rule[] = [
  rule(['cry'], `(?<=${han}|${closing})[?!？！]+`, widen),
  rule(['mark'], marksAfterChinese, widen),
  rule(['mark'], `(?<=[^\\s,.;:?!(\\[{])[,;:?!](?=${han}|${opening})`, widen),
  // The dot first: the other way round a long number is read back from each of its digits.
  rule(
    ['mark'],
    `${lastDot}(?=${han}|${opening})(?<=[^\\s,.;:?!(\\[{]\\.)(?<!(?:^|\\s|${marks}|[图表])[0-9]+\\.)`,
    widen,
  ),
  rule(
    ['mark'],
    `(?:[,;:?!]|(?<!\\.)\\.)(?=$|\\n|${closing})(?<=${han}(?:(?!${marks})[^\\n])*[,.;:?!])`,
    widen,
  ),
];

const repeats: readonly Rule[] = [
  rule(['comma', 'row'], '，{2,}', '，'),
  rule(['wide dot', 'row'], '(?<!。)。。(?!。)', '。'),
];

/** The typesetter makes the gap between Han and Latin and the blank of a mark; a typed space would add to them. */
const runningSpaces: readonly Rule[] = [
  gaps.leading,
  gaps.trailing,
  gaps.atMarks,
  gaps.atQuotes,
  gaps.beforeLatin,
  gaps.afterLatin,
].map((find) => rule(['space'], find, ''));

/**
 * A space between two phrases of a headline stands for a comma. Beside a quotation or a title it is made one em, which
 * no rule takes away; beside other marks it is a slip as anywhere.
 */
const headlineSpaces: readonly Rule[] = [rule(['space'], gaps.pauses, '\u3000'), ...runningSpaces];

/**
 * Puts the marks, spaces and widths of a Chinese paragraph right before it is set.
 *
 * In: the texts of its runs in one, for a rule sees across the borders of runs. Out: what it becomes, with the place
 * of each unit in what was written. Idempotent. What is not sure is left alone: , never becomes 、 and . never ·. A
 * paragraph without Chinese keeps its marks. '\n' is a line end of the author's and ends a clause. GB/T 15834-2011,
 * GB/T 15835-2011, CY/T 154-2017.
 */
export function normalise(written: string): Manuscript {
  return repeated(written, runningSpaces);
}

/** The same for a headline, which keeps its pauses. */
export function normaliseHeadline(written: string): Manuscript {
  return repeated(written, headlineSpaces);
}

/** A manuscript with the groups of signs that stand in it. */
interface Searched {
  readonly manuscript: Manuscript;
  readonly signs: number;
}

const searched = (manuscript: Manuscript): Searched => ({ manuscript, signs: signGroupsIn(manuscript.text) });

/** What one rule takes away may bring a mark beside what another looks for. */
function repeated(written: string, spacing: readonly Rule[]): Manuscript {
  let done = searched(unchanged(written));
  for (let before: string | undefined; before !== done.manuscript.text && mayNeed(done.signs); ) {
    before = done.manuscript.text;
    done = pass(done, spacing);
  }
  return done.manuscript;
}

/** What any rule needs, each once: most texts have nothing of it. */
const wanted: readonly number[] = [
  ...new Set(
    [rubbish, numbers, longMarks, singleMarks, repeats, headlineSpaces].flat().map(({ needs }) => needs),
  ),
  maskOf(['pair']),
];

function mayNeed(signs: number): boolean {
  for (const needs of wanted) if ((signs & needs) === needs) return true;
  return false;
}

/** Every rule once, in order. */
function pass(source: Searched, spacing: readonly Rule[]): Searched {
  const plain = apply(apply(source, rubbish), numbers);
  if (!isChinese(plain.manuscript.text)) return plain;
  const paired = withPairs(apply(plain, longMarks));
  return apply(apply(apply(paired, singleMarks), repeats), spacing);
}

const pairs = maskOf(['pair']);
const keepers = maskOf(['keeper']);

function withPairs(source: Searched): Searched {
  if ((source.signs & pairs) === 0) return source;
  return changed(source, changesOfPairs(source.manuscript.text));
}

const changed = (source: Searched, changes: readonly Change[]): Searched =>
  changes.length === 0 ? source : searched(applyChanges(source.manuscript, changes));

function apply(source: Searched, rules: readonly Rule[]): Searched {
  let done = source;
  for (const { needs, find, put } of rules) {
    if ((done.signs & needs) === needs) done = changed(done, changesOf(done, find, put));
  }
  return done;
}

/** What is to be changed, but for what is kept, and what is right already. */
function changesOf({ manuscript, signs }: Searched, find: Find, put: Rule['put']): readonly Change[] {
  const { text } = manuscript;
  const found = find(text);
  if (found.length === 0) return [];
  const kept = (signs & keepers) === 0 ? [] : protectedRanges(text);
  const changes: Change[] = [];
  for (const { from, to } of found) {
    const was = text.slice(from, to);
    const now = put(was);
    if (now !== was && !isProtected(kept, from, to)) changes.push({ from, to, text: now });
  }
  return changes;
}
