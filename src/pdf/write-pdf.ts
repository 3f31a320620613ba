import type { KeptStore } from '../core/cache.ts';
import type { Ink } from '../core/ink.ts';
import type { Face, FaceId } from '../fonts/face.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { glyphsOf } from '../paint/glyph-row.ts';
import { assertNever } from '../paint/ops.ts';
import type { GlyphsOp, ImageOp, PaintOp, Publication, Sheet } from '../paint/paint.ts';
import { glyphOutline } from '../paint/paths.ts';
import { drawingInks } from '../pictures/drawing-inks.ts';
import type { ImageFile, ImageId } from '../pictures/image-file.ts';
import { type Code, codeOf, type ForGlyph, oncePerGlyph } from './glyph-codes.ts';
import { inkDrawing } from './ink-drawing.ts';
import { type OpenLink, openLinks, writeNavigation } from './navigation.ts';
import { fillInk, number, pathSteps, placeImage, strokeInk } from './operators.ts';
import type { PdfObject } from './pdfkit-seam.ts';
import { openPictureMaker, type PictureMaker } from './picture-maker.ts';
import { type OutputIntent, openPressFile, type PressFile } from './press-file.ts';
import { type Profile, type ProfileName, profiles } from './profiles.ts';
import { setGlyphs } from './set-glyphs.ts';
import { type TagElement, tagOperators, tagSheets, writeTags } from './structure.ts';

/** What the press is told, and the most ink its paper bears at one spot, in percent. */
export interface PrintSettings {
  readonly profile: OutputIntent;
  /** The file that the profile lies in, which is laid when a picture is separated by it. */
  readonly profileFile: () => string;
  readonly tac: number;
  /** Where separated pictures are kept for the next build. */
  readonly store?: KeptStore;
  /** Who makes the pictures, where some were asked for before. */
  readonly pictures?: PictureMaker;
}

/** What the writer draws with. */
interface Plate {
  readonly file: PressFile;
  readonly fonts: FontBook;
  readonly images: ReadonlyMap<ImageId, ImageFile>;
  readonly print: PrintSettings;
  readonly profile: Profile;
  /** The codes of the glyphs of each face that has been met. */
  readonly codes: Map<FaceId, ForGlyph<Code>>;
  readonly pictures: PictureMaker;
}

/**
 * Inks the sheets. Out: a whole file of the profile's kind, the same bytes for the same input. Decides nothing about the
 * page: every op is drawn in the order given, in the inks given, on a screen as light. Throws where a face or picture is
 * not among those handed over.
 */
export async function writePdf(
  publication: Publication,
  fonts: FontBook,
  images: ReadonlyMap<ImageId, ImageFile>,
  print: PrintSettings,
  name: ProfileName = 'print',
): Promise<Uint8Array> {
  const profile = profiles[name];
  const { title, creator, date } = publication.info;
  const facts = { title, creator, producer: creator, date: new Date(date) };
  const intent = profile.pressReady ? print.profile : undefined;
  const file = openPressFile(facts, intent);
  const pictures = print.pictures ?? openPictureMaker(print, name);
  const plate: Plate = { file, fonts, images, print, profile, codes: new Map(), pictures };
  const waiting = askForPictures(publication, plate);
  gatherGlyphs(publication, plate);
  file.packFonts();
  // What the library for pictures has ready goes its next step before all text is inked.
  if (waiting) await new Promise((goOn) => setImmediate(goOn));
  if (profile.structure) await inkTagged(publication, plate);
  else for (const sheet of publication.sheets) await inkSheet(sheet, plate);
  return file.finish();
}

/** Has the pictures made while the text is inked. Out: whether there are any. */
function askForPictures({ sheets }: Publication, { images, pictures }: Plate): boolean {
  let any = false;
  for (const op of sheets.flatMap(({ ops }) => ops)) {
    const picture = op.op === 'image' ? images.get(op.image) : undefined;
    if (op.op !== 'image' || picture === undefined || picture.drawing !== undefined) continue;
    void pictures.make(picture, op.crop, op.rect);
    any = true;
  }
  return any;
}

/** Puts every glyph into its font before any is set, so that fonts can be packed while pages are inked. */
function gatherGlyphs({ sheets }: Publication, { file, fonts, profile }: Plate): void {
  const gatherers = new Map<string, ForGlyph<unknown>>();
  for (const sheet of sheets) {
    for (const op of paintOf(sheet, profile)) {
      if (op.op !== 'glyphs') continue;
      const { row, hidden = false } = op;
      const gather = madeOnce(gatherers, `${hidden} ${op.face}`, () => {
        const face = fonts.face(op.face);
        return oncePerGlyph((glyph, text) => file.gather(face, glyph, text, hidden));
      });
      for (let index = 0; index < row.ids.length; index += 1) gather(row, index);
    }
  }
}

const codesOf = (face: Face, { file, codes }: Plate): ForGlyph<Code> =>
  madeOnce(codes, face.id, () => oncePerGlyph((glyph, text) => codeOf(file.encode(face, glyph, text))));

function madeOnce<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

/** What a profile inks of a sheet: the marks round it only where there is paper for them. */
const paintOf = ({ ops, slug }: Sheet, { bleed }: Profile): readonly PaintOp[] =>
  bleed && slug ? [...ops, ...slug.marks] : ops;

async function inkSheet(sheet: Sheet, plate: Plate): Promise<void> {
  const { trim, bleed, slug } = sheet;
  if (plate.profile.bleed) await plate.file.addPage({ trim, bleed, paper: slug?.width ?? bleed });
  else await plate.file.addPage({ trim, bleed: 0, paper: 0 });
  plate.file.write(await inkOps(paintOf(sheet, plate.profile), plate));
}

/** Inks the sheets with their structure, and writes down what it is. */
async function inkTagged(publication: Publication, plate: Plate): Promise<void> {
  const { file } = plate;
  const { root, stretches } = tagSheets(publication.sheets);
  const links = new Map<TagElement, OpenLink[]>();
  const pages: PdfObject[] = [];
  for (const [index, sheet] of publication.sheets.entries()) {
    await file.addPage({ trim: sheet.trim, bleed: 0, paper: 0 });
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

/**
 * What is written on a page, and what was last said there of ink: a page's words are nearly all in one. A drawing has inks
 * of its own, and gives back those that it found.
 */
interface Inking {
  readonly operators: string[];
  state?: string;
  fill?: string;
}

async function inkOps(ops: readonly PaintOp[], plate: Plate): Promise<string> {
  const inking: Inking = { operators: [] };
  for (const op of ops) {
    if (op.op === 'image') await inkImage(op, plate, inking);
    else inkOp(op, plate, inking);
  }
  return inking.operators.join('\n');
}

function inkOp(op: Exclude<PaintOp, ImageOp>, plate: Plate, inking: Inking): void {
  const { operators } = inking;
  switch (op.op) {
    case 'glyphs':
      inkGlyphs(op, plate, inking);
      break;
    case 'fill':
      fill(op.ink, plate, inking);
      operators.push(pathSteps(op.path), 'f');
      break;
    case 'stroke':
      overprint(op.ink, plate, inking);
      operators.push(
        strokeInk(op.ink, plate.profile.space),
        `${number(op.width)} w`,
        pathSteps(op.path),
        'S',
      );
      break;
    default:
      assertNever(op);
  }
}

function fill(ink: Ink, plate: Plate, inking: Inking): void {
  overprint(ink, plate, inking);
  const wanted = fillInk(ink, plate.profile.space);
  if (inking.fill !== wanted) inking.operators.push(wanted);
  inking.fill = wanted;
}

/** Black over a tint or picture leaves no white edge where plates shift; all else must cover what lies beneath. */
function overprint({ c, m, y, k }: Ink, { file, profile }: Plate, inking: Inking): void {
  if (profile.space === 'rgb') return;
  const wanted = `/${file.useOverprint(c === 0 && m === 0 && y === 0 && k === 100)} gs`;
  if (inking.state !== wanted) inking.operators.push(wanted);
  inking.state = wanted;
}

function inkGlyphs(op: GlyphsOp, plate: Plate, inking: Inking): void {
  const { operators } = inking;
  const face = plate.fonts.face(op.face);
  fill(op.ink, plate, inking);
  if (op.row.text !== '') setGlyphs(op, plate.file.useFont(face), codesOf(face, plate), operators);
  if (op.hidden !== true && op.row.starts !== undefined) inkSilent(op, face, operators);
}

/**
 * Dots of emphasis and the further glyphs of one character stand for no text. Set as text, readers find U+FFFD in
 * their place; so they are filled as outlines, which print the same.
 */
function inkSilent({ row, at, size }: GlyphsOp, face: Face, operators: string[]): void {
  for (const { id, x, y, text } of glyphsOf(row)) {
    if (text !== '') continue;
    const path = glyphOutline(face, id, at.x + x, at.y + y, size);
    if (path.length > 0) operators.push(pathSteps(path), 'f');
  }
}

async function inkImage({ image, rect, crop }: ImageOp, plate: Plate, inking: Inking): Promise<void> {
  const { operators } = inking;
  const picture = plate.images.get(image);
  if (picture === undefined) throw new Error(`no picture ${image} was handed over`);
  overprint({ c: 0, m: 0, y: 0, k: 0 }, plate, inking);
  if (picture.drawing !== undefined) {
    const press = plate.profile.space === 'cmyk';
    const inkOf = press ? await drawingInks(picture.drawing, plate.print) : undefined;
    operators.push(inkDrawing(picture.drawing, rect, crop, inkOf));
    return;
  }
  const made = await plate.pictures.make(picture, crop, rect);
  const key = JSON.stringify([image, crop, made.width, made.height]);
  operators.push(placeImage(plate.file.useImage(key, made), rect));
}
