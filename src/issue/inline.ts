import type { Html, InlineCode, Link, LinkReference, PhrasingContent } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import { paragraphElements } from './html-elements.ts';
import { findComments, type MarkedStretch, matchTags, readTag } from './html-tags.ts';
import type { Mark, Run } from './issue.ts';
import { joinLines, trimRuns } from './join-lines.ts';
import { extentOf, visitNodes } from './markdown.ts';
import { reportMistypedMarkup } from './mistyped-markup.ts';
import type { FileContext } from './open-file.ts';
import { parseFragment } from './parse-copy.ts';
import { findClosingBrace, findClosingBracket, readDirective, readSettings } from './settings.ts';
import { type Atom, lineBreak, literalAtoms, textAtoms } from './source-runs.ts';
import { placeOf } from './source-text.ts';

/** The part of the source to read as text. The rest is braces whose settings have been read. */
interface Limits {
  readonly from?: number;
  readonly until?: number;
}

/** The runs of inline Markdown, with lines joined and both ends trimmed. */
export function readRuns(
  nodes: readonly PhrasingContent[],
  context: FileContext,
  limits: Limits = {},
): readonly Run[] {
  return trimRuns(joinLines(readAtoms(nodes, context, [], limits)));
}

/** The atoms of inline Markdown. In: the nodes, and the marks of the markup around them. */
export function readAtoms(
  nodes: readonly PhrasingContent[],
  context: FileContext,
  outerMarks: readonly Mark[],
  limits: Limits = {},
): readonly Atom[] {
  let from = limits.from ?? 0;
  return nodes.flatMap((node, index): readonly Atom[] => {
    const { start, end } = extentOf(node);
    const marks = addHtmlMarks(outerMarks, context.htmlStretches, start);
    if (node.type === 'text') {
      const stop = Math.min(end, limits.until ?? end);
      const begin = Math.max(start, from);
      reportMistypedMarkup(context, begin, stop);
      return textAtoms(context.source, begin, stop, marks);
    }
    if (node.type === 'link' || node.type === 'linkReference') {
      const settings = readLinkSettings(nodes[index + 1], context);
      from = settings.end ?? from;
      return readLink(node, settings.qr, context, marks);
    }
    return readMarkup(node, context, marks);
  });
}

function readMarkup(node: PhrasingContent, context: FileContext, marks: readonly Mark[]): readonly Atom[] {
  const { source, desk } = context;
  const { start, end } = extentOf(node);
  switch (node.type) {
    case 'emphasis':
    case 'strong':
      return readAtoms(node.children, context, addMark(marks, { kind: node.type }));
    case 'delete':
      desk.report('strikethrough-kept', placeOf(source, start, end), {});
      return readAtoms(node.children, context, marks);
    case 'inlineCode':
      return readCode(node, context, marks);
    case 'break':
      return [lineBreak(source, start, end, marks)];
    case 'html':
      return readTagAtoms(context, start, end, marks);
    case 'image':
    case 'imageReference':
      context.inlineImages.push(node);
      return [];
    case 'footnoteReference': {
      context.referencedNotes.add(node.identifier);
      const number = noteNumber(context.noteOrder, node.identifier);
      const place = placeOf(source, start, end);
      return [{ text: noteFigure(number), marks: [...marks, { kind: 'note', number }], place }];
    }
    case 'textDirective':
      return readRuby(node, context, marks);
    default:
      throw new Error(`no setting for inline ${node.type}`);
  }
}

/** Adds a mark, unless there is one of its kind: nested markup of one kind counts once. */
function addMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  return marks.some(({ kind }) => kind === mark.kind) ? marks : [...marks, mark];
}

function addHtmlMarks(
  marks: readonly Mark[],
  stretches: readonly MarkedStretch[],
  at: number,
): readonly Mark[] {
  if (stretches.length === 0) return marks;
  return stretches
    .filter(({ start, end }) => start <= at && at < end)
    .reduce((added, { mark }) => addMark(added, mark), marks);
}

function readCode(node: InlineCode, { source }: FileContext, marks: readonly Mark[]): readonly Atom[] {
  const { start, end } = extentOf(node);
  const fence = /^`+/.exec(source.text.slice(start, end))![0].length;
  // One space inside each fence is a part of the fence (CommonMark 6.1). Lines are joined as in other text.
  const padding = /^[ \r\n].*\S.*[ \r\n]$/s.test(source.text.slice(start + fence, end - fence)) ? 1 : 0;
  const codeMarks = addMark(marks, { kind: 'code' });
  return literalAtoms(source, start + fence + padding, end - fence - padding, codeMarks);
}

/**
 * The atoms of a tag or a comment, which are not text: `<br>` is a line break, and `<p>` ends a paragraph. What is no tag
 * of HTML, such as `<Enter>`, is text. open-file.ts has reported the tags without meaning.
 */
function readTagAtoms(
  { source }: FileContext,
  start: number,
  end: number,
  marks: readonly Mark[],
): readonly Atom[] {
  const written = source.text.slice(start, end);
  if (findComments(written).length > 0) return [];
  const tag = readTag(written);
  if (tag === undefined) return literalAtoms(source, start, end, marks);
  if (tag.name === 'br') return [lineBreak(source, start, end, marks)];
  if (!paragraphElements.has(tag.name)) return [];
  return [{ kind: 'line-end', marks, place: placeOf(source, start, end), endsParagraph: true }];
}

/** A block of HTML: comments, and the copy after them on their lines. Scripts are left out, and an error. */
export function readHtmlBlock(context: FileContext, start: number, end: number): readonly Atom[] {
  const written = context.source.text.slice(start, end);
  if (!/^\s*<[!?]/.test(written)) return [];
  const atoms: Atom[] = [];
  let done = start;
  const readUntil = (until: number) => {
    if (context.source.text.slice(done, until).trim() === '') return;
    const nodes = parseFragment(context, done, until);
    addTags(nodes, context);
    atoms.push(...readAtoms(nodes, context, []));
  };
  for (const { index, length } of findComments(written)) {
    readUntil(start + index);
    done = start + index + length;
  }
  readUntil(end);
  return atoms;
}

/** Matches the tags of nodes that were parsed apart from the file, such as a caption. */
export function addTags(nodes: readonly PhrasingContent[], context: FileContext): void {
  const html: Html[] = [];
  for (const node of nodes) visitNodes(node, (inner) => inner.type === 'html' && html.push(inner));
  if (html.length > 0) context.htmlStretches.push(...matchTags(html, context.source, context.desk));
}

/** The number of a note in its article, assigned at its first reference. */
function noteNumber(order: string[], identifier: string): number {
  if (!order.includes(identifier)) order.push(identifier);
  return order.indexOf(identifier) + 1;
}

/** Unicode has circled figures for 1 to 20 in consecutive code points, from U+2460 ① to U+2473 ⑳. */
const maxCircled = 20;

/** The figure printed at a reference and before the note. */
function noteFigure(number: number): string {
  return number <= maxCircled ? String.fromCodePoint(0x2460 + number - 1) : `[${number}]`;
}

/** `:ruby[字]{rt=zì}`: the base text with its annotation as a mark. */
function readRuby(node: TextDirective, context: FileContext, marks: readonly Mark[]): readonly Atom[] {
  const { name, place, settings } = readDirective(node, context);
  const annotation = settings.get('rt');
  // A character has only one annotation: the inner one of two is ignored.
  if (marks.some(({ kind }) => kind === 'ruby')) context.desk.report('misplaced-directive', place, { name });
  if (annotation === undefined || annotation.value === '') {
    context.desk.report('bad-value', place, { key: 'rt', expected: '注音，如 rt=zì' });
    return readAtoms(node.children, context, marks);
  }
  const mark: Mark = { kind: 'ruby', rt: annotation.value, place: annotation.place };
  const atoms = readAtoms(node.children, context, addMark(marks, mark));
  if (atoms.length === 0) context.desk.report('bad-directive', place, { name, problem: '方括号里没有文字' });
  return atoms;
}

/**
 * The `{qr}` directly after a link. In: the node after the link. Out: whether a code is requested, and the offset
 * after the braces, if there are any. Braces are text unless they contain words in Latin letters.
 */
function readLinkSettings(
  next: PhrasingContent | undefined,
  { source, desk }: FileContext,
): { readonly qr: boolean; readonly end?: number } {
  if (next?.type !== 'text') return { qr: false };
  const open = extentOf(next).start;
  const close = findClosingBrace(source.text, open);
  if (close === undefined || close >= extentOf(next).end) return { qr: false };
  if (!/^\{\s*[A-Za-z][\w\s=]*\}$/.test(source.text.slice(open, close + 1))) return { qr: false };
  const settings = readSettings(source, { open, close }, ['qr'], desk);
  return { qr: settings.has('qr'), end: close + 1 };
}

function readLink(
  node: Link | LinkReference,
  qr: boolean,
  context: FileContext,
  marks: readonly Mark[],
): readonly Atom[] {
  const { start, end } = extentOf(node);
  const url = node.type === 'link' ? node.url : context.definitions.get(node.identifier)?.url;
  if (qr && (url === undefined || url === '')) {
    const place = placeOf(context.source, start, end);
    context.desk.report('bad-value', place, { key: 'qr', expected: '写在有网址的链接之后' });
  }
  const kept = node.type === 'link' ? readFalseLink(node, context, marks) : undefined;
  if (kept !== undefined) return kept;
  const linkMarks = (target: string) => addMark(marks, { kind: 'link', url: target, qr });
  const { text } = context.source;
  if (node.type === 'link' && text[start] !== '[') {
    const brackets = text[start] === '<' ? 1 : 0;
    return textAtoms(context.source, start + brackets, end - brackets, linkMarks(node.url));
  }
  return readAtoms(node.children, context, url === undefined ? marks : linkMarks(url));
}

/** A title in round brackets in which a further one is open: CommonMark 6.3 makes no link of it, but the parser does. */
const openTitle = /\s\((?:\\.|[^()\\])*\([^()]*\)\s*\)$/s;
const addressSign = /[./#:@?=&]/;
const ascii = /^[\x21-\x7e]*$/;

/**
 * A link by its form that is copy: `[甲](乙)` would lose 乙. All of it is set, and reported. Undefined for a link.
 */
function readFalseLink(
  node: Link,
  context: FileContext,
  marks: readonly Mark[],
): readonly Atom[] | undefined {
  const { source, desk } = context;
  const { start, end } = extentOf(node);
  const close = source.text[start] === '[' ? findClosingBracket(source.text, start) : undefined;
  if (close === undefined) return undefined;
  const target = source.text.slice(close + 1, end);
  const isTitled = typeof node.title === 'string' && openTitle.test(target);
  const written = source.text.slice(close + 2, end - 1).trim();
  if (!isTitled && (addressSign.test(node.url) || ascii.test(node.url))) return undefined;
  desk.report('link-kept', placeOf(source, close + 1, end), { target: written });
  return [
    ...textAtoms(source, start, start + 1, marks),
    ...readAtoms(node.children, context, marks),
    ...textAtoms(source, close, end, marks),
  ];
}
