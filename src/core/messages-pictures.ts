import { type Entry, entry } from './message-entry.ts';

/** A picture's width on the page and the greatest that its pixels are enough for, in millimetres. */
type CoarseDetails = {
  readonly path: string;
  readonly ppi: number;
  readonly targetPpi: number;
  readonly width: number;
  readonly maxWidth: number;
  readonly maxSharpWidth: number;
};

/** Messages of what a picture is made of. */
export const pictureMessages = {
  'image-coarse': entry(
    'error',
    (d: CoarseDetails) =>
      `图片“${d.path}”太小：印成 ${d.width} mm 宽时每英寸只有 ${d.ppi} 个像素，印出来是糊的`,
    (d: CoarseDetails) =>
      `换一张大图，或者印得窄一些：最宽 ${d.maxWidth} mm，要清楚则最宽 ${d.maxSharpWidth} mm（{width=…}）。`,
  ),
  'image-soft': entry(
    'warning',
    (d: CoarseDetails) =>
      `图片“${d.path}”偏小：印成 ${d.width} mm 宽时每英寸 ${d.ppi} 个像素，不到 ${d.targetPpi}，会不够清楚`,
    (d: CoarseDetails) => `换一张大图，或者印得窄一些：最宽 ${d.maxSharpWidth} mm（{width=…}）。`,
  ),
  'image-misnamed': entry(
    'warning',
    (d: { path: string; ending: string; format: string }) =>
      `图片“${d.path}”的名字写的是 .${d.ending}，内容却是 ${d.format}`,
    (d: { format: string }) => `照样印。请把文件名的结尾改对（${d.format}），别的软件才打得开。`,
  ),
  'image-pages': entry(
    'warning',
    (d: { path: string; pages: number }) => `“${d.path}”里有 ${d.pages} 幅图，只印第一幅`,
    '多页的扫描和会动的图只有第一幅印得出；要印别的，请把它另存成一个文件。',
  ),
  'svg-as-pixels': entry(
    'note',
    (d: { path: string; unsupported: string }) =>
      `“${d.path}”里有${d.unsupported}，按每英寸 600 个像素的位图印`,
    '只有纯色图形的 SVG 才直接印成图形；一般不必改。',
  ),
} satisfies Record<string, Entry<never>>;
