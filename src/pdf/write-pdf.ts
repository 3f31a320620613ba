import { black, type Ink } from '../core/ink.ts';
import type { Part } from '../core/stored-bytes.ts';
import type { Face, FaceId } from '../fonts/face.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { glyphsOf } from '../paint/glyph-row.ts';
import { assertNever } from '../paint/ops.ts';
import type { GlyphsOp, ImageOp, PaintOp, Publication, Sheet } from '../paint/paint.ts';
import { glyphOutline } from '../paint/paths.ts';
import type { ImageFile, ImageId } from '../pictures/image-file.ts';
import type { PictureMaker } from '../pictures/picture-maker.ts';
import { type OutputIntent, openDocument, type PdfDocument } from './document.ts';
import { drawingOperators } from './drawing-operators.ts';
import { type GlyphLookup, type HexCode, memoizeByGlyph, toHexCode, writeGlyphs } from './glyph-operators.ts';
import { addLinks, type PendingLink, writeNavigation } from './navigation.ts';
import { fillInk, number, pathSteps, placeImage, strokeInk } from './operators.ts';
import type { PdfObject } from './pdfkit-seam.ts';
import { type OutputProfile, type ProfileName, profiles } from './profiles.ts';
import { type TagElement, tagOperators, tagSheets, writeTags } from './tags.ts';

/** The printing condition: the press's profile, and its total area coverage limit, in percent. */
export interface PrintSettings {
  readonly profile: OutputIntent;
  readonly tac: number;
}

/** What all functions below share. */
interface Context {
  readonly file: PdfDocument;
  readonly fonts: FontBook;
  readonly images: ReadonlyMap<ImageId, ImageFile>;
  readonly print: PrintSettings;
  readonly profile: OutputProfile;
  /** The codes of each face used so far. */
  readonly codes: Map<FaceId, GlyphLookup<HexCode>>;
  readonly pictures: PictureMaker;
}

/**
 * Writes a publication as PDF. It takes no decisions about the page: every op is drawn in the order and the ink given, or in
 * sRGB for a screen. Out: the file in parts, the same bytes for the same input. Throws if a face or a picture was not passed in.
 *
 * Glyphs are collected in a first pass over all sheets, so that fonts are compressed in zlib's threads, and pictures made in
 * the image library's, while the second pass writes the pages.
 */
export async function writePdf(
  publication: Publication,
  fonts: FontBook,
  images: ReadonlyMap<ImageId, ImageFile>,
  print: PrintSettings,
  pictures: PictureMaker,
  name: ProfileName = 'print',
): Promise<readonly Part[]> {
  const profile = profiles[name];
  const { title, creator, date } = publication.info;
  const metadata = { title, creator, producer: creator, date: new Date(date) };
  const file = openDocument(metadata, profile.pressReady ? print.profile : undefined);
  const context: Context = { file, fonts, images, print, profile, codes: new Map(), pictures };
  await pictures.yield();
  collectGlyphs(publication, context);
  file.embedFonts();
  await pictures.yield();
  if (profile.structure) await writeTaggedSheets(publication, context);
  else for (const sheet of publication.sheets) await writeSheet(sheet, context);
  return file.finish();
}

/** Collects every glyph in its font before the first page is written. */
function collectGlyphs({ sheets }: Publication, { file, fonts, profile }: Context): void {
  const collectors = new Map<string, GlyphLookup<unknown>>();
  for (const sheet of sheets) {
    for (const op of opsOf(sheet, profile)) {
      if (op.op !== 'glyphs') continue;
      const { row, hidden = false } = op;
      const collect = getOrCreate(collectors, `${hidden} ${op.face}`, () => {
        const face = fonts.face(op.face);
        return memoizeByGlyph((glyph, text) => file.collectGlyph(face, glyph, text, hidden));
      });
      for (let index = 0; index < row.ids.length; index += 1) collect(row, index);
    }
  }
}

const codesOf = (face: Face, { file, codes }: Context): GlyphLookup<HexCode> =>
  getOrCreate(codes, face.id, () =>
    memoizeByGlyph((glyph, text) => toHexCode(file.encode(face, glyph, text))),
  );

function getOrCreate<T>(map: Map<string, T>, key: string, create: () => T): T {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

/** The ops of a sheet under a profile: printer's marks only if there is paper for them. */
const opsOf = ({ ops, slug }: Sheet, { bleed }: OutputProfile): readonly PaintOp[] =>
  bleed && slug ? [...ops, ...slug.marks] : ops;

async function writeSheet(sheet: Sheet, context: Context): Promise<void> {
  const { trim, bleed, slug } = sheet;
  if (context.profile.bleed) await context.file.addPage({ trim, bleed, paper: slug?.width ?? bleed });
  else await context.file.addPage({ trim, bleed: 0, paper: 0 });
  context.file.write(await operatorsOf(opsOf(sheet, context.profile), context));
}

/** Writes the sheets with tags, links and bookmarks. */
async function writeTaggedSheets(publication: Publication, context: Context): Promise<void> {
  const { file } = context;
  const { root, stretches } = tagSheets(publication.sheets);
  const links = new Map<TagElement, PendingLink[]>();
  const pages: PdfObject[] = [];
  for (const [index, sheet] of publication.sheets.entries()) {
    await file.addPage({ trim: sheet.trim, bleed: 0, paper: 0 });
    for (const stretch of stretches[index] ?? []) {
      const [begin, end] = tagOperators(stretch);
      file.write(begin);
      file.write(await operatorsOf(stretch.ops, context));
      file.write(end);
      const { element, target } = stretch.tag ?? {};
      if (element === undefined || target === undefined) continue;
      const added = addLinks(file, stretch.ops, target, sheet);
      links.set(element, [...(links.get(element) ?? []), ...added]);
    }
    // Tabs S: the Tab key follows the structure, that is reading order.
    Object.assign(file.page().data, { StructParents: index, Tabs: 'S' });
    pages.push(file.page());
  }
  writeTags(file, root, pages, links);
  writeNavigation(file, publication, [...links.values()].flat(), pages);
}

/**
 * The operators of a page or a stretch, and the graphics state they leave, so that a colour is set only where it changes:
 * nearly all text of a page is black. Drawings set colours of their own, within q and Q.
 */
interface Content {
  readonly operators: string[];
  overprint?: string;
  fill?: string;
}

async function operatorsOf(ops: readonly PaintOp[], context: Context): Promise<string> {
  const content: Content = { operators: [] };
  for (const op of ops) {
    if (op.op === 'image') await writeImage(op, context, content);
    else writeOp(op, context, content);
  }
  return content.operators.join('\n');
}

function writeOp(op: Exclude<PaintOp, ImageOp>, context: Context, content: Content): void {
  const { operators } = content;
  switch (op.op) {
    case 'glyphs':
      writeGlyphsOp(op, context, content);
      break;
    case 'fill':
      setFill(op.ink, context, content);
      operators.push(pathSteps(op.path), 'f');
      break;
    case 'stroke':
      setOverprint(op.ink, context, content);
      operators.push(
        strokeInk(op.ink, context.profile.space),
        `${number(op.width)} w`,
        pathSteps(op.path),
        'S',
      );
      break;
    default:
      assertNever(op);
  }
}

function setFill(ink: Ink, context: Context, content: Content): void {
  setOverprint(ink, context, content);
  const fill = fillInk(ink, context.profile.space);
  if (content.fill !== fill) content.operators.push(fill);
  content.fill = fill;
}

/** Solid black overprints, so that misregistered plates leave no white edge in a tint or a picture; all else knocks out. */
function setOverprint({ c, m, y, k }: Ink, { file, profile }: Context, content: Content): void {
  if (profile.space === 'rgb') return;
  const isBlack = c === black.c && m === black.m && y === black.y && k === black.k;
  const overprint = `/${file.useOverprint(isBlack)} gs`;
  if (content.overprint !== overprint) content.operators.push(overprint);
  content.overprint = overprint;
}

function writeGlyphsOp(op: GlyphsOp, context: Context, content: Content): void {
  const { operators } = content;
  const face = context.fonts.face(op.face);
  setFill(op.ink, context, content);
  if (op.row.text !== '') writeGlyphs(op, context.file.useFont(face), codesOf(face, context), operators);
  if (op.hidden !== true && op.row.starts !== undefined) fillSilentGlyphs(op, face, operators);
}

/**
 * Fills the outlines of glyphs that represent no text: emphasis dots, and all but the first glyph of one character. Shown as
 * text, they would be extracted as U+FFFD.
 */
function fillSilentGlyphs({ row, at, size }: GlyphsOp, face: Face, operators: string[]): void {
  for (const { id, x, y, text } of glyphsOf(row)) {
    if (text !== '') continue;
    const path = glyphOutline(face, id, at.x + x, at.y + y, size);
    if (path.length > 0) operators.push(pathSteps(path), 'f');
  }
}

async function writeImage(
  { image, rect, crop, ground }: ImageOp,
  context: Context,
  content: Content,
): Promise<void> {
  const { operators } = content;
  const picture = context.images.get(image);
  if (picture === undefined) throw new Error(`no picture ${image} was passed in`);
  setOverprint({ c: 0, m: 0, y: 0, k: 0 }, context, content);
  if (picture.drawing !== undefined) {
    const isForPress = context.profile.space === 'cmyk';
    const inkOf = isForPress ? await context.pictures.inksOf(picture.drawing, context.print) : undefined;
    operators.push(drawingOperators(picture.drawing, rect, crop, inkOf));
    return;
  }
  const made = await context.pictures.make(picture, crop, rect, context.print, ground);
  const key = JSON.stringify([image, crop, made.width, made.height, ground]);
  operators.push(placeImage(context.file.useImage(key, made), rect));
}
