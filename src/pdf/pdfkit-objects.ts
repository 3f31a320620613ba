import type { EmbeddedFont } from './font-store.ts';
import type { OpenStream } from './pack-ahead.ts';

/** An object of the file, by its dictionary: strings in it are names, `String` objects are text. */
export interface PdfObject {
  readonly data: Record<string, unknown>;
  end(chunk?: Uint8Array): void;
}

/** What is used of pdfkit's own objects beyond its published interface; pinned to pdfkit 0.20. */
export interface Reference extends PdfObject, OpenStream {
  end(chunk?: Uint8Array): void;
}

interface Page {
  readonly fonts: Record<string, Reference>;
  readonly xobjects: Record<string, Reference>;
  readonly ext_gstates: Record<string, Reference>;
  readonly dictionary: Reference;
  readonly content: Reference;
}

/** A document of pdfkit's. */
export interface Kit {
  /** The one that is open; null before the first. */
  readonly page: Page;
  readonly info: Record<string, unknown>;
  readonly _root: Reference;
  readonly _font: EmbeddedFont<Reference>;
  /** Its fonts, each by the name it is given and, the first of a name, by its own. */
  readonly _fontFamilies: Record<string, EmbeddedFont>;
  readonly _waiting: number;
  _id: Uint8Array;
  /** Takes the file as it is written. */
  push: (chunk: Uint8Array | null) => boolean;
  endMetadata: () => void;
  ref(data?: Record<string, unknown>): Reference;
  addPage(options: object): void;
  addContent(operators: string | Uint8Array): void;
  font(program: unknown, name: string): void;
  read(): Uint8Array;
  end(): void;
}
