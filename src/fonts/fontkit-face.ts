/**
 * The reader for fonts of any kind, through fontkit: authors' fonts, bundled fonts that are not plain TrueType, and all
 * text that needs a full shaper. `true-type-face.ts` explains why there is a second reader.
 */
import { createRequire } from 'node:module';
import type * as Fontkit from 'fontkit';
import { selectTables } from './check-font.ts';
import {
  type Face,
  type FaceId,
  memoizeLookup,
  type OutlineStep,
  type ShapedGlyph,
  scriptOf,
  simplifiedChinese,
} from './face.ts';
import type { FileFont } from './font-file.ts';
import type { FontProgram } from './font-program.ts';
import { quadraticToCubic } from './glyf.ts';
import { isWithinLimits } from './glyph-limits.ts';
import { guardFace } from './guarded-face.ts';
import { type InstanceGlyph, makeOutlineSubset } from './outline-subset.ts';
import { assertComplete, openTables, type SfntTables, writeSfnt } from './sfnt.ts';
import { type CountedFont, limitSteps } from './step-limit.ts';
import { unpackFont } from './woff.ts';

/**
 * Opens a font with fontkit. In: the id of the face, and the bytes of a TTF, OTF, WOFF or WOFF2 file, or of a
 * collection, whose first font is taken. Throws if the bytes are not a complete font.
 */
export function openFace(id: FaceId, bytes: Uint8Array): Face {
  const unpacked = unpackFont(bytes);
  const font = createFont(unpacked);
  assertComplete(unpacked);
  assertRequiredTables(font);
  return makeFace(id, font);
}

function createFont({ buffer, byteOffset, byteLength }: Uint8Array): Fontkit.Font {
  return firstFont(loadFontkit().create(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)));
}

function makeFace(id: FaceId, font: Fontkit.Font): Face {
  isolateCodePoints(font);
  const em = font.unitsPerEm;
  return {
    id,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    glyph: memoizeLookup((codePoint) => font.glyphForCodePoint(codePoint).id),
    advance: memoizeLookup((glyph) => font.getGlyph(glyph).advanceWidth / em),
    shape: (text, features = []) => shape(font, text, features),
    sequence: (text) => {
      const [first, ...others] = shape(font, text, []);
      return others.length === 0 && first?.id !== 0 ? first?.id : undefined;
    },
    outline: (glyph) => font.getGlyph(glyph).path.commands.flatMap(toOutlineStep(em)),
    program: font,
  };
}

/** Samples of every kind of text on a page. */
const sampleTexts = ['报纸 Type 1.5% “引文”——，。', '报纸“引文”——，。', 'Type 1.5%'];

/** An axis of a variable font. OpenType, fvar. */
export interface AxisSetting {
  readonly tag: string;
  readonly value: number;
}

/**
 * Opens a font of an author's file. In: the id of the face, the font, and the weight that is wanted of a variable one.
 * Out: a face that never throws, and the axes at which it is set, none for an ordinary font. Throws if the font cannot be
 * set or embedded.
 */
export function openAuthorsFace(
  id: FaceId,
  fileFont: FileFont,
  weight: number,
): { readonly face: Face; readonly axes: readonly AxisSetting[] } {
  const selected = selectTables(fileFont);
  const original = createFont(writeSfnt(fileFont.flavour, selected));
  const openLimited = limitSteps(original as unknown as CountedFont);
  const axes = openLimited(() => {
    assertRequiredTables(original);
    return axesAt(original, selected.has('fvar'), weight);
  });
  const font = axes.length === 0 ? original : instanceOf(original, axes, selected);
  const run = font === original ? openLimited : limitSteps(font as unknown as CountedFont);
  // A broken GSUB or GPOS table shows only in shaping, and each script has lookups of its own.
  for (const sample of sampleTexts)
    run(() => font.layout(sample, [], scriptOf(sample), simplifiedChinese), true);
  const face = guardFace(makeFace(id, font), glyphTest(selected), run);
  run(() => assertEmbeddable(face));
  return { face, axes };
}

/** The axes of a variable font: the weight as wanted, as far as it goes, all others at their default. */
function axesAt(font: Fontkit.Font, isVariable: boolean, weight: number): readonly AxisSetting[] {
  const { fvar } = font as unknown as {
    readonly fvar?: {
      readonly axis: readonly {
        readonly axisTag: string;
        readonly minValue: number;
        readonly defaultValue: number;
        readonly maxValue: number;
      }[];
    };
  };
  if (isVariable && fvar === undefined) throw new Error('the font has no sound fvar table');
  return (fvar?.axis ?? []).map(({ axisTag: tag, minValue, defaultValue, maxValue }) => ({
    tag,
    value: tag === 'wght' ? Math.max(minValue, Math.min(maxValue, weight)) : defaultValue,
  }));
}

/** An instance of a variable font, whose subset is made of its own outlines: fontkit embeds components as they were. */
function instanceOf(font: Fontkit.Font, axes: readonly AxisSetting[], tables: SfntTables): Fontkit.Font {
  const instance = font.getVariation(Object.fromEntries(axes.map(({ tag, value }) => [tag.trim(), value])));
  const { table } = openTables(tables);
  const read = (glyph: number): InstanceGlyph => {
    const { advanceWidth: advance, path } = instance.getGlyph(glyph);
    return { advance, commands: path.commands };
  };
  return Object.defineProperty(instance, 'createSubset', { value: () => makeOutlineSubset(table, read) });
}

/** Whether a glyph may be drawn. Glyphs of CFF fonts are limited by their steps alone. */
function glyphTest(tables: SfntTables): (glyph: number) => boolean {
  if (!tables.has('glyf')) return () => true;
  const { glyphs } = openTables(tables);
  return (glyph) => isWithinLimits((each) => glyphs([each])[0]!, glyph);
}

/** Tries to embed a few glyphs; throws if the font's tables do not allow it. */
function assertEmbeddable(face: Face): void {
  const subset = (face.program as FontProgram).createSubset();
  const sample = Array.from(sampleTexts[0]!, (character) => face.glyph(character.codePointAt(0)!));
  for (const glyph of sample) if (glyph !== 0) subset.glyphs.push(glyph);
  subset.encode(new Set([0]));
}

/** fontkit takes longer to load than a page to set, and few issues need it, so it is loaded with the first font that does. */
function loadFontkit(): typeof Fontkit {
  const require = createRequire(import.meta.url);
  return require('fontkit') as typeof Fontkit;
}

const firstFont = (opened: Fontkit.Font | Fontkit.FontCollection): Fontkit.Font =>
  'fonts' in opened ? opened.fonts[0]! : opened;

/** Checks the tables that measuring and embedding need; fontkit gives undefined for one that it cannot parse. */
function assertRequiredTables(font: Fontkit.Font): void {
  const tables = font as unknown as Readonly<Record<string, unknown>>;
  for (const tag of ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'OS/2', 'post']) {
    if (tables[tag] === undefined) throw new Error(`the font has no sound ${tag} table`);
  }
}

/**
 * Makes every fetch of a glyph return a view of its own. fontkit caches one object per glyph, with the characters of its
 * first fetch: after one U+2F47, every U+65E5 would read as U+2F47, and after one missing character, a zero-width space
 * would print the box of .notdef.
 */
function isolateCodePoints(font: Fontkit.Font): void {
  const fetch = font.getGlyph.bind(font);
  font.getGlyph = (glyph, codePoints = []) =>
    Object.create(fetch(glyph), {
      codePoints: { value: codePoints },
      isMark: { value: codePoints.length > 0 && codePoints.every(isMark) },
      isLigature: { value: codePoints.length > 1 },
    });
}

const isMark = (codePoint: number): boolean => /^\p{M}$/u.test(String.fromCodePoint(codePoint));

function shape(font: Fontkit.Font, text: string, features: readonly string[]): readonly ShapedGlyph[] {
  const em = font.unitsPerEm;
  const run = layOut(font, text, features);
  if (run === undefined) return nominalGlyphs(font, text);
  return run.glyphs.map(({ id, codePoints }, index) => {
    const { xAdvance, xOffset, yOffset } = run.positions[index]!;
    return {
      id,
      advance: xAdvance / em,
      x: xOffset / em,
      y: 0 - yOffset / em,
      text: String.fromCodePoint(...codePoints),
    };
  });
}

/** Undefined where fontkit fails: it expects an anchor wherever a font may leave one out. */
function layOut(font: Fontkit.Font, text: string, features: readonly string[]) {
  try {
    return font.layout(text, [...features], scriptOf(text), simplifiedChinese);
  } catch {
    return undefined;
  }
}

/** One glyph for each character, without the rules of the font. */
const nominalGlyphs = (font: Fontkit.Font, text: string): readonly ShapedGlyph[] =>
  Array.from(text, (character) => {
    const { id, advanceWidth } = font.glyphForCodePoint(character.codePointAt(0)!);
    return { id, advance: advanceWidth / font.unitsPerEm, x: 0, y: 0, text: character };
  });

/** Converts fontkit's path commands: y up becomes y down, quadratic curves become cubic. */
function toOutlineStep(em: number) {
  const point = { x: 0, y: 0 };
  return ({ command, args }: Fontkit.PathCommand): readonly OutlineStep[] => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args.map(
      (value, index) => (index % 2 === 0 ? value : -value) / em,
    );
    const from = { ...point };
    if (args.length > 0) [point.x, point.y] = [args.at(-2)! / em, -args.at(-1)! / em];
    switch (command) {
      case 'moveTo':
        return [{ to: 'move', x: a, y: b }];
      case 'lineTo':
        return [{ to: 'line', x: a, y: b }];
      case 'quadraticCurveTo':
        return [{ to: 'curve', ...quadraticToCubic(from, { x: a, y: b }, { x: c, y: d }), x: c, y: d }];
      case 'bezierCurveTo':
        return [{ to: 'curve', x1: a, y1: b, x2: c, y2: d, x: e, y: f }];
      case 'closePath':
        return [{ to: 'close' }];
    }
  };
}
