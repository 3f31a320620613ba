import type { Html, InlineCode, Link, LinkReference, PhrasingContent } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import { readDirective } from './directive.ts';
import { parseFragment } from './fragment.ts';
import { htmlAtoms } from './html.ts';
import type { Mark, Run } from './issue.ts';
import { joinLines, trimRuns } from './join-lines.ts';
import { linkSettings } from './link-settings.ts';
import { extentOf } from './markdown.ts';
import { noteMark, noteNumber } from './notes.ts';
import type { Reading } from './reading.ts';
import { tellSlips } from './slips.ts';
import { placeOf } from './source-text.ts';
import { type Atom, lineBreak, literalAtoms, textAtoms } from './text-atoms.ts';

/** A stretch of the source that is not text: the rest of braces that were read already. */
interface Limits {
  readonly from?: number;
  readonly until?: number;
}

/** The runs of inline Markdown, lines joined and ends trimmed. */
export function runsOf(
  nodes: readonly PhrasingContent[],
  reading: Reading,
  limits: Limits = {},
): readonly Run[] {
  return trimRuns(joinLines(atomsOf(nodes, reading, [], limits)));
}

/** The atoms of inline Markdown; `marks` are those of what surrounds it. */
export function atomsOf(
  nodes: readonly PhrasingContent[],
  reading: Reading,
  marks: readonly Mark[],
  limits: Limits = {},
): readonly Atom[] {
  let from = limits.from ?? 0;
  return nodes.flatMap((node, index): readonly Atom[] => {
    const { start, end } = extentOf(node);
    if (node.type === 'text') {
      const stop = Math.min(end, limits.until ?? end);
      const begin = Math.max(start, from);
      tellSlips(reading, begin, stop);
      return textAtoms(reading.source, begin, stop, marks);
    }
    if (node.type === 'link' || node.type === 'linkReference') {
      const settings = linkSettings(nodes[index + 1], reading);
      from = settings.end ?? from;
      return linkAtoms(node, settings.qr, reading, marks);
    }
    return markupAtoms(node, reading, marks);
  });
}

function markupAtoms(node: PhrasingContent, reading: Reading, marks: readonly Mark[]): readonly Atom[] {
  const { source, desk } = reading;
  const { start, end } = extentOf(node);
  switch (node.type) {
    case 'emphasis':
    case 'strong':
      return atomsOf(node.children, reading, withMark(marks, { kind: node.type }));
    case 'delete':
      desk.report('strikethrough-kept', placeOf(source, start, end), {});
      return atomsOf(node.children, reading, marks);
    case 'inlineCode':
      return codeAtoms(node, reading, marks);
    case 'break':
      return [lineBreak(source, start, end, marks)];
    case 'html':
      return inlineHtml(node, reading, marks);
    case 'image':
    case 'imageReference':
      reading.strays.push(node);
      return [];
    case 'footnoteReference': {
      reading.noted.add(node.identifier);
      const number = noteNumber(reading.notes, node.identifier);
      const place = placeOf(source, start, end);
      return [{ text: noteMark(number), marks: [...marks, { kind: 'note', number }], place }];
    }
    case 'textDirective':
      return rubyAtoms(node, reading, marks);
    default:
      throw new Error(`no setting for inline ${node.type}`);
  }
}

/** A mark counts once, however often it is written. */
function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  return marks.some(({ kind }) => kind === mark.kind) ? marks : [...marks, mark];
}

function codeAtoms(node: InlineCode, { source }: Reading, marks: readonly Mark[]): readonly Atom[] {
  const { start, end } = extentOf(node);
  const fence = /^`+/.exec(source.text.slice(start, end))![0].length;
  // One space inside each fence belongs to the fence (CommonMark 6.1); lines are joined as in any text.
  const padded = /^[ \r\n].*\S.*[ \r\n]$/s.test(source.text.slice(start + fence, end - fence)) ? 1 : 0;
  const coded = withMark(marks, { kind: 'code' });
  return literalAtoms(source, start + fence + padded, end - fence - padded, coded);
}

function inlineHtml(node: Html, { source, desk }: Reading, marks: readonly Mark[]): readonly Atom[] {
  const { start, end } = extentOf(node);
  return htmlAtoms(source, start, end, marks, desk);
}

function rubyAtoms(node: TextDirective, reading: Reading, marks: readonly Mark[]): readonly Atom[] {
  const { name, place, settings } = readDirective(node, reading);
  const told = settings.get('rt');
  // One character has one reading: of two the inner one would be lost.
  if (marks.some(({ kind }) => kind === 'ruby')) reading.desk.report('misplaced-directive', place, { name });
  if (told === undefined || told.value === '') {
    reading.desk.report('bad-value', place, { key: 'rt', expected: '注音，如 rt=zì' });
    return atomsOf(node.children, reading, marks);
  }
  const mark: Mark = { kind: 'ruby', rt: told.value, place: told.place };
  const atoms = atomsOf(node.children, reading, withMark(marks, mark));
  if (atoms.length === 0) reading.desk.report('bad-directive', place, { name, problem: '方括号里没有文字' });
  return atoms;
}

function linkAtoms(
  node: Link | LinkReference,
  qr: boolean,
  reading: Reading,
  marks: readonly Mark[],
): readonly Atom[] {
  const { start, end } = extentOf(node);
  const url = node.type === 'link' ? node.url : reading.definitions.get(node.identifier)?.url;
  if (qr && (url === undefined || url === '')) {
    const place = placeOf(reading.source, start, end);
    reading.desk.report('bad-value', place, { key: 'qr', expected: '写在有网址的链接之后' });
  }
  const link = (target: string) => withMark(marks, { kind: 'link', url: target, qr });
  const { text } = reading.source;
  if (node.type === 'link' && text[start] !== '[') {
    // An address as such. Chinese copy leaves no space after it, and GFM reads on to the next space.
    const written = text.slice(start, end);
    const length = text[start] === '<' ? written.length : /^[\x21-\x7e]*/.exec(written)![0].length;
    const target = node.url.slice(0, node.url.length - (written.length - length));
    const inner =
      text[start] === '<' ? { from: start + 1, to: end - 1 } : { from: start, to: start + length };
    return [
      ...textAtoms(reading.source, inner.from, inner.to, link(target)),
      ...atomsOf(length < written.length ? parseFragment(reading, start + length, end) : [], reading, marks),
    ];
  }
  return atomsOf(node.children, reading, url === undefined ? marks : link(url));
}
