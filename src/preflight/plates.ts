import { fillPolygon } from './fill-polygon.ts';
import type { Colour, Mark, Overprint, PathMark, PictureMark, Space } from './marks.ts';
import { type Bounds, boundsOf, type Dot, intersect, inverse } from './matrix.ts';
import { PdfFault } from './objects.ts';
import type { Page } from './read-pages.ts';
import type { PictureReader, Pixels } from './read-picture.ts';

/** The four plates of a page inside the bleed, 0 to 255, four bytes for each dot, from the top left. */
export interface Plates {
  readonly width: number;
  readonly height: number;
  readonly inks: Uint8Array;
  /** Dots for each point. */
  readonly scale: number;
  readonly area: Bounds;
  /** Pictures that could not be read, and why. */
  readonly unread: readonly UnreadPicture[];
}

export interface UnreadPicture {
  readonly mark: PictureMark;
  readonly why: string;
}

/** What a phone's camera needs to tell the modules of a code apart. */
const dotsPerInch = 200;
/** A poster's worth; larger sheets are drawn more coarsely. */
const mostDots = 40_000_000;

/**
 * Draws a page as ink. Type is drawn as the boxes of its glyphs; curves, as chords; strokes, as bars; nothing is
 * softened. Exact in what lies over what, by the rules of overprint. ISO 32000-1, 8.6.7.
 */
export async function drawPlates(page: Page, picture: PictureReader): Promise<Plates> {
  const area = intersect(page.bleed, page.paper) ?? page.paper;
  const [across, up] = [Math.max(1, area.right - area.left), Math.max(1, area.top - area.bottom)];
  const scale = Math.min(dotsPerInch / 72, Math.sqrt(mostDots / (across * up)));
  const [width, height] = [Math.ceil(across * scale), Math.ceil(up * scale)];
  const plates = { width, height, inks: new Uint8Array(width * height * 4), scale, area };
  const unread: UnreadPicture[] = [];
  for (const mark of page.content.marks) {
    const why = mark.kind === 'picture' ? await drawPicture(mark, plates, picture) : drawMark(mark, plates);
    if (mark.kind === 'picture' && why !== undefined) unread.push({ mark, why });
  }
  return { ...plates, unread };
}

type Canvas = Omit<Plates, 'unread'>;

function drawMark(mark: Exclude<Mark, PictureMark>, canvas: Canvas): undefined {
  const brush = brushOf(mark.colour, mark.overprint);
  if (mark.kind === 'text') {
    if (!mark.hidden)
      for (const box of mark.boxes) fillShape([rectangle(box)], false, mark.bounds, brush, canvas);
  } else if (mark.kind === 'fill') fillShape(mark.outline, mark.evenOdd, mark.bounds, brush, canvas);
  else for (const bar of bars(mark)) fillShape([bar], false, mark.bounds, brush, canvas);
}

const rectangle = ({ left, bottom, right, top }: Bounds): readonly Dot[] => [
  [left, bottom],
  [right, bottom],
  [right, top],
  [left, top],
];

/** Each piece of a stroke as a bar of its width. */
function bars({ outline, width }: PathMark): readonly (readonly Dot[])[] {
  return outline.flatMap((part) =>
    part.slice(1).map(([x2, y2], index): readonly Dot[] => {
      const [x1, y1] = part[index]!;
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const [dx, dy] = [(-(y2 - y1) / length) * (width / 2), ((x2 - x1) / length) * (width / 2)];
      return [
        [x1 + dx, y1 + dy],
        [x2 + dx, y2 + dy],
        [x2 - dx, y2 - dy],
        [x1 - dx, y1 - dy],
      ];
    }),
  );
}

/** What a colour lays on each plate; undefined for a plate it leaves as it is. */
type Brush = readonly (number | undefined)[];

function brushOf({ space, inks }: Colour, overprint: Overprint): Brush {
  return inks.map((ink, plate) => (leaves(space, ink, plate, overprint) ? undefined : Math.round(ink * 255)));
}

const names = ['Cyan', 'Magenta', 'Yellow', 'Black'];

function leaves(space: Space, ink: number, plate: number, { on, mode }: Overprint): boolean {
  if (space.family === 'pattern') return true;
  if (!on) return false;
  if (space.family === 'plates')
    return !space.plates.includes('All') && !space.plates.includes(names[plate]!);
  return mode === 1 && space.family === 'cmyk' && space.device && ink === 0;
}

function fillShape(
  outline: readonly (readonly Dot[])[],
  evenOdd: boolean,
  clip: Bounds,
  brush: Brush,
  canvas: Canvas,
): void {
  const { inks, width } = canvas;
  const parts = outline.map((part) => part.map((dot) => toCanvas(dot, canvas)));
  const limits = boundsOf(rectangle(clip).map((dot) => toCanvas(dot, canvas)))!;
  fillPolygon(parts, evenOdd, onCanvas(limits, canvas), (y, from, to) => {
    for (let at = (y * width + from) * 4; at < (y * width + to) * 4; at += 4) {
      for (let plate = 0; plate < 4; plate += 1) {
        const ink = brush[plate];
        if (ink !== undefined) inks[at + plate] = ink;
      }
    }
  });
}

const toCanvas = ([x, y]: Dot, { area, scale }: Canvas): Dot => [
  (x - area.left) * scale,
  (area.top - y) * scale,
];

function onCanvas({ left, bottom, right, top }: Bounds, { width, height }: Canvas): Bounds {
  const whole = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  return {
    left: whole(left, width),
    right: whole(right, width),
    bottom: whole(bottom, height),
    top: whole(top, height),
  };
}

/** Out: why the picture could not be read, if it could not. */
async function drawPicture(
  mark: PictureMark,
  canvas: Canvas,
  picture: PictureReader,
): Promise<string | undefined> {
  try {
    const pixels = await picture(mark);
    if (pixels === undefined) return '它的压缩方式这里读不出';
    layPixels(mark, pixels, canvas);
    return undefined;
  } catch (error) {
    if (error instanceof PdfFault) return error.message;
    throw error;
  }
}

function layPixels(mark: PictureMark, pixels: Pixels, canvas: Canvas): void {
  const back = inverse(mark.matrix);
  if (back === undefined) return;
  const brush = brushOf(mark.colour, mark.overprint);
  const { area, scale, width, inks } = canvas;
  const { left, bottom, right, top } = onCanvas(
    boundsOf(rectangle(mark.bounds).map((dot) => toCanvas(dot, canvas)))!,
    canvas,
  );
  for (let y = bottom; y < top; y += 1) {
    const py = area.top - (y + 0.5) / scale;
    for (let x = left; x < right; x += 1) {
      const px = area.left + (x + 0.5) / scale;
      const u = Math.floor((back[0] * px + back[2] * py + back[4]) * pixels.width);
      const v = Math.floor((1 - (back[1] * px + back[3] * py + back[5])) * pixels.height);
      if (u < 0 || v < 0 || u >= pixels.width || v >= pixels.height) continue;
      const from = v * pixels.width + u;
      const to = (y * width + x) * 4;
      if (pixels.painted === undefined) {
        for (let plate = 0; plate < 4; plate += 1) inks[to + plate] = pixels.inks[from * 4 + plate]!;
      } else if (pixels.painted[from] === 1) {
        for (let plate = 0; plate < 4; plate += 1) inks[to + plate] = brush[plate] ?? inks[to + plate]!;
      }
    }
  }
}
