import type { Bounds } from './matrix.ts';
import { isDict, isStream, type PdfDict, PdfFault, type PdfValue } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { type Content, type FontShelf, readContent } from './read-content.ts';

export type BoxName = 'MediaBox' | 'CropBox' | 'BleedBox' | 'TrimBox' | 'ArtBox';

/** A page as it stands in the file, and what it paints. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly dict: PdfDict;
  readonly boxes: Readonly<Partial<Record<BoxName, Bounds>>>;
  /** The paper: the MediaBox, or A4 where there is none. */
  readonly paper: Bounds;
  /** What is measured from: the TrimBox, else the paper. */
  readonly trim: Bounds;
  readonly bleed: Bounds;
  readonly content: Content;
}

const boxNames: readonly BoxName[] = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'];
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
const mostPages = 5000;

/** Reads all pages. Throws a fault where there is no page. ISO 32000-1, 7.7.3. */
export function readPages(file: PdfFile): readonly Page[] {
  const shelf: FontShelf = new Map();
  const dicts = pageDicts(file);
  if (dicts.length === 0) throw new PdfFault('文件里没有一页');
  return dicts.map((dict, index) => readPage(file, dict, index + 1, shelf));
}

function pageDicts(file: PdfFile): readonly PdfDict[] {
  const pages: PdfDict[] = [];
  const seen = new Set<PdfDict>();
  const walk = (value: PdfValue, given: ReadonlyMap<string, PdfValue>) => {
    const dict = file.resolve(value);
    if (!isDict(dict) || seen.has(dict) || pages.length >= mostPages) return;
    seen.add(dict);
    const own = new Map(given);
    for (const key of inherited) {
      const found = dict.map.get(key);
      if (found !== undefined) own.set(key, found);
    }
    const kids = file.get(dict, 'Kids');
    if (kids === null) pages.push({ kind: 'dict', map: new Map([...own, ...dict.map]) });
    else for (const kid of file.list(kids)) walk(kid, own);
  };
  walk(file.get(file.dict(file.trailer.map.get('Root')), 'Pages'), new Map());
  return pages;
}

function readPage(file: PdfFile, dict: PdfDict, number: number, shelf: FontShelf): Page {
  const boxes: Partial<Record<BoxName, Bounds>> = {};
  for (const name of boxNames) {
    const box = boxOf(file, dict.map.get(name));
    if (box !== undefined) boxes[name] = box;
  }
  const paper = boxes.MediaBox ?? { left: 0, bottom: 0, right: 595, top: 842 };
  const trim = boxes.TrimBox ?? boxes.ArtBox ?? paper;
  const { bytes, fault } = contentOf(file, dict);
  const read = readContent(file, bytes, file.dict(dict.map.get('Resources')), paper, shelf);
  const content = fault === undefined ? read : { ...read, faults: [...read.faults, fault] };
  return { number, dict, boxes, paper, trim, bleed: boxes.BleedBox ?? trim, content };
}

function boxOf(file: PdfFile, value: PdfValue | undefined): Bounds | undefined {
  const sides = file.list(value).map(file.number);
  const [a, b, c, d] = sides;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

/** The streams of a page are one, with white space between: ISO 32000-1, 7.8.2. */
function contentOf(file: PdfFile, dict: PdfDict): { readonly bytes: Uint8Array; readonly fault?: string } {
  const value = file.get(dict, 'Contents');
  const streams = (isStream(value) ? [value] : file.list(value).map(file.resolve)).filter(isStream);
  try {
    return {
      bytes: Buffer.concat(streams.flatMap((stream) => [file.decode(stream).bytes, Buffer.from('\n')])),
    };
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return { bytes: new Uint8Array(), fault: error.message };
  }
}
