import { type Pt, toPt } from '../core/units.ts';
import type { Block, Picture } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import type { PaintOp, PartStep } from '../paint/paint.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import type { Line } from '../text/text-style.ts';
import type { PictureFrame, Piece } from './galley.ts';
import { ascent, paintLine } from './paint-line.ts';
import { setRuns } from './paragraph.ts';
import { type Column, makePiece, partAt, type SettingContext } from './pieces.ts';
import { styleRuns } from './style-runs.ts';

export type PicturesBlock = Extract<Block, { kind: 'pictures' }>;

/** Space between the pictures of a group, between a picture and its caption, and below the caption, in points. */
const white = { between: 10.5, above: 4.5, below: 8 };

/** Leading of caption lines, in em: close, and yet distinct on newsprint. */
const captionLeading = 1.3;

/** Part of its height or width that a photograph may lose to keep the columns full (docs/format.md). */
const maxCrop = 0.1;

/** Maximum height, as part of the type area, so that every page can hold a picture; a taller one is made narrower. */
const maxOfPage = 0.6;

/** An opened picture, the ratio of its shape and its place in the group. */
interface SizedPicture {
  readonly picture: Picture;
  readonly image: ImageFile;
  readonly ratio: number;
  readonly column: Column;
}

/**
 * Sets a picture or a group side by side, with captions under them, as one piece of whole lines. In: the block and
 * the column. Out: the piece; its minimum and maximum height are those that a crop of the pictures allows. Only
 * photographs are cropped, and a group only if all of it is.
 */
export function setPictures(block: PicturesBlock, column: Column, context: SettingContext): Piece {
  const pictures = sizePictures(block, column, context);
  const captions = pictures.map((sized) => setCaption(sized, context));
  const captionHeight = Math.max(0, ...captions.map(({ height }) => height));
  const { leading, size } = context.template.grid;
  const below = captionHeight > 0 ? white.above + captionHeight + white.below : leading - size;
  const natural = pictureHeight(pictures[0]);
  const croppable = block.options.crop === undefined && pictures.every((one) => mayBeCropped(one, block));
  const { height, ...heights } = wholeLines(natural, below, leading, croppable);
  const frames = pictures.map(
    (sized): PictureFrame => ({
      image: sized.image.id,
      picture: sized.picture,
      part: [figureOf(sized.picture)],
      rect: { x: sized.column.x, y: 0, width: sized.column.width, height },
      ratio: sized.image.width / sized.image.height,
      focus: block.options.focus ?? { x: 0.5, y: 0.5 },
      mayCrop: heights.minLines === heights.maxLines ? 0 : maxCrop,
      ...(context.ground !== undefined && { ground: context.ground }),
    }),
  );
  return makePiece({
    ...heights,
    frames,
    ops: captions.flatMap(({ ops }) => ops(height + white.above)),
    characters: captions.reduce((sum, caption) => sum + caption.characters, 0),
    place: block.place,
  });
}

/** Whether the program may crop a picture: it is a photograph, or the author says so. */
const mayBeCropped = ({ image }: SizedPicture, { options }: PicturesBlock): boolean =>
  options.photo ?? image.photograph === true;

/** Sizes the pictures that could be opened: side by side, at one height, centred in the column. */
function sizePictures(
  block: PicturesBlock,
  column: Column,
  context: SettingContext,
): readonly SizedPicture[] {
  const found = block.pictures.flatMap((picture) => {
    const image = context.image(picture);
    return image === undefined
      ? []
      : [{ picture, image, ratio: block.options.crop ?? image.width / image.height }];
  });
  const requested = block.options.width;
  const { size, leading } = context.template.grid;
  const groupWidth =
    requested === undefined ? column.width : toPt(requested.value, { em: size, zi: size, hang: leading });
  const ratios = found.reduce((sum, { ratio }) => sum + ratio, 0);
  const gaps = white.between * Math.max(0, found.length - 1);
  const maxHeight = maxOfPage * context.template.area.height;
  const width = Math.min(groupWidth, column.width, maxHeight * ratios + gaps);
  const height = (width - gaps) / ratios;
  let x = column.x + (column.width - width) / 2;
  return found.map((picture) => {
    const place: Column = { x, width: height * picture.ratio };
    x += place.width + white.between;
    return { ...picture, column: place };
  });
}

const pictureHeight = (first: SizedPicture | undefined): Pt =>
  first === undefined ? 0 : first.column.width / first.ratio;

/**
 * Rounds a picture's height, with what is below it, to whole grid lines: to the nearest that a crop allows. The height
 * stays fixed if the picture may not be cropped, or if it is so low that no whole line is within the crop.
 */
function wholeLines(
  natural: Pt,
  below: Pt,
  leading: Pt,
  croppable: boolean,
): Pick<Piece, 'lines' | 'minLines' | 'maxLines'> & { readonly height: Pt } {
  const minLines = Math.ceil((natural * (1 - maxCrop) + below) / leading);
  const maxLines = Math.floor((natural / (1 - maxCrop) + below) / leading);
  if (!croppable || natural === 0 || minLines > maxLines) {
    const lines = Math.max(1, Math.ceil((natural + below) / leading));
    return { lines, minLines: lines, maxLines: lines, height: natural };
  }
  const nearest = Math.round((natural + below) / leading);
  const lines = Math.min(Math.max(nearest, minLines), maxLines);
  return { lines, minLines, maxLines, height: lines * leading - below };
}

interface Caption {
  readonly height: Pt;
  readonly characters: number;
  /** The caption's paint when its first line's frame begins at `top`. */
  readonly ops: (top: Pt) => readonly PaintOp[];
}

/** Sets 图片说明 flush left, and 摄影 at the right of its last line, or below if there is no room. */
function setCaption({ picture, column }: SizedPicture, context: SettingContext): Caption {
  const { styles } = context.template;
  const style = styles.caption;
  const caption =
    picture.caption.length === 0
      ? []
      : setRuns(styleRuns(picture.caption, style, context.template), style, column, context, 'start', 0);
  const credits = picture.credit.length === 0 ? [] : creditLines(picture, column, context);
  const step = style.size * captionLeading;
  const room = column.width - (caption.at(-1)?.width ?? 0) - 2 * style.size;
  const beside = credits.length === 1 && caption.length > 0 && credits.every(({ width }) => width <= room);
  const lines = caption.length + (beside ? 0 : credits.length);
  return {
    height: lines === 0 ? 0 : (lines - 1) * step + style.size,
    characters: [...caption, ...credits].reduce((sum, line) => sum + line.characters, 0),
    ops: (top) => {
      const baseline = (index: number) => top + index * step + ascent * style.size;
      const right = column.x + column.width;
      const captioned = (ops: readonly PaintOp[]) =>
        tagOps(figureOf(picture), tagOps({ role: 'Caption', key: '' }, ops));
      return captioned([
        ...caption.flatMap((line, index) => paintLine(line, column.x, baseline(index))),
        ...credits.flatMap((line, index) =>
          paintLine(line, right - line.width, baseline(lines - credits.length + index)),
        ),
      ]);
    },
  };
}

/** The structure element of a picture. Its alternative text is the caption, or says that it is a picture. */
export function figureOf({ caption, place }: Picture): PartStep {
  const words = caption.map(({ text }) => (text === '\n' ? '' : text)).join('');
  return { ...partAt('Figure', place), alt: words.trim() === '' ? '图片' : words };
}

/** Sets 摄影: in more than one line only if it is wider than the picture. */
function creditLines({ credit }: Picture, column: Column, context: SettingContext): readonly Line[] {
  const style = context.template.styles['picture-credit'];
  return setRuns(styleRuns(credit, style, context.template), style, column, context, 'start', 0);
}
