/** A note (改动) reports a correction that was made automatically; only `check` lists notes. */
export type Severity = 'error' | 'warning' | 'note';

/** An entry of the message catalogue: severity, and how to word the message from its details. */
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
