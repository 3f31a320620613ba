import type { Nodes, Paragraph, Root, RootContent, Text } from 'mdast';
import { parseMarkdown } from './markdown.ts';
import { parserCopy } from './parser-copy.ts';
import { plainRows, type Row, type Stretch } from './plain-rows.ts';

/** What the parser does not read: a row of plain paragraphs, for which one stands, or the lines of the header. */
interface Cut {
  /** Offset in the excerpt. */
  readonly at: number;
  readonly standIn: string;
  /** Offset in the copy of what comes after. */
  readonly end: number;
  readonly row: Row | undefined;
}

/** To the parser a paragraph as well, or a part of the same block. */
const plainParagraph = '字';

const headerOpening = /^---[ \t]*(?:\r\n|\n|\r)/;
const headerClosing = /(?<=[\r\n])---[ \t]*(?=[\r\n]|$)/g;

/**
 * Parses the Markdown of a file. Most of a newspaper is paragraphs without any markup, in rows: the parser reads one
 * character for each row, and the paragraphs are put back where it stood, for it takes half a microsecond for a
 * character and a hundred for a paragraph. Of the header it reads the fences. Of positions the offsets alone are those
 * of `text`.
 */
export function parseCopy(text: string): Root {
  const copy = parserCopy(text);
  const { excerpt, cuts } = excerptOf(copy);
  const root = parseMarkdown(excerpt);
  putBack(root, cuts, copy);
  return root;
}

function excerptOf(copy: string): { readonly excerpt: string; readonly cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  let excerpt = '';
  let done = 0;
  const cut = (start: number, end: number, standIn: string, row?: Row) => {
    excerpt += copy.slice(done, start);
    cuts.push({ at: excerpt.length, standIn, end, row });
    excerpt += standIn;
    done = end;
  };
  const header = headerLines(copy);
  if (header !== undefined) cut(header.start, header.end, '');
  for (const row of plainRows(copy, done)) cut(row[0]!.start, row.at(-1)!.end, plainParagraph, row);
  return { excerpt: excerpt + copy.slice(done), cuts };
}

/** The lines between the fences of the front matter. */
function headerLines(copy: string): Stretch | undefined {
  const start = headerOpening.exec(copy)?.[0].length;
  if (start === undefined) return undefined;
  headerClosing.lastIndex = start;
  const end = headerClosing.exec(copy)?.index;
  return end === undefined ? undefined : { start, end };
}

/** Gives a node and all below it the offsets of the whole copy, and the rows their paragraphs. */
function putBack(node: Nodes, cuts: readonly Cut[], copy: string): void {
  const { position } = node;
  if (position?.start.offset !== undefined) position.start.offset = offsetIn(cuts, position.start.offset);
  if (position?.end.offset !== undefined) position.end.offset = offsetIn(cuts, position.end.offset);
  if (!('children' in node)) return;
  const children: RootContent[] = [];
  for (const child of node.children) {
    const row = child.type === 'paragraph' ? rowAt(cuts, child.position?.start.offset) : undefined;
    if (row === undefined) {
      putBack(child, cuts, copy);
      children.push(child);
    } else for (const stretch of row) children.push(paragraphOf(stretch, copy));
  }
  node.children = children as typeof node.children;
}

function offsetIn(cuts: readonly Cut[], offset: number): number {
  const last = cuts[cutsBefore(cuts, offset) - 1];
  return last === undefined ? offset : last.end + (offset - last.at - last.standIn.length);
}

/** The row whose stand-in begins at an offset of the excerpt. */
function rowAt(cuts: readonly Cut[], offset = -1): Row | undefined {
  const cut = cuts[cutsBefore(cuts, offset)];
  return cut?.at === offset ? cut.row : undefined;
}

/** How many cuts begin before an offset of the excerpt. */
function cutsBefore(cuts: readonly Cut[], offset: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]!.at < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function paragraphOf({ start, end }: Stretch, copy: string): Paragraph {
  return {
    type: 'paragraph',
    children: [plainText(copy.slice(start, end), start)],
    position: positionOf(start, end),
  };
}

/** The node of a text without markup that stands at an offset. */
export function plainText(value: string, start: number): Text {
  return { type: 'text', value, position: positionOf(start, start + value.length) };
}

/** Lines and columns are told by source-text.ts. */
function positionOf(start: number, end: number): NonNullable<Text['position']> {
  const point = (offset: number) => ({ line: 0, column: 0, offset });
  return { start: point(start), end: point(end) };
}
