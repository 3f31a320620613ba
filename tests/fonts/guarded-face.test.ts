import { describe, expect, it } from 'vitest';
import type { Face } from '../../src/fonts/face.ts';
import { guardFace } from '../../src/fonts/guarded-face.ts';

const square = [
  { to: 'move', x: 0, y: 0 },
  { to: 'line', x: 1, y: 0 },
  { to: 'line', x: 1, y: 1 },
  { to: 'close' },
] as const;

/** A face that lists every character under one glyph, which is drawn or blank and has a width or none. */
function faceOf({ isDrawn, advance }: { isDrawn: boolean; advance: number }): Face {
  const face: Partial<Face> = {
    id: 'one glyph',
    has: () => true,
    glyph: () => 1,
    advance: () => advance,
    outline: () => (isDrawn ? square : []),
  };
  return guardFace(
    face as Face,
    () => true,
    (work) => work(),
  );
}

const has = (face: Face, text: string) => Array.from(text, (each) => face.has(each.codePointAt(0)!));

describe('a character that a font lists but nobody drew', () => {
  it('is missing where its glyph is blank', () => {
    const face = faceOf({ isDrawn: false, advance: 1 });
    expect(has(face, '园a1，★\u0308')).toEqual([false, false, false, false, false, false]);
  });

  it('is there where the character prints no ink: spaces, joiners, fillers', () => {
    const face = faceOf({ isDrawn: false, advance: 1 });
    expect(has(face, ' \u00a0\u3000\u200b\u200d\ufe0f\u3164\u2800')).not.toContain(false);
  });

  it('is missing where a letter, digit or stop has no width, and there where a mark has none', () => {
    const face = faceOf({ isDrawn: true, advance: 0 });
    expect(has(face, '园a1，')).toEqual([false, false, false, false]);
    expect(has(face, '\u0308\u200d')).toEqual([true, true]);
  });

  it('is there where its glyph is drawn and has a width', () => {
    expect(has(faceOf({ isDrawn: true, advance: 1 }), '园a1，★')).not.toContain(false);
  });
});
