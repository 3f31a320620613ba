import { createHash } from 'node:crypto';
import { bytesOf, type Part } from '../core/stored-bytes.ts';
import { deflateBytes } from './flate.ts';
import type { Kit, PdfObject } from './pdfkit-seam.ts';

/** The bytes of a stream, encoded as its dictionary says. Compression runs in the background until the file is assembled. */
type StreamBytes = Part | Promise<Uint8Array>;

/** The objects of a file that is being built. */
export interface Objects {
  readonly newObject: (data?: Record<string, unknown>) => PdfObject;
  /** In: the dictionary without Length. */
  readonly newStream: (data: Record<string, unknown>, bytes: StreamBytes) => PdfObject;
  /** Adds an object that pdfkit created. */
  readonly add: (object: PdfObject) => void;
  readonly addStream: (object: PdfObject, bytes: StreamBytes) => void;
  /**
   * Assembles the file, of which streams that are not in memory stay outside. In: the catalogue, Info, and the function that makes the XMP packet from the file's identity: 16
   * bytes of a hash over all other streams, so that equal content has the same identity and other content another.
   */
  readonly assemble: (
    catalogue: PdfObject,
    info: PdfObject,
    packetOf: (identity: Uint8Array) => string,
  ) => Promise<readonly Part[]>;
}

/**
 * An entry of the cross-reference stream. Type 1: an object at a byte offset. Type 2: an object in an object stream, by that
 * stream's number and the index in it. ISO 32000-1, 7.5.8.3, table 18.
 */
type XrefEntry = readonly [type: 1 | 2, at: number, index: number];

/** The objects of an object stream: an index must fit into a byte, and a reader inflates all to get one. */
const maxInObjectStream = 200;

/** Opens a file without objects. In: the kit that creates them and serializes their dictionaries. */
export function openObjects(kit: Kit): Objects {
  const objects: PdfObject[] = [];
  const streams: { readonly object: PdfObject; readonly bytes: StreamBytes }[] = [];
  const add = (object: PdfObject): void => void objects.push(object);
  const addStream = (object: PdfObject, bytes: StreamBytes): void => void streams.push({ object, bytes });
  return {
    newObject: (data = {}) => {
      const object = kit.newObject(data);
      add(object);
      return object;
    },
    newStream: (data, bytes) => {
      const object = kit.newObject(data);
      addStream(object, bytes);
      return object;
    },
    add,
    addStream,
    assemble: async (catalogue, info, packetOf) => {
      const entries: XrefEntry[] = [];
      const file = openChunks();
      const writeStream = (object: PdfObject, bytes: Part): void => {
        const { id, data } = object;
        entries[id] = [1, file.length(), 0];
        data['Length'] = bytes.length;
        file.add(latin1(`${id} 0 obj${kit.serialize(object)}stream\n`));
        file.add(bytes);
        file.add(latin1('\nendstream\nendobj\n'));
      };
      const metadata = kit.newObject({ Type: 'Metadata', Subtype: 'XML' });
      catalogue.data['Metadata'] = metadata;
      file.add(latin1('%PDF-1.6\n%\xff\xff\xff\xff\n'));
      for (const { object, bytes } of streams) writeStream(object, await bytes);
      for (let first = 0; first < objects.length; first += maxInObjectStream) {
        const members = objects.slice(first, first + maxInObjectStream);
        const { data, bytes } = objectStream(members, kit);
        const holder = kit.newObject(data);
        for (const [index, { id }] of members.entries()) entries[id] = [2, holder.id, index];
        writeStream(holder, await bytes);
      }
      const identity = hashOf(file.chunks);
      // Not compressed: prepress tools scan the file for the packet.
      writeStream(metadata, new TextEncoder().encode(packetOf(identity)));
      const table = kit.newObject({});
      entries[table.id] = [1, file.length(), 0];
      const start = file.length();
      const { data, bytes } = xrefStream(entries);
      Object.assign(table.data, data, { Root: catalogue, Info: info, ID: [identity, identity] });
      writeStream(table, await bytes);
      file.add(latin1(`startxref\n${start}\n%%EOF\n`));
      return file.chunks;
    },
  };
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function openChunks() {
  const chunks: Part[] = [];
  let length = 0;
  return {
    chunks,
    length: () => length,
    add: (chunk: Part): void => {
      chunks.push(chunk);
      length += chunk.length;
    },
  };
}

function hashOf(chunks: readonly Part[]): Uint8Array {
  const content = createHash('sha256');
  for (const chunk of chunks) content.update(bytesOf(chunk));
  return Uint8Array.from(content.digest().subarray(0, 16));
}

/** An object stream: pairs of object number and offset, then the objects. ISO 32000-1, 7.5.7. */
function objectStream(objects: readonly PdfObject[], kit: Kit) {
  const bodies = objects.map(kit.serialize);
  let offset = 0;
  const pairs = objects.map(({ id }, index) => {
    const pair = `${id} ${offset}`;
    offset += bodies[index]!.length + 1;
    return pair;
  });
  const head = `${pairs.join(' ')}\n`;
  return {
    data: { Type: 'ObjStm', N: objects.length, First: head.length, Filter: 'FlateDecode' },
    bytes: deflateBytes(latin1(head + bodies.join('\n'))),
  };
}

/**
 * The cross-reference stream: three fields for each object number. Numbers without an object form the linked list of free
 * entries, each of which names the next. ISO 32000-1, 7.5.8.
 */
function xrefStream(entries: readonly (XrefEntry | undefined)[]) {
  const free = Array.from(entries.keys()).filter((id) => id > 0 && entries[id] === undefined);
  const nextFree = (id: number) => free.find((each) => each > id) ?? 0;
  const all = Array.from(entries, (entry, id) => entry ?? ([0, nextFree(id), 255] as const));
  const largest = all.reduce((max, [, at]) => Math.max(max, at), 0);
  const bytes = Math.ceil(Math.log2(largest + 1) / 8);
  const rows = Buffer.alloc(all.length * (bytes + 2));
  for (const [id, [type, at, index]] of all.entries()) {
    const row = id * (bytes + 2);
    rows[row] = type;
    rows.writeUIntBE(at, row + 1, bytes);
    rows[row + bytes + 1] = index;
  }
  return {
    data: { Type: 'XRef', Size: all.length, W: [1, bytes, 1], Filter: 'FlateDecode' },
    bytes: deflateBytes(rows),
  };
}
