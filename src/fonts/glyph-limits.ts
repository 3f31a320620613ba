/**
 * Whether a TrueType glyph is fit to be drawn, judged by its counts before any point is read: a damaged glyph may claim
 * thousands of contours, or components that contain each other. OpenType, glyf.
 */
import { componentsOf, type GlyphBytes } from './glyf.ts';

/** The deepest nesting of components, their number in one glyph, and its points; a brush-drawn ideograph has 2,000. */
const [maxDepth, maxParts, maxPoints] = [8, 256, 20_000];
const headerLength = 10;

/** Throws a RangeError where the glyph ends too early. */
export function isWithinLimits(bytesOf: GlyphBytes, glyph: number): boolean {
  let [parts, points] = [0, 0];
  const visit = (each: number, depth: number): boolean => {
    parts += 1;
    if (depth > maxDepth || parts > maxParts) return false;
    const bytes = bytesOf(each);
    if (bytes.length === 0) return true;
    const contours = bytes.readInt16BE(0);
    if (contours < 0) return componentsOf(bytes).every((at) => visit(bytes.readUInt16BE(at + 2), depth + 1));
    let last = -1;
    for (let contour = 0; contour < contours; contour += 1) {
      const end = bytes.readUInt16BE(headerLength + 2 * contour);
      if (end < last) return false;
      last = end;
    }
    points += last + 1;
    return points <= maxPoints;
  };
  return visit(glyph, 0);
}
