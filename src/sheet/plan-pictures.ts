import type { Point, Rect, Size } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Galley, PictureFrame, Piece } from '../galley/galley.ts';
import type { Picture } from '../issue/issue.ts';
import type { Dummy, Placement } from '../makeup/dummy.ts';
import { translate } from '../paint/ops.ts';
import type { ImageOp, PaintOp } from '../paint/paint.ts';
import { type ImageFile, type ImageId, tooThin } from '../pictures/image-file.ts';
import { vanishes } from '../pictures/resample.ts';
import { checkResolution } from '../pictures/resolution.ts';
import type { Template } from '../template/template.ts';
import type { PictureContext } from './furniture.ts';
import { fitToPaper } from './on-paper.ts';

/** A picture as it is printed: the part of it, in fractions of its sides, its size in points, and its page, from 1. */
export interface PlannedPicture {
  readonly image: ImageId;
  readonly crop: Rect;
  readonly placed: Size;
  readonly page: number;
  /** The tint that it is printed on, in percent of black. */
  readonly ground?: number;
}

/** A picture of an article at its place: its op, and the picture of the issue. */
export interface StoryPicture {
  readonly op: ImageOp & Pick<PaintOp, 'part'>;
  /** The size of its frame before the op's edges are rounded, by which its resolution is judged. */
  readonly size: Size;
  readonly picture: Picture;
  /** The fraction of its width or height that make-up may crop; 0 if it keeps its frame or the author gave its shape. */
  readonly mayCrop: number;
}

/**
 * The pictures of an issue at their final places and sizes, which are known after make-up. Separating a picture takes longer
 * than finishing a page, so it starts as soon as the plan is complete.
 */
export interface PicturePlan {
  /** The pictures of each placement of the dummy. */
  readonly stories: ReadonlyMap<Placement, readonly StoryPicture[]>;
  /** All pictures as they are printed, in the order of the pages. */
  readonly printed: readonly PlannedPicture[];
}

/** Plans all pictures. In: also the ops of the masthead, whose ears may contain pictures. */
export function planPictures(
  { pages }: Dummy,
  galleys: readonly Galley[],
  masthead: readonly PaintOp[],
  template: Template,
): PicturePlan {
  const stories = new Map(
    pages.flatMap(({ placements }) =>
      placements.map((one) => [one, placePictures(one, galleys, template.area, template)] as const),
    ),
  );
  const printed = pages.flatMap(({ placements }, index) => {
    const placed = placements.flatMap((one) => stories.get(one)!.map(({ op }) => op));
    return fitToPaper(index === 0 ? [...masthead, ...placed] : placed, template).flatMap((op) =>
      op.op === 'image' ? [planned(op, index + 1)] : [],
    );
  });
  return { stories, printed };
}

const planned = ({ image, crop, rect, ground }: ImageOp, page: number): PlannedPicture => ({
  ...{ image, crop, placed: rect, page },
  ...(ground !== undefined && { ground }),
});

/**
 * Reports the drawings that vanish at their printed size. In: the plan, all pictures of the issue, and their files. Out: the
 * drawings.
 */
export function reportVanished(
  { printed }: PicturePlan,
  pictures: readonly Picture[],
  { image, report }: Pick<PictureContext, 'image' | 'report'>,
): ReadonlySet<ImageId> {
  const vanished = new Set<ImageId>();
  for (const { image: id, crop, placed } of printed) {
    const picture = pictures.find((one) => image(one)?.id === id);
    const file = picture && image(picture);
    if (picture === undefined || file === undefined || vanished.has(id) || !vanishes(file, crop, placed))
      continue;
    vanished.add(id);
    report('image-broken', picture.place, { path: picture.path, detail: tooThin });
  }
  return vanished;
}

/** The pictures of a placement relative to the origin. They grow with the placement if make-up gave it more lines. */
export function placePictures(
  placement: Placement,
  galleys: readonly Galley[],
  origin: Point,
  { grid }: Pick<Template, 'grid'>,
): readonly StoryPicture[] {
  const { frames, lines } = pieceOf(placement, galleys);
  if (frames.length === 0) return [];
  const growth = (placement.lines - lines) * grid.leading;
  const unplaced = frames.map((frame) => paintPicture(frame, growth));
  const ops = translate(unplaced, origin.x + placement.x, origin.y + placement.line * grid.leading);
  return frames.map(({ picture, mayCrop }, index) => ({
    op: ops[index] as StoryPicture['op'],
    size: unplaced[index]!.rect,
    picture,
    mayCrop,
  }));
}

/** The piece of a placement. */
export function pieceOf({ galley, part }: Placement, galleys: readonly Galley[]): Piece {
  const source = galleys[galley];
  const piece =
    part.kind === 'head'
      ? source?.heads.get(part.span)
      : part.kind === 'body'
        ? source?.body[part.index]
        : source?.floats[part.index]?.bySpan.get(part.span);
  if (piece === undefined) throw new Error('the dummy refers to a piece that was never set');
  return piece;
}

/** Paints a picture in its frame, enlarged by the growth of the piece, and crops it around its focus to the frame's shape. */
function paintPicture(
  { image, rect, ratio, focus, part, ground }: PictureFrame,
  growth: Pt,
): StoryPicture['op'] {
  const frame = { ...rect, height: rect.height + growth };
  const target = frame.width / frame.height;
  const width = Math.min(1, target / ratio);
  const height = Math.min(1, ratio / target);
  const crop = { x: cropFrom(focus.x, width), y: cropFrom(focus.y, height), width, height };
  return { op: 'image', image, rect: frame, crop, part, ...(ground !== undefined && { ground }) };
}

/** The start of a crop that is centred on the focus as far as the edges of the picture allow. */
const cropFrom = (focus: number, size: number): number => Math.min(Math.max(0, focus - size / 2), 1 - size);

/** Reports the photographs of a placement that are cropped though the author gave no shape. In: the page, from 1. */
export function reportCropped(
  pictures: readonly StoryPicture[],
  page: number,
  { report }: Pick<PictureContext, 'report'>,
): void {
  for (const { op, picture, mayCrop } of pictures) {
    if (mayCrop === 0) continue;
    const { path, place } = picture;
    const [across, down] = [1 - op.crop.width, 1 - op.crop.height];
    const percent = Math.round(Math.max(across, down) * 1000) / 10;
    const edges = across > down ? '左右' : '上下';
    if (percent > 0) report('photo-cropped', place, { path, page, edges, percent });
  }
}

/** Reports the pictures of a placement whose resolution is too low at the size that make-up gave them. */
export function reportCoarse(pictures: readonly StoryPicture[], context: PictureContext): void {
  for (const { op, size, picture, mayCrop } of pictures) {
    const image = context.image(picture);
    if (image !== undefined) reportCoarsePicture(picture, image, op.crop, size, mayCrop, context);
  }
}

/** Reports a picture whose resolution is too low at its final size and crop. */
export function reportCoarsePicture(
  { path, place }: Picture,
  image: ImageFile,
  crop: Rect,
  placed: Size,
  mayCrop: number,
  { report }: Pick<PictureContext, 'report'>,
): void {
  const coarse = checkResolution(image, crop, placed, mayCrop);
  if (coarse === undefined) return;
  const { tooCoarse, ...details } = coarse;
  report(tooCoarse ? 'image-coarse' : 'image-soft', place, { path, ...details });
}
