import { createHash } from 'node:crypto';
import { pack } from './pack.ts';
import type { Kit, PdfObject } from './pdfkit-seam.ts';

/** A stream's bytes, packed as its dictionary tells; they are waited for where the file ends. */
type Packed = Uint8Array | Promise<Uint8Array>;

/** The objects of a file in the making. */
export interface Objects {
  readonly newObject: (data?: Record<string, unknown>) => PdfObject;
  /** In: the dictionary, but for the number of bytes. */
  readonly newStream: (data: Record<string, unknown>, bytes: Packed) => PdfObject;
  /** Takes an object that the kit made by itself. */
  readonly take: (object: PdfObject) => void;
  readonly takeStream: (object: PdfObject, bytes: Packed) => void;
  /**
   * Puts the file together. In: the catalogue, Info, and what makes an XMP packet of the file's identity, 16 bytes made of
   * all the rest: the same for the same content, and for no other.
   */
  readonly assemble: (
    catalogue: PdfObject,
    info: PdfObject,
    packetOf: (identity: Uint8Array) => string,
  ) => Promise<Uint8Array>;
}

/** Where an object lies: at a byte of the file, or at a place in another object. ISO 32000-1, 7.5.8.3, table 18. */
type Place = readonly [kind: 1 | 2, at: number, index: number];

/** Their places take a byte, and a reader unpacks as many when it wants one. */
const mostTogether = 200;

/** Opens a file without objects. In: the kit that makes them and writes their dictionaries. */
export function openObjects(kit: Kit): Objects {
  const objects: PdfObject[] = [];
  const streams: { readonly object: PdfObject; readonly bytes: Packed }[] = [];
  const take = (object: PdfObject): void => void objects.push(object);
  const takeStream = (object: PdfObject, bytes: Packed): void => void streams.push({ object, bytes });
  return {
    newObject: (data = {}) => {
      const object = kit.newObject(data);
      take(object);
      return object;
    },
    newStream: (data, bytes) => {
      const object = kit.newObject(data);
      takeStream(object, bytes);
      return object;
    },
    take,
    takeStream,
    assemble: async (catalogue, info, packetOf) => {
      const places: Place[] = [];
      const file = openChunks();
      const addStream = (object: PdfObject, bytes: Uint8Array): void => {
        const { id, data } = object;
        places[id] = [1, file.length(), 0];
        data['Length'] = bytes.length;
        file.add(latin1(`${id} 0 obj${kit.textOf(object)}stream\n`));
        file.add(bytes);
        file.add(latin1('\nendstream\nendobj\n'));
      };
      const metadata = kit.newObject({ Type: 'Metadata', Subtype: 'XML' });
      catalogue.data['Metadata'] = metadata;
      file.add(latin1('%PDF-1.6\n%\xff\xff\xff\xff\n'));
      for (const { object, bytes } of streams) addStream(object, await bytes);
      for (let first = 0; first < objects.length; first += mostTogether) {
        const together = objects.slice(first, first + mostTogether);
        const { data, bytes } = writeTogether(together, kit);
        const holder = kit.newObject(data);
        for (const [index, { id }] of together.entries()) places[id] = [2, holder.id, index];
        addStream(holder, await bytes);
      }
      const identity = identityOf(file.chunks);
      // A press's tools look for the packet in the plain bytes.
      addStream(metadata, new TextEncoder().encode(packetOf(identity)));
      const table = kit.newObject({});
      places[table.id] = [1, file.length(), 0];
      const start = file.length();
      const { data, bytes } = writePlaces(places);
      Object.assign(table.data, data, { Root: catalogue, Info: info, ID: [identity, identity] });
      addStream(table, await bytes);
      file.add(latin1(`startxref\n${start}\n%%EOF\n`));
      return Buffer.concat(file.chunks);
    },
  };
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function openChunks() {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return {
    chunks,
    length: () => length,
    add: (chunk: Uint8Array): void => {
      chunks.push(chunk);
      length += chunk.length;
    },
  };
}

function identityOf(chunks: readonly Uint8Array[]): Uint8Array {
  const content = createHash('sha256');
  for (const chunk of chunks) content.update(chunk);
  return Uint8Array.from(content.digest().subarray(0, 16));
}

/** Objects in a stream of theirs: their numbers and offsets, then they themselves. ISO 32000-1, 7.5.7. */
function writeTogether(objects: readonly PdfObject[], kit: Kit) {
  const bodies = objects.map(kit.textOf);
  let offset = 0;
  const heads = objects.map(({ id }, index) => {
    const head = `${id} ${offset}`;
    offset += bodies[index]!.length + 1;
    return head;
  });
  const head = `${heads.join(' ')}\n`;
  return {
    data: { Type: 'ObjStm', N: objects.length, First: head.length, Filter: 'FlateDecode' },
    bytes: pack(latin1(head + bodies.join('\n'))),
  };
}

/**
 * The cross-reference stream: a kind, a place and an index for each object. Numbers without an object are free, and each
 * names the next of these. ISO 32000-1, 7.5.8.
 */
function writePlaces(places: readonly (Place | undefined)[]) {
  const free = Array.from(places.keys()).filter((id) => id > 0 && places[id] === undefined);
  const nextFree = (id: number) => free.find((each) => each > id) ?? 0;
  const all = Array.from(places, (place, id) => place ?? ([0, nextFree(id), 255] as const));
  const largest = all.reduce((most, [, at]) => Math.max(most, at), 0);
  const bytes = Math.ceil(Math.log2(largest + 1) / 8);
  const rows = Buffer.alloc(all.length * (bytes + 2));
  for (const [id, [kind, at, index]] of all.entries()) {
    const row = id * (bytes + 2);
    rows[row] = kind;
    rows.writeUIntBE(at, row + 1, bytes);
    rows[row + bytes + 1] = index;
  }
  return {
    data: { Type: 'XRef', Size: all.length, W: [1, bytes, 1], Filter: 'FlateDecode' },
    bytes: pack(rows),
  };
}
