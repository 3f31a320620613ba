import type { Rect, Size } from '../core/geometry.ts';
import { millimetre, type Pt } from '../core/units.ts';
import { ascent } from '../galley/paint-line.ts';
import { translate } from '../paint/ops.ts';
import type { FillOp, GlyphsOp, ImageOp, PaintOp, Path, Sheet } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Template } from '../template/template.ts';
import { type FurnitureContext, memoized } from './furniture.ts';
import { paintPrintersMarks, type SlugFacts } from './printers-marks.ts';

/**
 * Finishes a page for its paper: extends it to the bleed and adds printer's marks or, without marks, ends it at the trim.
 * Coordinates are rounded to those of the PDF. Reports text too close to the trim.
 */
export function placeOnPaper(
  ops: readonly PaintOp[],
  facts: SlugFacts,
  template: Template,
  context: FurnitureContext,
): Sheet {
  const { trim, print } = template;
  const sheet = { trim, bleed: bleedOf(print), ops: fitToPaper(ops, template) };
  reportNearTrim(sheet, facts.page, context);
  return print.marks ? { ...sheet, slug: slugOf(facts, template, context) } : sheet;
}

const bleedOf = ({ marks, bleed }: Template['print']): Pt => (marks ? bleed : 0);

/** The ops as they are printed: extended to the bleed, and rounded. */
export const fitToPaper = (ops: readonly PaintOp[], { trim, print }: Template): readonly PaintOp[] =>
  translate(extendToBleed(ops, trim, bleedOf(print)), 0, 0);

function slugOf(facts: SlugFacts, template: Template, context: FurnitureContext): NonNullable<Sheet['slug']> {
  const { bleed, profile } = template.print;
  const inputs = [facts, bleed, profile.condition];
  return memoized(context, 'marks', inputs, (local) => paintPrintersMarks(facts, template, local));
}

/** An edge nearer to the trim than this is meant to be at the trim. */
const tolerance: Pt = millimetre / 2;

/**
 * Extends rectangular fills and pictures that touch the trim to the edge of the bleed, so that no white shows if the sheet
 * is cut inaccurately. Text, strokes and other outlines are unchanged.
 */
function extendToBleed(ops: readonly PaintOp[], trim: Size, bleed: Pt): readonly PaintOp[] {
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

/** Text nearer to the trim than this may be cut off. */
const safety: Pt = 3 * millimetre;

/** Maximum characters of a line that a message quotes. */
const maxQuoted = 12;

/** Reports the line of a page that is nearest to the trim, if it is nearer than is safe. */
function reportNearTrim({ trim, ops }: Sheet, page: number, { report, file }: FurnitureContext): void {
  let nearest: { readonly text: string; readonly distance: Pt } | undefined;
  let lines = 0;
  for (const op of ops) {
    if (op.op !== 'glyphs' || op.row.ids.length === 0) continue;
    const distance = distanceToTrim(op, trim);
    if (distance >= safety) continue;
    lines += 1;
    if (nearest === undefined || distance < nearest.distance) nearest = { text: op.row.text, distance };
  }
  if (nearest === undefined) return;
  const { text, distance } = nearest;
  const words = text.length > maxQuoted ? `${text.slice(0, maxQuoted)}……` : text;
  report('near-trim', { file }, { page, words, room: distance / millimetre, lines });
}

/** Minimum distance between the em boxes of a line and the trim; negative if they cross it. */
function distanceToTrim({ at, size, row }: GlyphsOp, trim: Sheet['trim']): Pt {
  const { left, right, ys = [0] } = row;
  const above = at.y + Math.min(...ys) - ascent * size;
  const below = trim.height - (at.y + Math.max(...ys)) - (1 - ascent) * size;
  return Math.min(at.x + left, trim.width - at.x - right, above, below);
}
