/** A paragraph's text while it is put right, each unit knowing where it was written: the runs can be found again. */
export interface Manuscript {
  readonly text: string;
  /**
   * For each UTF-16 unit of the text the index of the one it was written as; the indices never go back. Undefined as long
   * as no change was longer or shorter than what it replaced: each unit stands where it was written.
   */
  readonly origins: readonly number[] | undefined;
}

/** Where a unit of the text was written. */
export const originOf = ({ origins }: Manuscript, unit: number): number =>
  origins === undefined ? unit : (origins[unit] as number);

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text as it was written. */
export const unchanged = (text: string): Manuscript => ({ text, origins: undefined });

/** Makes changes that follow each other and do not overlap. A changed unit stands where the one it replaces stood. */
export function applyChanges(manuscript: Manuscript, changes: readonly Change[]): Manuscript {
  if (changes.length === 0) return manuscript;
  let text = '';
  let at = 0;
  for (const { from, to, text: put } of changes) {
    text += manuscript.text.slice(at, from) + put;
    at = to;
  }
  text += manuscript.text.slice(at);
  const moved = changes.some(({ from, to, text: put }) => put.length !== to - from);
  return { text, origins: moved ? originsAfter(manuscript, changes) : manuscript.origins };
}

function originsAfter(manuscript: Manuscript, changes: readonly Change[]): readonly number[] {
  const origins: number[] = [];
  let at = 0;
  const keep = (until: number) => {
    for (; at < until; at += 1) origins.push(originOf(manuscript, at));
  };
  for (const { from, to, text: put } of changes) {
    keep(from);
    for (let unit = 0; unit < put.length; unit += 1) {
      origins.push(originOf(manuscript, Math.min(from + unit, to - 1)));
    }
    at = to;
  }
  keep(manuscript.text.length);
  return origins;
}

/**
 * The changes that make the manuscript of what was written: the least stretches of the written text that read
 * otherwise now, in order.
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
