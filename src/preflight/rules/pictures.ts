import type { PictureMark } from '../../pdf-reader/marks.ts';
import { intersect, scaleOf } from '../../pdf-reader/matrix.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { type Breach, house, perPage, type Rule } from './rule.ts';

const pictures = ({ content, bleed }: Page): readonly PictureMark[] =>
  content.marks
    .filter((mark) => mark.kind === 'picture')
    .filter(({ bounds }) => intersect(bounds, bleed) !== undefined);

const ofPictures = (fault: (mark: PictureMark, ppi: number) => string | undefined): Rule['check'] =>
  perPage((page) =>
    pictures(page).flatMap((mark): readonly Breach[] => {
      const text = fault(mark, resolutionOf(mark));
      return text === undefined ? [] : [{ text, bounds: mark.bounds }];
    }),
  );

/** Pixels an inch as placed, the smaller of both directions. */
function resolutionOf({ width, height, matrix }: PictureMark): number {
  const { across, up } = scaleOf(matrix);
  return Math.min(width / (across / 72), height / (up / 72));
}

const said = (ppi: number, { width, height }: PictureMark): string =>
  `${Math.floor(ppi)} ppi（${width}×${height} 像素）`;

/** How fine pictures are at the size they are printed. */
export const rulesOfPictures: readonly Rule[] = [
  {
    id: 'picture-resolution',
    clause: house,
    severity: 'error',
    demand: '图片按印出的大小不低于 150 ppi。',
    check: ofPictures((mark, ppi) =>
      mark.bits > 1 && ppi < 149.5 ? `图片只有 ${said(ppi, mark)}` : undefined,
    ),
  },
  {
    id: 'picture-coarse',
    clause: house,
    severity: 'warning',
    demand: '图片按印出的大小最好有 200 ppi。',
    check: ofPictures((mark, ppi) =>
      mark.bits > 1 && ppi >= 149.5 && ppi < 199.5 ? `图片是 ${said(ppi, mark)}，略粗` : undefined,
    ),
  },
  {
    id: 'picture-fine',
    clause: house,
    severity: 'warning',
    demand: '照片不超过 450 ppi，平涂的图（相邻的像素多半同色）不超过 650 ppi，再多印不出来。',
    check: perPage(async (page, { measured }) => {
      const fine = pictures(page).filter((mark) => mark.bits > 1 && resolutionOf(mark) > 450.5);
      const { drawings } = fine.length === 0 ? { drawings: new Set() } : await measured(page);
      return fine
        .filter((mark) => !drawings.has(mark) || resolutionOf(mark) > 650.5)
        .map((mark) => ({ text: `图片有 ${said(resolutionOf(mark), mark)}，白占地方`, bounds: mark.bounds }));
    }),
  },
  {
    id: 'line-art',
    clause: house,
    severity: 'error',
    demand: '黑白线条图（1 位）不低于 600 ppi。',
    check: ofPictures((mark, ppi) =>
      mark.bits === 1 && ppi < 599.5 ? `线条图只有 ${said(ppi, mark)}` : undefined,
    ),
  },
];
