import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { house } from '../core/house.ts';

/** 字架: the fonts that can be asked for by name, as fonts/fonts.json lists them. */
export type TypeCase = readonly CasedFont[];

export interface CasedFont {
  readonly name: string;
  /** The npm package the file lies in; missing where it lies in fonts/ itself. */
  readonly package?: string;
  /** The font file, or the style sheet of a font that comes in slices. */
  readonly file?: string;
  readonly css?: string;
  readonly weight: number;
  readonly licence: string;
}

/** Reads the list that ships with the program; opens no font. */
export function readTypeCase(): TypeCase {
  return JSON.parse(readFileSync(path.join(house, 'fonts', 'fonts.json'), 'utf8')) as TypeCase;
}

/** Where a font's file or style sheet lies on this machine. Throws where its package is not installed. */
export function fontPath(font: CasedFont): string {
  const file = font.file ?? font.css;
  if (file === undefined) throw new Error(`fonts.json: ${font.name} has neither file nor css`);
  if (font.package === undefined) return path.join(house, 'fonts', file);
  return createRequire(path.join(house, 'package.json')).resolve(`${font.package}/${file}`);
}
