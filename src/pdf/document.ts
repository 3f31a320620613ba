import type { Size } from '../core/geometry.ts';
import type { Part } from '../core/stored-bytes.ts';
import type { Pt } from '../core/units.ts';
import type { Face } from '../fonts/face.ts';
import { roundToThousandth } from '../paint/ops.ts';
import type { MadePicture } from '../pictures/picture-maker.ts';
import { type Objects, openObjects } from './assemble-file.ts';
import { compressProfile, deflateContent } from './flate.ts';
import { type GlyphCode, openFontStore } from './font-store.ts';
import { type FileMetadata, infoDictionary, xmpPacket } from './metadata.ts';
import { number } from './operators.ts';
import { type Kit, type KitPage, openKit, type PdfObject } from './pdfkit-seam.ts';

/** The printing condition of a file. */
export interface OutputIntent {
  /** The ICC profile. */
  readonly bytes: Uint8Array;
  /** The name of the condition, and the URL of the registry that lists it; '' if none does. */
  readonly condition: string;
  readonly registry: string;
}

/** The trim size of a page, and how far bleed and paper extend beyond it on every side. */
export interface PageBoxes {
  readonly trim: Size;
  readonly bleed: Pt;
  readonly paper: Pt;
}

/** A PDF that is being written. Functions named `use…` add a resource to the current page and return its name. */
export interface PdfDocument {
  /** Starts a page. The origin of its content is the top left corner of the trim box; y points down. */
  readonly addPage: (boxes: PageBoxes) => Promise<void>;
  readonly write: (operators: string) => void;
  readonly useFont: (face: Face) => string;
  /** Collects a glyph and the text it represents. `hidden`: it is searched for, but never painted. */
  readonly collectGlyph: (face: Face, glyph: number, text: string, hidden: boolean) => void;
  /** Embeds the collected glyphs; none can be collected afterwards. */
  readonly embedFonts: () => void;
  /** The code of a collected glyph; a glyph that represents two texts has two codes. */
  readonly encode: (face: Face, glyph: number, text: string) => GlyphCode;
  readonly useImage: (key: string, picture: MadePicture) => string;
  readonly useOverprint: (on: boolean) => string;
  /** A new object, which other objects may reference before it is filled. */
  readonly newObject: () => PdfObject;
  /** The dictionary of the current page. */
  readonly page: () => PdfObject;
  readonly catalogue: Record<string, unknown>;
  /** Ends the last page. Out: the file. */
  readonly finish: () => Promise<readonly Part[]>;
}

/** Opens a document. In: its metadata, and its output intent; without one it is not PDF/X. */
export function openDocument(metadata: FileMetadata, intent: OutputIntent | undefined): PdfDocument {
  const kit = openKit();
  const { catalogue } = kit;
  const objects = openObjects(kit);
  for (const object of [catalogue, kit.pages]) objects.add(object);
  const pages = openPages(kit, objects);
  if (intent !== undefined) catalogue.data['OutputIntents'] = [outputIntent(objects, intent)];
  const fonts = openFontStore(objects);
  const images = resourceStore('I', (data, bytes) => objects.newStream(data, bytes!));
  const states = resourceStore('G', objects.newObject);
  return {
    addPage: pages.add,
    write: pages.write,
    useFont: (face) => {
      const { name, object } = fonts.font(face);
      pages.use('Font', name, object);
      return name;
    },
    collectGlyph: fonts.collect,
    embedFonts: fonts.embed,
    encode: fonts.encode,
    useImage: (key, picture) => {
      const { data, bytes } = imageXObject(picture);
      const { name, object } = images(key, data, bytes);
      pages.use('XObject', name, object);
      return name;
    },
    useOverprint: (on) => {
      // ISO 32000-1, 8.6.7: under OPM 1 a component of 0 leaves the ink below unchanged.
      const { name, object } = states(`${on}`, { Type: 'ExtGState', OP: on, op: on, OPM: on ? 1 : 0 });
      pages.use('ExtGState', name, object);
      return name;
    },
    newObject: () => objects.newObject(),
    page: pages.page,
    catalogue: catalogue.data,
    finish: () => {
      pages.end();
      const packetOf = (identity: Uint8Array) => xmpPacket(metadata, identity, intent !== undefined);
      return objects.assemble(catalogue, objects.newObject(infoDictionary(metadata)), packetOf);
    },
  };
}

/** ISO 15930-7, 6.3: one output intent, its profile embedded. */
function outputIntent(objects: Objects, { bytes, condition, registry }: OutputIntent): PdfObject {
  const profile = compressProfile(bytes);
  return objects.newObject({
    Type: 'OutputIntent',
    S: 'GTS_PDFX',
    OutputConditionIdentifier: new String(condition),
    OutputCondition: new String(condition),
    ...(registry.trim() !== '' && { RegistryName: new String(registry) }),
    Info: new String(condition),
    DestOutputProfile: objects.newStream({ N: 4, ...profile.data }, profile.bytes),
  });
}

const colourSpaces = {
  cmyk: 'DeviceCMYK',
  rgb: 'DeviceRGB',
  gray: 'DeviceGray',
  line: 'DeviceGray',
} as const;

/** An image XObject. ISO 32000-1, 8.9.5. */
function imageXObject(picture: MadePicture) {
  const { width, height, space } = picture;
  const data: Record<string, unknown> = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: colourSpaces[space],
    BitsPerComponent: space === 'line' ? 1 : 8,
  };
  if ('jpeg' in picture) return { data: { ...data, Filter: 'DCTDecode' }, bytes: picture.jpeg };
  const deflated = { ...data, Filter: 'FlateDecode' };
  if (!picture.predicted) return { data: deflated, bytes: picture.packed };
  // Predictor 15: each row names its own PNG filter. ISO 32000-1, 7.4.4.4.
  const Colors = space === 'cmyk' ? 4 : 1;
  const DecodeParms = { Predictor: 15, Colors, BitsPerComponent: 8, Columns: width };
  return { data: { ...deflated, DecodeParms }, bytes: picture.packed };
}

/** Content streams that may be waiting for compression: more than zlib's pool has threads, but not those of all pages. */
const maxPending = 8;

/** The pages of a document, the last of which is the current one. */
function openPages(kit: Kit, objects: Objects) {
  let current: KitPage | undefined;
  const compressed: Promise<Uint8Array>[] = [];
  const end = (): void => {
    if (current === undefined) return;
    current.content.data['Filter'] = 'FlateDecode';
    const bytes = deflateContent(current.takeContent());
    compressed.push(bytes);
    objects.addStream(current.content, bytes);
    current = undefined;
  };
  return {
    end,
    page: () => current!.dictionary,
    write: kit.write,
    use: (kind: string, name: string, object: PdfObject): void => {
      const { data } = current!.resources;
      data[kind] ??= {};
      (data[kind] as Record<string, PdfObject>)[name] = object;
    },
    add: async (boxes: PageBoxes): Promise<void> => {
      end();
      await compressed.at(-maxPending);
      const { MediaBox, ...innerBoxes } = boxEntries(boxes);
      current = kit.addPage(MediaBox[2], MediaBox[3]);
      for (const object of [current.dictionary, current.resources]) objects.add(object);
      Object.assign(current.dictionary.data, innerBoxes);
      kit.write(`1 0 0 1 ${number(boxes.paper)} ${number(boxes.paper)} cm`);
    },
  };
}

type Box = readonly [left: Pt, bottom: Pt, right: Pt, top: Pt];

/** The page boxes, which share a centre. ISO 32000-1, 14.11.2. */
function boxEntries({ trim, bleed, paper }: PageBoxes) {
  const boxAt = (outset: Pt): Box => [
    roundToThousandth(paper - outset),
    roundToThousandth(paper - outset),
    roundToThousandth(paper + trim.width + outset),
    roundToThousandth(paper + trim.height + outset),
  ];
  return { MediaBox: boxAt(paper), BleedBox: boxAt(bleed), TrimBox: boxAt(0) };
}

/** Creates each resource once, named by the letter and a number. */
function resourceStore(letter: string, create: (data: Record<string, unknown>, bytes?: Part) => PdfObject) {
  const resources = new Map<string, { readonly name: string; readonly object: PdfObject }>();
  return (key: string, data: Record<string, unknown>, bytes?: Part) => {
    const found = resources.get(key);
    if (found !== undefined) return found;
    const resource = { name: `${letter}${resources.size + 1}`, object: create(data, bytes) };
    resources.set(key, resource);
    return resource;
  };
}
