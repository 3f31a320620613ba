import { type Entry, entry } from './message-entry.ts';

/** A picture's width on the page and the greatest for which its pixels suffice, in millimetres. */
type CoarseDetails = {
  readonly path: string;
  readonly ppi: number;
  readonly targetPpi: number;
  readonly width: number;
  readonly maxWidth: number;
  readonly maxSharpWidth: number;
};

/** Messages about the content of picture files. */
export const pictureMessages = {
  'image-coarse': entry(
    'error',
    (d: CoarseDetails) =>
      `图片“${d.path}”像素太少：印成 ${d.width} mm 宽时每英寸只有 ${d.ppi} 个像素，印出来会糊`,
    (d: CoarseDetails) =>
      `换一张像素多的图，或印窄一些：最宽 ${d.maxWidth} mm，要清晰则不超过 ${d.maxSharpWidth} mm（{width=…}）。`,
  ),
  'image-soft': entry(
    'warning',
    (d: CoarseDetails) =>
      `图片“${d.path}”像素偏少：印成 ${d.width} mm 宽时每英寸 ${d.ppi} 个像素，不到 ${d.targetPpi}，不够清晰`,
    (d: CoarseDetails) => `换一张像素多的图，或印窄一些：最宽 ${d.maxSharpWidth} mm（{width=…}）。`,
  ),
  'image-misnamed': entry(
    'warning',
    (d: { path: string; ending: string; format: string }) =>
      `图片“${d.path}”的扩展名是 .${d.ending}，内容却是 ${d.format}`,
    (d: { format: string }) => `照常印。请改正扩展名（${d.format}），否则有的软件打不开。`,
  ),
  'image-suspect': entry(
    'warning',
    (d: { path: string; warning: string }) => `图片“${d.path}”解码时有警告，说不准数据全不全：${d.warning}`,
    '照常印。请对照原图看一遍；有缺损的，重新拷贝或导出一份。',
  ),
  'image-pages': entry(
    'warning',
    (d: { path: string; pages: number }) => `“${d.path}”里有 ${d.pages} 幅图，只印第一幅`,
    '多页扫描件和动图只印第一幅；要印别的，请另存成单独的文件。',
  ),
  'photo-cropped': entry(
    'note',
    (d: { path: string; page: number; edges: string; percent: number }) =>
      `照片“${d.path}”印在第 ${d.page} 版，为排满一栏，${d.edges}共裁去 ${d.percent}%`,
    '要保留整幅，写 {photo=no}；要保留某处，写 {focus=左,上}。',
  ),
  'drawing-unsupported': entry(
    'error',
    (d: { path: string; line: number; element: string; detail: string }) =>
      `“${d.path}”第 ${d.line} 行的 <${d.element}> 画不出来${d.detail === '' ? '' : `：${d.detail}`}`,
    '在绘图软件里改成普通的图形和文字；或者导出成 PNG 再用。',
  ),
  'drawing-glyph': entry(
    'error',
    (d: { path: string; line: number; characters: string }) =>
      `“${d.path}”第 ${d.line} 行的文字里，各字体都缺“${d.characters}”`,
    '换一个字，在 fonts: 里写明有此字的字体文件，或在绘图软件里把文字转成曲线。',
  ),
  'drawing-type': entry(
    'note',
    (d: { path: string; families: readonly (readonly [string, string])[] }) =>
      `“${d.path}”里的文字用本报的字体排：${d.families.map(([family, role]) => `${family} → ${role}`).join('，')}`,
    '要保留原来的字体，请在绘图软件里把文字转成曲线。',
  ),
  'svg-as-pixels': entry(
    'note',
    (d: { path: string; unsupported: string }) =>
      `“${d.path}”里有${d.unsupported}，按每英寸 600 个像素的位图印`,
    '只含纯色图形和文字的 SVG 才按矢量图印；一般不必改。',
  ),
} satisfies Record<string, Entry<never>>;
