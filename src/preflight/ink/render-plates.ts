import type { ImageDecoder, Pixels } from '../../pdf-reader/decode-image.ts';
import { intersect, invert, type Point } from '../../pdf-reader/matrix.ts';
import { PdfFault } from '../../pdf-reader/objects.ts';
import type {
  Colour,
  ColourSpace,
  Overprint,
  PaintedImage,
  PaintedObject,
  PaintedPath,
} from '../../pdf-reader/painted-objects.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { type Mask, openMasks } from './clip-mask.ts';
import { fillPolygon } from './fill-polygon.ts';
import { type Raster, rasterBounds, rectangle, toRaster } from './raster.ts';

/** The plates of a page, and what could not be drawn on them. */
export interface Plates extends Raster {
  readonly unmeasured: readonly UnmeasuredImage[];
}

export interface UnmeasuredImage {
  readonly mark: PaintedImage;
  readonly why: string;
}

/** What a phone's camera needs to tell the modules of a code apart. */
const dotsPerInch = 200;
/** A poster's worth; larger sheets are drawn more coarsely. */
const mostDots = 40_000_000;
/** Of one side: a strip of paper without end is no page. */
const longest = 60_000;

/**
 * Draws a page as ink. Type is drawn as the boxes of its glyphs; curves, as chords; strokes, as bars; nothing is
 * softened. Exact in what lies over what, by the rules of overprint. ISO 32000-1, 8.6.7.
 */
export async function renderPlates(page: Page, picture: ImageDecoder): Promise<Plates> {
  const area = intersect(page.bleed, page.paper) ?? page.paper;
  const [across, up] = [Math.max(1, area.right - area.left), Math.max(1, area.top - area.bottom)];
  const scale = Math.min(
    dotsPerInch / 72,
    Math.sqrt(mostDots / (across * up)),
    longest / Math.max(across, up),
  );
  const [width, height] = [Math.ceil(across * scale), Math.ceil(up * scale)];
  const plates = { width, height, inks: new Uint8Array(width * height * 4), scale, area };
  const unread: UnmeasuredImage[] = [];
  const masks = openMasks(plates);
  for (const mark of page.content.painted) {
    if (mark.isPart) continue;
    const open = masks(mark);
    const why =
      mark.kind === 'picture' ? await drawPicture(mark, plates, picture, open) : drawMark(mark, plates, open);
    if (mark.kind === 'picture' && why !== undefined) unread.push({ mark, why });
  }
  return { ...plates, unmeasured: unread };
}

function drawMark(
  mark: Exclude<PaintedObject, PaintedImage>,
  canvas: Raster,
  open: Mask | undefined,
): undefined {
  if (mark.colour.unmeasured !== undefined) return;
  const brush = brushOf(mark.colour, mark.overprint);
  if (mark.kind === 'text') {
    if (!mark.hidden)
      for (const box of mark.boxes) fillShape([rectangle(box)], false, mark, brush, canvas, open);
  } else if (mark.kind === 'fill') fillShape(mark.outline, mark.evenOdd, mark, brush, canvas, open);
  else for (const bar of bars(mark)) fillShape([bar], false, mark, brush, canvas, open);
}

/** Each piece of a stroke as a bar of its width. */
function bars({ outline, width }: PaintedPath): readonly (readonly Point[])[] {
  return outline.flatMap((part) =>
    part.slice(1).map(([x2, y2], index): readonly Point[] => {
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

function leaves(space: ColourSpace, ink: number, plate: number, { on, mode }: Overprint): boolean {
  if (space.family === 'pattern') return true;
  if (!on) return false;
  if (space.family === 'plates')
    return !space.colorants.includes('All') && !space.colorants.includes(names[plate]!);
  return mode === 1 && space.family === 'cmyk' && space.device && ink === 0;
}

function fillShape(
  outline: readonly (readonly Point[])[],
  evenOdd: boolean,
  { bounds, colour: { tileObjects } }: PaintedObject,
  brush: Brush,
  canvas: Raster,
  open: Mask | undefined,
): void {
  const { inks, width } = canvas;
  const weight = brush.reduce<number>((sum, ink) => sum + (ink ?? 0), 0);
  const parts = outline.map((part) => part.map((dot) => toRaster(dot, canvas)));
  fillPolygon(parts, evenOdd, rasterBounds(bounds, canvas), (y, from, to) => {
    for (let at = (y * width + from) * 4; at < (y * width + to) * 4; at += 4) {
      if (open !== undefined && !open(at >> 2)) continue;
      // A tile leaves gaps: where more ink lies already, that is what is measured.
      if (tileObjects !== undefined && inks[at]! + inks[at + 1]! + inks[at + 2]! + inks[at + 3]! > weight)
        continue;
      for (let plate = 0; plate < 4; plate += 1) {
        const ink = brush[plate];
        if (ink !== undefined) inks[at + plate] = ink;
      }
    }
  });
}

/** Out: why the picture could not be read, if it could not. */
async function drawPicture(
  mark: PaintedImage,
  canvas: Raster,
  picture: ImageDecoder,
  open: Mask | undefined,
): Promise<string | undefined> {
  try {
    const pixels = await picture(mark);
    if (pixels === undefined) return '它的压缩方式这里读不出';
    layPixels(mark, pixels, canvas, open);
    return undefined;
  } catch (error) {
    if (error instanceof PdfFault) return error.message;
    throw error;
  }
}

function layPixels(mark: PaintedImage, pixels: Pixels, canvas: Raster, open: Mask | undefined): void {
  const back = invert(mark.matrix);
  if (back === undefined) return;
  const brush = brushOf(mark.colour, mark.overprint);
  const { area, scale, width, inks } = canvas;
  // Overprint mode 1 is for flat colours; a picture of separations leaves the plates it does not name.
  const spared = [0, 1, 2, 3].map(
    (plate) => mark.space?.family === 'plates' && leaves(mark.space, 1, plate, mark.overprint),
  );
  const { left, bottom, right, top } = rasterBounds(mark.bounds, canvas);
  for (let y = bottom; y < top; y += 1) {
    const py = area.top - (y + 0.5) / scale;
    for (let x = left; x < right; x += 1) {
      const px = area.left + (x + 0.5) / scale;
      const u = Math.floor((back[0] * px + back[2] * py + back[4]) * pixels.width);
      const v = Math.floor((1 - (back[1] * px + back[3] * py + back[5])) * pixels.height);
      if (u < 0 || v < 0 || u >= pixels.width || v >= pixels.height) continue;
      const from = v * pixels.width + u;
      const to = (y * width + x) * 4;
      if (open !== undefined && !open(to >> 2)) continue;
      if (pixels.painted === undefined) {
        for (let plate = 0; plate < 4; plate += 1)
          if (!spared[plate]) inks[to + plate] = pixels.inks[from * 4 + plate]!;
      } else if (pixels.painted[from] === 1) {
        for (let plate = 0; plate < 4; plate += 1) inks[to + plate] = brush[plate] ?? inks[to + plate]!;
      }
    }
  }
}
