import { asWritten, type Change, change, type Manuscript, stretchesOf } from './manuscript.ts';
import { bitsOf, type SignGroup, signsIn } from './manuscript-signs.ts';
import { closing, han, isChinese, keptUnits, latin, marks, opening } from './manuscript-terms.ts';
import { pairChanges } from './pair-marks.ts';
import { ideographOf, lookalikes } from './radicals.ts';

interface Rule {
  /** Groups of signs: every match of the pattern has one of each. A text without them need not be searched. */
  readonly needs: number;
  readonly pattern: () => RegExp;
  /** What stands in the place of a match; an unchanged text leaves it alone. */
  readonly put: (match: string) => string;
}

/** A rule; its pattern is made when the first text needs it. */
function rule(needs: readonly SignGroup[], pattern: string, put: Rule['put'] | string): Rule {
  let made: RegExp | undefined;
  return {
    needs: bitsOf(needs),
    pattern: () => {
      made ??= new RegExp(pattern, 'gu');
      return made;
    },
    put: typeof put === 'string' ? () => put : put,
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
const widen = (text: string) => text.replace(/[,.;:?!]/g, (mark) => fullWidthMarks[mark] as string);
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
  rule(['digit', 'wide dot'], '(?<=[0-9])[．。](?=[0-9])', '.'),
  rule(['digit', 'wide colon'], '(?<![0-9：:])[0-9]{1,2}：[0-9]{2}(?![0-9：:])', (time) =>
    time.replace('：', ':'),
  ),
  rule(['digit', 'comma'], '(?<![0-9])[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])', (number) =>
    number.replaceAll('，', ','),
  ),
  rule(['wide colon'], '(?<=https?)：(?=//)', ':'),
];

/** GB/T 15834 4.10, 4.11, 4.14: six dots, a dash of two em; an interpunct in a foreign name; a wave in a range. */
const longMarks: readonly Rule[] = [
  rule(['dot row'], `(?<=${han}|${closing})(?:\\.{3,}|。{3,})`, '……'),
  rule(['ellipsis'], `(?<=(?:${han}|${closing}))…(?!…)`, '……'),
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

/**
 * Marks of a Chinese sentence are full-width (GB/T 15834; CY/T 154 after an English word too): after Chinese; before
 * Chinese; and at the end of a clause that has Chinese in it. A dot after a list number keeps its form.
 */
const singleMarks: readonly Rule[] = [
  rule(['cry'], `(?<=${han}|${closing})[?!？！]+`, widen),
  rule(['mark'], `(?<=${han}|${closing})(?:[,;:]|${lastDot})`, widen),
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
  rule(['comma'], '，{2,}', '，'),
  rule(['wide dot'], '(?<!。)。。(?!。)', '。'),
];

/**
 * The typesetter makes the gap between Han and Latin and the blank of a mark; a typed space would add to them. Each
 * stretch of spaces is tried from its first: tried from all, a long one would be read once for every space.
 */
const spaces: readonly Rule[] = [
  rule(['space'], '^[ \\t\\u00a0\\u3000]+', ''),
  rule(['space'], '(?<![ \\t\\u00a0\\u3000])[ \\t\\u00a0\\u3000]+$', ''),
  // A curly quote beside a Latin word may be one of an English sentence, which keeps its spaces.
  rule(['space'], `(?<=(?![”’])${marks})[ \\u00a0]+|(?<![ \\u00a0])[ \\u00a0]+(?=(?![“‘])${marks})`, ''),
  rule(
    ['space'],
    `(?<=[”’])[ \\u00a0]+(?!${latin}|[ \\u00a0])|(?<!${latin}|[ \\u00a0])[ \\u00a0]+(?=[“‘])`,
    '',
  ),
  rule(['space'], `(?<=${han})[ \\u00a0]+(?=[¥$€£±≥≤−+-]?(?:${latin}|[0-9]))`, ''),
  rule(['space'], `(?<=(?:${latin}|[0-9])[%‰°+#]*)[ \\u00a0]+(?=${han})`, ''),
];

/**
 * A space between two phrases of a headline stands for a comma. Beside a quotation or a title it is made one em, which
 * no rule takes away; beside other marks it is a slip as anywhere.
 */
const pauses = rule(
  ['space'],
  `(?<=${closing})[ \\u00a0]+(?=${han}|${opening})|(?<=${han})[ \\u00a0]+(?=[“‘《〈「『])`,
  '\u3000',
);

/**
 * Puts the marks, spaces and widths of a Chinese paragraph right before it is set.
 *
 * In: the texts of its runs in one, for a rule sees across the borders of runs. Out: what it becomes, with the place
 * of each unit in what was written. Idempotent. What is not sure is left alone: , never becomes 、 and . never ·. A
 * paragraph without Chinese keeps its marks. '\n' is a line end of the author's and ends a clause. GB/T 15834-2011,
 * GB/T 15835-2011, CY/T 154-2017.
 */
export function normalise(written: string): Manuscript {
  return repeated(written, spaces);
}

/** The same for a headline, which keeps its pauses. */
export function normaliseHeadline(written: string): Manuscript {
  return repeated(written, [pauses, ...spaces]);
}

/** What one rule takes away may bring a mark beside what another looks for. */
function repeated(written: string, spacing: readonly Rule[]): Manuscript {
  let manuscript = asWritten(written);
  for (let before: string | undefined; before !== manuscript.text; ) {
    before = manuscript.text;
    manuscript = pass(manuscript, spacing);
  }
  return manuscript;
}

/** Every rule once, in order. */
function pass(source: Manuscript, spacing: readonly Rule[]): Manuscript {
  const plain = apply(apply(source, rubbish), numbers);
  if (!isChinese(plain.text)) return plain;
  const long = apply(plain, longMarks);
  const paired = change(long, pairChanges(long.text));
  return apply(apply(apply(paired, singleMarks), repeats), spacing);
}

function apply(manuscript: Manuscript, rules: readonly Rule[]): Manuscript {
  let done = manuscript;
  let signs = signsIn(done.text);
  for (const { needs, pattern, put } of rules) {
    if ((signs & needs) !== needs) continue;
    const before = done;
    done = change(before, changesOf(before.text, pattern(), put));
    if (done !== before) signs = signsIn(done.text);
  }
  return done;
}

function changesOf(text: string, pattern: RegExp, put: Rule['put']): readonly Change[] {
  const found = stretchesOf(text, pattern);
  if (found.length === 0) return [];
  const kept = keptUnits(text);
  return found
    .filter(({ from, to }) => !kept.subarray(from, to).includes(1))
    .map(({ from, to }) => ({ from, to, text: put(text.slice(from, to)) }));
}
