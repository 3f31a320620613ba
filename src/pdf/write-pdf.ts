import { createHash } from 'node:crypto';
import type { Face } from '../assets/face.ts';
import type { FontBook } from '../assets/font-book.ts';
import type { ImageFile, ImageId } from '../assets/image-file.ts';
import { separate } from '../assets/separate.ts';
import type { Ink } from '../core/ink.ts';
import { glyphOutline } from '../paint/glyph-outline.ts';
import type { GlyphsOp, ImageOp, PaintOp, Publication, Sheet } from '../paint/paint.ts';
import { assertNever } from '../paint/translate.ts';
import { fillInk, number, pathSteps, placeImage, strokeInk } from './operators.ts';
import { type OutputIntent, openPressFile, type PressFile } from './pdfkit-seam.ts';
import { setGlyphs } from './set-glyphs.ts';

/** What the press is told, and the most ink its paper bears at one spot, in percent. */
export interface PrintSettings {
  readonly profile: OutputIntent;
  /** The file that the profile lies in while pictures are separated by it. */
  readonly profileFile: string;
  readonly tac: number;
}

/** What the writer draws with. */
interface Plate {
  readonly file: PressFile;
  readonly fonts: FontBook;
  readonly images: ReadonlyMap<ImageId, ImageFile>;
  readonly print: PrintSettings;
}

/**
 * Inks the sheets. Out: a whole PDF/X-4 file, the same bytes for the same input. Decides nothing about the page: every
 * op is drawn in the order given, in the inks given. Throws where a face or picture is not among those handed over.
 */
export async function writePdf(
  publication: Publication,
  fonts: FontBook,
  images: ReadonlyMap<ImageId, ImageFile>,
  print: PrintSettings,
): Promise<Uint8Array> {
  const { title, creator, date } = publication.info;
  const facts = { title, creator, producer: 'PDFKit', date: new Date(date) };
  const file = openPressFile(facts, identify(publication, print), print.profile);
  for (const sheet of publication.sheets) await inkSheet(sheet, { file, fonts, images, print });
  return file.finish();
}

/** Sixteen bytes that name the content: pictures and faces are named in the ops, by their own bytes or versions. */
function identify(publication: Publication, { profile, tac }: PrintSettings): Uint8Array {
  const content = createHash('sha256').update(JSON.stringify([publication, profile.condition, tac]));
  return Uint8Array.from(content.update(profile.bytes).digest().subarray(0, 16));
}

async function inkSheet({ trim, bleed, ops }: Sheet, plate: Plate): Promise<void> {
  plate.file.addPage(trim, bleed);
  for (const op of ops) plate.file.write(await inkOp(op, plate));
}

async function inkOp(op: PaintOp, plate: Plate): Promise<string> {
  switch (op.op) {
    case 'glyphs':
      return inkGlyphs(op, plate);
    case 'fill':
      return lines(overprint(op.ink, plate), fillInk(op.ink), pathSteps(op.path), 'f');
    case 'stroke':
      return lines(
        overprint(op.ink, plate),
        strokeInk(op.ink),
        `${number(op.width)} w`,
        pathSteps(op.path),
        'S',
      );
    case 'image':
      return inkImage(op, plate);
    default:
      return assertNever(op);
  }
}

const lines = (...operators: readonly string[]): string => operators.join('\n');

/** Black over a tint or picture leaves no white edge where plates shift; all else must cover what lies beneath. */
function overprint({ c, m, y, k }: Ink, { file }: Plate): string {
  return `/${file.useOverprint(c === 0 && m === 0 && y === 0 && k === 100)} gs`;
}

function inkGlyphs(op: GlyphsOp, plate: Plate): string {
  const face = plate.fonts.face(op.face);
  const spoken = op.glyphs.filter(({ text }) => text !== '');
  const operators = [overprint(op.ink, plate), fillInk(op.ink)];
  if (spoken.length > 0) {
    const font = plate.file.useFont(face);
    operators.push(
      setGlyphs({ ...op, glyphs: spoken }, font, ({ id, text }) => plate.file.encode(face, id, text)),
    );
  }
  return lines(...operators, ...silentGlyphs(op, face));
}

/**
 * Dots of emphasis and the further glyphs of one character stand for no text. Set as text, readers find U+FFFD in
 * their place; so they are filled as outlines, which print the same.
 */
function silentGlyphs({ glyphs, at, size, hidden }: GlyphsOp, face: Face): readonly string[] {
  if (hidden === true) return [];
  const paths = glyphs
    .filter(({ text }) => text === '')
    .map(({ id, x, y }) => glyphOutline(face, id, at.x + x, at.y + y, size))
    .filter((path) => path.length > 0);
  return paths.map((path) => lines(pathSteps(path), 'f'));
}

async function inkImage({ image, rect, crop }: ImageOp, plate: Plate): Promise<string> {
  const picture = plate.images.get(image);
  if (picture === undefined) throw new Error(`no picture ${image} was handed over`);
  const separation = await separate(picture, crop, rect, plate.print);
  const key = JSON.stringify([image, crop, separation.width, separation.height]);
  const name = plate.file.useImage(key, separation);
  return lines(overprint({ c: 0, m: 0, y: 0, k: 0 }, plate), placeImage(name, rect));
}
