/**
 * A bound for the columns of a table. The parser takes a millisecond for a few cells, so that a row of a hundred thousand would take
 * a minute, and no page has room for a hundredth of them. Rows beyond the bound are blanked before parsing, and it is an error.
 */
export const maxColumns = 400;

const wideRow = new RegExp(`^(?:[^|\\n]*\\|){${maxColumns + 2}}[^\\n]*`, 'gm');

/** A row with too many cells. */
interface WideRow {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
}

/** The rows with more cells than the bound. */
export const findWideRows = (text: string): readonly WideRow[] =>
  Array.from(text.matchAll(wideRow), ({ 0: row, index }) => ({
    start: index,
    end: index + row.length,
    columns: row.split('|').length - 2,
  }));

/** Blanks rows; the text keeps its length. */
export function blankRows(text: string, rows: readonly WideRow[]): string {
  let [blanked, done] = ['', 0];
  for (const { start, end } of rows) {
    blanked += text.slice(done, start) + ' '.repeat(end - start);
    done = end;
  }
  return blanked + text.slice(done);
}
