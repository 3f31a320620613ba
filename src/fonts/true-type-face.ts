import { readCharacterMap } from './character-map.ts';
import type { Face, FaceId, OutlineStep } from './face.ts';
import { makeProgram } from './font-program.ts';
import type { FontSource } from './font-source.ts';
import { readMetrics } from './glyph-metrics.ts';
import { onDemand } from './on-demand.ts';
import { makeLetterShaper } from './shape-letters.ts';
import { scriptOf, simplifiedChinese } from './text-script.ts';
import { traceGlyph } from './trace-glyph.ts';

/** Tables that every font has which is read here, and those with which it wants more than is done here. */
const needed = ['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'OS/2', 'post'];
const beyond = ['CFF ', 'CFF2', 'COLR', 'fvar', 'kern', 'morx', 'sbix'];

/**
 * Opens a font with TrueType outlines by our own reader, which takes a thousandth of the time that fontkit takes. In:
 * the name the face goes by, its tables, and how the same font is opened by fontkit, for texts that want its shaper.
 * Out: undefined where the font is of another kind.
 */
export function openTrueTypeFace(id: FaceId, source: FontSource, openWhole: () => Face): Face | undefined {
  const { tags } = source;
  if (needed.some((tag) => !tags.includes(tag)) || beyond.some((tag) => tags.includes(tag))) return undefined;
  // A font without GSUB and GPOS gets its accents by rules of the shaper's own.
  if (!tags.includes('GSUB') || !tags.includes('GPOS')) return undefined;
  const map = readCharacterMap(source.table('cmap')!);
  if (map === undefined) return undefined;
  const em = source.table('head')!.readUInt16BE(18);
  const metrics = readMetrics(source.table('hhea')!, source.table('hmtx')!);
  const glyph = onDemand(map);
  const shape = makeLetterShaper({ table: source.table, glyph, advance: metrics.advance });
  const outline = onDemand<readonly OutlineStep[]>((drawn) =>
    traceGlyph((each) => source.glyphs([each])[0]!, drawn, em),
  );
  let whole: Face | undefined;
  let program: object | undefined;
  return {
    id,
    has: (codePoint) => glyph(codePoint) !== 0,
    glyph,
    advance: (drawn) => metrics.advance(drawn) / em,
    outline,
    shape: (text, features = []) => {
      const letters = shape(text, scriptOf(text), simplifiedChinese, features);
      if (letters !== undefined) {
        return letters.map((letter) => ({
          id: letter.id,
          advance: letter.advance / em,
          x: 0,
          y: 0,
          text: letter.text,
        }));
      }
      whole ??= openWhole();
      return whole.shape(text, features);
    },
    get program() {
      program ??= makeProgram(source, metrics);
      return program;
    },
  };
}
