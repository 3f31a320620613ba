import { type DecodedStream, decodeStream, filterNames } from './filters.ts';
import { Lexer } from './lexer.ts';
import {
  accessObjects,
  isDict,
  isStream,
  isWord,
  type PdfDict,
  PdfFault,
  type PdfObjects,
  type PdfStream,
  type PdfValue,
} from './objects.ts';
import { type CrossReference, readCrossReference, reconstructCrossReference } from './xref.ts';

/** An open PDF: its trailer and its objects, read in full. */
export interface PdfFile extends PdfObjects {
  readonly version: string;
  readonly trailer: PdfDict;
  /** Why the file's own cross-reference table could not be used. The table was then reconstructed. */
  readonly damage: string | undefined;
  readonly ids: readonly number[];
  /** The names of a stream's filters, with abbreviations expanded. */
  readonly filters: (stream: PdfDict) => readonly string[];
  readonly decode: (stream: PdfStream) => DecodedStream;
}

/** Opens a file. Throws a fault if the bytes are no PDF; a damaged file is reconstructed as far as possible. */
export function openPdf(bytes: Uint8Array): PdfFile {
  const header = /%PDF-(\d\.\d)/.exec(Buffer.from(bytes.subarray(0, 1024)).toString('latin1'));
  if (header === null) throw new PdfFault('不是 PDF 文件：开头没有 %PDF-');
  const store = new ObjectStore(bytes);
  const damage = store.readAll();
  const { objects, table } = store;
  return {
    ...objects,
    version: header[1]!,
    trailer: table.trailer,
    damage,
    ids: [...table.entries.keys()],
    filters: (dict) => filterNames(objects, dict),
    decode: (stream) => decodeStream(objects, stream),
  };
}

/** A decoded object stream and the offset of each of its objects. */
interface ObjectStream {
  readonly data: Uint8Array;
  readonly offsets: readonly number[];
}

/** Objects needed to read one another, such as a stream's length. A hostile file could otherwise overflow the stack. */
const maxDepth = 100;

/**
 * The file's objects by number, each read once. An object that is needed while it is being read counts as null, so
 * that circular lengths and filters end.
 */
class ObjectStore {
  table: CrossReference = { entries: new Map(), trailer: { kind: 'dict', map: new Map() } };
  readonly objects: PdfObjects = accessObjects((id) => this.load(id));
  private readonly bytes: Uint8Array;
  private readonly cache = new Map<number, PdfValue>();
  private readonly loading = new Set<number>();
  private readonly objectStreams = new Map<number, ObjectStream>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /**
   * Reads the cross-reference table and every object. If either fails, reconstructs the table, and objects that still
   * cannot be read become null. Returns what was wrong.
   */
  readAll(): string | undefined {
    try {
      this.table = readCrossReference({
        bytes: this.bytes,
        objectAt: (at) => this.objectAt(at),
        decode: (stream) => decodeStream(this.objects, stream).bytes,
      });
      if (this.objects.dict(this.table.trailer.map.get('Root')) === undefined)
        throw new PdfFault('文件没有目录（Root）');
      for (const id of this.table.entries.keys()) this.load(id);
      return undefined;
    } catch (error) {
      if (!(error instanceof PdfFault)) throw error;
      this.reconstruct();
      return error.message;
    }
  }

  private reconstruct(): void {
    this.cache.clear();
    const { entries, trailer } = this.table;
    const found = reconstructCrossReference(this.bytes);
    // The scan cannot see into object streams, so their entries of the damaged table are used. The trailer it found may
    // have no key but Root, so the other keys come from the damaged table too.
    const compressed = [...entries].filter(([, entry]) => 'inside' in entry);
    this.table = {
      entries: new Map([...compressed, ...found.entries]),
      trailer: { kind: 'dict', map: new Map([...trailer.map, ...found.trailer.map]) },
    };
    for (const id of this.table.entries.keys()) this.cache.set(id, this.loadOrNull(id));
  }

  private loadOrNull(id: number): PdfValue {
    try {
      return this.load(id);
    } catch (error) {
      if (error instanceof PdfFault) return null;
      throw error;
    }
  }

  private load(id: number): PdfValue {
    const cached = this.cache.get(id);
    if (cached !== undefined) return cached;
    const entry = this.table.entries.get(id);
    if (entry === undefined || this.loading.has(id)) return null;
    if (this.loading.size > maxDepth) throw new PdfFault('对象引用嵌套太深');
    this.loading.add(id);
    try {
      const value = 'at' in entry ? this.objectOf(id, entry.at) : this.memberOf(entry.inside, entry.index);
      this.cache.set(id, value);
      return value;
    } finally {
      this.loading.delete(id);
    }
  }

  private objectOf(id: number, at: number): PdfValue {
    const found = this.objectAt(at);
    if (found.id !== id)
      throw new PdfFault(`按交叉引用表，第 ${at} 字节处应是对象 ${id}，实际是 ${found.id}`);
    return found.value;
  }

  /** The indirect object at a byte offset. ISO 32000-1, 7.3.10. */
  private objectAt(at: number): { readonly id: number; readonly value: PdfValue } {
    const lexer = new Lexer(this.bytes, at, true);
    const [id, , word] = [lexer.read(), lexer.read(), lexer.read()];
    if (typeof id !== 'number' || !isWord(word) || word.word !== 'obj') {
      throw new PdfFault(`第 ${at} 字节处没有对象`);
    }
    const value = lexer.read() ?? null;
    if (!isDict(value)) return { id, value: isWord(value) ? null : value };
    const next = lexer.read();
    const isStreamNext = isWord(next) && next.word === 'stream';
    return { id, value: isStreamNext ? this.streamAt(value, lexer.position) : value };
  }

  /** The stream after the keyword `stream`. If its Length is wrong, it ends at the next `endstream`. 7.3.8. */
  private streamAt(dict: PdfDict, at: number): PdfStream {
    const { bytes } = this;
    let start = at;
    if (bytes[start] === 13) start += 1;
    if (bytes[start] === 10) start += 1;
    const length = this.objects.number(dict.map.get('Length'));
    const end = length === undefined ? -1 : start + length;
    const isClosed = end >= start && end <= bytes.length && /^\s*endstream/.test(this.latin1(end, end + 16));
    if (isClosed) return { kind: 'stream', dict, raw: bytes.subarray(start, end) };
    const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('endstream', start);
    if (found < 0) throw new PdfFault('数据流没有结尾');
    return { kind: 'stream', dict, raw: bytes.subarray(start, found) };
  }

  private latin1(from: number, to: number): string {
    return Buffer.from(this.bytes.subarray(from, to)).toString('latin1');
  }

  private memberOf(inside: number, index: number): PdfValue {
    const { data, offsets } = this.objectStreams.get(inside) ?? this.openObjectStream(inside);
    const at = offsets[index];
    return at === undefined ? null : (new Lexer(data, at, true).read() ?? null);
  }

  /** ISO 32000-1, 7.5.7. */
  private openObjectStream(id: number): ObjectStream {
    const stream = this.load(id);
    if (!isStream(stream)) throw new PdfFault(`缺少对象流 ${id}`);
    const data = decodeStream(this.objects, stream).bytes;
    const first = this.objects.number(stream.dict.map.get('First')) ?? 0;
    const count = this.objects.number(stream.dict.map.get('N')) ?? 0;
    const lexer = new Lexer(data);
    const offsets: number[] = [];
    while (offsets.length < count) {
      lexer.read();
      const offset = lexer.read();
      if (typeof offset !== 'number') throw new PdfFault(`对象流 ${id} 的目录有误`);
      offsets.push(first + offset);
    }
    const opened = { data, offsets };
    this.objectStreams.set(id, opened);
    return opened;
  }
}
