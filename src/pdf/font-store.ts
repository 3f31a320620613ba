import type { Face } from '../fonts/face.ts';
import type { FontProgram } from '../fonts/font-program.ts';
import type { Objects } from './assemble-file.ts';
import { fontFacts } from './embed-font.ts';
import { pack } from './pack.ts';
import type { PdfObject } from './pdfkit-seam.ts';
import type { GlyphCode } from './set-glyphs.ts';
import { writeTexts } from './to-unicode.ts';

/** The fonts of a file in the making. */
export interface FontStore {
  /** The font's name in the resources of pages, and its object. */
  readonly font: (face: Face) => StoredFont;
  /** Notes a glyph that is to be set for a text, perhaps only to be found and not to be seen. */
  readonly gather: (face: Face, glyph: number, text: string, hidden: boolean) => void;
  /** Gives all glyphs their codes and begins to pack the fonts; none can be gathered any more. */
  readonly pack: () => void;
  /** The code of a glyph that was gathered for a text; one glyph that stands for two texts has two codes. */
  readonly encode: (face: Face, glyph: number, text: string) => GlyphCode;
}

export interface StoredFont {
  readonly name: string;
  readonly object: PdfObject;
}

/** A font, and the texts that each of its glyphs is set for, the codes with them as soon as they are given. */
interface OpenFont extends StoredFont {
  readonly face: Face;
  readonly meanings: Map<number, Map<string, number>>;
  /** The glyphs that are painted. */
  readonly seen: Set<number>;
}

/** Codes take two bytes. */
const mostCodes = 0x10000;

/** Opens the store of a file's fonts; each face is embedded once. */
export function openFontStore(objects: Objects): FontStore {
  const fonts = new Map<string, OpenFont>();
  let isPacked = false;
  const open = (face: Face): OpenFont => {
    const [meanings, seen] = [new Map(), new Set<number>()];
    const font = { name: `F${fonts.size + 1}`, object: objects.newObject(), face, meanings, seen };
    fonts.set(face.id, font);
    return font;
  };
  const font = (face: Face) => fonts.get(face.id) ?? open(face);
  return {
    font,
    gather: (face, glyph, text, hidden) => {
      const { meanings, seen } = font(face);
      const texts = meanings.get(glyph);
      if (texts?.has(text) && (hidden || seen.has(glyph))) return;
      if (isPacked) throw new Error(`glyph ${glyph} of ${face.id} came after its font was packed`);
      if (!hidden) seen.add(glyph);
      if (texts === undefined) meanings.set(glyph, new Map([[text, 0]]));
      else texts.set(text, 0);
    },
    pack: () => {
      isPacked = true;
      const texts = giveCodes([...fonts.values()]);
      const toUnicode = objects.newStream({ Filter: 'FlateDecode' }, pack(Buffer.from(writeTexts(texts))));
      // The largest first: the file waits for it longest.
      const size = ({ meanings }: OpenFont) => meanings.size;
      for (const each of [...fonts.values()].sort((a, b) => size(b) - size(a))) {
        Object.assign(each.object.data, embed(objects, each, toUnicode));
      }
    },
    encode: (face, glyph, text) => {
      const code = isPacked ? fonts.get(face.id)?.meanings.get(glyph)?.get(text) : undefined;
      if (code === undefined) throw new Error(`glyph ${glyph} of ${face.id} has no code for ${text}`);
      return { code, width: widthOf(face, glyph) };
    },
  };
}

/** As the font's dictionary has it, so that a reader's pen and ours agree. */
const widthOf = (face: Face, glyph: number): number => Math.round(face.advance(glyph) * 1e9) / 1e6;

/**
 * Gives each glyph of each font its code for each text. A text has the same code in all fonts of the file, so that one table
 * tells for all what their codes stand for; where a font has two glyphs for it, the second has the next one. Codes run with
 * the texts, and like characters have like outlines: a font packs to 2 % less than in the order of the page. Out: the text
 * of each code; code 0 is the missing glyph's.
 */
function giveCodes(fonts: readonly OpenFont[]): readonly string[] {
  const wanted = new Map<string, number>();
  for (const { meanings } of fonts) {
    const own = new Map<string, number>();
    for (const texts of meanings.values()) {
      for (const text of texts.keys()) own.set(text, (own.get(text) ?? 0) + 1);
    }
    for (const [text, count] of own) wanted.set(text, Math.max(count, wanted.get(text) ?? 0));
  }
  const all = [...wanted.keys()].sort();
  const codes = ['', ...all.flatMap((text) => Array<string>(wanted.get(text)!).fill(text))];
  if (codes.length > mostCodes) throw new Error(`${codes.length} codes are more than a font can have`);
  const first = new Map(codes.map((text, code) => [text, code] as const).reverse());
  for (const { meanings } of fonts) {
    const next = new Map(first);
    for (const texts of meanings.values()) {
      for (const text of texts.keys()) {
        texts.set(text, next.get(text)!);
        next.set(text, next.get(text)! + 1);
      }
    }
  }
  return codes;
}

function embed(objects: Objects, { name, face, meanings, seen }: OpenFont, toUnicode: PdfObject) {
  const program = face.program as FontProgram;
  const subset = program.createSubset();
  const widths: number[] = [];
  // No text has code 0.
  const unseen = new Set([0]);
  const missing = new Set<number>();
  for (const [glyph, texts] of meanings) {
    for (const code of texts.values()) {
      subset.glyphs[code] = glyph;
      widths[code] = widthOf(face, glyph);
      if (!seen.has(glyph)) unseen.add(code);
      if (glyph === 0) missing.add(code);
    }
  }
  for (let code = 1; code < subset.glyphs.length; code += 1) subset.glyphs[code] ??= 0;
  const bytes = subset.encode(unseen, missing);
  return fontFacts(objects, program, name, { isCff: 'cff' in subset, bytes, widths }, toUnicode);
}
