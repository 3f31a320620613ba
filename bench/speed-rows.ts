/** Upper limit of a figure: a multiple of the peer's, or a value in the unit of the figure. */
export type Target = { readonly times: number } | { readonly max: number };

export interface Figure {
  readonly work: string;
  readonly ours: number;
  readonly peer?: number | undefined;
  readonly unit: 's' | 'ms' | 'MB' | 'kB' | '';
  /** Absent if the figure is only for information. */
  readonly target?: Target;
}

const digits = { s: 3, ms: 1, MB: 1, kB: 1, '': 2 } as const;

const format = (value: number | undefined, unit: Figure['unit']): string =>
  value === undefined ? '–' : `${value.toFixed(digits[unit])} ${unit}`.trim();

export const headings = ['', 'ours', 'peer', 'ratio', 'target', ''] as const;

/** A row of the table: work, our figure, the peer's, their ratio, the target, and whether it is met. */
export function rowOf({ work, ours, peer, unit, target }: Figure): readonly string[] {
  const ratio = peer === undefined ? undefined : ours / peer;
  const figures = [work, format(ours, unit), format(peer, unit), format(ratio, '')];
  if (target === undefined) return [...figures, '–', ''];
  const value = 'times' in target ? ratio : ours;
  const max = 'times' in target ? target.times : target.max;
  return [
    ...figures,
    'times' in target ? `≤ ${max.toFixed(2)} ×` : `≤ ${max} ${unit}`.trim(),
    value === undefined ? 'not measured' : value <= max ? 'met' : 'MISSED',
  ];
}
