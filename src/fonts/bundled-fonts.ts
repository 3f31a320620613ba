import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packageRoot } from '../core/package-root.ts';

/** The bundled fonts, which a template may name without a file, as fonts/fonts.json lists them. */
export type BundledFonts = readonly BundledFont[];

export interface BundledFont {
  readonly name: string;
  /** The npm package that contains the file; absent where it is in fonts/ itself. */
  readonly package?: string;
  /** The font file, or the style sheet of a web font; a font has one of the two. */
  readonly file?: string;
  readonly css?: string;
  readonly weight: number;
  readonly licence: string;
}

/** Reads the list. Opens no font. */
export function readBundledFonts(): BundledFonts {
  return JSON.parse(readFileSync(path.join(packageRoot, 'fonts', 'fonts.json'), 'utf8')) as BundledFonts;
}

/** The path of a font's file or style sheet on this machine. Throws where its package is not installed. */
export function fontPath(font: BundledFont): string {
  const file = font.file ?? font.css;
  if (file === undefined) throw new Error(`fonts.json: ${font.name} has neither file nor css`);
  if (font.package === undefined) return path.join(packageRoot, 'fonts', file);
  return createRequire(path.join(packageRoot, 'package.json')).resolve(`${font.package}/${file}`);
}
