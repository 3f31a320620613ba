import type { Point, Rect, Size } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Galley, PictureFrame, Piece } from '../galley/galley.ts';
import type { Picture } from '../issue/issue.ts';
import type { Dummy, Placement } from '../makeup/dummy.ts';
import { translate } from '../paint/ops.ts';
import type { ImageOp, PaintOp } from '../paint/paint.ts';
import type { ImageId } from '../pictures/image-file.ts';
import type { Template } from '../template/template.ts';
import { cutToPaper } from './on-paper.ts';

/** A picture as it is printed: the part of it, in fractions of its sides, its size in points, and its page, from 1. */
export interface PlannedPicture {
  readonly image: ImageId;
  readonly crop: Rect;
  readonly placed: Size;
  readonly page: number;
}

/** A picture of a story at its place: its paint, and what its author wrote of it. */
export interface StoryPicture {
  readonly op: ImageOp & Pick<PaintOp, 'part'>;
  readonly picture: Picture;
  /** How much of its width or height make-up may crop away. */
  readonly mayCrop: number;
}

/**
 * The pictures of an issue at their final places and sizes. Make-up settles them; a picture takes longer to separate than
 * all else of a page takes to finish, so that it is begun as soon as this is known.
 */
export interface PicturePlan {
  /** The pictures of each placement of the dummy. */
  readonly stories: ReadonlyMap<Placement, readonly StoryPicture[]>;
  /** All pictures as they are printed, in the order of the pages. */
  readonly printed: readonly PlannedPicture[];
}

/** Plans all pictures. In: also the paint of the masthead, whose ears may hold pictures. */
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
    return cutToPaper(index === 0 ? [...masthead, ...placed] : placed, template).flatMap((op) =>
      op.op === 'image' ? [{ image: op.image, crop: op.crop, placed: op.rect, page: index + 1 }] : [],
    );
  });
  return { stories, printed };
}

/** The pictures of a placement, from the origin; they grow with it where make-up gave it more lines. */
export function placePictures(
  laid: Placement,
  galleys: readonly Galley[],
  origin: Point,
  { grid }: Pick<Template, 'grid'>,
): readonly StoryPicture[] {
  const { frames, lines } = pieceOf(laid, galleys);
  if (frames.length === 0) return [];
  const growth = (laid.lines - lines) * grid.leading;
  const ops = translate(
    frames.map((frame) => paintPicture(frame, growth)),
    origin.x + laid.x,
    origin.y + laid.line * grid.leading,
  );
  return frames.map(({ picture, mayCrop }, index) => ({
    op: ops[index] as StoryPicture['op'],
    picture,
    mayCrop,
  }));
}

/** The piece that a placement refers to. */
export function pieceOf({ galley, part }: Placement, galleys: readonly Galley[]): Piece {
  const source = galleys[galley];
  const piece =
    part.kind === 'head'
      ? source?.heads.get(part.span)
      : part.kind === 'body'
        ? source?.body[part.index]
        : source?.floats[part.index]?.bySpan.get(part.span);
  if (piece === undefined) throw new Error('the dummy names a piece that was never set');
  return piece;
}

/** The picture in its frame, grown by as much as the piece; what its shape does not cover is cropped round the focus. */
function paintPicture({ image, rect, ratio, focus, part }: PictureFrame, growth: Pt): StoryPicture['op'] {
  const frame = { ...rect, height: rect.height + growth };
  const target = frame.width / frame.height;
  const width = Math.min(1, target / ratio);
  const height = Math.min(1, ratio / target);
  const crop = { x: cropFrom(focus.x, width), y: cropFrom(focus.y, height), width, height };
  return { op: 'image', image, rect: frame, crop, part };
}

/** Where a crop begins so that the focus is at its middle as far as the picture's edges allow. */
const cropFrom = (focus: number, size: number): number => Math.min(Math.max(0, focus - size / 2), 1 - size);
