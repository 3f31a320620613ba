/** Offsets of a paragraph's first character and of the one after its last. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Plain paragraphs with nothing but blank lines between them: one at least. */
export type Row = readonly Stretch[];

/**
 * What may be markup, whatever stands around it: signs; the beginning of an address; the beginning of a heading, a rule,
 * a list, a directive, and an indent; a space at the end of a line. `[` opens all that `:`, `!` and `(` are a part of
 * within a line.
 */
const markup = /[^\n\r !-%'-)+,\-.0-;=?A-Z^a-z\x80-\uffff]|[Ww]\.|^[ #+\-.:=]|^\d+[.)](?: |$)| $/gm;

/** The end of a line, and the blank lines after it. */
const gap = /(?:\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n)|$))+/g;

/** Fences of code, in which nothing is a paragraph. */
const fences = ['```', '~~~'];

/** The parser leaves it out of the offsets. */
const byteOrderMark = '\ufeff';

/**
 * The rows of plain paragraphs of a text from an offset on: stretches of lines between blank ones in which nothing may
 * be markup. CommonMark and its extensions take each for a paragraph of one text, or, inside a block that does not end
 * before it, all of a row for a part of that block.
 */
export function plainRows(text: string, from = 0): readonly Row[] {
  if (text.startsWith(byteOrderMark) || fences.some((fence) => text.includes(fence))) return [];
  const rows: Stretch[][] = [];
  let row: Stretch[] | undefined;
  let sign = -1;
  let start = from;
  while (text[start] === '\n' || text[start] === '\r') start += 1;
  for (; start < text.length; start = gap.lastIndex) {
    gap.lastIndex = start;
    const end = gap.exec(text)?.index ?? text.length;
    if (sign < start) {
      markup.lastIndex = start;
      sign = markup.exec(text)?.index ?? text.length;
    }
    if (sign < end) row = undefined;
    else {
      if (row === undefined) {
        row = [];
        rows.push(row);
      }
      row.push({ start, end });
    }
    if (end === text.length) break;
  }
  return rows;
}

/** Whether a text is one plain paragraph. */
export function isPlain(text: string): boolean {
  const paragraph = plainRows(text)[0]?.[0];
  return paragraph?.start === 0 && paragraph.end === text.length;
}
