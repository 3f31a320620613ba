import type { Face } from '../fonts/face.ts';

/** A glyph at its place, in em; y up from the baseline. */
interface Placed {
  readonly face: Face;
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

interface Ink {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** What stands above this, in em, is an accent over the letter, not one under or through it. */
const above = 0.3;
/** The white between a letter and the accent over it. */
const white = 0.04;

/** Whether a glyph's characters are accents alone, typed after their letter: a tone mark over n, a dot under o. */
export const isAccent = (text: string): boolean => /^\p{Mn}+$/u.test(text);

/**
 * Puts an accent to the letter before it where the face's own rules did not: Chinese faces have accents for their own
 * letters with accents only, drawn beside the letter. It is centred on the letter's ink, and raised over a tall one.
 */
export function placeAccent<T extends Placed>(accent: T, letter: Placed | undefined): T {
  const ink = inkOf(accent);
  const base = letter && inkOf(letter);
  if (ink === undefined || base === undefined) return accent;
  const middle = (ink.left + ink.right) / 2;
  const stands = middle > base.left && middle < base.right;
  const x = stands ? accent.x : accent.x + (base.left + base.right) / 2 - middle;
  const rise = ink.bottom > above ? Math.max(0, base.top + white - ink.bottom) : 0;
  return { ...accent, x, y: accent.y + rise };
}

function inkOf({ face, id, x, y }: Placed): Ink | undefined {
  const points = face.outline(id).flatMap((step) => (step.to === 'close' ? [] : [step]));
  if (points.length === 0) return undefined;
  const [across, up] = [points.map((point) => x + point.x), points.map((point) => y - point.y)];
  return {
    left: Math.min(...across),
    right: Math.max(...across),
    bottom: Math.min(...up),
    top: Math.max(...up),
  };
}
