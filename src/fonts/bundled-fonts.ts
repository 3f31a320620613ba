/**
 * The bundled fonts, which a template may name without a file: the list in fonts/fonts.json, and how they are opened.
 * A plain TrueType file goes to our reader, a style sheet is a web font, and everything else goes to fontkit.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CacheFolder } from '../core/cache.ts';
import { packageRoot } from '../core/package-root.ts';
import type { Face } from './face.ts';
import { openFace } from './fontkit-face.ts';
import { type FontSource, openFontFile } from './sfnt.ts';
import { openTrueTypeFace } from './true-type-face.ts';
import { openWebFontFace } from './web-font-face.ts';

export type BundledFonts = readonly BundledFont[];

export interface BundledFont {
  readonly name: string;
  /** The npm package that contains the file; absent if it is in fonts/ itself. */
  readonly package?: string;
  /** The font file, or the style sheet of a web font; a font has one of the two. */
  readonly file?: string;
  readonly css?: string;
  readonly weight: number;
  readonly licence: string;
  /** What a symbol font has: pictures (emoji) or signs. Every role falls back on the symbol fonts. */
  readonly symbols?: 'pictures' | 'signs';
  /**
   * The em on which its glyphs are drawn, if its own is another: Noto Emoji draws on a square of 2,600 units and has
   * 2,048 to the em, so that its pictures would be wider than the ideographs beside them.
   */
  readonly unitsPerEm?: number;
}

/** Reads the list. Opens no font. */
export function readBundledFonts(): BundledFonts {
  return JSON.parse(readFileSync(path.join(packageRoot, 'fonts', 'fonts.json'), 'utf8')) as BundledFonts;
}

/** The path of a font's file or style sheet on this machine. Throws if its package is not installed. */
export function fontPath(font: BundledFont): string {
  const file = font.file ?? font.css;
  if (file === undefined) throw new Error(`fonts.json: ${font.name} has neither file nor css`);
  if (font.package === undefined) return path.join(packageRoot, 'fonts', file);
  return createRequire(path.join(packageRoot, 'package.json')).resolve(`${font.package}/${file}`);
}

/** Finds a font's face for a character: undefined if the font does not have it. */
export type FaceLookup = (codePoint: number) => Face | undefined;

/** Prepares a font; its file is found and opened at the first lookup. In: the cache for unpacked slices of web fonts. */
export function openBundledFont(font: BundledFont, folder: CacheFolder | undefined): FaceLookup {
  const open = (file: string): Face =>
    font.css === undefined
      ? openFile(file, font.unitsPerEm)
      : openWebFontFace(path.basename(path.dirname(file)), file, folder);
  let face: Face | undefined;
  return (codePoint) => {
    if (isPrivateUse(codePoint)) return undefined;
    face ??= open(fontPath(font));
    return face.has(codePoint) ? face : undefined;
  };
}

function openFile(file: string, unitsPerEm: number | undefined): Face {
  const id = path.parse(file).name;
  const openWithFontkit = () => openFace(id, readFileSync(file));
  const source = openFontFile(file);
  const scaled = source && unitsPerEm !== undefined ? withUnitsPerEm(source, unitsPerEm) : source;
  return (scaled && openTrueTypeFace(id, scaled, openWithFontkit)) ?? openWithFontkit();
}

/** The same font with another em, for measuring, painting and embedding alike. OpenType, head, unitsPerEm. */
function withUnitsPerEm(source: FontSource, unitsPerEm: number): FontSource {
  const head = Buffer.from(source.table('head')!);
  head.writeUInt16BE(unitsPerEm, 18);
  return { ...source, table: (tag) => (tag === 'head' ? head : source.table(tag)) };
}

/**
 * Whether a code point is for private use. The glyphs that a bundled font has there are no characters that an author
 * means; an author's font may exist just for such characters, made by the paper (造字).
 */
const isPrivateUse = (codePoint: number): boolean =>
  (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf_0000;
