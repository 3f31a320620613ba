import * as fontkit from 'fontkit';
import type { Pt } from '../core/units.ts';
import { onDemand } from './on-demand.ts';
import { checkWhole } from './sfnt.ts';
import { unpackFont } from './unpack-font.ts';

/** The name under which a face is known from here to the writer: its file's own name, the same on every machine. */
export type FaceId = string;

/** A glyph as the face's own shaping places it, in em. */
export interface ShapedGlyph {
  readonly id: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
  /** The characters it stands for; empty for the second and later glyphs of one character. */
  readonly text: string;
}

/** One step of a glyph's outline, in em, y down, from the baseline's start. */
export type OutlineStep =
  | { readonly to: 'move' | 'line'; readonly x: number; readonly y: number }
  | {
      readonly to: 'curve';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly to: 'close' };

/** One font face. All measures are fractions of the em; multiply by the size. */
export interface Face {
  readonly id: FaceId;
  readonly has: (codePoint: number) => boolean;
  /** The nominal glyph of a character; 0 where the face has none. */
  readonly glyph: (codePoint: number) => number;
  readonly advance: (glyph: number) => Pt;
  /**
   * Shapes a stretch of text in the Chinese of the mainland (language ZHS) with the face's kerning and ligatures,
   * and with the further features named. Asked for the whole of `——`, a face that can draws one stroke of 2 em
   * (one glyph whose text is `——`); asked for each `—` alone, it gives two of 1 em with a gap between.
   */
  readonly shape: (text: string, features?: readonly string[]) => readonly ShapedGlyph[];
  readonly outline: (glyph: number) => readonly OutlineStep[];
  /** The opened font program, for the writer that embeds it; nothing else may look inside. */
  readonly program: unknown;
}

/**
 * Opens a font. In: the name it goes by, and the bytes of a TTF, OTF, WOFF or WOFF2 file, or of a collection, whose
 * first face is taken. Throws where the bytes are no font, or not all of one.
 */
export function openFace(id: FaceId, bytes: Uint8Array): Face {
  const unpacked = unpackFont(bytes);
  const { buffer, byteOffset, byteLength } = unpacked;
  const font = firstFont(fontkit.create(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)));
  checkWhole(unpacked);
  checkTables(font);
  keepCodePointsApart(font);
  const em = font.unitsPerEm;
  return {
    id,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    glyph: onDemand((codePoint) => font.glyphForCodePoint(codePoint).id),
    advance: onDemand((glyph) => font.getGlyph(glyph).advanceWidth / em),
    shape: (text, features = []) => shape(font, text, features),
    outline: (glyph) => font.getGlyph(glyph).path.commands.flatMap(outlineStep(em)),
    program: font,
  };
}

const firstFont = (opened: fontkit.Font | fontkit.FontCollection): fontkit.Font =>
  'fonts' in opened ? opened.fonts[0]! : opened;

/** What measuring and embedding read of every font; fontkit gives nothing for a table that it cannot make out. */
function checkTables(font: fontkit.Font): void {
  const tables = font as unknown as Readonly<Record<string, unknown>>;
  for (const tag of ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'OS/2', 'post']) {
    if (tables[tag] === undefined) throw new Error(`the font has no sound ${tag} table`);
  }
}

/**
 * fontkit keeps one object per glyph, with the characters it was first fetched for: after one U+2F47 every U+65E5
 * would read as U+2F47, and after one missing character a zero-width space would print the box of glyph 0.
 * So each fetch gets a view of its own.
 */
function keepCodePointsApart(font: fontkit.Font): void {
  const fetch = font.getGlyph.bind(font);
  font.getGlyph = (glyph, codePoints = []) =>
    Object.create(fetch(glyph), {
      codePoints: { value: codePoints },
      isMark: { value: codePoints.length > 0 && codePoints.every(isMark) },
      isLigature: { value: codePoints.length > 1 },
    });
}

const isMark = (codePoint: number): boolean => /^\p{M}$/u.test(String.fromCodePoint(codePoint));

/** OpenType names of the scripts and of the language whose forms are wanted. */
const [latin, han, simplifiedChinese] = ['latn', 'hani', 'ZHS'];

function shape(font: fontkit.Font, text: string, features: readonly string[]): readonly ShapedGlyph[] {
  // A face may keep its Chinese forms of dashes and quotes under the Han script alone, and its Latin kerning under Latin.
  const script = /\p{Script=Latin}|\p{Nd}/u.test(text) ? latin : han;
  const run = font.layout(text, [...features], script, simplifiedChinese);
  const em = font.unitsPerEm;
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

/** A font's outline has y up and, in TrueType, quadratic curves; ours has y down and cubic ones. */
function outlineStep(em: number) {
  const point = { x: 0, y: 0 };
  return ({ command, args }: fontkit.PathCommand): readonly OutlineStep[] => {
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
        return [{ to: 'curve', ...raised(from, { x: a, y: b }, { x: c, y: d }), x: c, y: d }];
      case 'bezierCurveTo':
        return [{ to: 'curve', x1: a, y1: b, x2: c, y2: d, x: e, y: f }];
      case 'closePath':
        return [{ to: 'close' }];
    }
  };
}

type OutlinePoint = { readonly x: number; readonly y: number };

/** The two control points of the cubic curve that is the quadratic one: two thirds of the way to its control point. */
function raised(from: OutlinePoint, control: OutlinePoint, to: OutlinePoint) {
  const between = (end: number, middle: number) => end + (2 / 3) * (middle - end);
  return {
    x1: between(from.x, control.x),
    y1: between(from.y, control.y),
    x2: between(to.x, control.x),
    y2: between(to.y, control.y),
  };
}
