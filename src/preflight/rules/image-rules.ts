import { intersect, scaleOf } from '../../pdf-reader/matrix.ts';
import type { PaintedImage } from '../../pdf-reader/painted-objects.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { perPage, pressRequirement, type Rule, type Violation } from './rule.ts';

const pictures = ({ content, bleed }: Page): readonly PaintedImage[] =>
  content.painted
    .filter((mark) => mark.kind === 'picture')
    .filter(({ bounds }) => intersect(bounds, bleed) !== undefined);

const ofPictures = (fault: (mark: PaintedImage, ppi: number) => string | undefined): Rule['check'] =>
  perPage((page) =>
    pictures(page).flatMap((mark): readonly Violation[] => {
      const text = fault(mark, resolutionOf(mark));
      return text === undefined ? [] : [{ text, bounds: mark.bounds }];
    }),
  );

/** Pixels an inch as placed, the smaller of both directions. */
function resolutionOf({ width, height, matrix }: PaintedImage): number {
  const { across, up } = scaleOf(matrix);
  return Math.min(width / (across / 72), height / (up / 72));
}

const said = (ppi: number, { width, height }: PaintedImage): string =>
  `${Math.floor(ppi)} ppi（${width}×${height} 像素）`;

/** How fine pictures are at the size they are printed. */
export const imageRules: readonly Rule[] = [
  {
    id: 'picture-resolution',
    clause: pressRequirement,
    severity: 'error',
    demand: '图片按印出的大小不低于 150 ppi。',
    check: ofPictures((mark, ppi) =>
      mark.bits > 1 && ppi < 149.5 ? `图片只有 ${said(ppi, mark)}` : undefined,
    ),
  },
  {
    id: 'picture-coarse',
    clause: pressRequirement,
    severity: 'warning',
    demand: '图片按印出的大小最好有 200 ppi。',
    check: ofPictures((mark, ppi) =>
      mark.bits > 1 && ppi >= 149.5 && ppi < 199.5 ? `图片是 ${said(ppi, mark)}，略粗` : undefined,
    ),
  },
  {
    id: 'picture-fine',
    clause: pressRequirement,
    severity: 'warning',
    demand: '照片不超过 450 ppi，平涂的图（相邻的像素多半同色）不超过 650 ppi，再多印不出来。',
    check: perPage(async (page, { measure }) => {
      const fine = pictures(page).filter((mark) => mark.bits > 1 && resolutionOf(mark) > 450.5);
      const { flatImages } = fine.length === 0 ? { flatImages: new Set() } : await measure(page);
      return fine
        .filter((mark) => !flatImages.has(mark) || resolutionOf(mark) > 650.5)
        .map((mark) => ({ text: `图片有 ${said(resolutionOf(mark), mark)}，白占地方`, bounds: mark.bounds }));
    }),
  },
  {
    id: 'line-art',
    clause: pressRequirement,
    severity: 'error',
    demand: '黑白线条图（1 位）不低于 600 ppi。',
    check: ofPictures((mark, ppi) =>
      mark.bits === 1 && ppi < 599.5 ? `线条图只有 ${said(ppi, mark)}` : undefined,
    ),
  },
];
