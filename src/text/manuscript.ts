/** A paragraph's text while it is put right, each unit knowing where it was written: the runs can be found again. */
export interface Manuscript {
  readonly text: string;
  /** For each UTF-16 unit of the text the index of the one it was written as; the indices never go back. */
  readonly origins: readonly number[];
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a pattern with the flag `g`, which matches no empty text, is found; half the cost of `matchAll`. */
export function stretchesOf(text: string, pattern: RegExp): readonly Stretch[] {
  const found: Stretch[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    found.push({ from: match.index, to: pattern.lastIndex });
  return found;
}

/** A text as it was written. */
export function asWritten(text: string): Manuscript {
  const origins: number[] = [];
  for (let index = 0; index < text.length; index += 1) origins.push(index);
  return { text, origins };
}

/** Makes changes that follow each other and do not overlap. A changed unit stands where the one it replaces stood. */
export function change(manuscript: Manuscript, changes: readonly Change[]): Manuscript {
  if (changes.length === 0) return manuscript;
  const origins: number[] = [];
  let text = '';
  let at = 0;
  const keep = (until: number) => {
    text += manuscript.text.slice(at, until);
    for (; at < until; at += 1) origins.push(manuscript.origins[at] as number);
  };
  for (const { from, to, text: put } of changes) {
    keep(from);
    text += put;
    for (let unit = 0; unit < put.length; unit += 1) {
      origins.push(manuscript.origins[Math.min(from + unit, to - 1)] as number);
    }
    at = to;
  }
  keep(manuscript.text.length);
  return { text, origins };
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
    while (unit < text.length && origins[unit] === from) unit += 1;
    if (unit === first + 1 && text.charCodeAt(first) === written.charCodeAt(from)) continue;
    const now = text.slice(first, unit);
    const last = changes.at(-1);
    if (last?.to === from)
      changes[changes.length - 1] = { from: last.from, to: from + 1, text: last.text + now };
    else changes.push({ from, to: from + 1, text: now });
  }
  return changes;
}
