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

/** White between the pictures of a group, between a picture and its caption, and below the caption, in points. */
const white = { between: 10.5, above: 4.5, below: 8 };

/** A caption's lines are set solid but for a third of their size, which keeps two of them apart on newsprint. */
const captionLeading = 1.3;

/** A picture may lose a tenth of its height or width to keep the columns full (docs/format.md). */
const cropAllowed = 0.1;

/** A picture is made narrower rather than higher than this part of the type area, so that every page can hold it. */
const mostOfPage = 0.6;

interface Hung {
  readonly picture: Picture;
  readonly image: ImageFile;
  readonly ratio: number;
  readonly column: Column;
}

/**
 * Sets a picture or a group side by side, with captions under them, as one piece of whole lines. In: the block and
 * the width it may take. The piece's least and greatest height say how far its crop may give way.
 */
export function setPictures(block: PicturesBlock, column: Column, context: SettingContext): Piece {
  const pictures = hang(block, column, context);
  const captions = pictures.map((hung) => setCaption(hung, context));
  const captionHeight = Math.max(0, ...captions.map(({ height }) => height));
  const { leading, size } = context.template.grid;
  const below = captionHeight > 0 ? white.above + captionHeight + white.below : leading - size;
  const natural = pictureHeight(pictures[0]);
  const shapeGiven = block.options.crop !== undefined;
  const { height, ...heights } = wholeLines(natural, below, leading, shapeGiven);
  const frames = pictures.map(
    (hung): PictureFrame => ({
      image: hung.image.id,
      picture: hung.picture,
      part: [figureOf(hung.picture)],
      rect: { x: hung.column.x, y: 0, width: hung.column.width, height },
      ratio: hung.image.width / hung.image.height,
      focus: block.options.focus ?? { x: 0.5, y: 0.5 },
      mayCrop: heights.minLines === heights.maxLines ? 0 : cropAllowed,
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

/** The pictures that could be opened, side by side at one height. */
function hang(block: PicturesBlock, column: Column, context: SettingContext): readonly Hung[] {
  const found = block.pictures.flatMap((picture) => {
    const image = context.image(picture);
    return image === undefined
      ? []
      : [{ picture, image, ratio: block.options.crop ?? image.width / image.height }];
  });
  const wish = block.options.width;
  const { size, leading } = context.template.grid;
  const asked = wish === undefined ? column.width : toPt(wish.value, { em: size, zi: size, hang: leading });
  const ratios = found.reduce((sum, { ratio }) => sum + ratio, 0);
  const gaps = white.between * Math.max(0, found.length - 1);
  const highest = mostOfPage * context.template.area.height;
  const width = Math.min(asked, column.width, highest * ratios + gaps);
  const height = (width - gaps) / ratios;
  let x = column.x + (column.width - width) / 2;
  return found.map((one) => {
    const place = { x, width: height * one.ratio };
    x += place.width + white.between;
    return { ...one, column: place };
  });
}

const pictureHeight = (first: Hung | undefined): Pt =>
  first === undefined ? 0 : first.column.width / first.ratio;

/**
 * Heights in grid lines: the nearest to the picture's own shape, and those its crop allows; and the picture's own
 * at the first. One whose shape is given, or so low that a line more or less is over the crop, keeps its height.
 */
function wholeLines(
  natural: Pt,
  below: Pt,
  leading: Pt,
  shapeGiven: boolean,
): Pick<Piece, 'lines' | 'minLines' | 'maxLines'> & { readonly height: Pt } {
  const least = Math.ceil((natural * (1 - cropAllowed) + below) / leading);
  const greatest = Math.floor((natural / (1 - cropAllowed) + below) / leading);
  if (shapeGiven || natural === 0 || least > greatest) {
    const lines = Math.max(1, Math.ceil((natural + below) / leading));
    return { lines, minLines: lines, maxLines: lines, height: natural };
  }
  const nearest = Math.round((natural + below) / leading);
  const lines = Math.min(Math.max(nearest, least), greatest);
  return { lines, minLines: least, maxLines: greatest, height: lines * leading - below };
}

interface Caption {
  readonly height: Pt;
  readonly characters: number;
  /** The caption's paint when its first line's frame begins at `top`. */
  readonly ops: (top: Pt) => readonly PaintOp[];
}

/** 图片说明 flush left, 摄影 at the right of its last line where there is room, else on a line of its own. */
function setCaption({ picture, column }: Hung, context: SettingContext): Caption {
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

/** A picture for those who do not see it: its caption, or that there is one. */
export function figureOf({ caption, place }: Picture): PartStep {
  const words = caption.map(({ text }) => (text === '\n' ? '' : text)).join('');
  return { ...partAt('Figure', place), alt: words.trim() === '' ? '图片' : words };
}

/** 摄影: more than one line only where it is wider than the picture. */
function creditLines({ credit }: Picture, column: Column, context: SettingContext): readonly Line[] {
  const style = context.template.styles['picture-credit'];
  return setRuns(styleRuns(credit, style, context.template), style, column, context, 'start', 0);
}
