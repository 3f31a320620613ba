import type { Rect, Size } from '../core/geometry.ts';
import { millimetre, type Pt } from '../core/units.ts';
import type { FillOp, ImageOp, PaintOp, Path } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';

/** An edge nearer to the trim than this is meant to be at the trim. */
const tolerance: Pt = millimetre / 2;

/**
 * Extends rectangular fills and pictures that touch the trim to the edge of the bleed, so that no white shows if the sheet
 * is cut inaccurately. Text, strokes and other outlines are unchanged.
 */
export function runToBleed(ops: readonly PaintOp[], trim: Size, bleed: Pt): readonly PaintOp[] {
  return ops.map((op) => {
    if (op.op === 'image') return extendPicture(op, trim, bleed);
    return op.op === 'fill' ? extendFill(op, trim, bleed) : op;
  });
}

function extendFill(op: FillOp, trim: Size, bleed: Pt): FillOp {
  const rect = rectangleOf(op.path);
  return rect === undefined ? op : { ...op, path: rectangle(extendRect(rect, trim, bleed)) };
}

/** Widens the crop by as much as the frame grows; where the picture ends, it is enlarged instead. */
function extendPicture(op: ImageOp, trim: Size, bleed: Pt): ImageOp {
  const { rect: before, crop } = op;
  const rect = extendRect(before, trim, bleed);
  const [perX, perY] = [crop.width / before.width, crop.height / before.height];
  const scaled = { width: rect.width * perX, height: rect.height * perY };
  const larger = Math.max(1, scaled.width, scaled.height);
  const width = scaled.width / larger;
  const height = scaled.height / larger;
  const within = (from: number, size: number) => Math.min(Math.max(0, from), 1 - size);
  const x = within(crop.x - (before.x - rect.x) * perX, width);
  const y = within(crop.y - (before.y - rect.y) * perY, height);
  return { ...op, rect, crop: { x, y, width, height } };
}

function extendRect({ x, y, width, height }: Rect, trim: Size, bleed: Pt): Rect {
  const [left, right] = extendRange(x, x + width, trim.width, bleed);
  const [top, bottom] = extendRange(y, y + height, trim.height, bleed);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const extendRange = (from: Pt, to: Pt, trim: Pt, bleed: Pt): readonly [Pt, Pt] => [
  from < tolerance ? -bleed : from,
  to > trim - tolerance ? trim + bleed : to,
];

/** The rectangle that a path describes, or undefined for any other shape. */
function rectangleOf(path: Path): Rect | undefined {
  const corners = path.flatMap((step) => (step.to === 'move' || step.to === 'line' ? [step] : []));
  const [first, , opposite] = corners;
  if (corners.length !== 4 || first === undefined || opposite === undefined) {
    return undefined;
  }
  const rect = { x: first.x, y: first.y, width: opposite.x - first.x, height: opposite.y - first.y };
  return JSON.stringify(rectangle(rect)) === JSON.stringify(path) ? rect : undefined;
}
