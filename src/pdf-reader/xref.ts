import { Lexer } from './lexer.ts';
import {
  isDict,
  isList,
  isName,
  isStream,
  isWord,
  type PdfDict,
  PdfFault,
  type PdfStream,
  type PdfValue,
} from './objects.ts';

/** Where an object is stored: at a byte offset, or at an index of an object stream. */
export type Entry = { readonly at: number } | { readonly inside: number; readonly index: number };

export interface CrossReference {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: PdfDict;
}

/** Access to the file while its cross-reference table is not yet read. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly objectAt: (at: number) => { readonly id: number; readonly value: PdfValue };
  readonly decode: (stream: PdfStream) => Uint8Array;
}

/**
 * Reads the cross-reference sections, tables and streams, from `startxref` along `Prev` and `XRefStm`. The newest section
 * wins. Each offset is read once, so a chain that loops ends. Throws a fault if a section is malformed. ISO 32000-1,
 * 7.5.4 to 7.5.8.
 */
export function readCrossReference(source: Source): CrossReference {
  const entries = new Map<number, Entry>();
  let trailer: PdfDict | undefined;
  const pending = [findStart(source.bytes)];
  const seen = new Set<number>();
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const section = readSection(source, at);
    for (const [id, entry] of section.entries) if (!entries.has(id)) entries.set(id, entry);
    trailer ??= section.trailer;
    for (const key of ['XRefStm', 'Prev']) {
      const next = section.trailer.map.get(key);
      if (typeof next === 'number') pending.push(next);
    }
  }
  const free = [...entries].filter(([, entry]) => 'at' in entry && entry.at < 0);
  for (const [id] of free) entries.delete(id);
  return { entries, trailer: trailer! };
}

/**
 * Reconstructs the table of a damaged file, as repairing readers do: one scan for `<id> <generation> obj`, where the last
 * definition of a number wins, and one for trailers. The last trailer with a Root wins; without one, the object around
 * the first `/Type /Catalog` becomes the Root. Objects in object streams are not found. Linear in the file's length but
 * for the 2,000 characters searched before each catalogue.
 */
export function reconstructCrossReference(bytes: Uint8Array): CrossReference {
  const text = Buffer.from(bytes).toString('latin1');
  const entries = new Map<number, Entry>();
  for (const match of text.matchAll(/(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj\b/g)) {
    entries.set(Number(match[1]), { at: match.index });
  }
  let trailer: PdfDict = { kind: 'dict', map: new Map() };
  for (const match of text.matchAll(/\btrailer\b|\/Type\s*\/Catalog\b/g)) {
    const found = match[0] === 'trailer' ? dictAfter(bytes, match.index + 7) : rootAt(text, match.index);
    if (found?.map.has('Root') && (match[0] === 'trailer' || !trailer.map.has('Root'))) trailer = found;
  }
  return { entries, trailer };
}

/** The dictionary at an offset, or undefined for anything else. */
function dictAfter(bytes: Uint8Array, at: number): PdfDict | undefined {
  try {
    const value = new Lexer(bytes, at, true).read();
    return isDict(value) ? value : undefined;
  } catch (error) {
    if (error instanceof PdfFault) return undefined;
    throw error;
  }
}

/** A trailer whose Root is the object around a byte offset. */
function rootAt(text: string, at: number): PdfDict | undefined {
  const head = [...text.slice(Math.max(0, at - 2000), at).matchAll(/(\d+)\s+\d+\s+obj\b/g)].at(-1);
  return head && { kind: 'dict', map: new Map([['Root', { kind: 'ref', id: Number(head[1]) } as const]]) };
}

/** The offset after the last `startxref`. */
function findStart(bytes: Uint8Array): number {
  const tail = Buffer.from(bytes.subarray(-1024)).toString('latin1');
  const match = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail);
  if (match === null) throw new PdfFault('文件末尾没有 startxref 和 %%EOF，可能没有写完');
  return Number(match[1]);
}

function readSection(source: Source, at: number): CrossReference {
  if (at >= source.bytes.length) throw new PdfFault('startxref 指到了文件外面');
  const lexer = new Lexer(source.bytes, at, true);
  const head = lexer.read();
  if (isWord(head) && head.word === 'xref') return readTable(source.bytes, lexer.position);
  const { value } = source.objectAt(at);
  if (!isStream(value)) throw new PdfFault('startxref 指的地方没有交叉引用表');
  return readStream(value, source);
}

/** A cross-reference table and its trailer. 7.5.4 and 7.5.5. Free entries get the offset -1. */
function readTable(bytes: Uint8Array, from: number): CrossReference {
  const entries = new Map<number, Entry>();
  const lexer = new Lexer(bytes, from);
  for (;;) {
    const first = lexer.read();
    if (isWord(first) && first.word === 'trailer') break;
    const count = lexer.read();
    if (typeof first !== 'number' || typeof count !== 'number') throw new PdfFault('交叉引用表有误');
    for (let id = first; id < first + count; id += 1) {
      const [at, , use] = [lexer.read(), lexer.read(), lexer.read()];
      if (typeof at !== 'number' || !isWord(use)) throw new PdfFault('交叉引用表有误');
      if (!entries.has(id)) entries.set(id, { at: use.word === 'n' ? at : -1 });
    }
  }
  const trailer = dictAfter(bytes, lexer.position);
  if (trailer === undefined) throw new PdfFault('文件尾的字典有误');
  return { entries, trailer };
}

/** A cross-reference stream, whose dictionary is the trailer. 7.5.8. Free entries get the offset -1. */
function readStream(stream: PdfStream, { decode }: Source): CrossReference {
  const { map } = stream.dict;
  const type = map.get('Type');
  const widths = map.get('W');
  if (!isName(type) || type.name !== 'XRef' || !isList(widths)) throw new PdfFault('交叉引用流有误');
  const [kind, second, third] = widths.map(Number) as [number, number, number];
  const size = kind + second + third;
  if (!(size > 0 && size < 64)) throw new PdfFault('交叉引用流有误');
  const index = map.get('Index');
  const ranges = isList(index) ? index.map(Number) : [0, Number(map.get('Size'))];
  const data = decode(stream);
  const field = (at: number, width: number) =>
    data.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
  const entries = new Map<number, Entry>();
  let at = 0;
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    for (
      let id = ranges[range]!;
      id < ranges[range]! + ranges[range + 1]! && at + size <= data.length;
      id += 1
    ) {
      const type = kind === 0 ? 1 : field(at, kind);
      const [a, b] = [field(at + kind, second), field(at + kind + second, third)];
      entries.set(id, type === 2 ? { inside: a, index: b } : { at: type === 1 ? a : -1 });
      at += size;
    }
  }
  return { entries, trailer: stream.dict };
}
