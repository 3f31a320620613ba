import PDFDocument from 'pdfkit';

/**
 * An object of the file, by its dictionary. In that, strings are names, `String` objects are text, bytes a string as it is,
 * and other objects of the file are named.
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

/** The objects of a page that is open. */
export interface KitPage {
  readonly dictionary: PdfObject;
  readonly resources: PdfObject;
  readonly content: PdfObject;
  /** What was written on the page, which is then closed. */
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

/** A document of pdfkit's: its objects, its pages, and how it writes a dictionary. Where they go in the file is ours to say. */
export interface Kit {
  /** The dictionary that the whole file begins from. */
  readonly catalogue: PdfObject;
  /** The tree of pages. */
  readonly pages: PdfObject;
  readonly newObject: (data: Record<string, unknown>) => PdfObject;
  /** Opens a page of a size, its origin at the top left and y down. */
  readonly addPage: (width: number, height: number) => KitPage;
  readonly write: (operators: string) => void;
  /** An object's dictionary as a file has it, one byte a character. ISO 32000-1, 7.3. */
  readonly textOf: (object: PdfObject) => string;
}

/** Opens a document without pages. */
export function openKit(): Kit {
  const document = new PDFDocument({
    pdfVersion: '1.6',
    autoFirstPage: false,
    // Nothing of a page is written before the file is put together.
    bufferPages: true,
    compress: false,
    lang: 'zh-CN',
    // Without this, Helvetica is the current font, and it is never embedded. The types do not know null.
    font: null as unknown as string,
  }) as unknown as Document;
  const { data } = document._root;
  // No place in the file has a name.
  delete data['Names'];
  return {
    catalogue: document._root,
    pages: data['Pages'] as Reference,
    newObject: (facts) => document.ref(facts),
    addPage: (width, height) => {
      document.addPage({ size: [width, height], margin: 0 });
      const { page } = document;
      delete page.dictionary.data['UserUnit'];
      // Of use to no reader since PDF 1.4: ISO 32000-1, 14.2.
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
    // As bytes: pdfkit would take a text character by character.
    write: (operators) => document.addContent(Buffer.from(`${operators}\n`, 'latin1')),
    textOf: (object) => {
      const written: (string | Uint8Array)[] = [];
      document._write = (chunk) => void written.push(chunk);
      (object as Reference).end();
      const [, text] = written;
      if (written.length !== 3 || typeof text !== 'string') throw new Error('pdfkit wrote no plain object');
      // Line ends stand between entries alone: in strings they are escaped.
      return text.replaceAll('\n', '');
    },
  };
}
