import type { Rect, Size } from '../core/geometry.ts';
import { millimetre, type Pt } from '../core/units.ts';
import type { FillOp, ImageOp, PaintOp, Path } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';

/** What ends nearer to the trim than this is meant to end at it. */
const touch: Pt = millimetre / 2;

/**
 * Carries grounds and pictures that touch the trim on to the edge of the bleed, so that no white shows where the knife
 * goes astray. Type, outlines and strokes stay as they are.
 */
export function runToBleed(ops: readonly PaintOp[], trim: Size, bleed: Pt): readonly PaintOp[] {
  return ops.map((op) => {
    if (op.op === 'image') return carriedPicture(op, trim, bleed);
    return op.op === 'fill' ? carriedGround(op, trim, bleed) : op;
  });
}

function carriedGround(op: FillOp, trim: Size, bleed: Pt): FillOp {
  const rect = rectangleOf(op.path);
  return rect === undefined ? op : { ...op, path: rectangle(carried(rect, trim, bleed)) };
}

/** More of the picture shows where it has more; where it has none it is laid larger. */
function carriedPicture(op: ImageOp, trim: Size, bleed: Pt): ImageOp {
  const { rect: before, crop } = op;
  const rect = carried(before, trim, bleed);
  const [perX, perY] = [crop.width / before.width, crop.height / before.height];
  const wanted = { width: rect.width * perX, height: rect.height * perY };
  const larger = Math.max(1, wanted.width, wanted.height);
  const width = wanted.width / larger;
  const height = wanted.height / larger;
  const within = (from: number, size: number) => Math.min(Math.max(0, from), 1 - size);
  const x = within(crop.x - (before.x - rect.x) * perX, width);
  const y = within(crop.y - (before.y - rect.y) * perY, height);
  return { ...op, rect, crop: { x, y, width, height } };
}

function carried({ x, y, width, height }: Rect, trim: Size, bleed: Pt): Rect {
  const [left, right] = carriedEnds(x, x + width, trim.width, bleed);
  const [top, bottom] = carriedEnds(y, y + height, trim.height, bleed);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const carriedEnds = (from: Pt, to: Pt, trim: Pt, bleed: Pt): readonly [Pt, Pt] => [
  from < touch ? -bleed : from,
  to > trim - touch ? trim + bleed : to,
];

/** The rectangle a path is; undefined where it is another shape. */
function rectangleOf(path: Path): Rect | undefined {
  const corners = path.flatMap((step) => (step.to === 'move' || step.to === 'line' ? [step] : []));
  const [first, , opposite] = corners;
  if (corners.length !== 4 || first === undefined || opposite === undefined) {
    return undefined;
  }
  const rect = { x: first.x, y: first.y, width: opposite.x - first.x, height: opposite.y - first.y };
  return JSON.stringify(rectangle(rect)) === JSON.stringify(path) ? rect : undefined;
}
