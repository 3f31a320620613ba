import type { Face } from '../fonts/face.ts';

/**
 * Corrections of what faces lack: long dashes in one stroke, accents over their letters, the ink of quotation marks in the
 * middle of their half em. All lengths in em.
 */

interface DashStroke {
  readonly id: number;
  readonly x: number;
}

/** The space at both ends of a dash, as good faces have it, so that the dashes of two sentences do not touch. */
const dashSideBearing = 0.07;
/** How far two strokes overlap, so that no seam shows. */
const strokeOverlap = 0.02;
const isNear = (a: number, b: number) => Math.abs(a - b) < 0.005;

/**
 * Returns the strokes of an unbroken dash (GB/T 15834 5.1.4) of the given width. A face with a two-em dash has it as the
 * ligature of two full-width dashes; with other faces single dashes overlap.
 */
export function longDash(face: Face, width: number): readonly DashStroke[] {
  const shaped = face.shape('——', ['fwid']);
  const ligature = shaped[0];
  if (ligature !== undefined && shaped.length === 1 && isNear(ligature.advance, 2) && width % 2 === 0) {
    return Array.from({ length: width / 2 }, (_, index) => ({ id: ligature.id, x: index * 2 }));
  }
  const single = face.shape('—', ['fwid'])[0];
  if (single === undefined) return [];
  const ink = inkOf(face, single.id) ?? { left: 0, right: single.advance };
  const length = ink.right - ink.left;
  const inkWidth = width - 2 * dashSideBearing;
  const count = Math.max(1, Math.ceil((inkWidth - strokeOverlap) / (length - strokeOverlap)));
  const step = count === 1 ? 0 : (inkWidth - length) / (count - 1);
  const start = count === 1 ? (width - length) / 2 : dashSideBearing;
  return Array.from({ length: count }, (_, index) => ({ id: single.id, x: start + index * step - ink.left }));
}

interface PositionedGlyph {
  readonly face: Face;
  readonly id: number;
  readonly x: number;
  /** Up from the baseline. */
  readonly y: number;
}

/** An accent whose ink begins above this is one over its letter, not one under or through it. */
const minHeightOver = 0.3;
/** The space between a letter and the accent over it. */
const whiteUnderAccent = 0.04;

/** Whether a glyph's characters are combining marks alone: a tone mark over n, a dot under o. */
export const isAccent = (text: string): boolean => /^\p{Mn}+$/u.test(text);

/**
 * Moves an accent to the letter before it if the face's own rules did not: Chinese faces position accents only with
 * their own letters, otherwise beside the letter. The accent is centred on the letter's ink, and raised over a tall one.
 */
export function placeAccent<T extends PositionedGlyph>(accent: T, letter: PositionedGlyph | undefined): T {
  const ink = boundsOf(accent);
  const base = letter && boundsOf(letter);
  if (ink === undefined || base === undefined) return accent;
  const middle = (ink.left + ink.right) / 2;
  const isOverLetter = middle > base.left && middle < base.right;
  const x = isOverLetter ? accent.x : accent.x + (base.left + base.right) / 2 - middle;
  const rise = ink.bottom > minHeightOver ? Math.max(0, base.top + whiteUnderAccent - ink.bottom) : 0;
  return { ...accent, x, y: accent.y + rise };
}

/** The middle of an ideograph above the baseline: its frame reaches from -0.12 to 0.88 em. */
const frameMiddle = 0.38;

/** Returns how far a glyph must rise for its ink to be centred on the ideograph's frame: Latin dashes and dots sit lower. */
export function riseToMiddle(face: Face, id: number): number {
  const heights = face.outline(id).flatMap((step) => (step.to === 'close' ? [] : [-step.y]));
  return heights.length === 0 ? 0 : frameMiddle - (Math.min(...heights) + Math.max(...heights)) / 2;
}

/** Returns where a glyph must be for its ink to be in the middle of a frame of this width. */
export function centreInk(face: Face, id: number, width: number): number {
  const ink = inkOf(face, id) ?? { left: 0, right: face.advance(id) };
  return (width - ink.left - ink.right) / 2;
}

function inkOf(face: Face, id: number): { left: number; right: number } | undefined {
  const xs = face.outline(id).flatMap((step) => (step.to === 'close' ? [] : [step.x]));
  return xs.length === 0 ? undefined : { left: Math.min(...xs), right: Math.max(...xs) };
}

function boundsOf({ face, id, x, y }: PositionedGlyph) {
  const points = face.outline(id).flatMap((step) => (step.to === 'close' ? [] : [step]));
  if (points.length === 0) return undefined;
  const [xs, ys] = [points.map((point) => x + point.x), points.map((point) => y - point.y)];
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    bottom: Math.min(...ys),
    top: Math.max(...ys),
  };
}
