import type { Directives } from 'mdast-util-directive';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import type { Located, Run } from './issue.ts';
import { decodeReference, directiveSettings, extentOf } from './markdown.ts';
import { placeOf, type SourceText } from './source-text.ts';
import { findNearWord } from './values.ts';

/**
 * Settings in braces, `{key=value flag}`, as directives, headlines, pictures and links have them. They are read from
 * the source rather than from the tree, because the tree has no positions for them.
 */

/** The settings of one pair of braces by key; a flag without `=` has the value ''. */
export type Settings = ReadonlyMap<string, Located<string>>;

/** The offsets of an opening brace and of the brace that closes it. */
export interface Braces {
  readonly open: number;
  readonly close: number;
}

export const noSettings: Settings = new Map();

/** A key, followed by `="…"`, `='…'`, `=bare` or nothing; any other character alone. */
const setting = /([^\s=“”"'{}]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?|\S/dg;

/**
 * Reads the settings between two braces. In: the offsets of the braces and the valid keys. Out: the valid settings,
 * each with the place of its value, or of its key if it has no value. An invalid key is reported as `unknown-key` with
 * the valid one that is near.
 */
export function readSettings(
  source: SourceText,
  braces: Braces,
  keys: readonly string[],
  desk: Desk,
): Settings {
  const settings = new Map<string, Located<string>>();
  const inside = source.text.slice(braces.open + 1, braces.close);
  for (const match of inside.matchAll(setting)) {
    const [whole, key = whole] = match;
    const [value = '', ...otherLines] = (match[2] ?? match[3] ?? match[4] ?? '').split(/\r\n|\n|\r/);
    const [from, to] = match.indices?.[2] ??
      match.indices?.[3] ??
      match.indices?.[4] ?? [match.index, match.index + whole.length];
    const place = placeOf(source, braces.open + 1 + from, braces.open + 1 + to);
    if (!keys.includes(key)) {
      const start = braces.open + 1 + match.index;
      desk.report('unknown-key', placeOf(source, start, start + key.length), {
        key,
        nearest: findNearWord(key, keys),
      });
      continue;
    }
    if (otherLines.length > 0) desk.report('bad-value', place, { key, expected: '写在一行里的值' });
    if (settings.has(key)) desk.report('bad-value', place, { key, expected: '只写一次' });
    if (/^[“”‘’]|[“”‘’]$/.test(match[4] ?? '')) {
      // Curly quotes do not delimit a value: they would become part of the QR code or the file name. Inside straight
      // quotes they are text.
      desk.report('bad-value', place, { key, expected: '写在直引号 "" 里的值，不能用弯引号' });
    }
    settings.set(key, { value: value.replace(/&#?\w+;/g, decodeReference), place });
  }
  return settings;
}

/** The value of a setting as a run to be printed. */
export function settingRun(settings: Settings, key: string): Run | undefined {
  const written = settings.get(key);
  return written === undefined || written.value === ''
    ? undefined
    : { text: written.value, marks: [], place: written.place };
}

/** The name and the settings of a directive, without its content. */
export interface DirectiveHead {
  /** With its colons: `::kicker`, `:::box`, `:ruby`. */
  readonly name: string;
  readonly settings: Settings;
  /** A leaf directive as a whole, or the opening line of a container directive. */
  readonly place: Place;
}

const colons = { textDirective: ':', leafDirective: '::', containerDirective: ':::' } as const;

/** The name of a directive with its colons, as docs/format.md writes it. */
export function directiveName(node: Directives): string {
  return colons[node.type] + node.name;
}

/** Reads the name and the settings of a directive. Settings that it does not accept are reported. */
export function readDirective(
  node: Directives,
  { source, desk }: { readonly source: SourceText; readonly desk: Desk },
): DirectiveHead {
  const { start, end } = extentOf(node);
  const name = directiveName(node);
  const opening = /^:+[^\s[{]*/.exec(source.text.slice(start, end))![0];
  let at = start + opening.length;
  if (source.text[at] === '[') at = (findClosingBracket(source.text, at) ?? at) + 1;
  const close = source.text[at] === '{' ? findClosingBrace(source.text, at) : undefined;
  const keys = directiveSettings[name] ?? [];
  const settings = close === undefined ? noSettings : readSettings(source, { open: at, close }, keys, desk);
  return { name, settings, place: placeOf(source, start, close === undefined ? at : close + 1) };
}

const blankLine = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r|$)/y;

/**
 * The offset of the bracket that closes the one at `open`; undefined if the text up to the next blank line does not contain it.
 * Brackets nest, and a backslash escapes the next character, as in CommonMark.
 */
export function findClosingBracket(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && !/[\r\n]/.test(text[at + 1] ?? '')) at += 1;
    else if (character === '[') depth += 1;
    else if (character === ']') {
      depth -= 1;
      if (depth === 0) return at;
    } else if (character === '\n' || character === '\r') {
      blankLine.lastIndex = at;
      if (blankLine.test(text)) return undefined;
    }
  }
  return undefined;
}

/** The offset of the brace that closes the one at `open`; a brace in quotation marks belongs to a value. */
export function findClosingBrace(text: string, open: number): number | undefined {
  const settings = /\{(?:"[^"]*"|'[^']*'|[^"'{}])*\}/y;
  settings.lastIndex = open;
  return settings.test(text) ? settings.lastIndex - 1 : undefined;
}
