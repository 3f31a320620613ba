import type { Desk } from '../core/desk.ts';
import type { Told } from './issue.ts';
import { decodeReference } from './markdown.ts';
import { nearest } from './nearest.ts';
import { placeOf, type SourceText } from './source-text.ts';

/** The settings of a pair of braces by key; one without `=` has the value ''. */
export type Settings = ReadonlyMap<string, Told<string>>;

export const noSettings: Settings = new Map();

/** key, then `="…"`, `='…'` or `=bare`. */
const setting = /([^\s=“”"'{}]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?|\S/dg;

/**
 * Reads `{key=value flag}`. In: the offsets of the two braces. Out: the settings that `known` names, each with the
 * place of its value (of its key where it has none). Others are told as `unknown-key` with the nearest known one.
 */
export function readSettings(
  source: SourceText,
  braces: { readonly open: number; readonly close: number },
  known: readonly string[],
  desk: Desk,
): Settings {
  const settings = new Map<string, Told<string>>();
  const inside = source.text.slice(braces.open + 1, braces.close);
  for (const match of inside.matchAll(setting)) {
    const [whole, key = whole] = match;
    const [value = '', ...others] = (match[2] ?? match[3] ?? match[4] ?? '').split(/\r\n|\n|\r/);
    const [from, to] = match.indices?.[2] ??
      match.indices?.[3] ??
      match.indices?.[4] ?? [match.index, match.index + whole.length];
    const place = placeOf(source, braces.open + 1 + from, braces.open + 1 + to);
    if (!known.includes(key)) {
      const start = braces.open + 1 + match.index;
      desk.report('unknown-key', placeOf(source, start, start + key.length), {
        key,
        nearest: nearest(key, known),
      });
      continue;
    }
    if (others.length > 0) desk.report('bad-value', place, { key, expected: '写在一行里的值' });
    if (settings.has(key)) desk.report('bad-value', place, { key, expected: '只写一次' });
    if (/^[“”‘’]|[“”‘’]$/.test(match[4] ?? '')) {
      // Curly quotes do not quote: they would go into the QR code or the file name. Within straight ones they are text.
      desk.report('bad-value', place, { key, expected: '写在直引号 "" 里的值，不能用弯引号' });
    }
    settings.set(key, { value: value.replace(/&#?\w+;/g, decodeReference), place });
  }
  return settings;
}
