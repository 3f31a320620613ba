import type { Face, OutlineStep, ShapedGlyph } from '../../src/fonts/face.ts';
import type { FontBook } from '../../src/fonts/font-book.ts';
import { classOf } from '../../src/text/char-class.ts';

/** The glyph of the two-em dash. The number of every other glyph is its code point. */
export const longDashGlyph = 0x110000;

const halfWide = (codePoint: number) =>
  ['western', 'space'].includes(classOf(codePoint)) && codePoint !== 0x3000;

function advanceOf(glyph: number): number {
  if (glyph === longDashGlyph) return 2;
  return glyph === 0x2013 || glyph === 0xb7 || halfWide(glyph) ? 0.5 : 1;
}

/** A horizontal bar at half the height of an ideograph. */
function barOf(glyph: number): readonly OutlineStep[] {
  const right = advanceOf(glyph) - 0.07;
  return [
    { to: 'move', x: 0.07, y: -0.4 },
    { to: 'line', x: right, y: -0.4 },
    { to: 'line', x: right, y: -0.36 },
    { to: 'close' },
  ];
}

function shapeText(text: string, features: readonly string[]): readonly ShapedGlyph[] {
  if (text === '——' && features.includes('fwid'))
    return [{ id: longDashGlyph, advance: 2, x: 0, y: 0, text }];
  // pwid: the Western form of curly quotes.
  const narrow = features.includes('pwid');
  return Array.from(text, (char) => {
    const id = char.codePointAt(0) as number;
    return { id, advance: narrow && /[“”‘’]/.test(char) ? 0.5 : advanceOf(id), x: 0, y: 0, text: char };
  });
}

/** A face in which ideographs and marks are one em wide and Latin is half an em, so that positions are round numbers. */
function fakeFace(id: string, missing = ''): Face {
  const has = (codePoint: number) => !missing.includes(String.fromCodePoint(codePoint));
  return {
    id,
    has,
    glyph: (codePoint) => (has(codePoint) ? codePoint : 0),
    advance: (glyph) => (glyph === 0 ? 1 : advanceOf(glyph)),
    shape: (text, features = []) => shapeText(text, features),
    sequence: () => undefined,
    outline: barOf,
    program: undefined,
  };
}

/** A font book with one fake face for each role, named after it. In: the characters that the faces lack. */
export function fakeFontBook({ missing = '' }: { missing?: string } = {}): FontBook {
  const faces = new Map<string, Face>();
  const face = (id: string) => {
    const cached = faces.get(id) ?? fakeFace(id, missing);
    faces.set(id, cached);
    return cached;
  };
  return {
    faceFor: (role, codePoint) => (face(role).has(codePoint) ? face(role) : undefined),
    emojiFor: () => undefined,
    isSymbolFace: () => false,
    candidates: (role) => [role],
    face,
  };
}
