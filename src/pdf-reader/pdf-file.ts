import { ascii85, asciiHex, flate, lzw, runLength, unpredict } from './filters.ts';
import { openLexer } from './lexer.ts';
import {
  isDict,
  isList,
  isName,
  isRef,
  isStream,
  isWord,
  type PdfDict,
  PdfFault,
  type PdfStream,
  type PdfValue,
} from './objects.ts';
import { type CrossReference, readCrossReference, reconstructCrossReference } from './xref.ts';

/** A PDF opened for reading: its objects, found by the file's own table or, where that is broken, by search. */
export interface PdfFile {
  readonly version: string;
  readonly trailer: PdfDict;
  /** What is wrong with the file's own table; its objects were then searched for. */
  readonly damage: string | undefined;
  readonly ids: readonly number[];
  /** The object behind a reference, or the value itself; null where there is none. ISO 32000-1, 7.3.10. */
  readonly resolve: (value: PdfValue | undefined) => PdfValue;
  readonly get: (dict: PdfDict | undefined, key: string) => PdfValue;
  readonly dict: (value: PdfValue | undefined) => PdfDict | undefined;
  readonly list: (value: PdfValue | undefined) => readonly PdfValue[];
  readonly name: (value: PdfValue | undefined) => string | undefined;
  readonly number: (value: PdfValue | undefined) => number | undefined;
  /** The names of a stream's filters, abbreviations written out. */
  readonly filters: (stream: PdfDict) => readonly string[];
  /** A stream's data up to the first filter that makes a picture, and that filter's name. */
  readonly decode: (stream: PdfStream) => { readonly bytes: Uint8Array; readonly picture?: string };
}

/** The objects of an object stream: unpacked, and where each begins. */
interface Members {
  readonly data: Uint8Array;
  readonly offsets: readonly number[];
}

/** Objects that need each other to be read: more in a row than any honest file has. */
const deepest = 100;

/** Opens a file. Throws a fault where there is nothing to be read at all. */
export function openPdf(bytes: Uint8Array): PdfFile {
  const head = /%PDF-(\d\.\d)/.exec(Buffer.from(bytes.subarray(0, 1024)).toString('latin1'));
  if (head === null) throw new PdfFault('不是 PDF 文件：开头没有 %PDF-');
  const cache = new Map<number, PdfValue>();
  const opening = new Set<number>();
  const members = new Map<number, Members>();
  let table: CrossReference = { entries: new Map(), trailer: { kind: 'dict', map: new Map() } };

  function objectAt(at: number): { readonly id: number; readonly value: PdfValue } {
    const lexer = openLexer(bytes, at, true);
    const [id, , word] = [lexer.read(), lexer.read(), lexer.read()];
    if (typeof id !== 'number' || !isWord(word) || word.word !== 'obj') {
      throw new PdfFault(`第 ${at} 字节处没有对象`);
    }
    const value = lexer.read() ?? null;
    if (!isDict(value)) return { id, value: isWord(value) ? null : value };
    const next = lexer.read();
    return { id, value: isWord(next) && next.word === 'stream' ? streamAt(value, lexer.at()) : value };
  }

  function streamAt(dict: PdfDict, at: number): PdfStream {
    let start = at;
    if (bytes[start] === 13) start += 1;
    if (bytes[start] === 10) start += 1;
    const length = number(dict.map.get('Length'));
    const end = length === undefined ? -1 : start + length;
    const closed = end >= start && end <= bytes.length && /^\s*endstream/.test(ascii(end, end + 16));
    if (closed) return { kind: 'stream', dict, raw: bytes.subarray(start, end) };
    const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('endstream', start);
    if (found < 0) throw new PdfFault('数据流没有结尾');
    return { kind: 'stream', dict, raw: bytes.subarray(start, found) };
  }

  const ascii = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');

  function load(id: number): PdfValue {
    const known = cache.get(id);
    if (known !== undefined) return known;
    const entry = table.entries.get(id);
    if (entry === undefined || opening.has(id)) return null;
    if (opening.size > deepest) throw new PdfFault('对象一个套一个，套得太深');
    opening.add(id);
    try {
      const value = 'at' in entry ? checked(id, entry.at) : memberOf(entry.inside, entry.index);
      cache.set(id, value);
      return value;
    } finally {
      opening.delete(id);
    }
  }

  function checked(id: number, at: number): PdfValue {
    const found = objectAt(at);
    if (found.id !== id) throw new PdfFault(`交叉引用表说第 ${at} 字节处是对象 ${id}，那里却是 ${found.id}`);
    return found.value;
  }

  function memberOf(inside: number, index: number): PdfValue {
    const known = members.get(inside) ?? membersOf(inside);
    members.set(inside, known);
    const at = known.offsets[index];
    return at === undefined ? null : (openLexer(known.data, at, true).read() ?? null);
  }

  /** An object stream unpacked, and where each of its objects begins. ISO 32000-1, 7.5.7. */
  function membersOf(inside: number): Members {
    const stream = load(inside);
    if (!isStream(stream)) throw new PdfFault(`对象流 ${inside} 不在`);
    const data = decode(stream).bytes;
    const [first, count] = [number(stream.dict.map.get('First')) ?? 0, number(stream.dict.map.get('N')) ?? 0];
    const lexer = openLexer(data);
    const offsets: number[] = [];
    while (offsets.length < count) {
      lexer.read();
      const offset = lexer.read();
      if (typeof offset !== 'number') throw new PdfFault(`对象流 ${inside} 的目录有误`);
      offsets.push(first + offset);
    }
    return { data, offsets };
  }

  function resolve(value: PdfValue | undefined): PdfValue {
    let found = value ?? null;
    for (let hops = 0; isRef(found) && hops < 32; hops += 1) found = load(found.id);
    return isRef(found) ? null : found;
  }

  const get = (from: PdfDict | undefined, key: string) => resolve(from?.map.get(key));
  const dict = (value: PdfValue | undefined) => {
    const found = resolve(value);
    return isStream(found) ? found.dict : isDict(found) ? found : undefined;
  };
  const list = (value: PdfValue | undefined) => {
    const found = resolve(value);
    return isList(found) ? found : [];
  };
  const name = (value: PdfValue | undefined) => {
    const found = resolve(value);
    return isName(found) ? found.name : undefined;
  };
  const number = (value: PdfValue | undefined) => {
    const found = resolve(value);
    return typeof found === 'number' ? found : undefined;
  };

  /** One value or a list of them. */
  const several = (value: PdfValue | undefined): readonly PdfValue[] => {
    const found = resolve(value);
    return found === null ? [] : isList(found) ? found : [found];
  };

  const filters = ({ map }: PdfDict) =>
    several(map.get('Filter') ?? map.get('F')).flatMap((each) => {
      const found = name(each);
      return found === undefined ? [] : [fullNames.get(found) ?? found];
    });

  function decode(stream: PdfStream): { readonly bytes: Uint8Array; readonly picture?: string } {
    const { map } = stream.dict;
    const parameters = several(map.get('DecodeParms') ?? map.get('DP')).map(dict);
    let data = stream.raw;
    for (const [index, filter] of filters(stream.dict).entries()) {
      const plain = plainFilters.get(filter);
      if (plain === undefined) return { bytes: data, picture: filter };
      const chosen = parameters[index];
      const parameter = (key: string, usual: number) => number(chosen?.map.get(key)) ?? usual;
      data = unpredict(plain(data, parameter('EarlyChange', 1)), {
        predictor: parameter('Predictor', 1),
        colours: parameter('Colors', 1),
        bits: parameter('BitsPerComponent', 8),
        columns: parameter('Columns', 1),
      });
    }
    return { bytes: data };
  }

  let damage: string | undefined;
  try {
    table = readCrossReference({ bytes, objectAt, decode: (stream) => decode(stream).bytes });
    if (dict(table.trailer.map.get('Root')) === undefined) throw new PdfFault('文件没有目录（Root）');
    for (const id of table.entries.keys()) load(id);
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    damage = error.message;
    cache.clear();
    const found = reconstructCrossReference(bytes);
    // A catalogue that was found is no whole trailer: what the file's own one says besides still holds.
    const map = new Map([...table.trailer.map, ...found.trailer.map]);
    const trailer: PdfDict = { kind: 'dict', map };
    table = {
      entries: new Map(
        [...table.entries].filter(([, entry]) => 'inside' in entry).concat([...found.entries]),
      ),
      trailer,
    };
  }
  const lenient = (id: number): PdfValue => {
    try {
      return load(id);
    } catch (error) {
      if (error instanceof PdfFault) return null;
      throw error;
    }
  };
  if (damage !== undefined) for (const id of table.entries.keys()) cache.set(id, lenient(id));
  return {
    version: head[1]!,
    trailer: table.trailer,
    damage,
    ids: [...table.entries.keys()],
    resolve,
    get,
    dict,
    list,
    name,
    number,
    filters,
    decode,
  };
}

const plainFilters: ReadonlyMap<string, (bytes: Uint8Array, early: number) => Uint8Array> = new Map([
  ['FlateDecode', flate],
  ['ASCII85Decode', ascii85],
  ['ASCIIHexDecode', asciiHex],
  ['RunLengthDecode', runLength],
  ['LZWDecode', lzw],
]);

/** Inline images may shorten the names: ISO 32000-1, 8.9.7. */
const fullNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Fl: 'FlateDecode',
    A85: 'ASCII85Decode',
    AHx: 'ASCIIHexDecode',
    RL: 'RunLengthDecode',
    LZW: 'LZWDecode',
    CCF: 'CCITTFaxDecode',
    DCT: 'DCTDecode',
  }),
);
