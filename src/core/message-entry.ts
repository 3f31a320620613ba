/** A note (改动) is no trouble: it tells what was put right, to those who ask for it. */
export type Severity = 'error' | 'warning' | 'note';

/** How a message is worded, for an editor, from the details of a case. */
export interface Entry<D> {
  readonly severity: Severity;
  readonly say: (details: D) => string;
  readonly hint: string | ((details: D) => string);
}

export const entry = <D>(
  severity: Severity,
  say: (details: D) => string,
  hint: Entry<D>['hint'],
): Entry<D> => ({
  severity,
  say,
  hint,
});
