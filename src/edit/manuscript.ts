import type { TextRange } from '../core/text-ranges.ts';

/** A text being edited, with a map from each of its UTF-16 units to the text as written. */
export interface Manuscript {
  readonly text: string;
  /**
   * For each unit of the text its index in the text as written; never decreasing. Undefined as long as every change had
   * the length of what it replaced, so that no index differs.
   */
  readonly origins: readonly number[] | undefined;
}

/** The index of a unit in the text as written. */
export const originOf = ({ origins }: Manuscript, unit: number): number =>
  origins === undefined ? unit : (origins[unit] as number);

/** A range and the text that replaces it. */
export interface Change extends TextRange {
  readonly text: string;
}

/** The manuscript of a text without changes. */
export const unchanged = (text: string): Manuscript => ({ text, origins: undefined });

/**
 * Applies changes, which must be in order and not overlap. A unit of a replacement comes from the unit it replaces;
 * one beyond the length of what it replaces comes from the last of it.
 */
export function applyChanges(manuscript: Manuscript, changes: readonly Change[]): Manuscript {
  if (changes.length === 0) return manuscript;
  let text = '';
  let at = 0;
  for (const { from, to, text: replacement } of changes) {
    text += manuscript.text.slice(at, from) + replacement;
    at = to;
  }
  text += manuscript.text.slice(at);
  const moved = changes.some(({ from, to, text: replacement }) => replacement.length !== to - from);
  return { text, origins: moved ? originsAfter(manuscript, changes) : manuscript.origins };
}

function originsAfter(manuscript: Manuscript, changes: readonly Change[]): readonly number[] {
  const origins: number[] = [];
  let at = 0;
  const copyUntil = (end: number) => {
    for (; at < end; at += 1) origins.push(originOf(manuscript, at));
  };
  for (const { from, to, text: replacement } of changes) {
    copyUntil(from);
    for (let unit = 0; unit < replacement.length; unit += 1) {
      origins.push(originOf(manuscript, Math.min(from + unit, to - 1)));
    }
    at = to;
  }
  copyUntil(manuscript.text.length);
  return origins;
}

/**
 * Returns the changes that turn the written text into that of the manuscript: its differing ranges, as small as
 * possible.
 */
export function changesSince(written: string, { text, origins }: Manuscript): readonly Change[] {
  const changes: Change[] = [];
  let unit = 0;
  for (let from = 0; from < written.length; from += 1) {
    const first = unit;
    if (origins === undefined) unit += 1;
    else while (unit < text.length && origins[unit] === from) unit += 1;
    if (unit === first + 1 && text.charCodeAt(first) === written.charCodeAt(from)) continue;
    const now = text.slice(first, unit);
    const last = changes.at(-1);
    if (last?.to === from)
      changes[changes.length - 1] = { from: last.from, to: from + 1, text: last.text + now };
    else changes.push({ from, to: from + 1, text: now });
  }
  return changes;
}
