import { type Entry, entry } from './message-entry.ts';

const pathHint = ({ near = [] }: { near?: readonly string[] | undefined }) =>
  near.length === 0
    ? '路径相对于写它的那个文件，不能离开本期的文件夹。'
    : `是不是${near.map((path) => `“${path}”`).join('、')}？`;

/** Messages of files read and written. */
export const fileMessages = {
  'issue-unreadable': entry(
    'error',
    (d: { detail: string }) => `无法读取稿件：${d.detail}`,
    '请检查文件名和读取权限。',
  ),
  'article-missing': entry(
    'error',
    (d: { path: string; detail: string; near?: readonly string[] | undefined }) =>
      `找不到稿件文件“${d.path}”：${d.detail}`,
    pathHint,
  ),
  'article-circular': entry(
    'error',
    (d: { path: string }) => `稿件“${d.path}”循环引用了自己`,
    '请去掉其中一处引用。',
  ),
  'profile-missing': entry(
    'error',
    (d: { path: string }) => `找不到 ICC 特性文件“${d.path}”`,
    '路径从写它的文件算起；不写 profile，就用版式自带的新闻纸 ICC 特性文件。',
  ),
  'profile-broken': entry(
    'error',
    (d: { path: string }) => `ICC 特性文件“${d.path}”不是四色印刷用的，或者不完整`,
    '请向印刷厂要四色（CMYK）印刷用的 ICC 特性文件；不写 profile，就用版式自带的。',
  ),
  'missing-image': entry(
    'error',
    (d: { path: string; detail: string; near?: readonly string[] | undefined }) =>
      `找不到图片“${d.path}”：${d.detail}`,
    pathHint,
  ),
  'image-broken': entry(
    'error',
    (d: { path: string; detail: string }) => `无法打开图片“${d.path}”：${d.detail}`,
    (d: { detail: string }) =>
      /损坏|不完整/.test(d.detail)
        ? '请重新拷贝，或从拍摄、制作它的地方重新导出一份；用看图软件另存，缺的也补不回来。'
        : '支持 JPEG、PNG、WebP、TIFF、GIF、HEIC、AVIF、SVG；请用看图软件另存一份。',
  ),
  'decoder-missing': entry(
    'error',
    (d: { path: string }) => `读图片的部件（sharp）在这台电脑上装不起来，图片“${d.path}”没有读`,
    '图片没有坏。请在这台电脑上重新安装程序（npm install），不要从别的系统拷来 node_modules。',
  ),
  'page-missing': entry(
    'error',
    (d: { pages: string; count: number }) => `没有第 ${d.pages} 版：这一期共 ${d.count} 版`,
    '请改正 --pages。',
  ),
  'output-unwritable': entry(
    'error',
    (d: { path: string; detail: string }) => `无法写入“${d.path}”：${d.detail}`,
    '请检查文件夹的写入权限和磁盘空间，或用 -o 换一个位置。',
  ),
  'output-is-input': entry(
    'error',
    (d: { path: string }) => `输出文件“${d.path}”是本期用到的文件，写入会覆盖它`,
    '请用 -o 换一个文件名。',
  ),
} satisfies Record<string, Entry<never>>;
