import PDFDocument from 'pdfkit';

/**
 * An indirect object, by its dictionary. pdfkit writes strings in it as names, `String` objects as text strings, bytes as byte
 * strings, and other objects as references.
 */
export interface PdfObject {
  readonly id: number;
  readonly data: Record<string, unknown>;
}

interface Reference extends PdfObject {
  /** What was written to it, if it is a stream. */
  buffer: Uint8Array[];
  end(): void;
}

/** The objects of the current page. */
export interface KitPage {
  readonly dictionary: PdfObject;
  readonly resources: PdfObject;
  readonly content: PdfObject;
  /** Takes the content out of the page, which ends it. */
  readonly takeContent: () => Uint8Array;
}

/** pdfkit's document beyond its published types; pinned to pdfkit 0.20. */
interface Document {
  readonly _root: Reference;
  page: {
    readonly dictionary: Reference;
    readonly resources: Reference;
    readonly content: Reference;
  };
  ref(data: Record<string, unknown>): Reference;
  addPage(options: object): void;
  addContent(bytes: Uint8Array): void;
  _write(chunk: string | Uint8Array): void;
}

/** What is used of pdfkit: objects, pages, and the serialization of dictionaries. assemble-file.ts arranges them in the file. */
export interface Kit {
  readonly catalogue: PdfObject;
  /** The root of the page tree. */
  readonly pages: PdfObject;
  readonly newObject: (data: Record<string, unknown>) => PdfObject;
  /** Starts a page of the given size; its origin is at the top left, y points down. */
  readonly addPage: (width: number, height: number) => KitPage;
  readonly write: (operators: string) => void;
  /** The dictionary in PDF syntax, one byte a character. ISO 32000-1, 7.3. */
  readonly serialize: (object: PdfObject) => string;
}

/** Opens a document without pages. */
export function openKit(): Kit {
  const document = new PDFDocument({
    pdfVersion: '1.6',
    autoFirstPage: false,
    // So that nothing is written before the file is assembled.
    bufferPages: true,
    compress: false,
    lang: 'zh-CN',
    // Without this, Helvetica is the current font, and it is never embedded. The types do not allow null.
    font: null as unknown as string,
  }) as unknown as Document;
  const { data } = document._root;
  // The file has no named destinations.
  delete data['Names'];
  return {
    catalogue: document._root,
    pages: data['Pages'] as Reference,
    newObject: (facts) => document.ref(facts),
    addPage: (width, height) => {
      document.addPage({ size: [width, height], margin: 0 });
      const { page } = document;
      delete page.dictionary.data['UserUnit'];
      // Obsolete since PDF 1.4: ISO 32000-1, 14.2.
      delete page.resources.data['ProcSet'];
      const { dictionary, resources, content } = page;
      const takeContent = () => {
        const bytes = Buffer.concat(content.buffer);
        content.buffer = [];
        delete content.data['Length'];
        return bytes;
      };
      return { dictionary, resources, content, takeContent };
    },
    // As bytes: pdfkit encodes a string character by character.
    write: (operators) => document.addContent(Buffer.from(`${operators}\n`, 'latin1')),
    serialize: (object) => {
      const written: (string | Uint8Array)[] = [];
      document._write = (chunk) => void written.push(chunk);
      (object as Reference).end();
      const [, text] = written;
      if (written.length !== 3 || typeof text !== 'string') throw new Error('pdfkit wrote no plain object');
      // Newlines occur between entries only: those in strings are escaped.
      return text.replaceAll('\n', '');
    },
  };
}
