import type { RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { type DirectiveText, directiveName, readDirective } from './directive.ts';
import { directiveSettings, directives } from './directive-names.ts';
import { runsOf } from './inline.ts';
import type { Block, Run } from './issue.ts';
import { joinLines, trimRuns } from './join-lines.ts';
import { extentOf } from './markdown.ts';
import { nearest } from './nearest.ts';
import type { Reading } from './reading.ts';
import { placeOf } from './source-text.ts';
import { textAtoms } from './text-atoms.ts';
import { lengthOf, oneOf, percentOf } from './values.ts';

type ReadBlocks = (nodes: readonly RootContent[], reading: Reading) => readonly Block[];

/**
 * The blocks of a directive that stands among blocks: a QR code, a box. One that is unknown, or that belongs to an
 * article as a whole, is told, and its text stays.
 */
export function directiveBlocks(
  node: LeafDirective | ContainerDirective,
  reading: Reading,
  readBlocks: ReadBlocks,
): readonly Block[] {
  const name = directiveName(node);
  if (node.type === 'containerDirective') {
    tellUnclosed(node, reading);
    if (name === ':::box') return [boxBlock(node, reading, readBlocks)];
    tellUnknown(node, reading);
    const label = labelOf(node, reading);
    return [...paragraphOf(label), ...readBlocks(contentOf(node), reading)];
  }
  if (name === '::qr') return [qrBlock(node, reading)];
  if (directiveSettings[name] === undefined) {
    tellUnknown(node, reading);
    const { start, end } = extentOf(node);
    return paragraphOf(trimRuns(joinLines(textAtoms(reading.source, start, end))));
  }
  reading.desk.report('misplaced-directive', readDirective(node, reading).place, { name });
  return paragraphOf(runsOf(node.children, reading));
}

function paragraphOf(runs: readonly Run[]): readonly Block[] {
  return runs.length === 0 ? [] : [{ kind: 'paragraph', runs, place: runs[0]!.place }];
}

/** Tells a directive of no known name, or of one that is written with other colons. */
function tellUnknown(node: LeafDirective | ContainerDirective, { source, desk }: Reading): void {
  const name = directiveName(node);
  const sameWord = directives.find((known) => known.replace(/^:+/, '') === node.name);
  const { start } = extentOf(node);
  const place = placeOf(source, start, start + name.length);
  desk.report('unknown-directive', place, { name, nearest: sameWord ?? nearest(name, directives) });
}

/** A box without its closing line takes in the rest of the file. */
function tellUnclosed(node: ContainerDirective, { source, desk }: Reading): void {
  const { start, end } = extentOf(node);
  const written = source.text.slice(start, end);
  if (/[\r\n][ \t>]*:{3,}[ \t]*$/.test(written)) return;
  const place = placeOf(source, start, start + directiveName(node).length);
  desk.report('bad-directive', place, { name: directiveName(node), problem: '没有收尾的 ::: 行' });
}

function labelOf(node: ContainerDirective, reading: Reading): readonly Run[] {
  const first = node.children[0];
  const labelled = first?.type === 'paragraph' && first.data?.directiveLabel === true;
  return labelled ? runsOf(first.children, reading) : [];
}

function contentOf(node: ContainerDirective): readonly RootContent[] {
  return node.children.filter((child) => child.type !== 'paragraph' || child.data?.directiveLabel !== true);
}

function boxBlock(node: ContainerDirective, reading: Reading, readBlocks: ReadBlocks): Block {
  const { settings } = readDirective(node, reading);
  const tint = percentOf(settings.get('tint'), 'tint', reading.desk);
  const { start, end } = extentOf(node);
  return {
    kind: 'box',
    title: labelOf(node, reading),
    ...(tint !== undefined && { tint }),
    blocks: readBlocks(contentOf(node), reading),
    place: placeOf(reading.source, start, end),
  };
}

function qrBlock(node: LeafDirective, reading: Reading): Block {
  const directive = readDirective(node, reading);
  const { settings, place } = directive;
  const size = lengthOf(settings.get('size'), 'size', reading.desk);
  const level = oneOf(settings.get('ecc'), 'ecc', ['L', 'M', 'Q', 'H'], reading.desk) ?? 'M';
  const caption = runsOf(node.children, reading);
  return {
    kind: 'qr',
    code: { data: dataOf(directive, reading), caption, ...(size !== undefined && { size }), level },
    place,
  };
}

function dataOf(
  { settings, place }: DirectiveText,
  { desk }: Reading,
): { value: string; place: typeof place } {
  const data = settings.get('data');
  if (data !== undefined && data.value !== '') return data;
  desk.report('bad-value', place, { key: 'data', expected: '二维码的内容，如 data="https://…"' });
  return { value: '', place };
}
