import { drawingInks } from '../assets/drawing-inks.ts';
import type { Face } from '../assets/face.ts';
import type { FontBook } from '../assets/font-book.ts';
import type { ImageFile, ImageId } from '../assets/image-file.ts';
import { platesOf } from '../assets/kept-plates.ts';
import type { PictureStore } from '../assets/picture-store.ts';
import { screenPicture } from '../assets/screen-picture.ts';
import type { Ink } from '../core/ink.ts';
import { glyphOutline } from '../paint/glyph-outline.ts';
import type { GlyphsOp, ImageOp, PaintOp, Publication, Sheet } from '../paint/paint.ts';
import { withoutStructure } from '../paint/structure.ts';
import { assertNever } from '../paint/translate.ts';
import { inkDrawing } from './ink-drawing.ts';
import { type OpenLink, openLinks, writeNavigation } from './navigation.ts';
import { fillInk, number, pathSteps, placeImage, strokeInk } from './operators.ts';
import type { PdfObject } from './pdfkit-objects.ts';
import { type OutputIntent, openPressFile, type PressFile } from './pdfkit-seam.ts';
import { type Profile, type ProfileName, profiles } from './profiles.ts';
import { setGlyphs } from './set-glyphs.ts';
import { type TagElement, tagOperators, tagSheets, writeTags } from './structure.ts';

/** What the press is told, and the most ink its paper bears at one spot, in percent. */
export interface PrintSettings {
  readonly profile: OutputIntent;
  /** The file that the profile lies in while pictures are separated by it. */
  readonly profileFile: string;
  readonly tac: number;
  /** Where separated pictures are kept for the next build. */
  readonly store?: PictureStore;
}

/** What the writer draws with. */
interface Plate {
  readonly file: PressFile;
  readonly fonts: FontBook;
  readonly images: ReadonlyMap<ImageId, ImageFile>;
  readonly print: PrintSettings;
  readonly profile: Profile;
}

/**
 * Inks the sheets. Out: a whole file of the profile's kind, the same bytes for the same input. Decides nothing about the
 * page: every op is drawn in the order given, in the inks given, on a screen as light. Throws where a face or picture is
 * not among those handed over.
 */
export async function writePdf(
  whole: Publication,
  fonts: FontBook,
  images: ReadonlyMap<ImageId, ImageFile>,
  print: PrintSettings,
  name: ProfileName = 'print',
): Promise<Uint8Array> {
  const profile = profiles[name];
  const publication = profile.structure ? whole : withoutStructure(whole);
  const { title, creator, date } = publication.info;
  const facts = { title, creator, producer: 'PDFKit', date: new Date(date) };
  const intent = profile.pressReady ? print.profile : undefined;
  const file = openPressFile(facts, intent);
  const plate: Plate = { file, fonts, images, print, profile };
  gatherGlyphs(publication, plate);
  file.packFonts();
  if (profile.structure) await inkTagged(publication, plate);
  else for (const sheet of publication.sheets) await inkSheet(sheet, plate);
  return file.finish();
}

/** Puts every glyph into its font before any is set, so that fonts can be packed while pages are inked. */
function gatherGlyphs({ sheets }: Publication, { file, fonts, profile }: Plate): void {
  for (const op of sheets.flatMap((sheet) => paintOf(sheet, profile))) {
    if (op.op !== 'glyphs') continue;
    const face = fonts.face(op.face);
    for (const { id, text } of op.glyphs) if (text !== '') file.encode(face, id, text);
  }
}

/** What a profile inks of a sheet: the marks round it only where there is paper for them. */
const paintOf = ({ ops, slug }: Sheet, { bleed }: Profile): readonly PaintOp[] =>
  bleed && slug ? [...ops, ...slug.marks] : ops;

async function inkSheet(sheet: Sheet, plate: Plate): Promise<void> {
  const { trim, bleed, slug } = sheet;
  if (plate.profile.bleed) plate.file.addPage({ trim, bleed, paper: slug?.width ?? bleed });
  else plate.file.addPage({ trim, bleed: 0, paper: 0 });
  plate.file.write(await inkOps(paintOf(sheet, plate.profile), plate));
}

/** Inks the sheets with their structure, and writes down what it is. */
async function inkTagged(publication: Publication, plate: Plate): Promise<void> {
  const { file } = plate;
  const { root, stretches } = tagSheets(publication.sheets);
  const links = new Map<TagElement, OpenLink[]>();
  const pages: PdfObject[] = [];
  for (const [index, sheet] of publication.sheets.entries()) {
    file.addPage({ trim: sheet.trim, bleed: 0, paper: 0 });
    for (const stretch of stretches[index] ?? []) {
      const [before, after] = tagOperators(stretch);
      file.write(before);
      file.write(await inkOps(stretch.ops, plate));
      file.write(after);
      const { element, target } = stretch.tag ?? {};
      if (element === undefined || target === undefined) continue;
      const open = openLinks(file, stretch.ops, target, sheet);
      links.set(element, [...(links.get(element) ?? []), ...open]);
    }
    // Links are stepped through in reading order.
    Object.assign(file.page().data, { StructParents: index, Tabs: 'S' });
    pages.push(file.page());
  }
  writeTags(file, root, pages, links);
  writeNavigation(file, publication, [...links.values()].flat(), pages);
}

async function inkOps(ops: readonly PaintOp[], plate: Plate): Promise<string> {
  const inked: string[] = [];
  for (const op of ops) inked.push(op.op === 'image' ? await inkImage(op, plate) : inkOp(op, plate));
  return lines(...inked);
}

function inkOp(op: Exclude<PaintOp, ImageOp>, plate: Plate): string {
  switch (op.op) {
    case 'glyphs':
      return inkGlyphs(op, plate);
    case 'fill':
      return lines(...fill(op.ink, plate), pathSteps(op.path), 'f');
    case 'stroke':
      return lines(
        ...overprint(op.ink, plate),
        strokeInk(op.ink, plate.profile.space),
        `${number(op.width)} w`,
        pathSteps(op.path),
        'S',
      );
    default:
      return assertNever(op);
  }
}

const lines = (...operators: readonly string[]): string => operators.join('\n');

const fill = (ink: Ink, plate: Plate): readonly string[] => [
  ...overprint(ink, plate),
  fillInk(ink, plate.profile.space),
];

/** Black over a tint or picture leaves no white edge where plates shift; all else must cover what lies beneath. */
function overprint({ c, m, y, k }: Ink, { file, profile }: Plate): readonly string[] {
  if (profile.space === 'rgb') return [];
  return [`/${file.useOverprint(c === 0 && m === 0 && y === 0 && k === 100)} gs`];
}

function inkGlyphs(op: GlyphsOp, plate: Plate): string {
  const face = plate.fonts.face(op.face);
  const spoken = op.glyphs.filter(({ text }) => text !== '');
  const operators = [...fill(op.ink, plate)];
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
  const quality = plate.profile.pictures;
  const cover = overprint({ c: 0, m: 0, y: 0, k: 0 }, plate);
  if (picture.drawing !== undefined) {
    const press = plate.profile.space === 'cmyk';
    const inkOf = press ? await drawingInks(picture.drawing, plate.print) : undefined;
    return lines(...cover, inkDrawing(picture.drawing, rect, crop, inkOf));
  }
  const made =
    quality === undefined
      ? await platesOf(picture, crop, rect, plate.print, plate.print.store)
      : await screenPicture(picture, crop, rect, quality);
  const key = JSON.stringify([image, crop, made.width, made.height]);
  const name = plate.file.useImage(key, made);
  return lines(...cover, placeImage(name, rect));
}
