/**
 * The notation that an issue file may contain beside copy, for copy-account.ts: docs/format.md as patterns. Written apart
 * from the parser and the readers, so that copy which one of them takes for markup by mistake is found.
 */

/** What markup is, as it is listed to the user. */
export type MarkupKind =
  | 'link'
  | 'picture'
  | 'settings'
  | 'directive'
  | 'comment'
  | 'html'
  | 'reference'
  | 'note'
  | 'definition'
  | 'task'
  | 'code'
  | 'rule'
  | 'item'
  | 'emphasis';

/** Markup at an offset. */
export interface Markup {
  readonly kind: MarkupKind;
  readonly end: number;
}

interface Notation {
  readonly kind: MarkupKind;
  /** The first characters of every match. */
  readonly signs: string;
  readonly pattern: RegExp;
  /** Further conditions. In: the text, and where the match begins and ends. */
  readonly holds?: (text: string, from: number, to: number) => boolean;
}

const htmlNames =
  'a|abbr|address|article|aside|audio|b|base|bdi|bdo|blockquote|body|br|button|canvas|caption|center|cite|code|col|' +
  'colgroup|data|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|' +
  'header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|noscript|object|ol|option|p|' +
  'picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|' +
  'table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|u|ul|var|video|wbr|' +
  'acronym|applet|area|big|datalist|dir|frame|frameset|marquee|menu|meter|optgroup|output|param|progress|rb|rtc|search|' +
  'slot|tt';

const pictureEnding = '\\.(?:jpe?g|png|gif|svg|webp|tiff?|avif|heic|bmp|pdf)';
const namesPicture = new RegExp(pictureEnding, 'i');
const inRound = '[^()（）\\n]{0,200}';
const oddTarget = `[(（]${inRound}(?:[(（]${inRound}[)）]${inRound}){0,3}[)）]`;
const title = `"(?:[^"\\\\]|\\\\[\\s\\S])*"|'(?:[^'\\\\]|\\\\[\\s\\S])*'|\\((?:[^()\\\\]|\\\\[\\s\\S])*\\)`;
const target = '(?:<[^<>\\n]*>|[^\\s()<>]*(?:\\([^\\s()]*\\)[^\\s()]*)*)';
const value = `"[^"]*"|'[^']*'|[^\\s"'{}]+`;
const setting = `[A-Za-z#.][\\w-]*(?:\\s*=\\s*(?:${value}))?`;

const notations: readonly Notation[] = [
  // The end of a link or picture: its address, and its title, which is printed as a credit or belongs to the screen.
  { kind: 'link', signs: ']', pattern: new RegExp(`\\]\\(\\s*${target}?(?:\\s+(?:${title}))?\\s*\\)`, 'y') },
  // The same of a picture that is not written as it should be, but names a picture file: spaces, full-width signs, ![[…]].
  {
    kind: 'picture',
    signs: ']］】',
    pattern: new RegExp(`[\\]］】][ \\t]*${oddTarget}`, 'y'),
    holds: (text, from, to) => namesPicture.test(text.slice(from, to)),
  },
  {
    kind: 'picture',
    signs: '[',
    pattern: new RegExp(`\\[\\[[^[\\]|\\n]*${pictureEnding}(?:\\|[^\\]\\n]*)?\\]\\]`, 'iy'),
    holds: (text, from) => text[from - 1] === '!' || text[from - 1] === '！',
  },
  {
    kind: 'link',
    signs: ']',
    pattern: /\]\[[^\]\n]*\]/y,
    holds: (text, from, to) => isDefined(text, text.slice(from + 2, to - 1)),
  },
  // Settings: words, and words with values.
  { kind: 'settings', signs: '{', pattern: new RegExp(`\\{\\s*${setting}(?:\\s+${setting})*\\s*\\}`, 'y') },
  // The name of a directive: alone at the head of a line, or before its brackets.
  { kind: 'directive', signs: ':', pattern: /:{2,}[ \t]*[A-Za-z][\w-]*/y, holds: startsLine },
  { kind: 'directive', signs: ':', pattern: /:[A-Za-z][\w-]*(?=\[)/y },
  { kind: 'comment', signs: '<', pattern: /<!--[\s\S]*?-->/y },
  {
    kind: 'html',
    signs: '<',
    pattern: new RegExp(`<\\/?(?:${htmlNames})(?:\\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?\\/?>`, 'iy'),
  },
  { kind: 'reference', signs: '&', pattern: /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y },
  // The label of a note; the definition of a link.
  { kind: 'note', signs: '[', pattern: /\[\^[^\]\s]+\]:/y, holds: startsLine },
  {
    kind: 'definition',
    signs: '[',
    pattern: new RegExp(
      `\\[(?:[^\\]\\\\\\n]|\\\\.)+\\]:\\s*(?:<[^<>\\n]*>|[^\\s<>]*[./#@][^\\s<>]*)(?:\\s+(?:${title}))?[ \\t]*(?=[\\r\\n]|$)`,
      'y',
    ),
    holds: startsLine,
  },
  { kind: 'task', signs: '[', pattern: /\[[xX]\](?=\s)/y, holds: startsLine },
  // The line above and the language of code.
  { kind: 'code', signs: '`~', pattern: /(?:`{3,}[^`\n]*|~{3,}[^\n]*)(?=\n|$)/y, holds: startsLine },
  // A rule; the marker of an item; emphasis.
  { kind: 'rule', signs: '*', pattern: /\*(?:[ \t]*\*){2,}[ \t]*(?=[\r\n]|$)/y, holds: startsLine },
  { kind: 'item', signs: '*', pattern: /\*(?=[ \t\r\n]|$)/y, holds: startsLine },
  { kind: 'emphasis', signs: '*', pattern: /\*{1,3}(?!\*)/y, holds: isEmphasis },
];

const bySign = new Map<string, readonly Notation[]>(
  [...new Set(notations.flatMap(({ signs }) => [...signs]))].map((sign) => [
    sign,
    notations.filter(({ signs }) => signs.includes(sign)),
  ]),
);

/** The end of the markup that begins at an offset; undefined if none does. */
export const findMarkupEnd = (text: string, at: number): number | undefined => findMarkup(text, at)?.end;

/** The markup that begins at an offset; undefined if none does. */
export function findMarkup(text: string, at: number): Markup | undefined {
  for (const { kind, pattern, holds } of bySign.get(text[at] as string) ?? []) {
    // Looks back a bounded way, where the pattern may run on for long.
    if (holds === startsLine && !startsLine(text, at)) continue;
    pattern.lastIndex = at;
    if (pattern.test(text) && (holds === undefined || holds(text, at, pattern.lastIndex))) {
      return { kind, end: pattern.lastIndex };
    }
  }
  return undefined;
}

/** The settings whose values are printed. */
const printedSetting = /(?:^|[{\s])(?:section|editor|designer|rt)\s*=\s*("[^"]*"|'[^']*'|[^\s"'{}]+)/g;
const titleAtEnd = /\s("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')\s*\)$/;

/** The stretches within markup that are printed: some settings, and the title of a picture, which is its credit. */
export function printedValuesOf(
  kind: MarkupKind,
  text: string,
  from: number,
  to: number,
): readonly { readonly from: number; readonly to: number }[] {
  const written = text.slice(from, to);
  if (kind === 'settings')
    return Array.from(written.matchAll(printedSetting), ({ index, 0: all, 1: value = '' }) => {
      const end = from + index + all.length;
      return withoutQuotes(text, end - value.length, end);
    });
  const credit = kind === 'link' ? titleAtEnd.exec(written) : null;
  if (credit === null || !closesPicture(text, from)) return [];
  const begin = from + credit.index + 1;
  return [withoutQuotes(text, begin, begin + credit[1]!.length)];
}

const withoutQuotes = (text: string, from: number, to: number) =>
  /["']/.test(text[from]!) ? { from: from + 1, to: to - 1 } : { from, to };

/** Whether a closing bracket belongs to the brackets of a picture. */
function closesPicture(text: string, at: number): boolean {
  let depth = 0;
  for (let index = at; index >= Math.max(0, at - captionReach); index -= 1) {
    if (text[index] === ']' && text[index - 1] !== '\\') depth += 1;
    else if (text[index] === '[' && text[index - 1] !== '\\') depth -= 1;
    if (depth === 0) return text[index - 1] === '!';
  }
  return false;
}

/** The longest caption that is looked through for its beginning, in characters. */
const captionReach = 2000;

const linePrefix = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?>?[ \t>]*)*$/;

/** The longest prefix of a line that is looked at, in characters. */
const prefixReach = 200;

/** Whether nothing but indents, quotation signs and item markers precede an offset in its line. */
function startsLine(text: string, at: number): boolean {
  const from = Math.max(0, at - prefixReach);
  const before = text.slice(from, at);
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return (start > 0 || from === 0) && linePrefix.test(before.slice(start));
}

/**
 * Whether stars can be emphasis: they touch a word. Between a figure and a letter or figure they multiply or mask, 2*3 and
 * 138****1234; before a point they mask the end of a name, 张*、李*, unless they close emphasis.
 */
function isEmphasis(text: string, from: number, to: number): boolean {
  const before = text[from - 1] ?? '';
  const after = text[to] ?? '';
  if (before === '*') return false;
  if (/[0-9]/.test(before) && /[0-9A-Za-z]/.test(after)) return false;
  if (/[0-9]/.test(after) && /[A-Za-z]/.test(before)) return false;
  return !isBlank(before) || !isBlank(after);
}

const isBlank = (character: string) => character === '' || /\s/.test(character);

/** Whether a link definition has the label. */
const isDefined = (text: string, label: string): boolean => label === '' || text.includes(`[${label}]:`);
