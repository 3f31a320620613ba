import type {
  Definition,
  FootnoteDefinition,
  Heading,
  Html,
  Image,
  ImageReference,
  Nodes,
  Root,
  RootContent,
  ThematicBreak,
} from 'mdast';
import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import { readFrontMatter } from './front-matter.ts';
import type { HeaderMap } from './header.ts';
import { type MarkedStretch, matchTags } from './html-tags.ts';
import { findDeepNesting, isCutOff, maxNesting } from './limit-nesting.ts';
import { blankUntil, findLooseHeader } from './loose-header.ts';
import { extentOf, visitNodes } from './markdown.ts';
import { parseCopy } from './parse-copy.ts';
import { findShortLineLimit } from './short-lines.ts';
import { decodeText, placeOf, type SourceText, sourceText } from './source-text.ts';
import { blankRows, findWideRows, maxColumns } from './wide-rows.ts';

/** A parsed Markdown file. */
export interface OpenFile {
  /** The front matter. */
  readonly header: HeaderMap | undefined;
  /** The blocks after the front matter. */
  readonly nodes: readonly RootContent[];
  readonly context: FileContext;
}

/** The state of reading one file, passed to every function that converts a node. Articles differ in `noteOrder`. */
export interface FileContext {
  readonly source: SourceText;
  readonly desk: Desk;
  /** Link definitions by identifier. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Footnotes by identifier. */
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** All footnotes in source order, including further ones with the same identifier. */
  readonly footnoteNodes: readonly FootnoteDefinition[];
  /** The identifiers of definitions with at least one reference. */
  readonly referencedDefinitions: ReadonlySet<string>;
  /** The identifiers of footnotes with at least one reference so far. Grows while the file is read. */
  readonly referencedNotes: Set<string>;
  /** The identifiers of the current article's notes, in the order of their first reference. Grows as well. */
  readonly noteOrder: string[];
  /** Pictures found within running text. The reader of the block takes them out and makes them a block of their own. */
  readonly inlineImages: (Image | ImageReference)[];
  /** The length under which a line is short (typed-lines.ts). */
  readonly shortLineLimit: number;
  /** What the HTML of the file marks. Grows while captions are read. */
  readonly htmlStretches: MarkedStretch[];
}

/** Parses a file. In: its name in places and messages. Out: undefined if the bytes are not UTF-8. */
export function openFile(bytes: Uint8Array, file: string, desk: Desk): OpenFile | undefined {
  const text = decodeText(bytes);
  if (text === undefined) return undefined;
  const source = sourceText(file, text);
  const loose = findLooseHeader(source.text);
  const wide = findWideRows(source.text);
  const root = memoize(
    desk.cache.memory,
    desk.report,
    'markdown',
    () => source.text,
    () => parseCopy(blankRows(loose === undefined ? source.text : blankUntil(source.text, loose.end), wide)),
  );
  const context = createContext(root, source, desk);
  reportDeepNesting(root, context);
  reportGreaterThan(context);
  const [row] = wide;
  // The place has all of the rows, none of which is printed.
  if (row !== undefined)
    desk.report('table-too-wide', placeOf(source, row.start, wide.at(-1)!.end), {
      columns: row.columns,
      max: maxColumns,
    });
  const first = root.children[0];
  const yaml = first?.type === 'yaml' ? first : undefined;
  const extent = loose ?? (yaml && extentOf(yaml));
  desk.opened?.(file, source.text, extent && { from: extent.start, to: extent.end });
  if (extent === undefined) {
    reportBrokenHeader(context);
    return { header: undefined, nodes: root.children, context };
  }
  const { start, end } = extent;
  const header = memoize(
    desk.cache.memory,
    desk.report,
    'front matter',
    () => `${file}\n${text.slice(0, end)}`,
    (report) => readFrontMatter(source, start, end, { ...desk, report }),
  );
  return { header, nodes: root.children.filter((node) => node !== yaml), context };
}

/** The details of the message about a file for which openFile returns undefined. */
export const notUtf8 = '文件不是 UTF-8 编码，请另存为 UTF-8';

function createContext(root: Root, source: SourceText, desk: Desk): FileContext {
  const definitions = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const footnoteNodes: FootnoteDefinition[] = [];
  const referencedDefinitions = new Set<string>();
  const html: Html[] = [];
  visitNodes(root, (node: Nodes) => {
    // The first definition of an identifier is used (CommonMark 4.7).
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
    if (node.type === 'footnoteDefinition') {
      footnoteNodes.push(node);
      if (!footnotes.has(node.identifier)) footnotes.set(node.identifier, node);
    }
    if (node.type === 'linkReference' || node.type === 'imageReference')
      referencedDefinitions.add(node.identifier);
    if (node.type === 'html') html.push(node);
    if (node.type === 'heading' || node.type === 'thematicBreak') reportUnderline(node, source, desk);
  });
  return {
    source,
    desk,
    definitions,
    footnotes,
    footnoteNodes,
    referencedDefinitions,
    referencedNotes: new Set(),
    noteOrder: [],
    inlineImages: [],
    shortLineLimit: findShortLineLimit(source),
    htmlStretches: html.length === 0 ? [] : [...matchTags(html, source, desk)],
  };
}

/** Reports a line of `---` or `===` under a paragraph (setext-headings.ts). */
function reportUnderline({ data, position }: Heading | ThematicBreak, source: SourceText, desk: Desk): void {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (data?.underline === undefined || start === undefined || end === undefined) return;
  const code = data.underline === 'rule' ? 'underline-as-rule' : 'underline-as-headline';
  const signs = /[-=]+[ \t]*$/.exec(source.text.slice(start, end))![0];
  desk.report(code, placeOf(source, end - signs.length, end), { sign: signs[0]! });
}

/** Reports front matter without a closing line, or with the fences of TOML, which would otherwise be set as text. */
function reportBrokenHeader({ source, desk }: FileContext): void {
  const opening = /^(?:---[ \t]*(?:\r\n|\n|\r)[A-Za-z_]+[ \t]*[:：]|\+\+\+[ \t]*[\r\n])/.exec(
    source.text,
  )?.[0];
  if (opening === undefined) return;
  const detail = opening.startsWith('-') ? '没有收尾的 --- 行' : '文件头上下各一行 ---，不用 +++';
  desk.report('bad-yaml', placeOf(source, 0, 3), { detail });
}

/** Reports quotations, lists and emphasis inside each other beyond the bound of limit-nesting.ts. */
function reportDeepNesting(root: Root, { source, desk }: FileContext): void {
  const deep = findDeepNesting(source.text);
  if (deep !== undefined)
    desk.report(
      deep.isQuoted ? 'quotes-too-deep' : 'nesting-too-deep',
      placeOf(source, deep.start, deep.end),
      {
        most: maxNesting,
      },
    );
  visitNodes(root, (node) => {
    if (!isCutOff(node)) return;
    const { start, end } = extentOf(node);
    desk.report('nesting-too-deep', placeOf(source, start, end), { most: maxNesting });
  });
}

/** `>` right before a figure, in a line that another one precedes: it is read as the marker of a quotation, and may be a sign. */
const greaterThan = /(?<=[^\r\n](?:\r\n|\n|\r)[ \t\u3000]*)>(?=[=≥]?\d)/g;

function reportGreaterThan({ source, desk }: FileContext): void {
  if (!source.text.includes('>')) return;
  for (const { index } of source.text.matchAll(greaterThan))
    desk.report('greater-than', placeOf(source, index, index + 1), {});
}
