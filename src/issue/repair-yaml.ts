/**
 * Values of front matter that YAML cannot read, although anybody can: quotation marks inside quotation marks, `title: "社区"新貌`,
 * a colon and a space in a headline, a value that begins with a sign of YAML (`*` `&` `!` `%` `@` `[` …).
 *
 * The signs that mislead YAML are replaced by noncharacters, one for one, so that every offset stays valid; `showSigns` puts them
 * back into the values. Only values on the line of their key are repaired, and only where the file is no valid YAML as it is.
 * Linear in the length of the text.
 */

/** A key and its value on one line, also as an item of a list; or an item alone. */
const row = /^([ \t]*(?:- +)?[\p{L}_][\p{L}\p{N}_-]*:[ \t]+|[ \t]*- +)(\S[^\r\n]*?)[ \t]*$/gmu;

/** The signs that are replaced, in the order of their noncharacters. */
const signs = '"\'*&!%@`[]{}|>#:,?-';
const firstHidden = 0xfdd4;

const hide = (sign: string): string => String.fromCharCode(firstHidden + signs.indexOf(sign));
const hidden = new RegExp(`[\\u{fdd4}-\\u{${(firstHidden + signs.length - 1).toString(16)}}]`, 'gu');

/** The value with its signs as written. */
export function showSigns(value: string): string {
  return value.replace(hidden, (sign) => signs[sign.charCodeAt(0) - firstHidden] as string);
}

/** A stretch of front matter that was read as text. */
interface Repair {
  readonly start: number;
  readonly end: number;
}

/** The text as YAML is to see it, and the values that were repaired. */
export function repairValues(text: string): { readonly text: string; readonly repairs: readonly Repair[] } {
  const repairs: Repair[] = [];
  const repaired = text.replace(row, (line: string, key: string, value: string, at: number) => {
    const masked = maskValue(value, text);
    if (masked === value) return line;
    const start = at + key.length;
    repairs.push({ start, end: start + value.length });
    return key + masked + line.slice(key.length + value.length);
  });
  return { text: repaired, repairs };
}

/** The words behind a `#` that follow a value, or are one, without a space: 爱社区 #花园#. To YAML they are a comment. */
export function findHiddenWords(text: string): readonly Repair[] {
  if (!text.includes('#')) return [];
  return [...text.matchAll(row)].flatMap(({ index, 1: key, 2: value }): readonly Repair[] => {
    const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(value as string)?.[0].length ?? 0;
    const at = /(?:^|\s)#(?=[^\s#])/.exec((value as string).slice(quoted));
    if (at === null || /^["'[{|>]/.test(value as string) !== quoted > 0) return [];
    const start = index + (key as string).length + quoted + at.index + at[0].length - 1;
    return [{ start, end: index + (key as string).length + (value as string).length }];
  });
}

function maskValue(value: string, text: string): string {
  const quote = value[0] as string;
  if (quote === '"' || quote === "'") return isQuoted(value) ? value : maskQuotes(value, quote);
  if (isYaml(value, text)) return value;
  const [first, rest] = [value[0] as string, value.slice(1)];
  // A tag or an anchor is a word of ASCII.
  const isSign =
    '*%@`[]{}|>#,'.includes(first) ||
    /^[&!][^\x21-\x7e]/.test(value) ||
    (/[?-]/.test(first) && /^\s/.test(rest));
  return (isSign ? hide(first) : first) + rest.replace(/:(?=\s|$)/g, hide);
}

/** A scalar in quotation marks, or several in a row of their own, and a comment. */
const isQuoted = (value: string): boolean =>
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:[ \t]+#.*)?$/.test(value);

/** Of quotation marks within a quoted value the outer ones are YAML's; a mark at one end only is of the text. */
function maskQuotes(value: string, quote: string): string {
  // A single mark may be half of a pair that the author forgot to close.
  if (value.indexOf(quote, 1) < 0) return value;
  const isOuter = value.endsWith(quote);
  const [from, to] = isOuter ? [1, value.length - 1] : [0, value.length];
  const inner = value.slice(from, to).replaceAll(quote, hide);
  const shown = isOuter ? inner : inner.replace(/:(?=\s|$)/g, hide);
  return value.slice(0, from) + shown + value.slice(to);
}

/** Whether a value that begins with a sign of YAML is YAML: a whole list or map, a block scalar, an alias of an anchor. */
function isYaml(value: string, text: string): boolean {
  if (/^\[.*\](?:[ \t]+#.*)?$|^\{.*\}(?:[ \t]+#.*)?$/.test(value)) return true;
  if (/^[|>][-+0-9]*(?:[ \t]+#.*)?$/.test(value)) return true;
  const alias = /^\*([\w-]+)$/.exec(value)?.[1];
  if (alias !== undefined) return new RegExp(`&${alias}\\b`).test(text);
  const anchor = /^&([\w-]+)(?:\s|$)/.exec(value)?.[1];
  return anchor !== undefined && new RegExp(`\\*${anchor}\\b`).test(text);
}
