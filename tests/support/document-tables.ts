export type Row = readonly string[];

/** The rows of the tables of a Markdown text by their header row. Tables with equal headers are joined. */
export function tablesOf(text: string): ReadonlyMap<string, readonly Row[]> {
  const tables = new Map<string, readonly Row[]>();
  for (const [, head, body] of text.matchAll(/^(\|.*\|)\n\|(?: --- \|)+\n((?:\|.*\|\n)+)/gm)) {
    const key = cellsOf(head!).join(' | ');
    tables.set(key, [...(tables.get(key) ?? []), ...body!.trimEnd().split('\n').map(cellsOf)]);
  }
  return tables;
}

const cellsOf = (line: string): Row =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => bare(cell.trim()));

/** The content of a cell without the backquotes of a code span. */
const bare = (cell: string): string => (/^`[^`]*`$/.test(cell) ? cell.slice(1, -1) : cell);

/** The number in a cell, written as a decimal or as a fraction. */
export function number(cell: string | undefined): number {
  const [over, under] = (cell ?? '').split('/').map(Number);
  return (over ?? Number.NaN) / (under ?? 1);
}
