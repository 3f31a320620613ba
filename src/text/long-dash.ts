import type { Face } from '../fonts/face.ts';

/** A glyph of the stroke at its place, in em. */
interface Stroke {
  readonly id: number;
  readonly x: number;
}

/** The bare ends of a stroke, so that two dashes of two sentences do not touch: as the dashes of good faces have it. */
const bareEnd = 0.07;
/** How much two strokes overlap, so that no seam shows. */
const overlap = 0.02;
const near = (a: number, b: number) => Math.abs(a - b) < 0.005;

/**
 * Draws a dash of `width` em in one stroke, GB/T 15834 5.1.4. A face that has the two-em dash gives it as the
 * ligature of two full-width ones; from other faces single dashes are laid over each other.
 */
export function longDash(face: Face, width: number): readonly Stroke[] {
  const shaped = face.shape('——', ['fwid']);
  const ligature = shaped[0];
  if (ligature !== undefined && shaped.length === 1 && near(ligature.advance, 2) && width % 2 === 0) {
    return Array.from({ length: width / 2 }, (_, index) => ({ id: ligature.id, x: index * 2 }));
  }
  const single = face.shape('—', ['fwid'])[0];
  if (single === undefined) return [];
  const ink = inkOf(face, single.id) ?? { left: 0, right: single.advance };
  const length = ink.right - ink.left;
  const wanted = width - 2 * bareEnd;
  const count = Math.max(1, Math.ceil((wanted - overlap) / (length - overlap)));
  const step = count === 1 ? 0 : (wanted - length) / (count - 1);
  const start = count === 1 ? (width - length) / 2 : bareEnd;
  return Array.from({ length: count }, (_, index) => ({ id: single.id, x: start + index * step - ink.left }));
}

function inkOf(face: Face, id: number): { left: number; right: number } | undefined {
  const across = face.outline(id).flatMap((step) => (step.to === 'close' ? [] : [step.x]));
  return across.length === 0 ? undefined : { left: Math.min(...across), right: Math.max(...across) };
}
