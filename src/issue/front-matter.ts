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
import type { HeaderEntry, HeaderMap, HeaderNode, HeaderScalar } from './header.ts';
import { findHiddenWords, repairValues, showSigns } from './repair-yaml.ts';
import { alignToSource } from './source-runs.ts';
import { placeOf, positionOf, type SourceText } from './source-text.ts';

/** Chinese messages for the common errors; those of the YAML library are English and written for programmers. */
const errorMessages: Readonly<Record<string, string>> = {
  BAD_INDENT: '缩进不对',
  TAB_AS_INDENT: '缩进要用空格，不能用制表符',
  DUPLICATE_KEY: '同一个键写了两次',
  MULTILINE_IMPLICIT_KEY: '这一行缺少半角冒号（冒号后要有空格）',
  MISSING_CHAR: '缺少引号、括号或冒号',
  BLOCK_AS_IMPLICIT_KEY: '冒号后还有冒号；含冒号的值要写在引号里',
  BAD_ALIAS: '以 * 开头的值要写在引号里',
  BAD_SCALAR_START: '以 @ 或反引号开头的值要写在引号里',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法有误；路径用 /，或改用单引号',
  BLOCK_IN_FLOW: '括号里的值要写在一行里，或者缺少收尾的括号',
  UNEXPECTED_TOKEN: '这里多出了符号；含符号的值要写在引号里',
  TAG_RESOLVE_FAILED: '以 ! 开头的值要写在引号里',
  BAD_DIRECTIVE: '以 % 开头的值要写在引号里',
  MULTIPLE_DOCS: '文件头中间不能有 --- 行',
  RESOURCE_EXHAUSTION: '括号嵌套太深',
};

/** A parsed YAML document and its position in the file. */
interface ParsedYaml {
  readonly source: SourceText;
  readonly document: Document;
  /** The offset in the file at which the YAML begins. */
  readonly shift: number;
}

/**
 * Reads the YAML between the two `---` lines. In: the offsets of the front matter including these lines. Out: its map,
 * with the place of every key and value in the file. Undefined if it is not a valid YAML map; every error is reported.
 */
export function readFrontMatter(
  source: SourceText,
  start: number,
  end: number,
  desk: Desk,
): HeaderMap | undefined {
  const shift = source.lineStarts[positionOf(source, start).line] ?? end;
  const closing = source.lineStarts[positionOf(source, end).line - 1] ?? end;
  // The core schema has no dates: a date is the text as written, independent of the time zone. A lone CR, the line end
  // of old Macintosh files, is not one in YAML; replacing it leaves all offsets valid.
  const written = source.text.slice(shift, closing);
  const text = written.includes('\r') ? written.replace(/\r(?!\n)/g, '\n') : written;
  if (text.length > maxLength) {
    const place = placeOf(source, shift, shift + (text.split('\n', 1)[0] as string).length);
    desk.report('bad-yaml', place, { detail: `文件头太长：${text.length} 字，最多 ${maxLength} 字` });
    return undefined;
  }
  const document = parseYaml(text, (start, end) => {
    desk.report('yaml-as-text', placeOf(source, shift + start, shift + end), {});
  });
  const syntaxFaults: readonly Fault[] = [...document.errors, ...document.warnings];
  const faults = syntaxFaults.length > 0 ? syntaxFaults : findUnsupported(document);
  for (const fault of faults) reportFault(fault, source, shift, desk);
  for (const { start, end } of findHiddenWords(text))
    desk.report('yaml-comment', placeOf(source, shift + start, shift + end), {});
  if (faults.length > 0 || document.contents === null) return undefined;
  const header = convert(document.contents, { source, document, shift });
  if (header === undefined || header.kind === 'map') return header;
  desk.report('bad-yaml', header.place, { detail: '应为一行一个“键: 值”，冒号用半角，后面有空格' });
  return undefined;
}

/** Parses YAML; where it is not valid, with the values repaired that mislead YAML. In: what is to be done with each of these. */
function parseYaml(text: string, seeRepair: (start: number, end: number) => void): Document {
  const parse = (written: string) => parseDocument(written, { schema: 'core', prettyErrors: false });
  const isSound = (parsed: Document) =>
    parsed.errors.length + parsed.warnings.length === 0 && findLooseAliases(parsed).length === 0;
  const document = parse(text);
  if (isSound(document)) return document;
  const repaired = repairValues(text);
  if (repaired.repairs.length === 0) return document;
  const second = parse(repaired.text);
  if (!isSound(second)) return document;
  for (const { start, end } of repaired.repairs) seeRepair(start, end);
  return second;
}

/** The aliases of which no anchor has the name: a headline that begins with a star, `*三号楼*的灯`. YAML would read them as nothing. */
function findLooseAliases(document: Document): readonly Fault[] {
  const faults: Fault[] = [];
  const anchors = new Set<string>();
  visit(document, {
    Alias: (_, { source, range }) => {
      if (anchors.has(source)) return;
      faults.push({ pos: [range?.[0] ?? 0, range?.[1] ?? 0], code: 'BAD_ALIAS', message: '' });
    },
    Collection: (_, { anchor }) => {
      if (anchor !== undefined) anchors.add(anchor);
    },
    Scalar: (_, { anchor }) => {
      if (anchor !== undefined) anchors.add(anchor);
    },
  });
  return faults;
}

/** Characters of front matter; a long one has two thousand. */
const maxLength = 256 * 1024;
/** Aliases of front matter, and the nodes that they repeat in all: each is read again where it is used. */
const maxAliases = 100;
const maxRepeatedNodes = 10_000;

type Fault = Pick<YAMLError, 'pos' | 'code' | 'message'>;

/**
 * Finds valid YAML that front matter does not support: keys that are not scalars, and aliases of nodes that contain
 * aliases, which may grow exponentially or be recursive. Aliases are limited in number and in what they repeat.
 */
function findUnsupported(document: Document): readonly Fault[] {
  const faults: Fault[] = [...findLooseAliases(document)];
  const add = (node: unknown, message: string) => {
    const [start, end] = (isNode(node) && node.range) || [0, 0];
    faults.push({ pos: [start, end], code: 'IMPOSSIBLE', message });
  };
  let aliases = 0;
  let repeated = 0;
  visit(document, {
    Alias: (_, alias) => {
      aliases += 1;
      const target = aliases > maxAliases ? undefined : alias.resolve(document);
      if (containsAlias(target)) add(alias, '* 引用的内容里不能再有 * 引用');
      repeated += countNodes(target, maxRepeatedNodes - repeated);
      if (aliases <= maxAliases && repeated <= maxRepeatedNodes) return undefined;
      add(alias, `* 引用太多：最多 ${maxAliases} 处，引来的内容最多 ${maxRepeatedNodes} 项`);
      return visit.BREAK;
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) && !isAlias(key)) add(key, '冒号前应为一个词');
    },
  });
  return faults;
}

/** The number of nodes below and with this one; counting stops above `most`. */
function countNodes(node: Node | undefined, most: number): number {
  let count = 0;
  if (node !== undefined)
    visit(node, {
      Node: () => {
        count += 1;
        return count > most ? visit.BREAK : undefined;
      },
    });
  return count;
}

function containsAlias(node: Node | undefined): boolean {
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

function reportFault({ pos, code, message }: Fault, source: SourceText, shift: number, desk: Desk): void {
  // An error at a line end ends there, not on one of the next lines.
  const written = source.text.slice(shift + pos[0], shift + pos[1]).replace(/[\r\n]+[ \t]*$/, '');
  const place = placeOf(source, shift + pos[0], shift + pos[0] + written.length);
  desk.report('bad-yaml', place, { detail: errorMessages[code] ?? message });
}

function convert(node: Node, yaml: ParsedYaml): HeaderNode | undefined {
  if (isAlias(node)) {
    const target = node.resolve(yaml.document);
    return target && convert(target, yaml);
  }
  const [start, end] = extent(node, yaml);
  const place = placeOf(yaml.source, start, end);
  if (isMap<Node, Node>(node)) {
    const entries = node.items.flatMap(({ key, value }) => entry(key, value, yaml) ?? []);
    return { kind: 'map', entries, place };
  }
  if (isSeq<Node>(node)) {
    return { kind: 'list', items: node.items.flatMap((item) => convert(item, yaml) ?? []), place };
  }
  return isScalar(node) && node.value !== null ? scalar(node, start, end, yaml) : undefined;
}

function entry(key: Node, value: Node | null, yaml: ParsedYaml): HeaderEntry | undefined {
  const name = convert(key, yaml);
  const content = value === null ? undefined : convert(value, yaml);
  if (name?.kind !== 'scalar') return undefined;
  const run = { text: name.text, marks: [], place: name.place };
  return content === undefined ? { key: run } : { key: run, value: content };
}

function scalar(
  node: { value: unknown; source?: string },
  start: number,
  end: number,
  { source }: ParsedYaml,
): HeaderScalar {
  const value = typeof node.value === 'string' ? showSigns(node.value) : node.value;
  const text = typeof value === 'string' ? value.trimEnd() : (node.source ?? String(value));
  const first = source.text[start];
  // Quotation marks, and the line with the `|` or `>` of a block scalar, are not text.
  const quoted = first === '"' || first === "'";
  const from = first === '|' || first === '>' ? nextLine(source, start, end) : start + (quoted ? 1 : 0);
  const runs = alignToSource(source, text, from, end);
  return { kind: 'scalar', text, value, runs, place: placeOf(source, start, end) };
}

/** The offset of the line after the one that contains `start`. */
function nextLine(source: SourceText, start: number, end: number): number {
  return Math.min(end, source.lineStarts[positionOf(source, start).line] ?? end);
}

function extent(node: Node, { shift }: ParsedYaml): readonly [number, number] {
  const [start, end] = node.range ?? [0, 0];
  return [shift + start, shift + end];
}
