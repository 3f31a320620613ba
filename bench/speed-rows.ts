/** What a figure may be at most: so many times the peer's, or a value in the figure's own unit. */
export type Target = { readonly times: number } | { readonly most: number };

export interface Figure {
  readonly work: string;
  readonly ours: number;
  readonly peer?: number | undefined;
  readonly unit: 's' | 'ms' | 'MB' | 'kB' | '';
  readonly target: Target;
}

const digits = { s: 3, ms: 1, MB: 1, kB: 1, '': 2 } as const;

const told = (value: number | undefined, unit: Figure['unit']): string =>
  value === undefined ? '–' : `${value.toFixed(digits[unit])} ${unit}`.trim();

export const headings = ['', 'ours', 'peer', 'ratio', 'target', ''] as const;

/** A line of the table: the work, our figure, the peer's, ours to the peer's, the target, and whether it is met. */
export function rowOf({ work, ours, peer, unit, target }: Figure): readonly string[] {
  const ratio = peer === undefined ? undefined : ours / peer;
  const of = 'times' in target ? ratio : ours;
  const most = 'times' in target ? target.times : target.most;
  return [
    work,
    told(ours, unit),
    told(peer, unit),
    told(ratio, ''),
    'times' in target ? `≤ ${most.toFixed(2)} ×` : `≤ ${most} ${unit}`.trim(),
    of === undefined ? 'not measured' : of <= most ? 'met' : 'MISSED',
  ];
}
