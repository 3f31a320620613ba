import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import type { Face } from '../assets/face.ts';
import type { PackedPlates } from '../assets/kept-plates.ts';
import type { ScreenPicture } from '../assets/screen-picture.ts';
import type { Size } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import { openFontStore } from './font-store.ts';
import { imageObject } from './image-object.ts';
import { packAhead, takePacked } from './pack-ahead.ts';
import type { Kit, PdfObject, Reference } from './pdfkit-objects.ts';
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
  /** The code of a glyph that stands for a text; one glyph that stands for two texts has two codes. */
  readonly encode: (face: Face, glyph: number, text: string) => GlyphCode;
  /** Begins to pack the fonts; no glyph that is not in them may come after. */
  readonly packFonts: () => void;
  readonly useImage: (key: string, picture: PackedPlates | ScreenPicture) => string;
  readonly useOverprint: (on: boolean) => string;
  /** A new object of the file: it has to be ended, and may be named in others before. */
  readonly newObject: () => PdfObject;
  /** The dictionary of the page that is open. */
  readonly page: () => PdfObject;
  /** The dictionary that the whole file begins from; its MarkInfo, StructTreeRoot and ViewerPreferences pdfkit ends itself. */
  readonly catalogue: Record<string, unknown>;
  /** Out: the file, whole. Throws where it would not be. */
  readonly finish: () => Promise<Uint8Array>;
}

/**
 * Opens a file. In: what it tells of itself, what it is printed on; a file for screens is printed on nothing, and is no
 * PDF/X.
 */
export function openPressFile(facts: DocumentFacts, intent: OutputIntent | undefined): PressFile {
  const kit = openKit(facts);
  const chunks = gather(kit);
  addMetadata(kit, chunks, (identity) => xmpPacket(facts, identity, intent !== undefined));
  const profile = intent && addOutputIntent(kit, intent);
  const fonts = openFontStore(kit);
  const packing = profile === undefined ? [] : [packAhead(profile)];
  const embed = resourceStore(kit, 'I');
  const states = resourceStore(kit, 'G');
  return {
    addPage: async (boxes) => {
      if (kit.page !== null) packing.push(packAhead(kit.page.content));
      // Else the packers of all pages would be in memory at once.
      await packing.at(-mostPacking);
      addPage(kit, boxes);
    },
    // As bytes: pdfkit would take a text character by character.
    write: (operators) => kit.addContent(Buffer.from(`${operators}\n`, 'latin1')),
    useFont: (face) => {
      const font = fonts.font(face);
      kit.page.fonts[font.id] = font.ref();
      return font.id;
    },
    encode: fonts.encode,
    packFonts: fonts.pack,
    useImage: (key, picture) => {
      const { data, bytes } = imageObject(picture);
      const { name, reference } = embed(key, () => data, bytes);
      kit.page.xobjects[name] = reference;
      return name;
    },
    useOverprint: (on) => {
      // ISO 32000-1, 8.6.7: with OPM 1 an ink of 0 leaves what lies beneath.
      const { name, reference } = states(`${on}`, () => ({
        Type: 'ExtGState',
        OP: on,
        op: on,
        OPM: on ? 1 : 0,
      }));
      kit.page.ext_gstates[name] = reference;
      return name;
    },
    newObject: () => kit.ref({}),
    page: () => kit.page.dictionary,
    catalogue: kit._root.data,
    finish: async () => {
      if (kit.page !== null) packing.push(packAhead(kit.page.content));
      await Promise.all(packing);
      profile?.end();
      return finish(kit, await fonts.packed(), chunks);
    },
  };
}

/** How many streams may be waiting to be packed: more than there are threads to pack them. */
const mostPacking = 8;

function openKit({ title, creator, producer, date }: DocumentFacts): Kit {
  const kit = new PDFDocument({
    pdfVersion: '1.6',
    autoFirstPage: false,
    // Pages are ended with the file, so that they can be packed meanwhile.
    bufferPages: true,
    lang: 'zh-CN',
    // Without this, Helvetica is the current font, and it is never embedded. The types do not know null.
    font: null as unknown as string,
    info: { Title: title, Creator: creator, Producer: producer, CreationDate: date, ModDate: date },
  }) as unknown as Kit;
  kit.info['Trapped'] = pdfName('False');
  return kit;
}

/** Gathers the file as pdfkit writes it: as a stream it would give it out later. Out: what there is by now. */
function gather(kit: Kit): readonly Uint8Array[] {
  const chunks = [kit.read()];
  kit.push = (chunk) => chunk === null || chunks.push(chunk) > 0;
  return chunks;
}

/** pdfkit writes every string of Info as a string; this one must be a name. */
const pdfName = (name: string) => ({ [Symbol.toStringTag]: 'Name', toString: () => `/${name}` });

/**
 * pdfkit's own XMP is not escaped and lacks what PDF/X asks for. It is written when all but the file's directory stands,
 * and bears with the trailer an identity made of that: the same for the same content, and for no other.
 */
function addMetadata(
  kit: Kit,
  chunks: readonly Uint8Array[],
  packetOf: (identity: Uint8Array) => string,
): void {
  const metadata = kit.ref({ Type: 'Metadata', Subtype: 'XML' });
  // A press's tools look for the packet in the plain bytes.
  metadata.compress = false;
  kit._root.data['Metadata'] = metadata;
  kit.endMetadata = () => {
    const content = createHash('sha256');
    for (const chunk of chunks) content.update(chunk);
    kit._id = Uint8Array.from(content.digest().subarray(0, 16));
    metadata.end(new TextEncoder().encode(packetOf(kit._id)));
  };
}

/** ISO 15930-7, 6.3: one intent, its profile inside the file. Out: the profile, to be ended with the file. */
function addOutputIntent(kit: Kit, { bytes, condition, registry }: OutputIntent): Reference {
  const profile = kit.ref({ N: 4 });
  profile.write(bytes);
  const intent = kit.ref({
    Type: 'OutputIntent',
    S: 'GTS_PDFX',
    OutputConditionIdentifier: new String(condition),
    OutputCondition: new String(condition),
    ...(registry.trim() !== '' && { RegistryName: new String(registry) }),
    Info: new String(condition),
    DestOutputProfile: profile,
  });
  intent.end();
  kit._root.data['OutputIntents'] = [intent];
  return profile;
}

/** A box of a page and its paper: ISO 32000-1, 14.11.2. The trim lies in the middle of them all. */
function addPage(kit: Kit, { trim, bleed, paper }: PageBoxes): void {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const around = (beyond: Pt) => [
    round(paper - beyond),
    round(paper - beyond),
    round(paper + trim.width + beyond),
    round(paper + trim.height + beyond),
  ];
  const [, , width, height] = around(paper);
  kit.addPage({ size: [width, height], margin: 0 });
  const { data } = kit.page.dictionary;
  data['BleedBox'] = around(bleed);
  data['TrimBox'] = around(0);
  delete data['UserUnit'];
  kit.addContent(`1 0 0 1 ${round(paper)} ${round(paper)} cm`);
}

/** Makes each resource once, under its own name. */
function resourceStore(kit: Kit, letter: string) {
  const made = new Map<string, { readonly name: string; readonly reference: Reference }>();
  return (key: string, data: () => Record<string, unknown>, bytes?: Uint8Array) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const resource = { name: `${letter}${made.size + 1}`, reference: kit.ref(data()) };
    resource.reference.end(bytes);
    made.set(key, resource);
    return resource;
  };
}

/** Ends the file. In: the font programs, packed, and where the file gathers. */
function finish(
  kit: Kit,
  programs: ReadonlyMap<Uint8Array, Uint8Array>,
  chunks: readonly Uint8Array[],
): Uint8Array {
  const ref = kit.ref.bind(kit);
  kit.ref = (data) => {
    const made = ref(data);
    takePacked(made, programs);
    return made;
  };
  kit.end();
  // An object left open would leave the file without its end.
  if (kit._waiting !== 0) throw new Error(`${kit._waiting} objects of the PDF were not finished`);
  const bytes = Buffer.concat(chunks);
  if (!bytes.subarray(-8).toString('latin1').includes('%%EOF')) throw new Error('the PDF has no end');
  return bytes;
}
