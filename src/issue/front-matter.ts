import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Desk } from '../core/desk.ts';
import { alignToSource } from './align.ts';
import type { Header, HeaderEntry, HeaderMap, HeaderScalar } from './header.ts';
import { placeOf, type SourceText, spotOf } from './source-text.ts';

/** What the commonest slips are called; YAML's own words are English and meant for programmers. */
const yamlFaults: Readonly<Record<string, string>> = {
  BAD_INDENT: '缩进不对',
  TAB_AS_INDENT: '缩进要用空格，不能用制表符',
  DUPLICATE_KEY: '同一个键写了两次',
  MULTILINE_IMPLICIT_KEY: '这一行缺少半角冒号（冒号后要有空格）',
  MISSING_CHAR: '缺少引号、括号或冒号',
  BLOCK_AS_IMPLICIT_KEY: '冒号后还有冒号；含冒号的值要写在引号里',
  BAD_ALIAS: '以 * 开头的值要写在引号里',
  BAD_SCALAR_START: '以 @ 或反引号开头的值要写在引号里',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对；路径用 /，或者改用单引号',
  BLOCK_IN_FLOW: '括号里的值要写在一行里，或者缺少收尾的括号',
  UNEXPECTED_TOKEN: '这里多出了符号；含符号的值要写在引号里',
  TAG_RESOLVE_FAILED: '以 ! 开头的值要写在引号里',
  BAD_DIRECTIVE: '以 % 开头的值要写在引号里',
  MULTIPLE_DOCS: '文件头中间不能有 --- 行',
  RESOURCE_EXHAUSTION: '括号套得太深',
};

interface Sheet {
  readonly source: SourceText;
  readonly document: Document;
  /** The offset in the file at which the YAML begins. */
  readonly shift: number;
}

/**
 * Reads the YAML between the two `---` lines. In: the offsets of the header with those lines. Out: its map with the
 * place of every key and value in the file; undefined where it is no YAML map, which is told with all its faults.
 */
export function readFrontMatter(
  source: SourceText,
  start: number,
  end: number,
  desk: Desk,
): HeaderMap | undefined {
  const shift = source.lineStarts[spotOf(source, start).line] ?? end;
  const closing = source.lineStarts[spotOf(source, end).line - 1] ?? end;
  // The core schema knows no dates, so that a date is text as written, whatever the time zone.
  // Nor does YAML know the line end of old Macintosh files; the offsets stay.
  const written = source.text.slice(shift, closing);
  const text = written.includes('\r') ? written.replace(/\r(?!\n)/g, '\n') : written;
  const document = parseDocument(text, { schema: 'core', prettyErrors: false });
  const slips: readonly Fault[] = [...document.errors, ...document.warnings];
  const faults = slips.length > 0 ? slips : unfitNodes(document);
  for (const fault of faults) tellFault(fault, source, shift, desk);
  if (faults.length > 0 || document.contents === null) return undefined;
  const header = convert(document.contents, { source, document, shift });
  if (header === undefined || header.kind === 'map') return header;
  desk.report('bad-yaml', header.place, { detail: '应为一行一个“键: 值”，冒号用半角，后面有空格' });
  return undefined;
}

type Fault = Pick<YAMLError, 'pos' | 'code' | 'message'>;

/**
 * What is YAML and cannot be a header: a key that is no word, and an alias of what has aliases in it, which may grow
 * beyond all bounds or have no end.
 */
function unfitNodes(document: Document): readonly Fault[] {
  const faults: Fault[] = [];
  const tell = (node: unknown, message: string) => {
    const [start, end] = (isNode(node) && node.range) || [0, 0];
    faults.push({ pos: [start, end], code: 'IMPOSSIBLE', message });
  };
  visit(document, {
    Alias: (_, alias) => {
      if (hasAlias(alias.resolve(document))) tell(alias, '* 引用的内容里不能再有 * 引用');
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) && !isAlias(key)) tell(key, '冒号前应为一个词');
    },
  });
  return faults;
}

function hasAlias(node: Node | undefined): boolean {
  let found = false;
  if (node !== undefined) {
    visit(node, {
      Alias: () => {
        found = true;
        return visit.BREAK;
      },
    });
  }
  return found;
}

function tellFault({ pos, code, message }: Fault, source: SourceText, shift: number, desk: Desk): void {
  // A fault at the end of a line is marked there, not on the lines after it.
  const written = source.text.slice(shift + pos[0], shift + pos[1]).replace(/[\r\n]+[ \t]*$/, '');
  const place = placeOf(source, shift + pos[0], shift + pos[0] + written.length);
  desk.report('bad-yaml', place, { detail: yamlFaults[code] ?? message });
}

function convert(node: Node, sheet: Sheet): Header | undefined {
  if (isAlias(node)) {
    const target = node.resolve(sheet.document);
    return target && convert(target, sheet);
  }
  const [start, end] = extent(node, sheet);
  const place = placeOf(sheet.source, start, end);
  if (isMap<Node, Node>(node)) {
    const entries = node.items.flatMap(({ key, value }) => entry(key, value, sheet) ?? []);
    return { kind: 'map', entries, place };
  }
  if (isSeq<Node>(node)) {
    return { kind: 'list', items: node.items.flatMap((item) => convert(item, sheet) ?? []), place };
  }
  return isScalar(node) && node.value !== null ? scalar(node, start, end, sheet) : undefined;
}

function entry(key: Node, value: Node | null, sheet: Sheet): HeaderEntry | undefined {
  const name = convert(key, sheet);
  const content = value === null ? undefined : convert(value, sheet);
  if (name?.kind !== 'scalar') return undefined;
  const run = { text: name.text, marks: [], place: name.place };
  return content === undefined ? { key: run } : { key: run, value: content };
}

function scalar(
  node: { value: unknown; source?: string },
  start: number,
  end: number,
  { source }: Sheet,
): HeaderScalar {
  const text = typeof node.value === 'string' ? node.value.trimEnd() : (node.source ?? String(node.value));
  const first = source.text[start];
  // A quotation mark, or the line of a block scalar's `|`, is not text.
  const quoted = first === '"' || first === "'";
  const from = first === '|' || first === '>' ? afterLine(source, start, end) : start + (quoted ? 1 : 0);
  const runs = alignToSource(source, text, from, end);
  return { kind: 'scalar', text, value: node.value, runs, place: placeOf(source, start, end) };
}

function afterLine(source: SourceText, start: number, end: number): number {
  return Math.min(end, source.lineStarts[spotOf(source, start).line] ?? end);
}

function extent(node: Node, { shift }: Sheet): readonly [number, number] {
  const [start, end] = node.range ?? [0, 0];
  return [shift + start, shift + end];
}
