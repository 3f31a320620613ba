import type { Bounds } from './matrix.ts';
import { type PdfDict, PdfFault } from './objects.ts';
import { type Boxes, boxesOf, contentOf, pageDicts } from './page-tree.ts';
import type { PdfFile } from './pdf-file.ts';
import { type Content, type FontShelf, readContent } from './read-content.ts';

/** A page as it stands in the file, and what it paints. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly dict: PdfDict;
  readonly boxes: Boxes;
  /** The paper: the MediaBox, or A4 where there is none. */
  readonly paper: Bounds;
  /** What is measured from: the TrimBox, else the paper. */
  readonly trim: Bounds;
  readonly bleed: Bounds;
  readonly content: Content;
}

/** Reads all pages. Throws a fault where there is no page. ISO 32000-1, 7.7.3. */
export function readPages(file: PdfFile): readonly Page[] {
  const shelf: FontShelf = new Map();
  const dicts = pageDicts(file);
  if (dicts.length === 0) throw new PdfFault('文件里没有一页');
  return dicts.map((dict, index) => readPage(file, dict, index + 1, shelf));
}

function readPage(file: PdfFile, dict: PdfDict, number: number, shelf: FontShelf): Page {
  const boxes = boxesOf(file, dict);
  const paper = boxes.MediaBox ?? { left: 0, bottom: 0, right: 595, top: 842 };
  const trim = boxes.TrimBox ?? boxes.ArtBox ?? paper;
  const { bytes, fault } = contentOf(file, dict);
  const read = readContent(file, bytes, file.dict(dict.map.get('Resources')), paper, shelf);
  const content = fault === undefined ? read : { ...read, faults: [...read.faults, fault] };
  return { number, dict, boxes, paper, trim, bleed: boxes.BleedBox ?? trim, content };
}
