import { type Bounds, contains, intersect } from '../../pdf-reader/matrix.ts';
import { boxOrderFault } from '../../pdf-reader/page-tree.ts';
import type { PaintedObject } from '../../pdf-reader/painted-objects.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { millimetre, perPage, pressRequirement, type Rule, type Violation, violationOf } from './rule.ts';

/** Writers round boxes to two or three decimals. */
const slack = 0.02;
/** How far content extends beyond the trim, so that an inexact cut leaves no white edge. */
const minBleed = 3 * millimetre;

const mm = (points: number): string => (points / millimetre).toFixed(1);

/** The page's boxes, and what is printed near its edges. */
export const pageRules: readonly Rule[] = [
  {
    id: 'trim-box',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.2',
    severity: 'error',
    demand: '每页有成品框（TrimBox），没有 ArtBox。',
    check: perPage(({ boxes }) => {
      if (boxes.TrimBox === undefined) return [{ text: '没有成品框（TrimBox）' }];
      return boxes.ArtBox === undefined ? [] : [{ text: 'TrimBox 之外又有 ArtBox' }];
    }),
  },
  {
    id: 'bleed-box',
    clause: pressRequirement,
    severity: 'error',
    demand: '每页有出血框（BleedBox），四边各出 3 mm；纸张就是成品尺寸（卷筒纸）时不要出血。',
    check: perPage(({ boxes, trim, bleed, paper }) => {
      if (contains(trim, paper, slack)) return [];
      if (boxes.BleedBox === undefined) return [{ text: '没有出血框（BleedBox）' }];
      const sides = [
        trim.left - bleed.left,
        bleed.right - trim.right,
        trim.bottom - bleed.bottom,
        bleed.top - trim.top,
      ];
      const min = Math.min(...sides);
      return min >= minBleed - slack ? [] : [{ text: `出血只有 ${mm(min)} mm，不到 3 mm` }];
    }),
  },
  {
    id: 'box-order',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.2',
    severity: 'error',
    demand: '纸张（MediaBox）包住出血框，出血框包住成品框。',
    check: perPage(({ boxes }) => violationOf(boxOrderFault(boxes))),
  },
  {
    id: 'crop-box',
    clause: pressRequirement,
    severity: 'error',
    demand: '没有比纸张小的裁剪框（CropBox）。',
    check: perPage(({ boxes: { CropBox, MediaBox } }) =>
      CropBox === undefined || MediaBox === undefined || contains(CropBox, MediaBox, slack)
        ? []
        : [{ text: 'CropBox 比 MediaBox 小，有的软件只印出框里的部分' }],
    ),
  },
  {
    id: 'rotated-page',
    clause: pressRequirement,
    severity: 'error',
    demand: '页面不旋转，单位不放大（Rotate、UserUnit）。',
    check: perPage(({ dict }, { file }) => {
      if ((file.number(dict.map.get('Rotate')) ?? 0) % 360 !== 0) return [{ text: '页面有旋转（Rotate）' }];
      return (file.number(dict.map.get('UserUnit')) ?? 1) === 1
        ? []
        : [{ text: '页面单位有放大（UserUnit）' }];
    }),
  },
  {
    id: 'annotations',
    clause: 'ISO 15930-7；ISO 32000-1, 12.5',
    severity: 'error',
    demand: '出血框以内没有批注和链接。',
    check: perPage((page, { file }) => annotationsOf(page, file)),
  },
  {
    id: 'marks-in-bleed',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.3',
    severity: 'error',
    demand: '裁切线、套准标记（四色都是 100%）全在出血框以外。',
    check: perPage((page) =>
      page.content.painted
        .filter((object) => isRegistration(object) && overlaps(object.bounds, page.bleed))
        .map(({ bounds }) => ({ text: '套准色用在出血框以内', bounds })),
    ),
  },
  {
    id: 'short-bleed',
    clause: pressRequirement,
    severity: 'error',
    demand: '碰到裁切边的色块和图片一直延伸到出血边。',
    check: perPage((page) => (contains(page.trim, page.paper, slack) ? [] : shortOfBleed(page))),
  },
];

function annotationsOf({ dict, bleed }: Page, file: PdfFile): readonly Violation[] {
  return file
    .list(dict.map.get('Annots'))
    .map(file.dict)
    .flatMap((annotation) => {
      const kind = file.name(annotation?.map.get('Subtype')) ?? '';
      if (annotation === undefined || kind === 'PrinterMark' || kind === 'TrapNet') return [];
      const [a = 0, b = 0, c = 0, d = 0] = file
        .list(annotation.map.get('Rect'))
        .map((each) => file.number(each) ?? 0);
      const bounds = {
        left: Math.min(a, c),
        bottom: Math.min(b, d),
        right: Math.max(a, c),
        top: Math.max(b, d),
      };
      const placed = bounds.right > bounds.left && bounds.top > bounds.bottom;
      return !placed || overlaps(bounds, bleed) ? [{ text: `有批注或链接（${kind}）`, bounds }] : [];
    });
}

/** Whether rectangles share more than an edge. */
const overlaps = (a: Bounds, b: Bounds): boolean => {
  const both = intersect(a, b);
  return both !== undefined && both.right - both.left > slack / 2 && both.top - both.bottom > slack / 2;
};

/** Whether an object is printed on all plates, as printer's marks are. */
function isRegistration(object: PaintedObject): boolean {
  if (object.kind === 'image' || (object.kind === 'text' && object.hidden)) return false;
  return object.colour.space.colorants.includes('All') || object.colour.inks.every((ink) => ink >= 0.95);
}

/** Tints and images that reach the trim but not the bleed. Strokes may end at the trim. */
function shortOfBleed({ content, trim, bleed }: Page): readonly Violation[] {
  const near = 0.5 * millimetre;
  const sides = ['left', 'bottom', 'right', 'top'] as const;
  return content.painted.flatMap((object) => {
    if (object.kind !== 'fill' && object.kind !== 'image') return [];
    if (object.kind === 'fill' && object.colour.inks.every((ink) => ink === 0)) return [];
    if (!overlaps(object.bounds, trim)) return [];
    const outward = (box: Bounds, side: (typeof sides)[number]) =>
      side === 'left' || side === 'bottom' ? -box[side] : box[side];
    const short = sides.some((side) => {
      const edge = outward(object.bounds, side);
      return edge > outward(trim, side) - near && edge < outward(bleed, side) - slack * 5;
    });
    return short ? [{ text: '碰到裁切边，却没有延伸到出血边', bounds: object.bounds }] : [];
  });
}
