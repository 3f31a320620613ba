import type { Size } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Face } from '../fonts/face.ts';
import { roundToThousandth } from '../paint/ops.ts';
import type { PackedPlates } from '../pictures/kept-plates.ts';
import type { ScreenPicture } from '../pictures/screen-picture.ts';
import { type Objects, openObjects } from './assemble-file.ts';
import { openFontStore } from './font-store.ts';
import { imageObject } from './image-object.ts';
import { number } from './operators.ts';
import { packContent } from './pack.ts';
import { packProfile } from './pack-profile.ts';
import { type Kit, type KitPage, openKit, type PdfObject } from './pdfkit-seam.ts';
import type { GlyphCode } from './set-glyphs.ts';
import { type DocumentFacts, xmpPacket } from './xmp.ts';

/** The inks and paper a file is made for. */
export interface OutputIntent {
  readonly bytes: Uint8Array;
  /** The name of the printing condition, and the address of the registry that has it; '' where none has. */
  readonly condition: string;
  readonly registry: string;
}

/** What a page is cut to, and how far its paint and its paper reach beyond that on every side. */
export interface PageBoxes {
  readonly trim: Size;
  readonly bleed: Pt;
  readonly paper: Pt;
}

/** A file in the making. Resources are given by name for the content of the page that is open. */
export interface PressFile {
  /** Opens a page; what is written has its origin at the trim's top left, y down. */
  readonly addPage: (boxes: PageBoxes) => Promise<void>;
  readonly write: (operators: string) => void;
  readonly useFont: (face: Face) => string;
  /** Notes a glyph that is to be set for a text, perhaps only to be found and not to be seen. */
  readonly gather: (face: Face, glyph: number, text: string, hidden: boolean) => void;
  /** Begins to pack the fonts of what was gathered; no glyph may come after. */
  readonly packFonts: () => void;
  /** The code of a glyph that was gathered for a text; one glyph that stands for two texts has two codes. */
  readonly encode: (face: Face, glyph: number, text: string) => GlyphCode;
  readonly useImage: (key: string, picture: PackedPlates | ScreenPicture) => string;
  readonly useOverprint: (on: boolean) => string;
  /** A new object of the file, which may be named in others before it holds anything. */
  readonly newObject: () => PdfObject;
  /** The dictionary of the page that is open. */
  readonly page: () => PdfObject;
  /** The dictionary that the whole file begins from. */
  readonly catalogue: Record<string, unknown>;
  /** Out: the file, whole. */
  readonly finish: () => Promise<Uint8Array>;
}

/**
 * Opens a file. In: what it tells of itself, what it is printed on; a file for screens is printed on nothing, and is no
 * PDF/X.
 */
export function openPressFile(facts: DocumentFacts, intent: OutputIntent | undefined): PressFile {
  const kit = openKit();
  const { catalogue } = kit;
  const objects = openObjects(kit);
  for (const own of [catalogue, kit.pages]) objects.take(own);
  const pages = openPages(kit, objects);
  if (intent !== undefined) catalogue.data['OutputIntents'] = [outputIntent(objects, intent)];
  const fonts = openFontStore(objects);
  const pictures = resourceStore('I', (data, bytes) => objects.newStream(data, bytes!));
  const states = resourceStore('G', objects.newObject);
  return {
    addPage: pages.add,
    write: pages.write,
    useFont: (face) => {
      const { name, object } = fonts.font(face);
      pages.use('Font', name, object);
      return name;
    },
    gather: fonts.gather,
    packFonts: fonts.pack,
    encode: fonts.encode,
    useImage: (key, picture) => {
      const { data, bytes } = imageObject(picture);
      const { name, object } = pictures(key, data, bytes);
      pages.use('XObject', name, object);
      return name;
    },
    useOverprint: (on) => {
      // ISO 32000-1, 8.6.7: with OPM 1 an ink of 0 leaves what lies beneath.
      const { name, object } = states(`${on}`, { Type: 'ExtGState', OP: on, op: on, OPM: on ? 1 : 0 });
      pages.use('ExtGState', name, object);
      return name;
    },
    newObject: () => objects.newObject(),
    page: pages.page,
    catalogue: catalogue.data,
    finish: () => {
      pages.end();
      const info = objects.newObject(infoOf(facts));
      const packetOf = (identity: Uint8Array) => xmpPacket(facts, identity, intent !== undefined);
      return objects.assemble(catalogue, info, packetOf);
    },
  };
}

function infoOf({ title, creator, producer, date }: DocumentFacts): Record<string, unknown> {
  return {
    Producer: new String(producer),
    Creator: new String(creator),
    CreationDate: date,
    Title: new String(title),
    ModDate: date,
    Trapped: 'False',
  };
}

/** ISO 15930-7, 6.3: one intent, its profile inside the file. */
function outputIntent(objects: Objects, { bytes, condition, registry }: OutputIntent): PdfObject {
  const { data, packed } = packProfile(bytes);
  return objects.newObject({
    Type: 'OutputIntent',
    S: 'GTS_PDFX',
    OutputConditionIdentifier: new String(condition),
    OutputCondition: new String(condition),
    ...(registry.trim() !== '' && { RegistryName: new String(registry) }),
    Info: new String(condition),
    DestOutputProfile: objects.newStream({ N: 4, ...data }, packed),
  });
}

/** The pages of a file, of which the last is open. */
function openPages(kit: Kit, objects: Objects) {
  let open: KitPage | undefined;
  const packing: Promise<Uint8Array>[] = [];
  const end = (): void => {
    if (open === undefined) return;
    open.content.data['Filter'] = 'FlateDecode';
    const packed = packContent(open.takeContent());
    packing.push(packed);
    objects.takeStream(open.content, packed);
    open = undefined;
  };
  return {
    end,
    page: () => open!.dictionary,
    write: kit.write,
    use: (kind: string, name: string, object: PdfObject): void => {
      const { data } = open!.resources;
      data[kind] ??= {};
      (data[kind] as Record<string, PdfObject>)[name] = object;
    },
    add: async (boxes: PageBoxes): Promise<void> => {
      end();
      // Else the packers of all pages would be in memory at once.
      await packing.at(-mostPacking);
      const { MediaBox, ...inner } = boxesOf(boxes);
      open = kit.addPage(MediaBox[2], MediaBox[3]);
      for (const own of [open.dictionary, open.resources]) objects.take(own);
      Object.assign(open.dictionary.data, inner);
      kit.write(`1 0 0 1 ${number(boxes.paper)} ${number(boxes.paper)} cm`);
    },
  };
}

/** How many pages may be waiting to be packed: more than there are threads to pack them. */
const mostPacking = 8;

type Box = readonly [left: Pt, bottom: Pt, right: Pt, top: Pt];

/** ISO 32000-1, 14.11.2. The trim lies in the middle of them all. */
function boxesOf({ trim, bleed, paper }: PageBoxes) {
  const around = (beyond: Pt): Box => [
    roundToThousandth(paper - beyond),
    roundToThousandth(paper - beyond),
    roundToThousandth(paper + trim.width + beyond),
    roundToThousandth(paper + trim.height + beyond),
  ];
  return { MediaBox: around(paper), BleedBox: around(bleed), TrimBox: around(0) };
}

/** Makes each resource once, under its own name. */
function resourceStore(
  letter: string,
  make: (data: Record<string, unknown>, bytes?: Uint8Array) => PdfObject,
) {
  const made = new Map<string, { readonly name: string; readonly object: PdfObject }>();
  return (key: string, data: Record<string, unknown>, bytes?: Uint8Array) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const resource = { name: `${letter}${made.size + 1}`, object: make(data, bytes) };
    made.set(key, resource);
    return resource;
  };
}
