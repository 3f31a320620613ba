/**
 * A reader of TrueType fonts of our own, beside fontkit. Loading fontkit and parsing a Chinese font with it takes longer
 * than setting a page; this reader takes a thousandth of that time, because it reads only the tables and glyphs that a
 * page needs. fontkit remains for what this one does not do: other outline formats, variable and color fonts, and text
 * that needs a full shaper.
 *
 * It opens bundled fonts only; an author's font always goes through fontkit, which checks it. Invariant: every glyph id,
 * advance, outline, shaped text and embedded glyph equals that of fontkit, which `tests/fonts/true-type-face.test.ts`
 * verifies on every bundled font. The exception is a contour whose first and last points are off the curve: fontkit
 * misplaces its start.
 */
import {
  type Face,
  type FaceId,
  memoizeLookup,
  type OutlineStep,
  scriptOf,
  simplifiedChinese,
} from './face.ts';
import { makeProgram } from './font-program.ts';
import { traceGlyph } from './glyf.ts';
import { readCharacterMap, readGlyphMetrics } from './glyph-tables.ts';
import type { FontSource } from './sfnt.ts';
import { makeSequenceJoiner, makeSimpleShaper } from './simple-shaper.ts';

const requiredTables = 'cmap glyf GSUB head hhea hmtx loca maxp name OS/2 post'.split(' ');
/** Tables of features that this reader does not support. */
const unsupportedTables = ['CFF ', 'CFF2', 'COLR', 'fvar', 'kern', 'morx', 'sbix'];

/**
 * Opens a TrueType font. In: the id of the face, its tables, and how to open the same font with fontkit, which is called
 * for the first text that needs a full shaper. Returns undefined if the font is of another kind.
 */
export function openTrueTypeFace(
  id: FaceId,
  source: FontSource,
  openWithFontkit: () => Face,
): Face | undefined {
  const { tags } = source;
  if (requiredTables.some((tag) => !tags.includes(tag))) return undefined;
  if (unsupportedTables.some((tag) => tags.includes(tag))) return undefined;
  const characterMap = readCharacterMap(source.table('cmap')!);
  if (characterMap === undefined) return undefined;
  const unitsPerEm = source.table('head')!.readUInt16BE(18);
  const metrics = readGlyphMetrics(source.table('hhea')!, source.table('hmtx')!);
  const glyph = memoizeLookup(characterMap);
  const shaperFont = { table: source.table, glyph, advance: metrics.advance };
  const shapeSimple = makeSimpleShaper(shaperFont);
  const sequence = makeSequenceJoiner(shaperFont, simplifiedChinese);
  const outline = memoizeLookup<readonly OutlineStep[]>((traced) =>
    traceGlyph((each) => source.glyphs([each])[0]!, traced, unitsPerEm),
  );
  let fontkitFace: Face | undefined;
  let program: object | undefined;
  return {
    id,
    has: (codePoint) => glyph(codePoint) !== 0,
    glyph,
    advance: (measured) => metrics.advance(measured) / unitsPerEm,
    outline,
    sequence,
    shape: (text, features = []) => {
      const shaped = shapeSimple(text, scriptOf(text), simplifiedChinese, features);
      if (shaped !== undefined) {
        return shaped.map((each) => ({
          id: each.id,
          advance: each.advance / unitsPerEm,
          x: 0,
          y: 0,
          text: each.text,
        }));
      }
      fontkitFace ??= openWithFontkit();
      return fontkitFace.shape(text, features);
    },
    get program() {
      program ??= makeProgram(source, metrics);
      return program;
    },
  };
}
