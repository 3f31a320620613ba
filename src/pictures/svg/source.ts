/**
 * An SVG file as a tree of elements with their lines, as its author wrote it. Reads what XML allows: any encoding that is
 * declared, entities of the document type, namespace prefixes, and gzip (`.svgz`).
 *
 * Guarantees: elements of SVG have the names of the specification without a prefix; `xlink:href` is `href`; the text is at most
 * `maxText` long and the tree at most `maxDepth` deep, entities included. Throws `UnreadableDrawing` for all else.
 */
import { gunzipSync } from 'node:zlib';
import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import { isGzipped } from './looks-like-svg.ts';

export interface SourceElement {
  /** The local name. */
  readonly name: string;
  /** `html` is HTML and MathML, which have words; `foreign` is any other, such as the metadata of drawing programs. */
  readonly namespace: 'svg' | 'html' | 'foreign';
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (SourceElement | string)[];
  readonly parent: SourceElement | undefined;
  /** From 1. */
  readonly line: number;
}

/** Thrown for a file that is no SVG, or that XML forbids. The message is for an editor. */
export class UnreadableDrawing extends Error {}

/** Characters of the unpacked file: ten times what drawing programs write for a newspaper picture. */
const maxText = 16_000_000;

/** The nesting of elements, far below what the stack holds. */
const maxDepth = 300;

/** Characters that entities may stand for, all together: they can multiply. */
const maxEntityText = 1_000_000;

const namespaces = {
  'http://www.w3.org/2000/svg': 'svg',
  'http://www.w3.org/1999/xhtml': 'html',
  'http://www.w3.org/1998/Math/MathML': 'html',
} as const;

export function readSource(bytes: Uint8Array): SourceElement {
  const text = decode(unpack(bytes)).replace(/\r\n?/g, '\n');
  if (text.length > maxText) throw new UnreadableDrawing('文件太大，最多一千六百万字');
  const lines = lineFinder(text);
  // Before parsing: at the start of a file the parser takes it for the XML declaration.
  const sheet = text.search(/<\?xml-stylesheet\s/);
  if (sheet >= 0) throw new UnreadableDrawing(`引用了另外的样式表（第 ${lines(sheet)} 行的 xml-stylesheet）`);
  try {
    const { root } = parseXml(text, { includeOffsets: true, resolveUndefinedEntity: entities(text) });
    const unprefixed = root?.name.includes(':') ? '' : svgName;
    const tree = root && toElement(root, undefined, { '': unprefixed }, lines, 0);
    if (tree?.name !== 'svg' || tree.namespace !== 'svg') throw new UnreadableDrawing('内容不是 SVG');
    return tree;
  } catch (error) {
    if (error instanceof XmlError) throw new UnreadableDrawing(`SVG 的 XML 写法有误（第 ${error.line} 行）`);
    if (error instanceof RangeError) throw new UnreadableDrawing('元素嵌套太深');
    throw error;
  }
}

const svgName = 'http://www.w3.org/2000/svg';

function unpack(bytes: Uint8Array): Uint8Array {
  if (!isGzipped(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxText * 4 });
  } catch {
    throw new UnreadableDrawing('压缩的 SVG（svgz）已经损坏，或太大');
  }
}

/** XML 1.0, appendix F: a byte order mark, else the zeros of UTF-16, else the declaration, else UTF-8. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const hasMark = first === 0xef && second === 0xbb;
  const label = isBig ? 'utf-16be' : isLittle ? 'utf-16le' : hasMark ? 'utf-8' : (declared ?? 'utf-8');
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableDrawing(`文字不是它声明的编码 ${label}`);
  }
}

/** Finds the line of a character, from 1. */
function lineFinder(text: string): (at: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** Resolves the entities that the document type declares. XML 1.0, 4.2. Files and markup in them are refused. */
function entities(text: string): (reference: string) => string | undefined {
  const subset = /<!DOCTYPE\s[^>[]*\[([\s\S]*?)\]\s*>/.exec(text)?.[1] ?? '';
  const declared = new Map<string, string>();
  for (const [, name, , value] of subset.matchAll(/<!ENTITY\s+([\w:.-]+)\s+(["'])(.*?)\2\s*>/gs))
    if (!declared.has(name!)) declared.set(name!, value!);
  let expanded = 0;
  const resolve = (name: string, depth: number): string | undefined => {
    const value = declared.get(name);
    if (value === undefined) return undefined;
    if (value.includes('<') || depth > 8) throw new UnreadableDrawing(`实体 &${name}; 里有标记`);
    const result = value.replace(/&(#x?)?([\w:.-]+);/g, (whole, sharp: string | undefined, inner: string) =>
      sharp === undefined
        ? (predefined[inner] ?? resolve(inner, depth + 1) ?? whole)
        : String.fromCodePoint(Number.parseInt(inner, sharp === '#x' ? 16 : 10)),
    );
    expanded += result.length;
    if (expanded > maxEntityText) throw new UnreadableDrawing('实体展开后太长');
    return result;
  };
  return (reference) => resolve(reference.replace(/^&|;$/g, ''), 0);
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** In: the namespaces by prefix, those of the ancestors included. */
function toElement(
  element: XmlElement,
  parent: SourceElement | undefined,
  inherited: Readonly<Record<string, string>>,
  lines: (at: number) => number,
  depth: number,
): SourceElement {
  if (depth > maxDepth) throw new UnreadableDrawing('元素嵌套太深');
  const prefixes = { ...inherited, ...declaredPrefixes(element.attributes) };
  const [, prefix = '', name = ''] = /^(?:([^:]*):)?(.*)$/.exec(element.name) ?? [];
  const children: (SourceElement | string)[] = [];
  const made: SourceElement = {
    name,
    namespace: namespaceOf(prefix, prefixes),
    attributes: plainAttributes(element.attributes),
    children,
    parent,
    line: lines(element.start),
  };
  for (const child of element.children) {
    if (child instanceof XmlElement) children.push(toElement(child, made, prefixes, lines, depth + 1));
    else if (child instanceof XmlText) children.push(child.text);
  }
  return made;
}

function namespaceOf(prefix: string, prefixes: Readonly<Record<string, string>>): SourceElement['namespace'] {
  const uri = prefixes[prefix] ?? (prefix === 'svg' ? svgName : '');
  return Object.hasOwn(namespaces, uri) ? namespaces[uri as keyof typeof namespaces] : 'foreign';
}

function declaredPrefixes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const declared: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes))
    if (name === 'xmlns' || name.startsWith('xmlns:')) declared[name.slice(6)] = value;
  return declared;
}

/** Without those of other namespaces; `href` wins over `xlink:href`. SVG 2, 16.1.2. */
function plainAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name.endsWith(':href')) plain['href'] ??= value;
    else if (!name.includes(':') || name.startsWith('xml:')) plain[name] = value;
  }
  if (attributes['href'] !== undefined) plain['href'] = attributes['href'];
  return plain;
}
