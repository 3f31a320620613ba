/**
 * Divides a text into cells: ideographs, marks and words. The tables of GB/T 15834-2011 and CLREQ are written here a
 * second time, independently of src/text/, so that a mistake there is not repeated in the tests that look for it.
 */
export type Kind =
  | 'han'
  /** A symbol of one em that is not an ideograph. */
  | 'sign'
  | 'opening'
  | 'closing'
  | 'pause'
  | 'final'
  | 'dot'
  | 'half-connector'
  | 'connector'
  | 'solidus'
  | 'dash'
  | 'ellipsis'
  | 'prefix'
  | 'suffix'
  | 'word';

/** An ideograph, a mark, a long mark, or a Western word or number including the marks within it. */
export interface Cell {
  readonly kind: Kind;
  /** The text without invisible characters. */
  readonly text: string;
  /** The spaces and line ends before it, as typed. */
  readonly before: string;
}

const tables: readonly (readonly [Kind, RegExp])[] = [
  ['opening', /^[“‘（《〈【〖〔［｛「『]$/],
  ['closing', /^[”’）》〉】〗〕］｝」』]$/],
  ['pause', /^[，、；：]$/],
  ['final', /^[。？！．]$/],
  ['dot', /^[·‧・]$/],
  ['half-connector', /^–$/],
  ['connector', /^[～〜]$/],
  ['solidus', /^[／/]$/],
  ['dash', /^—$/],
  ['ellipsis', /^…$/],
  ['prefix', /^￥$/],
  ['suffix', /^[％℃℉\u3371-\u33df]$/],
  ['han', /^[\u3005\u3007\u3041-\u3096\u30a1-\u30fe\u{20000}-\u{3ffff}]$/u],
  ['han', /^\p{Unified_Ideograph}$/u],
  [
    'sign',
    /^[\u2160-\u217f\u2190-\u21ff\u2460-\u24ff\u2500-\u27bf\u3200-\u33ff\ufe30-\ufe4f\uff01-\uff60\u{1f000}-\u{1faff}]$/u,
  ],
];
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]|[\ufe00-\ufe0f]/g;
const isSpace = (char: string) => /^[ \t\u00a0\u202f\u3000\n]$/.test(char);
const isDigit = (char: string | undefined) => char !== undefined && /^\d$/.test(char);

const plainKind = (char: string): Kind => tables.find(([, members]) => members.test(char))?.[0] ?? 'word';

/** Divides a paragraph into cells, in order. */
export function cellsOf(text: string): readonly Cell[] {
  const chars = Array.from(text.replace(invisible, ''));
  const kinds = kindsOf(chars);
  const cells: { kind: Kind; text: string; before: string }[] = [];
  let before = '';
  for (const [index, char] of chars.entries()) {
    const kind = kinds[index] as Kind;
    const last = cells.at(-1);
    if (isSpace(char)) before += char;
    else if (last?.kind === kind && before === '' && /^(?:word|dash|ellipsis)$/.test(kind)) last.text += char;
    else {
      cells.push({ kind, text: char, before });
      before = '';
    }
  }
  return cells;
}

function kindsOf(chars: readonly string[]): readonly Kind[] {
  const western = isWestern(chars);
  const quotes = westernQuotes(chars, western);
  return chars.map((_char, index) => (quotes.has(index) ? 'word' : kindAt(chars, index, western)));
}

/** Whether a paragraph is Latin text, in which – — · … “ ” are Western marks. */
const isWestern = (chars: readonly string[]) =>
  chars.some((char) => /\p{L}/u.test(char)) &&
  !chars.some(
    (char) => /^(?:han|opening|closing|pause|final)$/.test(plainKind(char)) && !/[“”‘’]/.test(char),
  );

function kindAt(chars: readonly string[], index: number, western: boolean): Kind {
  const char = chars[index] as string;
  const [before, after] = [chars[index - 1], chars[index + 1]];
  const besideHan = [before, after].some((other) => other !== undefined && plainKind(other) === 'han');
  const isWordPart = (other: string | undefined) =>
    other === undefined || other === '/' || (!isSpace(other) && plainKind(other) === 'word');
  const latin = western && !(isDigit(before) && isDigit(after));
  if (char === '-' || char === '‐') return besideHan && !isDigit(after) ? 'half-connector' : 'word';
  if (char === '/') return isWordPart(before) && isWordPart(after) ? 'word' : 'solidus';
  if (/[–·‧]/.test(char) && latin) return 'word';
  if (char === '—' && before !== '—' && after !== '—') return latin ? 'word' : 'connector';
  if (char === '…' && western && before !== '…' && after !== '…') return 'word';
  return plainKind(char);
}

/** The indexes of Western curly quotes: apostrophes, and pairs within an English sentence (CY/T 154). */
function westernQuotes(chars: readonly string[], western: boolean): ReadonlySet<number> {
  const found = new Set<number>();
  const open: number[] = [];
  const pairs: (readonly [number, number])[] = [];
  const isLatin = (char: string | undefined) => char !== undefined && /[\p{sc=Latin}\p{Nd}]/u.test(char);
  for (const [index, char] of chars.entries()) {
    if (!/[“”‘’]/.test(char)) continue;
    const apostrophe = char === '’' && isLatin(chars[index - 1]) && isLatin(chars[index + 1]);
    if (western || apostrophe) found.add(index);
    else if (/[“‘]/.test(char)) open.push(index);
    else {
      const partner = open.findLastIndex((at) => (chars[at] === '“') === (char === '”'));
      if (partner === -1) continue;
      pairs.push([open[partner] as number, index]);
      open.length = partner;
    }
  }
  for (const [from, to] of pairs.sort(([a], [b]) => a - b)) {
    const chinese = (char: string, at: number) =>
      !found.has(at) && !isSpace(char) && plainKind(char) !== 'word';
    const first = chars.findLastIndex((char, at) => at < from && chinese(char, at));
    const next = chars.findIndex((char, at) => at > to && chinese(char, at));
    const last = next === -1 ? chars.length : next;
    const beside = [chars[first], chars[last]].some(
      (char) => char !== undefined && plainKind(char) === 'han',
    );
    const inside = chars.slice(from, to).some((char) => plainKind(char) === 'han');
    const around = `${chars.slice(first + 1, from).join('')} ${chars.slice(to + 1, last).join('')}`;
    if (beside || inside || (around.match(/\p{L}+/gu) ?? []).length < 2) continue;
    found.add(from).add(to);
  }
  return found;
}

/** The kinds that never start or never end a line: GB/T 15834 5.1 and CLREQ 3.1.5. */
const neverStarts = /^(?:closing|pause|final|dot|half-connector|connector|solidus|suffix)$/;
const neverEnds = /^(?:opening|prefix|solidus)$/;

/** Whether a line must not begin with the cell. A Latin mark follows the rule of its Chinese form. */
export const mayNotStart = ({ kind, text }: Cell) =>
  neverStarts.test(kind) || (kind === 'word' && /^[,;:?!)\]}%‰]/.test(text));
/** Whether a line must not end with the cell if `next` follows. A Latin bracket before a space is code and may end it. */
export const mayNotEnd = ({ kind, text }: Cell, next: Cell) =>
  neverEnds.test(kind) || (kind === 'word' && next.before === '' && /(?:[([{]|^[@#])$/.test(text));

const unit = /^(?:[kcmdnμ]?m|[km]?g|k?W|kWh|[mc]?L|k?Pa|[kMG]?B|[kMG]?Hz|h|min|s|t|ha|V|A)(?:[²³]|\/[hs])?$/;

/** Whether a line may end after a cell. Numbers and their units are not separated (GB/T 15835 5.1.7.2). */
export function mayBreakAfter(cells: readonly Cell[], index: number): boolean {
  const [a, b] = [cells[index] as Cell, cells[index + 1] as Cell];
  if (/[\u00a0\u202f]/.test(b.before) || mayNotStart(b) || mayNotEnd(a, b)) return false;
  const number = a.kind === 'word' && /\d$/.test(a.text);
  if (number && b.kind === 'word' && unit.test(b.text)) return false;
  if (number && b.before === '' && /^[万亿]$/.test(b.text)) return false;
  if (a.kind === 'dot' && b.before === '' && /^\d/.test(b.text)) return false;
  return !(b.kind === 'word' && b.before === '' && /^(?:[.~]|[-+](?!\d))/.test(b.text));
}

/** Whether a line end after a cell is allowed but undesirable: between a number and its measure word, before a dash. */
export function isUndesirableBreak(cells: readonly Cell[], index: number): boolean {
  const [a, b] = [cells[index] as Cell, cells[index + 1] as Cell];
  if (b.kind === 'dash' || b.kind === 'ellipsis') return true;
  if (b.before !== '') return false;
  const numbers = [a, b].filter(({ kind, text }) => kind === 'word' && /\d/.test(text));
  return numbers.length > 0 && (a.kind !== 'word' || b.kind !== 'word');
}
