import type { Pt } from '../core/units.ts';
import type { Face } from '../fonts/face.ts';
import type { Path, PathStep } from './paint.ts';

/** A glyph's outline on the page. In: where its baseline starts, and its size. */
export function glyphOutline(face: Face, glyph: number, x: Pt, y: Pt, size: Pt): Path {
  const across = (em: number): Pt => x + em * size;
  const down = (em: number): Pt => y + em * size;
  return face.outline(glyph).map((step): PathStep => {
    if (step.to === 'close') return step;
    const end = { x: across(step.x), y: down(step.y) };
    if (step.to !== 'curve') return { to: step.to, ...end };
    const controls = { x1: across(step.x1), y1: down(step.y1), x2: across(step.x2), y2: down(step.y2) };
    return { to: 'curve', ...controls, ...end };
  });
}
