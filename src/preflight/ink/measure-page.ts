import { type ImageDecoder, type InkPixels, openImageDecoder } from '../../pdf-reader/decode-image.ts';
import type { Bounds } from '../../pdf-reader/matrix.ts';
import type { PaintedImage } from '../../pdf-reader/painted-objects.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import type { FoundCode } from './find-codes.ts';
import { isPlain } from './plain-pages.ts';
import { type Plates, renderPlates, type UnmeasuredImage } from './render-plates.ts';

/** What the rules need to know of a page's plates. The plates themselves are too large to keep. */
export interface PageMeasurement {
  /** The area in which the ink total exceeds its limit; undefined if there is none. */
  readonly excess: InkExcess | undefined;
  readonly unmeasured: readonly UnmeasuredImage[];
  readonly codes: readonly FoundCode[];
  /** Images of flat colours, as opposed to photographs. */
  readonly flatImages: ReadonlySet<PaintedImage>;
}

export interface InkExcess {
  /** In percent. */
  readonly max: number;
  readonly bounds: Bounds;
}

/** The total area coverage (TAC) that newsprint can take, in percent. The limit of WAN-IFRA is lower still. */
export const defaultInkLimit = 240;
/** In percent: each of the four plates may be rounded up by half a step. */
const rounding = 2;
/** The limit of the ink total of a dot, 255 for a full plate. */
const dotLimit = (inkLimit: number): number => ((inkLimit + rounding) * 255) / 100;
/** An area that dries even above the limit: a fifth of a square millimetre. */
const minExcessDots = 12;

/** Measures a page's plates, if there is anything to find on them. In: also the limit of the ink total, in percent. */
export async function measurePage(file: PdfFile, page: Page, inkLimit: number): Promise<PageMeasurement> {
  return isPlain(page, dotLimit(inkLimit)) ? nothingFound : measurePlates(file, page, inkLimit);
}

const nothingFound: PageMeasurement = {
  excess: undefined,
  unmeasured: [],
  codes: [],
  flatImages: new Set(),
};

/** Renders a page's plates and measures them. */
export async function measurePlates(file: PdfFile, page: Page, inkLimit: number): Promise<PageMeasurement> {
  const decode = openImageDecoder(file);
  const plates = await renderPlates(page, decode);
  const { findCodes } = await import('./find-codes.ts');
  return {
    excess: findInkExcess(plates, inkLimit),
    unmeasured: plates.unmeasured,
    codes: await findCodes(plates),
    flatImages: await findFlatImages(page, plates.unmeasured, decode),
  };
}

async function findFlatImages(
  { content }: Page,
  unmeasured: readonly UnmeasuredImage[],
  decode: ImageDecoder,
): Promise<ReadonlySet<PaintedImage>> {
  const flatImages = new Set<PaintedImage>();
  for (const image of content.painted) {
    if (image.kind !== 'image' || image.isPart || image.space === undefined) continue;
    const isUnmeasured = unmeasured.some((each) => each.image === image);
    const pixels = isUnmeasured ? undefined : await decode(image);
    if (pixels !== undefined && isFlat(pixels)) flatImages.add(image);
  }
  return flatImages;
}

/** Whether most pixels equal their left neighbour. In a photograph, with its grain, few do. Samples every eighth row. */
function isFlat({ inks, width, height }: InkPixels): boolean {
  let [compared, equal] = [0, 0];
  for (let y = 0; y < height; y += 8) {
    for (let at = (y * width + 1) * 4; at < (y + 1) * width * 4; at += 4) {
      compared += 1;
      const isEqual =
        inks[at] === inks[at - 4] &&
        inks[at + 1] === inks[at - 3] &&
        inks[at + 2] === inks[at - 2] &&
        inks[at + 3] === inks[at - 1];
      if (isEqual) equal += 1;
    }
  }
  return equal > compared / 2;
}

function findInkExcess({ inks, width, scale, area }: Plates, inkLimit: number): InkExcess | undefined {
  const limit = dotLimit(inkLimit);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [count, max] = [0, 0];
  const words = new Uint32Array(inks.buffer, inks.byteOffset, inks.byteLength / 4);
  for (let dot = 0; dot < words.length; dot += 1) {
    // Most dots are bare paper.
    if (words[dot] === 0) continue;
    const at = dot * 4;
    const total = inks[at]! + inks[at + 1]! + inks[at + 2]! + inks[at + 3]!;
    if (total <= limit) continue;
    const [x, y] = [dot % width, Math.floor(dot / width)];
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x),
      Math.min(top, y),
      Math.max(bottom, y),
    ];
    count += 1;
    max = Math.max(max, total);
  }
  if (count < minExcessDots) return undefined;
  const bounds: Bounds = {
    left: area.left + left / scale,
    right: area.left + (right + 1) / scale,
    top: area.top - top / scale,
    bottom: area.top - (bottom + 1) / scale,
  };
  return { max: (max * 100) / 255, bounds };
}
