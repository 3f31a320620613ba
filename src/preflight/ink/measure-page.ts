import { type ImageDecoder, openImageDecoder, type Pixels } from '../../pdf-reader/decode-image.ts';
import type { Bounds } from '../../pdf-reader/matrix.ts';
import type { PaintedImage } from '../../pdf-reader/painted-objects.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import type { FoundCode } from './find-codes.ts';
import { type Plates, renderPlates, type UnmeasuredImage } from './render-plates.ts';

/** What is seen on a page's plates, without the plates, which are large. */
export interface PageMeasurement {
  /** Where more ink lies than paper bears; undefined where nowhere. */
  readonly excess: InkExcess | undefined;
  readonly unmeasured: readonly UnmeasuredImage[];
  readonly codes: readonly FoundCode[];
  /** Pictures of flat colours. */
  readonly flatImages: ReadonlySet<PaintedImage>;
}

export interface InkExcess {
  /** In percent. */
  readonly max: number;
  readonly bounds: Bounds;
}

/** Newsprint bears no more: WAN-IFRA's own limit is lower still. In percent. */
export const defaultInkLimit = 240;
/** Four plates of whole bytes may each be half a step over. */
const rounding = 2;
/** A few dots over the limit dry as well: a fifth of a square millimetre. */
const leastDots = 12;

/** Draws a page's plates and reads off them what the rules ask for. In: also the most ink, in percent. */
export async function measurePage(file: PdfFile, page: Page, tac: number): Promise<PageMeasurement> {
  const pictures = openImageDecoder(file);
  const plates = await renderPlates(page, pictures);
  const { findCodes } = await import('./find-codes.ts');
  return {
    excess: heavyInk(plates, tac),
    unmeasured: plates.unmeasured,
    codes: await findCodes(plates),
    flatImages: await drawingsOf(page, plates.unmeasured, pictures),
  };
}

async function drawingsOf(
  { content }: Page,
  unread: readonly UnmeasuredImage[],
  read: ImageDecoder,
): Promise<ReadonlySet<PaintedImage>> {
  const drawings = new Set<PaintedImage>();
  for (const mark of content.painted) {
    if (mark.kind !== 'picture' || mark.isPart || mark.space === undefined) continue;
    const pixels = unread.some((each) => each.mark === mark) ? undefined : await read(mark);
    if (pixels !== undefined && isFlat(pixels)) drawings.add(mark);
  }
  return drawings;
}

/** Whether most dots are as their neighbour: in a photograph, with its grain, hardly any are. One row of eight is read. */
function isFlat({ inks, width, height }: Pixels): boolean {
  let [seen, equal] = [0, 0];
  for (let y = 0; y < height; y += 8) {
    for (let at = (y * width + 1) * 4; at < (y + 1) * width * 4; at += 4) {
      seen += 1;
      const same =
        inks[at] === inks[at - 4] &&
        inks[at + 1] === inks[at - 3] &&
        inks[at + 2] === inks[at - 2] &&
        inks[at + 3] === inks[at - 1];
      if (same) equal += 1;
    }
  }
  return equal > seen / 2;
}

function heavyInk({ inks, width, scale, area }: Plates, tac: number): InkExcess | undefined {
  const limit = ((tac + rounding) * 255) / 100;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [count, most] = [0, 0];
  for (let at = 0; at < inks.length; at += 4) {
    const sum = inks[at]! + inks[at + 1]! + inks[at + 2]! + inks[at + 3]!;
    if (sum <= limit) continue;
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x),
      Math.min(top, y),
      Math.max(bottom, y),
    ];
    count += 1;
    most = Math.max(most, sum);
  }
  if (count < leastDots) return undefined;
  const bounds: Bounds = {
    left: area.left + left / scale,
    right: area.left + (right + 1) / scale,
    top: area.top - top / scale,
    bottom: area.top - (bottom + 1) / scale,
  };
  return { max: (most * 100) / 255, bounds };
}
