import type {
  FootnoteDefinition,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from 'mdast';
import { findCopyPairs, findSureSigns, findUnderscorePairs, type SignRun } from './copy-stars.ts';
import { imageOfTag } from './html-tags.ts';
import { cutDeepNodes, maskDeepNesting } from './limit-nesting.ts';
import { parseMarkdown, visitNodes } from './markdown.ts';
import { maskOddPictures } from './odd-pictures.ts';
import { splitSetextHeadings } from './setext-headings.ts';
import { findClosingBracket } from './settings.ts';
import type { SourceText } from './source-text.ts';

/**
 * Parses Markdown at a cost that depends on the amount of markup, not on the amount of text.
 *
 * remark takes about half a microsecond per character and a hundred per paragraph, and most of a newspaper is
 * paragraphs without any markup. parseCopy therefore parses an excerpt:
 *
 * 1. Mask. `maskText` replaces some characters by others so that remark accepts what Chinese editors write. The masked
 *    text has the length of the original, so every offset is valid in both.
 * 2. Cut. `findPlainRows` finds the rows of plain paragraphs: consecutive paragraphs in which no character can be part
 *    of markup. Each row is replaced by one ideograph. The lines between the fences of the front matter are removed.
 * 3. Parse the excerpt with remark.
 * 4. Restore. Every offset of the tree is mapped back to the masked text, and the paragraph that begins at a
 *    replacement is replaced by the paragraphs of its row.
 * 5. Hide the stars that the parser took for emphasis and that are copy (copy-stars.ts), and repeat from 2.
 *
 * Invariant: the result equals that of `parseWhole(text)`, which omits 2 and 4, in its nodes, values and offsets, except for the values
 * of HTML and YAML nodes, which are read from the source by offset. It holds because a row begins and ends at a blank
 * line or at an end of the text, and contains nothing that could open, close or continue a construct. remark therefore
 * takes each of its paragraphs for a paragraph with a single text, or, inside a block that blank lines do not end (an
 * HTML comment), the entire row for a part of that block. In both cases it treats one ideograph in the same way. A text
 * with fenced code is not cut, since a fence gives every line after it another meaning.
 *
 * Lines and columns of the positions are not restored: source-text.ts computes them from offsets. Masking, cutting and
 * restoring take linear time, apart from a binary search among the cuts for each node.
 */
export function parseCopy(text: string): Root {
  return parseUntilSettled(text, (masked) => {
    const { excerpt, cuts } = cutExcerpt(masked);
    const root = parseMarkdown(excerpt);
    cutDeepNodes(root);
    restoreCuts(root, cuts, masked);
    return root;
  });
}

/** As parseCopy, at the cost of the whole text. */
export function parseWhole(text: string): Root {
  return parseUntilSettled(text, parseMarkdown);
}

/** Hiding a pair lets the parser pair its neighbours, so that a long list of masked names takes some rounds. */
const maxRounds = 50;

function parseUntilSettled(text: string, parse: (masked: string) => Root): Root {
  let masked = maskText(text);
  let root = parse(masked);
  for (let round = 1; round < maxRounds && masked.includes('*'); round += 1) {
    const pairs = findCopyPairs(root, masked, text);
    if (pairs.length === 0) break;
    masked = hideSigns(masked, text, pairs);
    root = parse(masked);
  }
  splitSetextHeadings(root, text);
  visitNodes(root, (node) => {
    if ('children' in node) replaceImageTags(node);
    restoreAddress(node);
  });
  return root;
}

/** `<img>` is the same picture as `![…](…)`. */
function replaceImageTags(node: Parents): void {
  for (const [index, child] of node.children.entries())
    if (child.type === 'html') node.children[index] = imageOfTag(child) ?? child;
}

/** Addresses and titles are values of their own, in which hidden signs must be themselves. */
function restoreAddress(node: Nodes): void {
  if ('url' in node && typeof node.url === 'string') node.url = showSigns(node.url);
  if ('title' in node && typeof node.title === 'string') node.title = showSigns(node.title);
}

/** A stretch of the masked text that the parser does not see: a row of plain paragraphs, or the front matter. */
interface Cut {
  /** The offset of the replacement in the excerpt. */
  readonly at: number;
  readonly replacement: string;
  /** The offset in the masked text after the stretch. */
  readonly end: number;
  readonly row: Row | undefined;
}

/** Replaces a row: remark takes it for a paragraph, or for a part of the block around it. */
const plainParagraph = '字';

const headerOpening = /^---[ \t]*(?:\r\n|\n|\r)/;
const headerClosing = /(?<=[\r\n])---[ \t]*(?=[\r\n]|$)/g;

function cutExcerpt(masked: string): { readonly excerpt: string; readonly cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  let excerpt = '';
  let done = 0;
  const cut = (start: number, end: number, replacement: string, row?: Row) => {
    excerpt += masked.slice(done, start);
    cuts.push({ at: excerpt.length, replacement, end, row });
    excerpt += replacement;
    done = end;
  };
  const header = findHeaderLines(masked);
  if (header !== undefined) cut(header.start, header.end, '');
  for (const row of findPlainRows(masked, done)) cut(row[0]!.start, row.at(-1)!.end, plainParagraph, row);
  return { excerpt: excerpt + masked.slice(done), cuts };
}

/** The lines between the fences of the front matter. */
function findHeaderLines(masked: string): Stretch | undefined {
  const start = headerOpening.exec(masked)?.[0].length;
  if (start === undefined) return undefined;
  headerClosing.lastIndex = start;
  const end = headerClosing.exec(masked)?.index;
  return end === undefined ? undefined : { start, end };
}

/** Maps the offsets of a node and its descendants to the masked text, and puts the rows back at their replacements. */
function restoreCuts(node: Nodes, cuts: readonly Cut[], masked: string): void {
  const { position } = node;
  if (position?.start.offset !== undefined)
    position.start.offset = restoreOffset(cuts, position.start.offset);
  if (position?.end.offset !== undefined) position.end.offset = restoreOffset(cuts, position.end.offset);
  if (!('children' in node)) return;
  const children: RootContent[] = [];
  for (const child of node.children) {
    const row = child.type === 'paragraph' ? findRow(cuts, child.position?.start.offset) : undefined;
    if (row === undefined) {
      restoreCuts(child, cuts, masked);
      children.push(child);
    } else for (const stretch of row) children.push(paragraphNode(stretch, masked));
  }
  node.children = children as typeof node.children;
}

function restoreOffset(cuts: readonly Cut[], offset: number): number {
  const last = cuts[countCutsBefore(cuts, offset) - 1];
  return last === undefined ? offset : last.end + (offset - last.at - last.replacement.length);
}

/** The row whose replacement begins at an offset of the excerpt. */
function findRow(cuts: readonly Cut[], offset = -1): Row | undefined {
  const cut = cuts[countCutsBefore(cuts, offset)];
  return cut?.at === offset ? cut.row : undefined;
}

/** The number of cuts that begin before an offset of the excerpt. */
function countCutsBefore(cuts: readonly Cut[], offset: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]!.at < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function paragraphNode({ start, end }: Stretch, masked: string): Paragraph {
  return {
    type: 'paragraph',
    children: [textNode(masked.slice(start, end), start)],
    position: nodePosition(start, end),
  };
}

function textNode(value: string, start: number): Text {
  return { type: 'text', value, position: nodePosition(start, start + value.length) };
}

function nodePosition(start: number, end: number): NonNullable<Text['position']> {
  const point = (offset: number) => ({ line: 0, column: 0, offset });
  return { start: point(start), end: point(end) };
}

/** The offset of the first character of a paragraph, and the offset after its last one. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One or more plain paragraphs with only blank lines between them. */
type Row = readonly Stretch[];

/**
 * A character that may be part of markup, whatever its context: a sign; the start of an address; the start of a
 * heading, a rule, a list, a directive or an indent; a space at a line end. `:`, `!` and `(` are absent, because within
 * a line they are markup only together with `[`.
 */
const markup = /[^\n\r !-%'-)+,\-.0-;=?A-Z^a-z\x80-\uffff]|[Ww]\.|^[ #+\-.:=]|^\d+[.)](?: |$)| $/gm;

/** A line end and the blank lines after it. */
const gap = /(?:\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n)|$))+/g;

const codeFences = ['```', '~~~'];

/** remark does not count it in its offsets. */
const byteOrderMark = '\ufeff';

/** The rows of plain paragraphs of a text from an offset on, in order. None if the text may contain fenced code. */
export function findPlainRows(text: string, from = 0): readonly Row[] {
  if (text.startsWith(byteOrderMark) || codeFences.some((fence) => text.includes(fence))) return [];
  const rows: Stretch[][] = [];
  let row: Stretch[] | undefined;
  let nextMarkup = -1;
  let start = from;
  while (text[start] === '\n' || text[start] === '\r') start += 1;
  for (; start < text.length; start = gap.lastIndex) {
    gap.lastIndex = start;
    const end = gap.exec(text)?.index ?? text.length;
    if (nextMarkup < start) {
      markup.lastIndex = start;
      nextMarkup = markup.exec(text)?.index ?? text.length;
    }
    if (nextMarkup < end) row = undefined;
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

/** Whether a text is a single plain paragraph. */
export function isPlain(text: string): boolean {
  const paragraph = findPlainRows(text)[0]?.[0];
  return paragraph?.start === 0 && paragraph.end === text.length;
}

const labelOpening = /^[ \t]*::[A-Za-z][\w-]*\[/gm;
const brokenHeading = /^ {0,3}#{1,6}[ \t](?:[^\r\n]*(?<!\\)\\(?:\r\n|\n|\r))+/gm;
/** A line of its own between two hyphens or stars, such as `- END -`. It is no list of one item. */
const framedLine =
  /(?=[-*][ \t])(?<=(?:^|\n\r?\n|\r\r)[ \t\u3000]*)([-*])(?=[ \t]+[^\r\n*-]{1,20}[ \t]+\1[ \t]*(?:$|\r?\n\r?\n|\r\r|\r?\n$))/g;
/** At the head of a paragraph; open-file.ts reports those of its other lines, which are markers. */
const greaterThan = /(?=>[=≥\d])(?<=(?:^|\n\r?\n|\r\r)[ \t\u3000]*)>(?=[=≥]?\d)/g;
/** A noncharacter, as below. */
const greaterSign = '\ufdef';
const wideBlankLine = /^[^\S\r\n]*\u3000[^\S\r\n]*$/gm;

/**
 * The text as remark is to see it, with the length and the offsets of the original; the characters of the copy are
 * always taken from the original.
 * - Markers of quotations and items that are nested too deep are blanked (limit-nesting.ts).
 * - `>` at the head of a paragraph right before a figure is a sign of copy: `>60岁`.
 * - A line of full-width spaces becomes a blank line.
 * - A headline broken by `\` and the brackets of a `::` directive become one line, because in CommonMark and in
 *   remark-directive neither may continue on the next line.
 * - The first hyphen of a line such as `- END -` becomes a letter.
 * - A picture that CommonMark does not recognize becomes one (odd-pictures.ts).
 * - Stars and underscores that are copy wherever they are become signs that have no meaning in Markdown, and double
 *   underscores beside Han become stars.
 */
function maskText(text: string): string {
  let masked = maskOddPictures(maskDeepNesting(text));
  // Testing for a character first is cheaper than compiling a pattern that finds nothing.
  if (masked.includes('>')) masked = masked.replace(greaterThan, greaterSign);
  if (masked.includes('\u3000')) masked = masked.replace(wideBlankLine, (line) => ' '.repeat(line.length));
  if (masked.includes('- ') || masked.includes('* ')) masked = masked.replace(framedLine, plainParagraph);
  if (masked.includes('\\')) masked = masked.replace(brokenHeading, hideLineEnds);
  if (masked.includes('__')) {
    masked = replaceRuns(masked, findUnderscorePairs(masked), () => '*');
  }
  if (masked.includes('*') || masked.includes('___')) masked = hideSigns(masked, text, findSureSigns(masked));
  return masked.includes('::') ? joinLabels(masked) : masked;
}

/** Replaces every character of the runs, by its offset. */
function replaceRuns(text: string, runs: readonly SignRun[], sign: (at: number) => string): string {
  let replaced = '';
  let done = 0;
  for (const { start, end } of runs.toSorted((a, b) => a.start - b.start)) {
    if (start < done) continue;
    replaced += text.slice(done, start);
    for (let at = start; at < end; at += 1) replaced += sign(at);
    done = end;
  }
  return replaced + text.slice(done);
}

/** Signs of copy that Markdown must not see: noncharacters, which no text may contain. */
const hiddenSigns: Readonly<Record<string, string>> = { '*': '\ufdd2', _: '\ufdd3' };

/** Hides the stars and underscores of the stretches. In: the text as written, which has the length of the masked one. */
function hideSigns(masked: string, text: string, stretches: readonly SignRun[]): string {
  return replaceRuns(masked, stretches, (at) => hiddenSigns[text[at]!] ?? masked[at]!);
}

const showSigns = (value: string): string => value.replaceAll('\ufdd2', '*').replaceAll('\ufdd3', '_');

function joinLabels(masked: string): string {
  let joined = '';
  let done = 0;
  for (const opening of masked.matchAll(labelOpening)) {
    const open = opening.index + opening[0].length - 1;
    const close = findClosingBracket(masked, open);
    if (close === undefined || open < done) continue;
    joined += masked.slice(done, open) + hideLineEnds(masked.slice(open, close));
    done = close;
  }
  return joined + masked.slice(done);
}

/** Mask CR and LF where remark is to see a single line: noncharacters, which no text may contain. */
const hidden = { '\r': '\ufdd0', '\n': '\ufdd1' } as const;

function hideLineEnds(text: string): string {
  return text.replaceAll('\r', hidden['\r']).replaceAll('\n', hidden['\n']);
}

/** The lines of a value that remark read from a masked text. */
export function splitMaskedLines(value: string): readonly string[] {
  return value.split(/\r\n|\n|\r|\ufdd0\ufdd1|\ufdd0|\ufdd1/);
}

/** Prevents block syntax, so that `1. ` or `# ` at the start of a caption is text. It is trimmed as an indent later. */
const guard = '\u3000';

/**
 * Parses a stretch of the source as inline Markdown; its offsets are those of the file. Used for captions. References to
 * the footnotes of the file are recognized.
 */
export function parseFragment(
  {
    source,
    footnotes,
  }: { readonly source: SourceText; readonly footnotes: ReadonlyMap<string, FootnoteDefinition> },
  start: number,
  end: number,
): readonly PhrasingContent[] {
  const guarded = `${guard}${source.text.slice(start, end)}`;
  if (isPlain(maskText(guarded))) return [textNode(guarded.slice(guard.length), start)];
  const labels = [...footnotes.values()].map(({ label, identifier }) => `[^${label ?? identifier}]: .`);
  const text = `${guarded}\n\n${labels.join('\n\n')}`;
  const paragraph = parseWhole(text).children[0];
  if (paragraph?.type !== 'paragraph') return [];
  visitNodes(paragraph, ({ position }) => {
    if (position?.start.offset !== undefined) position.start.offset += start - guard.length;
    if (position?.end.offset !== undefined) position.end.offset += start - guard.length;
  });
  const first = paragraph.children[0]?.position;
  if (first?.start.offset !== undefined && first.start.offset < start) first.start.offset = start;
  return paragraph.children;
}
