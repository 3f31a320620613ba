import { scaleOf } from '../../pdf-reader/matrix.ts';
import type { PaintedImage } from '../../pdf-reader/painted-objects.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { isWithin, perPage, pressRequirement, type Rule, violationOf } from './rule.ts';

/** The images that are printed. */
const imagesOn = ({ content, bleed }: Page): readonly PaintedImage[] =>
  content.painted.filter((object) => object.kind === 'image').filter((image) => isWithin(image, bleed));

/** The check of a rule about each image and its resolution. */
const perImage = (faultOf: (image: PaintedImage, ppi: number) => string | undefined): Rule['check'] =>
  perPage((page) =>
    imagesOn(page).flatMap((image) => violationOf(faultOf(image, resolutionOf(image)), image.bounds)),
  );

/** Pixels per inch as placed, in the direction where they are fewer. */
function resolutionOf({ width, height, matrix }: PaintedImage): number {
  const scale = scaleOf(matrix);
  return Math.min(width / (scale.x / 72), height / (scale.y / 72));
}

const describe = (ppi: number, { width, height }: PaintedImage): string =>
  `${Math.floor(ppi)} ppi（${width}×${height} 像素）`;

/** The resolution of images at the size they are printed. */
export const imageRules: readonly Rule[] = [
  {
    id: 'picture-resolution',
    clause: pressRequirement,
    severity: 'error',
    demand: '图片按印出尺寸不低于 150 ppi。',
    check: perImage((image, ppi) =>
      image.bits > 1 && ppi < 149.5 ? `图片只有 ${describe(ppi, image)}` : undefined,
    ),
  },
  {
    id: 'picture-coarse',
    clause: pressRequirement,
    severity: 'warning',
    demand: '图片按印出尺寸最好不低于 200 ppi。',
    check: perImage((image, ppi) =>
      image.bits > 1 && ppi >= 149.5 && ppi < 199.5 ? `图片是 ${describe(ppi, image)}，偏低` : undefined,
    ),
  },
  {
    id: 'picture-fine',
    clause: pressRequirement,
    severity: 'warning',
    demand: '照片不超过 450 ppi，平涂的图（相邻的像素多半同色）不超过 650 ppi，更高也印不出来。',
    check: perPage(async (page, { measure }) => {
      const fine = imagesOn(page).filter((image) => image.bits > 1 && resolutionOf(image) > 450.5);
      const { flatImages } = fine.length === 0 ? { flatImages: new Set() } : await measure(page);
      return fine
        .filter((image) => !flatImages.has(image) || resolutionOf(image) > 650.5)
        .map((image) => ({
          text: `图片有 ${describe(resolutionOf(image), image)}，超出印刷所需`,
          bounds: image.bounds,
        }));
    }),
  },
  {
    id: 'line-art',
    clause: pressRequirement,
    severity: 'error',
    demand: '黑白线条图（1 位）不低于 600 ppi。',
    check: perImage((image, ppi) =>
      image.bits === 1 && ppi < 599.5 ? `线条图只有 ${describe(ppi, image)}` : undefined,
    ),
  },
];
