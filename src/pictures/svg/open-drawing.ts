import { contentHash } from '../../core/cache-entry.ts';
import type { Desk } from '../../core/desk.ts';
import type { Place } from '../../core/place.ts';
import type { FontBook } from '../../fonts/font-book.ts';
import type { Drawing } from '../drawing.ts';
import { flatDrawing } from './flat-drawing.ts';
import { isTooIntricate } from './intricacy.ts';
import type { PictureSource } from './linked-pictures.ts';
import { type PlainNode, withoutImages, writePlainSvg } from './plain-svg.ts';
import { type ReadDrawing, readDrawing } from './read-drawing.ts';
import { UnreadableDrawing } from './source.ts';

/** An SVG file that the author named. */
export interface DrawingFile {
  /** As the author wrote it, for messages. */
  readonly path: string;
  /** The file, to which its links are relative. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A drawing that can be printed. */
export interface OpenedDrawing {
  /** A hash of what is drawn, so that it covers fonts and linked files. */
  readonly id: string;
  /** Plain SVG, without text, styles and links: what a renderer gets. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly drawing?: Drawing;
  /** The same without its photographs, if it has any. */
  readonly linework?: Uint8Array;
}

/**
 * Opens a drawing and reports what of it is not printed as it is. Out: undefined if it cannot be printed at all, which is
 * reported too. In: how a photograph in it is decoded.
 */
export async function openDrawing(
  { path, file, bytes }: DrawingFile,
  place: Place,
  { read, report }: Pick<Desk, 'read' | 'report'>,
  fonts: FontBook,
  decode: PictureSource['decode'],
): Promise<OpenedDrawing | undefined> {
  let found: ReadDrawing;
  try {
    found = await readDrawing(bytes, file, fonts, { read, decode });
  } catch (error) {
    if (!(error instanceof UnreadableDrawing)) throw error;
    report('image-broken', place, { path, detail: error.message });
    return undefined;
  }
  const { plain, faults, missing, replaced } = found;
  for (const { line, element, detail } of faults)
    report('drawing-unsupported', place, { path, line, element, detail });
  for (const { line, characters } of missing) report('drawing-glyph', place, { path, line, characters });
  if (plain === undefined) report('image-broken', place, { path, detail: '没有写明尺寸，或尺寸为零' });
  if (plain === undefined || faults.length > 0 || missing.length > 0) return undefined;
  if (replaced.size > 0) report('drawing-type', place, { path, families: [...replaced] });
  if (!plain.children.some(paints)) {
    report('image-broken', place, { path, detail: '图里没有画出任何东西' });
    return undefined;
  }
  const { width, height } = plain;
  const written = writePlainSvg(plain);
  const flat = flatDrawing(plain);
  const opened = { id: contentHash(written), bytes: written, width, height };
  if (!('unsupported' in flat)) return { ...opened, drawing: flat };
  if (isTooIntricate(plain)) {
    report('image-broken', place, { path, detail: '图里的线太长太密，要画几分钟；请简化，或导出成 PNG' });
    return undefined;
  }
  report('svg-as-pixels', place, { path, unsupported: flat.unsupported });
  const lines = withoutImages(plain);
  return lines === undefined ? opened : { ...opened, linework: writePlainSvg(lines) };
}

/** Whether a node has anything to paint: a shape or a picture. */
const paints = ({ name, children }: PlainNode): boolean => name !== 'g' || children.some(paints);
