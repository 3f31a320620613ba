import type { Face } from '../fonts/face.ts';
import type { FontProgram } from '../fonts/font-program.ts';
import type { Objects } from './assemble-file.ts';
import { embedSubset, toUnicodeCMap } from './embed-font.ts';
import { deflateBytes } from './flate.ts';
import type { PdfObject } from './pdfkit-seam.ts';

/** The fonts of one file: glyphs are collected first, then every font is subset and each glyph gets its code. */
export interface FontStore {
  /** The resource name and the object of a face's font. */
  readonly font: (face: Face) => StoredFont;
  /** Collects a glyph and the text it represents. `hidden`: it is searched for, but never painted. */
  readonly collect: (face: Face, glyph: number, text: string, hidden: boolean) => void;
  /** Assigns the codes and starts to compress the fonts. Nothing can be collected afterwards. */
  readonly embed: () => void;
  /** The code of a collected glyph; a glyph that represents two texts has two codes. Throws if it was not collected. */
  readonly encode: (face: Face, glyph: number, text: string) => GlyphCode;
}

export interface StoredFont {
  readonly name: string;
  readonly object: PdfObject;
}

/** A glyph in the embedded subset; `width` is its advance in thousandths of the em. */
export interface GlyphCode {
  readonly code: number;
  readonly width: number;
}

interface OpenFont extends StoredFont {
  readonly face: Face;
  /** By glyph, the texts it represents, each with its code; 0 until codes are assigned. */
  readonly glyphs: Map<number, Map<string, number>>;
  /** The glyphs that are painted. */
  readonly painted: Set<number>;
}

/** A code has two bytes. */
const maxCodes = 0x10000;

/** Opens the fonts of a file; each face is embedded once. */
export function openFontStore(objects: Objects): FontStore {
  const fonts = new Map<string, OpenFont>();
  let isEmbedded = false;
  const open = (face: Face): OpenFont => {
    const [glyphs, painted] = [new Map(), new Set<number>()];
    const font = { name: `F${fonts.size + 1}`, object: objects.newObject(), face, glyphs, painted };
    fonts.set(face.id, font);
    return font;
  };
  const font = (face: Face) => fonts.get(face.id) ?? open(face);
  return {
    font,
    collect: (face, glyph, text, hidden) => {
      const { glyphs, painted } = font(face);
      const texts = glyphs.get(glyph);
      if (texts?.has(text) && (hidden || painted.has(glyph))) return;
      if (isEmbedded) throw new Error(`glyph ${glyph} of ${face.id} came after its font was embedded`);
      if (!hidden) painted.add(glyph);
      if (texts === undefined) glyphs.set(glyph, new Map([[text, 0]]));
      else texts.set(text, 0);
    },
    embed: () => {
      isEmbedded = true;
      const cmap = Buffer.from(toUnicodeCMap(assignCodes([...fonts.values()])));
      const toUnicode = objects.newStream({ Filter: 'FlateDecode' }, deflateBytes(cmap));
      // The largest first, since it takes longest to compress.
      const size = ({ glyphs }: OpenFont) => glyphs.size;
      for (const each of [...fonts.values()].sort((a, b) => size(b) - size(a))) {
        Object.assign(each.object.data, embedFont(objects, each, toUnicode));
      }
    },
    encode: (face, glyph, text) => {
      const code = isEmbedded ? fonts.get(face.id)?.glyphs.get(glyph)?.get(text) : undefined;
      if (code === undefined) throw new Error(`glyph ${glyph} of ${face.id} has no code for ${text}`);
      return { code, width: widthOf(face, glyph) };
    },
  };
}

/** The value in the W array: the pen of a reader and ours must agree. */
const widthOf = (face: Face, glyph: number): number => Math.round(face.advance(glyph) * 1e9) / 1e6;

/**
 * Assigns each glyph of each font a code for each of its texts.
 *
 * A text has the same code in all fonts, so that they share one ToUnicode CMap. If a font has n glyphs for one text, the
 * text owns n consecutive codes, and the font's glyphs take them in order of first use. Codes ascend with the texts: similar
 * characters have similar outlines, so that a font compresses 2 % better than in page order. Code 0 is `.notdef` and
 * represents no text.
 *
 * Out: the text of each code. Throws if 65,536 codes do not suffice.
 */
function assignCodes(fonts: readonly OpenFont[]): readonly string[] {
  const codesNeeded = new Map<string, number>();
  for (const { glyphs } of fonts) {
    const inFont = new Map<string, number>();
    for (const texts of glyphs.values()) {
      for (const text of texts.keys()) inFont.set(text, (inFont.get(text) ?? 0) + 1);
    }
    for (const [text, count] of inFont) codesNeeded.set(text, Math.max(count, codesNeeded.get(text) ?? 0));
  }
  const sorted = [...codesNeeded.keys()].sort();
  const textOfCode = ['', ...sorted.flatMap((text) => Array<string>(codesNeeded.get(text)!).fill(text))];
  if (textOfCode.length > maxCodes)
    throw new Error(`${textOfCode.length} codes are more than a font can have`);
  const firstCode = new Map(textOfCode.map((text, code) => [text, code] as const).reverse());
  for (const { glyphs } of fonts) {
    const nextCode = new Map(firstCode);
    for (const texts of glyphs.values()) {
      for (const text of texts.keys()) {
        texts.set(text, nextCode.get(text)!);
        nextCode.set(text, nextCode.get(text)! + 1);
      }
    }
  }
  return textOfCode;
}

/** Subsets a font so that its glyph ids are the codes. Unused codes hold `.notdef`; hidden glyphs have no outline. */
function embedFont(objects: Objects, { name, face, glyphs, painted }: OpenFont, toUnicode: PdfObject) {
  const program = face.program as FontProgram;
  const subset = program.createSubset();
  const widths: number[] = [];
  const empty = new Set([0]);
  const missing = new Set<number>();
  for (const [glyph, texts] of glyphs) {
    for (const code of texts.values()) {
      subset.glyphs[code] = glyph;
      widths[code] = widthOf(face, glyph);
      if (!painted.has(glyph)) empty.add(code);
      if (glyph === 0) missing.add(code);
    }
  }
  for (let code = 1; code < subset.glyphs.length; code += 1) subset.glyphs[code] ??= 0;
  const bytes = subset.encode(empty, missing);
  return embedSubset(objects, program, name, { isCff: 'cff' in subset, bytes, widths }, toUnicode);
}
