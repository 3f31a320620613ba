import { createRequire } from 'node:module';
import type * as Fontkit from 'fontkit';
import type { Face, FaceId, OutlineStep, ShapedGlyph } from './face.ts';
import { onDemand } from './on-demand.ts';
import { checkWhole } from './sfnt.ts';
import { scriptOf, simplifiedChinese } from './text-script.ts';
import { raised } from './trace-glyph.ts';
import { unpackFont } from './unpack-font.ts';

/**
 * Opens a font of any kind by fontkit. In: the name it goes by, and the bytes of a TTF, OTF, WOFF or WOFF2 file, or of a
 * collection, whose first face is taken. Throws where the bytes are no font, or not all of one.
 */
export function openFace(id: FaceId, bytes: Uint8Array): Face {
  const unpacked = unpackFont(bytes);
  const { buffer, byteOffset, byteLength } = unpacked;
  const font = firstFont(loadFontkit().create(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)));
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

/** fontkit takes longer to load than a page to set, and few issues want it: it is loaded at the first font that does. */
function loadFontkit(): typeof Fontkit {
  const require = createRequire(import.meta.url);
  return require('fontkit') as typeof Fontkit;
}

const firstFont = (opened: Fontkit.Font | Fontkit.FontCollection): Fontkit.Font =>
  'fonts' in opened ? opened.fonts[0]! : opened;

/** What measuring and embedding read of every font; fontkit gives nothing for a table that it cannot make out. */
function checkTables(font: Fontkit.Font): void {
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
function keepCodePointsApart(font: Fontkit.Font): void {
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
  const run = font.layout(text, [...features], scriptOf(text), simplifiedChinese);
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
        return [{ to: 'curve', ...raised(from, { x: a, y: b }, { x: c, y: d }), x: c, y: d }];
      case 'bezierCurveTo':
        return [{ to: 'curve', x1: a, y1: b, x2: c, y2: d, x: e, y: f }];
      case 'closePath':
        return [{ to: 'close' }];
    }
  };
}
