/**
 * PDF objects, ISO 32000-1, 7.3, as plain data. A word is an operator or a keyword such as `obj`; the standard does not
 * count it as an object, but the lexer returns both.
 */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfWord
  | PdfDict
  | PdfStream
  | readonly PdfValue[];

export interface PdfName {
  readonly kind: 'name';
  readonly name: string;
}

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
}

/** An indirect reference. Generations are ignored: a file has one object per number. */
export interface PdfRef {
  readonly kind: 'ref';
  readonly id: number;
}

export interface PdfWord {
  readonly kind: 'word';
  readonly word: string;
}

export interface PdfDict {
  readonly kind: 'dict';
  readonly map: ReadonlyMap<string, PdfValue>;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** The data as stored in the file, before any filter is undone. */
  readonly raw: Uint8Array;
}

/** The file, or a part of it, is malformed or exceeds a limit of this reader. The message is Chinese, for the report. */
export class PdfFault extends Error {}

type Kind = 'name' | 'string' | 'ref' | 'word' | 'dict' | 'stream';

const isKind = (value: PdfValue | undefined, kind: Kind): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

export const isName = (value: PdfValue | undefined): value is PdfName => isKind(value, 'name');
export const isString = (value: PdfValue | undefined): value is PdfString => isKind(value, 'string');
const isRef = (value: PdfValue | undefined): value is PdfRef => isKind(value, 'ref');
export const isWord = (value: PdfValue | undefined): value is PdfWord => isKind(value, 'word');
export const isDict = (value: PdfValue | undefined): value is PdfDict => isKind(value, 'dict');
export const isStream = (value: PdfValue | undefined): value is PdfStream => isKind(value, 'stream');
export const isList = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

/** Decodes a text string: UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding, read as Latin-1. 7.9.2.2. */
export function textOf({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const units = Array.from({ length: (bytes.length - 2) >> 1 }, (_, index) => {
      return (bytes[2 + index * 2]! << 8) | bytes[3 + index * 2]!;
    });
    return units.map((unit) => String.fromCharCode(unit)).join('');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return new TextDecoder().decode(bytes.subarray(3));
  }
  return Buffer.from(bytes).toString('latin1');
}

/** Typed access to values, which follows references. A value of another type counts as absent. */
export interface PdfObjects {
  /** The referenced object, null if it does not exist; or the value itself. ISO 32000-1, 7.3.10. */
  readonly resolve: (value: PdfValue | undefined) => PdfValue;
  readonly get: (dict: PdfDict | undefined, key: string) => PdfValue;
  /** A dictionary, or that of a stream. */
  readonly dict: (value: PdfValue | undefined) => PdfDict | undefined;
  readonly list: (value: PdfValue | undefined) => readonly PdfValue[];
  readonly name: (value: PdfValue | undefined) => string | undefined;
  readonly number: (value: PdfValue | undefined) => number | undefined;
}

/** References to references to follow before giving up. */
const maxHops = 32;

/** In: the function that loads an object by number. */
export function accessObjects(load: (id: number) => PdfValue): PdfObjects {
  const resolve = (value: PdfValue | undefined): PdfValue => {
    let found = value ?? null;
    for (let hops = 0; isRef(found) && hops < maxHops; hops += 1) found = load(found.id);
    return isRef(found) ? null : found;
  };
  return {
    resolve,
    get: (dict, key) => resolve(dict?.map.get(key)),
    dict: (value) => {
      const found = resolve(value);
      return isStream(found) ? found.dict : isDict(found) ? found : undefined;
    },
    list: (value) => {
      const found = resolve(value);
      return isList(found) ? found : [];
    },
    name: (value) => {
      const found = resolve(value);
      return isName(found) ? found.name : undefined;
    },
    number: (value) => {
      const found = resolve(value);
      return typeof found === 'number' ? found : undefined;
    },
  };
}
