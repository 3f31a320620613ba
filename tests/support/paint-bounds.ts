import type { Rect } from '../../src/core/geometry.ts';
import { glyphsOf as placedGlyphs } from '../../src/paint/glyph-row.ts';
import type { GlyphsOp, PaintOp, Path } from '../../src/paint/paint.ts';

/** The typographic ascent and descent of the fonts, in em: the frame of a Han character. */
const ascent = 0.88;
const descent = 0.12;

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The bounding box of an op. For glyphs, that of the frames of their characters. */
export function edgesOf(op: PaintOp): Edges {
  switch (op.op) {
    case 'glyphs':
      return glyphEdges(op);
    case 'image':
      return rectEdges(op.rect);
    case 'fill':
      return pathEdges(op.path, 0);
    case 'stroke':
      return pathEdges(op.path, op.width / 2);
  }
}

const rectEdges = ({ x, y, width, height }: Rect): Edges => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

function glyphEdges({ at, size, row }: GlyphsOp): Edges {
  const glyphs = placedGlyphs(row);
  const ys = glyphs.map(({ y }) => at.y + y);
  return {
    left: Math.min(...glyphs.map(({ x }) => at.x + x)),
    top: Math.min(...ys) - ascent * size,
    right: Math.max(...glyphs.map(({ x, advance }) => at.x + x + advance)),
    bottom: Math.max(...ys) + descent * size,
  };
}

export function pathEdges(path: Path, around: number): Edges {
  const points = path.flatMap((step) => (step.to === 'close' ? [] : [step]));
  return {
    left: Math.min(...points.map(({ x }) => x)) - around,
    top: Math.min(...points.map(({ y }) => y)) - around,
    right: Math.max(...points.map(({ x }) => x)) + around,
    bottom: Math.max(...points.map(({ y }) => y)) + around,
  };
}

/** Whether two areas overlap in more than an edge. */
export const overlap = (one: Edges, other: Edges): boolean =>
  one.left < other.right - 0.01 &&
  other.left < one.right - 0.01 &&
  one.top < other.bottom - 0.01 &&
  other.top < one.bottom - 0.01;

export const textOf = (op: PaintOp): string => (op.op === 'glyphs' ? op.row.text : '');

export const isGlyphs = (op: PaintOp): op is GlyphsOp => op.op === 'glyphs';

export const glyphsOf = ({ ops }: { readonly ops: readonly PaintOp[] }): readonly GlyphsOp[] =>
  ops.filter(isGlyphs);

export const wordsOf = ({ ops }: { readonly ops: readonly PaintOp[] }): string => ops.map(textOf).join('');
