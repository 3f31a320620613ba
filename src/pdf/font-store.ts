import type { Face } from '../assets/face.ts';
import { packPrograms } from './pack-ahead.ts';
import type { GlyphCode } from './set-glyphs.ts';

/** A font as pdfkit holds it, beyond its published interface; pinned to pdfkit 0.20. */
export interface EmbeddedFont<Reference = unknown> {
  readonly id: string;
  readonly font: unknown;
  readonly subset: {
    readonly glyphs: number[];
    includeGlyph(glyph: number): number;
    encode(): Uint8Array;
  };
  readonly widths: number[];
  readonly unicode: number[][];
  ref(): Reference;
}

/** Where pdfkit opens fonts. */
interface FontKit<Reference> {
  readonly _font: EmbeddedFont<Reference>;
  readonly _fontFamilies: Record<string, unknown>;
  font(program: unknown, name: string): void;
}

/** The fonts of a file in the making. */
export interface FontStore<Reference> {
  readonly font: (face: Face) => EmbeddedFont<Reference>;
  /** The code of a glyph that stands for a text; one glyph that stands for two texts has two codes. */
  readonly encode: (face: Face, glyph: number, text: string) => GlyphCode;
  /** Begins to pack the programs. A glyph that is not in its font by then cannot be encoded any more: that throws. */
  readonly pack: () => void;
  /** The programs, packed. */
  readonly packed: () => Promise<ReadonlyMap<Uint8Array, Uint8Array>>;
}

/** Opens the store of a file's fonts; each face is embedded once. */
export function openFontStore<Reference>(kit: FontKit<Reference>): FontStore<Reference> {
  const fonts = new Map<string, EmbeddedFont<Reference>>();
  const coders = new Map<string, (glyph: number, text: string) => GlyphCode>();
  let packing: Promise<ReadonlyMap<Uint8Array, Uint8Array>> | undefined;
  const open = (face: Face): EmbeddedFont<Reference> => {
    // pdfkit would take two fonts of one name for one where their checksums are alike, as those of a file and its copy.
    delete kit._fontFamilies[(face.program as { readonly postscriptName: string }).postscriptName];
    kit.font(face.program, face.id);
    if (kit._font.font !== face.program) throw new Error(`face ${face.id} was taken for another`);
    fonts.set(face.id, kit._font);
    return kit._font;
  };
  const font = (face: Face) => fonts.get(face.id) ?? open(face);
  const coderOf = (face: Face) => {
    const coder = openCoder(font(face), face, () => packing !== undefined);
    coders.set(face.id, coder);
    return coder;
  };
  const pack = () => {
    if (packing === undefined) {
      packing = packPrograms([...fonts.values()].map(({ subset }) => subset));
      // A fault is met where the file is ended, not in the middle of a page.
      packing.catch(() => undefined);
    }
    return packing;
  };
  return {
    font,
    encode: (face, glyph, text) => (coders.get(face.id) ?? coderOf(face))(glyph, text),
    pack,
    packed: pack,
  };
}

/** Gives glyphs their codes, the first meaning of each most quickly: few glyphs have a second. */
function openCoder(
  font: EmbeddedFont,
  face: Face,
  isClosed: () => boolean,
): (glyph: number, text: string) => GlyphCode {
  const first = new Map<number, { readonly text: string; readonly code: GlyphCode }>();
  return (glyph, text) => {
    const known = first.get(glyph);
    if (known?.text === text) return known.code;
    const before = font.subset.glyphs.length;
    const code = encodeGlyph(font, face, glyph, text);
    if (isClosed() && font.subset.glyphs.length > before) {
      throw new Error(`glyph ${glyph} of ${face.id} came after its font was packed`);
    }
    if (known === undefined) first.set(glyph, { text, code });
    return code;
  };
}

function encodeGlyph(font: EmbeddedFont, face: Face, glyph: number, text: string): GlyphCode {
  const { subset, widths, unicode } = font;
  const codePoints = [...text].map((character) => character.codePointAt(0)!);
  const means = (code: number) => unicode[code] === undefined || String(unicode[code]) === String(codePoints);
  const usual = subset.includeGlyph(glyph);
  const other = () => subset.glyphs.findIndex((each, code) => each === glyph && means(code));
  let code = means(usual) ? usual : other();
  if (code < 0) code = subset.glyphs.push(glyph) - 1;
  unicode[code] = codePoints;
  // As pdfkit writes them, so that a reader's pen and ours agree.
  widths[code] = Math.round(face.advance(glyph) * 1e9) / 1e6;
  return { code, width: widths[code]! };
}
