import type { Rect, Size } from '../core/geometry.ts';
import type { Galley } from '../galley/galley.ts';
import type { Dummy } from '../makeup/dummy.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import type { Template } from '../template/template.ts';
import { laidPictures } from './make-sheets.ts';
import { cutToPaper } from './on-paper.ts';

/** A picture, the part of it that is printed, in fractions of its sides, and the size that it is printed at. */
export interface PlannedPicture {
  readonly image: ImageFile;
  readonly crop: Rect;
  readonly placed: Size;
}

/**
 * The pictures of the stories as the finished sheets will have them: make-up settles their parts and sizes, and they take
 * longer to make than all else on a sheet. Ears' pictures are none of make-up's. In: also the pictures that were opened.
 */
export function planPictures(
  { pages }: Dummy,
  galleys: readonly Galley[],
  template: Template,
  opened: readonly ImageFile[],
): readonly PlannedPicture[] {
  const files = new Map(opened.map((file) => [file.id, file]));
  const laid = pages.flatMap((page) =>
    page.placements.flatMap((one) => laidPictures(one, galleys, template.area, template)),
  );
  return cutToPaper(laid, template).flatMap((op) => {
    const image = op.op === 'image' ? files.get(op.image) : undefined;
    return op.op === 'image' && image ? [{ image, crop: op.crop, placed: op.rect }] : [];
  });
}
