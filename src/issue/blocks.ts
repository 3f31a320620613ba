import type {
  Code,
  Definition,
  Heading,
  List,
  ListItem as MarkdownItem,
  Paragraph,
  RootContent,
  Table,
} from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { readAtoms, readHtmlBlock, readRuns } from './inline.ts';
import type { Block, ListItem, Run } from './issue.ts';
import { joinLines, trimRuns } from './join-lines.ts';
import { directiveNames, directiveSettings, extentOf } from './markdown.ts';
import { reportMistypedLines } from './mistyped-markup.ts';
import type { FileContext } from './open-file.ts';
import { splitMaskedLines } from './parse-copy.ts';
import { readInlinePictures, readPictureParagraph } from './pictures.ts';
import { type DirectiveHead, directiveName, readDirective } from './settings.ts';
import { type Atom, textAtoms } from './source-runs.ts';
import { placeOf, positionOf } from './source-text.ts';
import { divideTypedLines } from './typed-lines.ts';
import type { TypedTable } from './typed-rows.ts';
import { findNearWord, readKeyword, readLength, readPercent } from './values.ts';

/** Converts Markdown blocks to blocks of an article. Pictures within text follow the block in which they occur. */
export function readBlocks(nodes: readonly RootContent[], context: FileContext): readonly Block[] {
  return nodes.flatMap((node) => {
    const blocks = readBlock(node, context);
    const images = context.inlineImages.splice(0);
    return images.length === 0 ? blocks : [...blocks, readInlinePictures(images, context)];
  });
}

function readBlock(node: RootContent, context: FileContext): readonly Block[] {
  if (node.type === 'paragraph') return readParagraph(node, context);
  const { start, end } = extentOf(node);
  const place = placeOf(context.source, start, end);
  switch (node.type) {
    case 'heading':
      return [readCrosshead(node, context)];
    case 'blockquote':
      return [{ kind: 'quote', blocks: readBlocks(node.children, context), place }];
    case 'list':
      return [readList(node, context)];
    case 'table':
      return [readTable(node, context)];
    case 'code':
      return [{ kind: 'code', runs: readCodeLines(node, context), place }];
    case 'thematicBreak':
      return [{ kind: 'rule', place }];
    case 'html':
      return textBlock(readHtmlBlock(context, start, end), place);
    case 'definition':
      return readDefinition(node, context);
    case 'leafDirective':
    case 'containerDirective':
      return readBlockDirective(node, context);
    case 'footnoteDefinition':
    case 'yaml':
      return [];
    default:
      throw new Error(`no setting for ${node.type}`);
  }
}

/** A Markdown paragraph: a picture block if it contains pictures only, otherwise one or more paragraphs and tables. */
function readParagraph(node: Paragraph, context: FileContext): readonly Block[] {
  const pictures = readPictureParagraph(node, context);
  if (pictures !== undefined) return [pictures];
  const { start, end } = extentOf(node);
  reportMistypedLines(context, start, end);
  const parts = divideTypedLines(readAtoms(node.children, context, []), context);
  return parts.flatMap((part): readonly Block[] => {
    if (part.kind === 'table') return [typedTable(part)];
    const runs = trimRuns(joinLines(part.atoms));
    const first = runs[0]?.place.start;
    const last = runs.at(-1)?.place.end;
    if (first === undefined || last === undefined) return [];
    return [{ kind: 'paragraph', runs, place: { file: context.source.file, start: first, end: last } }];
  });
}

const typedTable = ({ rows, place }: TypedTable): Block => ({
  kind: 'table',
  align: (rows[0] ?? []).map(() => undefined),
  rows: rows.map((row) => row.map((cell) => trimRuns(joinLines(cell)))),
  place,
});

/** 小标题. A level-1 heading begins an article at the top level only; inside another block it is a crosshead. */
function readCrosshead(node: Heading, context: FileContext): Block {
  const { start, end } = extentOf(node);
  const place = placeOf(context.source, start, end);
  if (node.depth === 1) context.desk.report('heading-inside', place, {});
  const depth = node.depth === 1 ? 2 : node.depth;
  return { kind: 'crosshead', runs: readRuns(node.children, context), depth, place };
}

function readList(node: List, context: FileContext): Block {
  const items = node.children.map((item): ListItem => {
    const { start, end } = extentOf(item);
    const { checked } = item;
    const label = node.ordered === true ? readLabelOf(item, context) : undefined;
    return {
      ...(checked !== null && checked !== undefined && { checked }),
      ...(label !== undefined && { label }),
      blocks: readBlocks(item.children, context),
      place: placeOf(context.source, start, end),
    };
  });
  const { start, end } = extentOf(node);
  const place = placeOf(context.source, start, end);
  reportNumbers(items, context);
  return { kind: 'list', items, place };
}

/** The number of a list item as typed: in print it is content. */
function readLabelOf(item: MarkdownItem, { source }: FileContext): Run | undefined {
  const { start, end } = extentOf(item);
  const number = /^\d+[.)]/.exec(source.text.slice(start, end))?.[0];
  return number === undefined
    ? undefined
    : { text: number, marks: [], place: placeOf(source, start, start + number.length) };
}

/** Reports the first number that does not follow the one before it, since Markdown programs would count anew. */
function reportNumbers(items: readonly ListItem[], { desk }: FileContext): void {
  const labels = items.flatMap(({ label }) => label ?? []);
  const odd = labels.findIndex(
    ({ text }, index) =>
      index > 0 && Number.parseInt(text, 10) !== Number.parseInt(labels[index - 1]!.text, 10) + 1,
  );
  if (odd > 0)
    desk.report('list-number', labels[odd]!.place, {
      before: labels[odd - 1]!.text,
      number: labels[odd]!.text,
    });
}

function readTable(node: Table, context: FileContext): Block {
  const { start, end } = extentOf(node);
  return {
    kind: 'table',
    align: (node.align ?? []).map((side) => side ?? undefined),
    rows: node.children.map((row) => row.children.map((cell) => readRuns(cell.children, context))),
    place: placeOf(context.source, start, end),
  };
}

/** The lines of a code block, without its fences and the prefixes of quotations and lists. */
function readCodeLines(node: Code, { source }: FileContext): readonly Run[] {
  if (node.value === '') return [];
  const first = positionOf(source, extentOf(node).start).line;
  return splitMaskedLines(node.value).flatMap((text, index): readonly Run[] => {
    // Line `first` is the opening fence. lineStarts counts from 0, so this is the line after it.
    const begin = source.lineStarts[first + index] ?? source.text.length;
    const next = source.lineStarts[first + index + 1] ?? source.text.length;
    const written = source.text.slice(begin, next).replace(/[\r\n]+$/, '');
    const start = begin + Math.max(0, written.length - text.length);
    const original = source.text.slice(start, start + text.length);
    const line: Run = { text: original, marks: [], place: placeOf(source, start, start + text.length) };
    const lineEnd: Run = { text: '\n', marks: [], place: placeOf(source, start - 1, start) };
    return [...(index > 0 ? [lineEnd] : []), ...(text === '' ? [] : [line])];
  });
}

/**
 * A link definition. Without a reference and without an address it is probably text: Markdown takes `[注]:免费参加` for a
 * definition and would drop it. It is then reported and set as a paragraph.
 */
function readDefinition(node: Definition, context: FileContext): readonly Block[] {
  if (context.referencedDefinitions.has(node.identifier) || isAddress(node.url)) return [];
  const { start, end } = extentOf(node);
  const place = placeOf(context.source, start, end);
  context.desk.report('definition-kept', place, { label: node.label ?? node.identifier });
  return textBlock(textAtoms(context.source, start, end), place);
}

/** Whether a text is a URL or a path: it has Latin letters and a separator. `12345` and `2022/7/15` are neither. */
function isAddress(url: string): boolean {
  return /^[\x21-\x7e]+$/.test(url) && /[a-z]/i.test(url) && /[./#@]/.test(url);
}

function textBlock(atoms: readonly Atom[], place: Block['place']): readonly Block[] {
  const runs = trimRuns(joinLines(atoms));
  return runs.length === 0 ? [] : [{ kind: 'paragraph', runs, place }];
}

/**
 * The blocks of a directive among blocks: a QR code or a box. An unknown directive, and one that belongs to an article
 * as a whole, is reported, and its text is set.
 */
function readBlockDirective(
  node: LeafDirective | ContainerDirective,
  context: FileContext,
): readonly Block[] {
  const name = directiveName(node);
  if (node.type === 'containerDirective') {
    reportUnclosed(node, context);
    if (name === ':::box') return [readBox(node, context)];
    reportUnknown(node, context);
    const label = readLabel(node, context);
    return [...paragraphOf(label), ...readBlocks(contentOf(node), context)];
  }
  if (name === '::qr') return [readQrCode(node, context)];
  if (directiveSettings[name] === undefined) {
    reportUnknown(node, context);
    const { start, end } = extentOf(node);
    return paragraphOf(trimRuns(joinLines(textAtoms(context.source, start, end))));
  }
  context.desk.report('misplaced-directive', readDirective(node, context).place, { name });
  return paragraphOf(readRuns(node.children, context));
}

function paragraphOf(runs: readonly Run[]): readonly Block[] {
  return runs.length === 0 ? [] : [{ kind: 'paragraph', runs, place: runs[0]!.place }];
}

/** Reports a directive with an unknown name, or with the wrong number of colons. */
function reportUnknown(node: LeafDirective | ContainerDirective, { source, desk }: FileContext): void {
  const name = directiveName(node);
  const sameWord = directiveNames.find((known) => known.replace(/^:+/, '') === node.name);
  const { start } = extentOf(node);
  const place = placeOf(source, start, start + name.length);
  desk.report('unknown-directive', place, {
    name,
    nearest: sameWord ?? findNearWord(name, directiveNames),
  });
}

/** Reports a container directive without a closing line: it contains the rest of the file. */
function reportUnclosed(node: ContainerDirective, { source, desk }: FileContext): void {
  const { start, end } = extentOf(node);
  const written = source.text.slice(start, end);
  if (/[\r\n][ \t>]*:{3,}[ \t]*$/.test(written)) return;
  const place = placeOf(source, start, start + directiveName(node).length);
  desk.report('bad-directive', place, { name: directiveName(node), problem: '没有收尾的 ::: 行' });
}

function readLabel(node: ContainerDirective, context: FileContext): readonly Run[] {
  const first = node.children[0];
  const labelled = first?.type === 'paragraph' && first.data?.directiveLabel === true;
  return labelled ? readRuns(first.children, context) : [];
}

function contentOf(node: ContainerDirective): readonly RootContent[] {
  return node.children.filter((child) => child.type !== 'paragraph' || child.data?.directiveLabel !== true);
}

function readBox(node: ContainerDirective, context: FileContext): Block {
  const { settings } = readDirective(node, context);
  const tint = readPercent(settings.get('tint'), 'tint', context.desk);
  const { start, end } = extentOf(node);
  return {
    kind: 'box',
    title: readLabel(node, context),
    ...(tint !== undefined && { tint }),
    blocks: readBlocks(contentOf(node), context),
    place: placeOf(context.source, start, end),
  };
}

function readQrCode(node: LeafDirective, context: FileContext): Block {
  const directive = readDirective(node, context);
  const { settings, place } = directive;
  const size = readLength(settings.get('size'), 'size', context.desk);
  const level = readKeyword(settings.get('ecc'), 'ecc', ['L', 'M', 'Q', 'H'], context.desk) ?? 'M';
  const caption = readRuns(node.children, context);
  return {
    kind: 'qr',
    code: { data: readCodeData(directive, context), caption, ...(size !== undefined && { size }), level },
    place,
  };
}

function readCodeData(
  { settings, place }: DirectiveHead,
  { desk }: FileContext,
): { value: string; place: typeof place } {
  const data = settings.get('data');
  if (data !== undefined && data.value !== '') return data;
  desk.report('bad-value', place, { key: 'data', expected: '二维码的内容，如 data="https://…"' });
  return { value: '', place };
}
