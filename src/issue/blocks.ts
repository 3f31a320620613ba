import type { Code, Definition, Heading, List, RootContent, Table } from 'mdast';
import { directiveBlocks } from './directive-blocks.ts';
import { htmlAtoms } from './html.ts';
import { runsOf } from './inline.ts';
import type { Block, ListItem, Run } from './issue.ts';
import { joinLines, trimRuns } from './join-lines.ts';
import { extentOf } from './markdown.ts';
import { paragraphBlocks } from './paragraph.ts';
import { linesOfCopy } from './parser-copy.ts';
import { strayPictures } from './pictures.ts';
import type { Reading } from './reading.ts';
import { placeOf, spotOf } from './source-text.ts';
import { type Atom, textAtoms } from './text-atoms.ts';

/** Markdown blocks as the newspaper knows them. Pictures inside running text follow the block they stood in. */
export function readBlocks(nodes: readonly RootContent[], reading: Reading): readonly Block[] {
  return nodes.flatMap((node) => {
    const blocks = blocksOf(node, reading);
    const strays = reading.strays.splice(0);
    return strays.length === 0 ? blocks : [...blocks, strayPictures(strays, reading)];
  });
}

function blocksOf(node: RootContent, reading: Reading): readonly Block[] {
  if (node.type === 'paragraph') return paragraphBlocks(node, reading);
  const { start, end } = extentOf(node);
  const place = placeOf(reading.source, start, end);
  switch (node.type) {
    case 'heading':
      return [crosshead(node, reading)];
    case 'blockquote':
      return [{ kind: 'quote', blocks: readBlocks(node.children, reading), place }];
    case 'list':
      return [listBlock(node, reading)];
    case 'table':
      return [tableBlock(node, reading)];
    case 'code':
      return [{ kind: 'code', runs: codeRuns(node, reading), place }];
    case 'thematicBreak':
      return [{ kind: 'rule', place }];
    case 'html':
      return textBlock(htmlAtoms(reading.source, start, end, [], reading.desk), place);
    case 'definition':
      return unusedDefinition(node, reading);
    case 'leafDirective':
    case 'containerDirective':
      return directiveBlocks(node, reading, readBlocks);
    case 'footnoteDefinition':
    case 'yaml':
      return [];
    default:
      throw new Error(`no setting for ${node.type}`);
  }
}

/** 小标题. Only the desk of a whole article has level-1 headings; inside other blocks one is a crosshead. */
function crosshead(node: Heading, reading: Reading): Block {
  const { start, end } = extentOf(node);
  const place = placeOf(reading.source, start, end);
  if (node.depth === 1) reading.desk.report('heading-inside', place, {});
  const depth = node.depth === 1 ? 2 : node.depth;
  return { kind: 'crosshead', runs: runsOf(node.children, reading), depth, place };
}

function listBlock(node: List, reading: Reading): Block {
  const items = node.children.map((item): ListItem => {
    const { start, end } = extentOf(item);
    const { checked } = item;
    return {
      ...(checked !== null && checked !== undefined && { checked }),
      blocks: readBlocks(item.children, reading),
      place: placeOf(reading.source, start, end),
    };
  });
  const { start, end } = extentOf(node);
  const place = placeOf(reading.source, start, end);
  return { kind: 'list', ...(node.ordered === true && { start: node.start ?? 1 }), items, place };
}

function tableBlock(node: Table, reading: Reading): Block {
  const { start, end } = extentOf(node);
  return {
    kind: 'table',
    align: (node.align ?? []).map((side) => side ?? undefined),
    rows: node.children.map((row) => row.children.map((cell) => runsOf(cell.children, reading))),
    place: placeOf(reading.source, start, end),
  };
}

/** The lines of a code block. Fences and the prefixes of quotations and lists are not text. */
function codeRuns(node: Code, { source }: Reading): readonly Run[] {
  if (node.value === '') return [];
  const first = spotOf(source, extentOf(node).start).line;
  return linesOfCopy(node.value).flatMap((text, index): readonly Run[] => {
    // The opening fence is the first line, so the text's own first line is the one after it.
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
 * A link definition that nothing refers to: `[注]:免费参加` reads as one and would vanish. It goes back to being the
 * paragraph it looks like.
 */
function unusedDefinition(node: Definition, reading: Reading): readonly Block[] {
  if (reading.linked.has(node.identifier) || isAddress(node.url)) return [];
  const { start, end } = extentOf(node);
  const place = placeOf(reading.source, start, end);
  reading.desk.report('definition-kept', place, { label: node.label ?? node.identifier });
  return textBlock(textAtoms(reading.source, start, end), place);
}

/** An address or a path has Latin letters and one of the marks between its parts; `12345` and `2022/7/15` do not. */
function isAddress(url: string): boolean {
  return /^[\x21-\x7e]+$/.test(url) && /[a-z]/i.test(url) && /[./#@]/.test(url);
}

function textBlock(atoms: readonly Atom[], place: Block['place']): readonly Block[] {
  const runs = trimRuns(joinLines(atoms));
  return runs.length === 0 ? [] : [{ kind: 'paragraph', runs, place }];
}
