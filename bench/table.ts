import type { Figure } from './figures.ts';

/** Formats the figures of all engines as a table, with a verdict on ours. */
export function tableOf(columns: ReadonlyMap<string, readonly Figure[]>, ours: string): string {
  const names = [...columns.keys()];
  const figures = columns.get(ours)!;
  const rows = figures.map((figure, row) => {
    const others = names.filter((name) => name !== ours).map((name) => columns.get(name)![row]!.value);
    const values = names.map((name) => columns.get(name)![row]!.value.toFixed(figure.digits));
    return [figure.name, ...values, verdict(figure, others)];
  });
  return aligned([['', ...names, `${ours} is`], ...rows]);
}

/** Formats rows as lines of text: the first column flush left, the others flush right. */
export function aligned(table: readonly (readonly string[])[]): string {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => width(row[column]!))));
  return table
    .map((row) => row.map((cell, column) => padded(cell, widths[column]!, column)).join('  '))
    .join('\n');
}

function verdict({ value, better, tolerance }: Figure, others: readonly number[]): string {
  if (better === undefined || others.length === 0) return '';
  const lead = others.map((other) => (better === 'less' ? other - value : value - other));
  if (lead.some((by) => by < -tolerance)) return 'WORSE';
  return lead.every((by) => by > tolerance) ? 'best' : 'equal';
}

/** Terminal width of a text: CJK characters take two columns. */
const width = (text: string): number =>
  [...text].reduce((sum, one) => sum + (/[\u3000-\uffef]/.test(one) ? 2 : 1), 0);

const padded = (text: string, to: number, column: number): string => {
  const padding = ' '.repeat(to - width(text));
  return column === 0 ? text + padding : padding + text;
};
