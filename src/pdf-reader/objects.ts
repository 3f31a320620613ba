/** The objects of a PDF as they are read, ISO 32000-1, 7.3. A word is an operator or keyword: no object by itself. */
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
  /** As they stand in the file, not yet decoded. */
  readonly raw: Uint8Array;
}

/** What keeps a file, or a part of it, from being read: the file's fault, never ours. In Chinese, for the report. */
export class PdfFault extends Error {}

type Kind = 'name' | 'string' | 'ref' | 'word' | 'dict' | 'stream';

const isKind = (value: PdfValue | undefined, kind: Kind): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

export const isName = (value: PdfValue | undefined): value is PdfName => isKind(value, 'name');
export const isString = (value: PdfValue | undefined): value is PdfString => isKind(value, 'string');
export const isRef = (value: PdfValue | undefined): value is PdfRef => isKind(value, 'ref');
export const isWord = (value: PdfValue | undefined): value is PdfWord => isKind(value, 'word');
export const isDict = (value: PdfValue | undefined): value is PdfDict => isKind(value, 'dict');
export const isStream = (value: PdfValue | undefined): value is PdfStream => isKind(value, 'stream');
export const isList = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

/** The text of a string: UTF-16 with a byte order mark, else PDFDocEncoding taken as Latin-1. ISO 32000-1, 7.9.2. */
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
