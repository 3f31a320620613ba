import type { FoundCode } from './find-codes.ts';
import type { Bounds } from './matrix.ts';
import type { PdfFile } from './pdf-file.ts';
import { drawPlates, type Plates, type UnreadPicture } from './plates.ts';
import type { Page } from './read-pages.ts';
import { openPictures } from './read-picture.ts';

/** What is seen on a page's plates, without the plates, which are large. */
export interface Measured {
  /** Where more ink lies than paper bears; undefined where nowhere. */
  readonly heavy: HeavyInk | undefined;
  readonly unread: readonly UnreadPicture[];
  readonly codes: readonly FoundCode[];
}

export interface HeavyInk {
  /** In percent. */
  readonly most: number;
  readonly bounds: Bounds;
}

/** Newsprint bears no more: WAN-IFRA's own limit is lower still. In percent. */
export const mostInk = 240;
/** Four plates of whole bytes may each be half a step over. */
const rounding = 2;
/** A few dots over the limit dry as well: a fifth of a square millimetre. */
const leastDots = 12;

/** Draws a page's plates and reads off them what the rules ask for. */
export async function measurePage(file: PdfFile, page: Page): Promise<Measured> {
  const plates = await drawPlates(page, openPictures(file));
  const { findCodes } = await import('./find-codes.ts');
  return { heavy: heavyInk(plates), unread: plates.unread, codes: await findCodes(plates) };
}

function heavyInk({ inks, width, scale, area }: Plates): HeavyInk | undefined {
  const limit = ((mostInk + rounding) * 255) / 100;
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
  return { most: (most * 100) / 255, bounds };
}
