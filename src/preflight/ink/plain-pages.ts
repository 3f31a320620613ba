import { type Bounds, intersect } from '../../pdf-reader/matrix.ts';
import type { ClipPath, PaintedImage, PaintedObject } from '../../pdf-reader/painted-objects.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { type Brush, brushOf, rasterSize } from './render-plates.ts';

/**
 * Whether a page need not be rendered, because its objects show that nothing would be found on its plates: the pages of text
 * alone, which are nearly all of a book. Never true for a page on which something could be found.
 *
 * Ink total. Where an object paints all plates, its own total replaces what was there. What overprints leaves some plates and
 * adds to them at most the sum, over the plates, of the largest amounts that overprint. So no dot exceeds the limit if no
 * object does, and none to which that sum may be added: all but those that stay under it in any case, or that nothing
 * overprints within a dot of their bounds.
 *
 * Codes. The smallest, of 21 modules a side, has three patterns of three squares each and two rows of alternating modules:
 * drawn in whatever way, it has far more corners than the rules of a page of text. Text can draw one only with characters that
 * fill their cells, or that are no characters.
 */
export function isPlain(page: Page, limit: number): boolean {
  const { area, scale } = rasterSize(page);
  const clips = new Set<readonly ClipPath[]>();
  const overprinting: Shape[] = [];
  const whole: { readonly bounds: Bounds; readonly total: number }[] = [];
  const most: [number, number, number, number] = [0, 0, 0, 0];
  let corners = 0;
  for (const object of page.content.painted) {
    if (object.isPart || intersect(object.bounds, area) === undefined) continue;
    if (object.kind === 'image' || object.colour.tileObjects !== undefined) return false;
    clips.add(object.clipPaths);
    corners += cornersOf(object);
    if (corners >= cornersOfCode) return false;
    if (object.colour.unmeasured !== undefined || (object.kind === 'text' && object.hidden)) continue;
    const brush = brushOf(object.colour, object.overprint);
    if (brush.includes(undefined)) {
      overprinting.push(object);
      for (const plate of [0, 1, 2, 3] as const) most[plate] = Math.max(most[plate], brush[plate] ?? 0);
    } else whole.push({ bounds: object.bounds, total: totalOf(brush) });
  }
  for (const paths of clips) for (const { outline } of paths) corners += outline.flat().length;
  const added = totalOf(most);
  const heavy = whole.filter(({ total }) => total + added > limit);
  const isLight = added <= limit && heavy.every(({ total }) => total <= limit);
  if (corners >= cornersOfCode || !isLight || heavy.length > mostHeavy) return false;
  return heavy.every(({ bounds }) => !overprinting.some((object) => touches(object, bounds, 2 / scale)));
}

type Shape = Exclude<PaintedObject, PaintedImage>;

/** Each is compared with all that overprints. */
const mostHeavy = 50;

/** Whether a shape may have a dot in a rectangle or within a margin of it. */
function touches(object: Shape, { left, bottom, right, top }: Bounds, margin: number): boolean {
  const near = { left: left - margin, bottom: bottom - margin, right: right + margin, top: top + margin };
  if (intersect(object.bounds, near) === undefined) return false;
  return object.kind !== 'text' || object.boxes.some((box) => intersect(box, near) !== undefined);
}

/** No code has as few. */
const cornersOfCode = 80;

const totalOf = (inks: Brush): number => inks.reduce<number>((sum, ink) => sum + (ink ?? 0), 0);

/** Characters that fill their cells or may look like anything: blocks, shapes, those of private use and unknown ones. */
const drawing = /[\u2500-\u25ff\ufffd\p{Co}\p{Cn}\p{Cc}]/u;

function cornersOf(object: Shape): number {
  if (object.kind === 'text') return object.boxes.length > 0 && mayDraw(object) ? 4 * object.boxes.length : 0;
  return object.outline.reduce((sum, { length }) => sum + length, 0);
}

const mayDraw = ({ text, missing }: Extract<PaintedObject, { kind: 'text' }>): boolean =>
  text === '' || missing.length > 0 || drawing.test(text);
