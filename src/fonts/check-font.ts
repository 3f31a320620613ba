/**
 * What speaks against a font before its outlines are read: the tables it has tell of colours, bitmaps and outlines that
 * cannot be printed as type in one ink. Reads the directory alone.
 */
import { type FileFont, nameIds, writeNames } from './font-file.ts';
import type { SfntTables } from './sfnt.ts';

/** Tables of glyphs in colours, with the name by which designers know each kind. */
const colourTables: Readonly<Record<string, string>> = {
  COLR: 'COLR',
  CBDT: 'CBDT，位图',
  sbix: 'sbix，位图',
  'SVG ': 'SVG',
};

/** Why a font cannot be used although it may be sound; undefined if nothing speaks against it. In Chinese. */
export function findUnsuitable({ tables }: FileFont): string | undefined {
  const colour = Object.keys(colourTables).find((tag) => tables.has(tag));
  if (colour !== undefined) return `是彩色字体（${colourTables[colour]}），不能用一种油墨印`;
  if (tables.has('CFF2')) return '轮廓是 CFF2 格式，不支持';
  if (tables.has('glyf') || tables.has('CFF ')) return undefined;
  if (tables.has('EBDT') || tables.has('bdat')) return '只有点阵，没有轮廓';
  return undefined;
}

/** The tables that setting and embedding need; a font has TrueType or CFF outlines beside these. */
const required = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'OS/2', 'post'];

/** The tables that a font lacks, by name. */
export function findMissingTables(tables: SfntTables): readonly string[] {
  const outlines = tables.has('CFF ') ? [] : ['glyf', 'loca'];
  return [...required, ...outlines].filter((tag) => (tables.get(tag)?.length ?? 0) === 0);
}

/** The tables that are read. All others, sound or not, are left out. */
const readTables: readonly string[] = [
  ...required,
  ...['name', 'glyf', 'loca', 'cvt ', 'fpgm', 'prep', 'CFF ', 'GDEF', 'GSUB', 'GPOS', 'kern'],
  ...['fvar', 'gvar', 'avar', 'HVAR', 'MVAR'],
];

/** A name of the font's own, which the axes of a variable font refer to. */
const firstOwnName = 256;

/**
 * The tables of a font that are read. kern is superseded by GPOS. fontkit takes a variable font for an ordinary one where
 * it has no name for an axis, so that it gets one.
 */
export function selectTables({ tables, postscriptName }: FileFont): SfntTables {
  const selected = new Map(
    [...tables].filter(([tag]) => readTables.includes(tag) && !(tag === 'kern' && tables.has('GPOS'))),
  );
  const own = { id: firstOwnName, text: 'Axis' };
  const names =
    postscriptName === undefined ? [own] : [{ id: nameIds.postscript, text: postscriptName }, own];
  return tables.has('fvar') ? selected.set('name', writeNames(names)) : selected;
}
