import type { Place } from './place.ts';
import { spellOut } from './spell-out.ts';

/** A note (改动) is no trouble: it tells what was put right, to those who ask for it. */
export type Severity = 'error' | 'warning' | 'note';

/** A trouble of the author's or the designer's, told with its place and what to do about it. Plain data. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly place: Place;
  readonly text: string;
  readonly hint: string;
}

interface Entry<D> {
  readonly severity: Severity;
  readonly say: (details: D) => string;
  readonly hint: string | ((details: D) => string);
}

const entry = <D>(severity: Severity, say: (details: D) => string, hint: Entry<D>['hint']): Entry<D> => ({
  severity,
  say,
  hint,
});

const nearestHint = ({ nearest }: { nearest?: string | undefined }) =>
  nearest === undefined ? '请对照 docs/format.md 核对写法。' : `是不是想写“${nearest}”？`;

/** A line on the finished page: the line counts on the page grid from the type area's top; amounts in 字. */
type LineDetails = {
  readonly page: number;
  readonly column: number;
  readonly line: number;
  readonly amount: number;
  readonly words: string;
};

const spotOf = ({ page, column, line, words }: LineDetails) =>
  `第 ${page} 版第 ${column} 栏第 ${line} 行（“${words}”）`;

/** Every message the program can give. docs/messages.md has a heading for each; a test holds the two together. */
const catalogue = {
  'issue-unreadable': entry(
    'error',
    (d: { detail: string }) => `读不出稿件：${d.detail}`,
    '请检查文件名与读取权限。',
  ),
  'article-missing': entry(
    'error',
    (d: { path: string; detail: string }) => `找不到稿件文件“${d.path}”：${d.detail}`,
    '路径相对于写它的那个文件，不能离开本期的文件夹。',
  ),
  'article-circular': entry(
    'error',
    (d: { path: string }) => `稿件“${d.path}”引用了它自己`,
    '请去掉循环的引用。',
  ),
  'bad-yaml': entry(
    'error',
    (d: { detail: string }) => `YAML 写法有误：${d.detail}`,
    '请检查缩进、冒号后的空格和引号是否成对。',
  ),
  'unknown-key': entry(
    'error',
    (d: { key: string; nearest?: string | undefined }) => `不认识的键“${d.key}”`,
    nearestHint,
  ),
  'bad-value': entry(
    'error',
    (d: { key: string; expected: string }) => `“${d.key}”的值不合要求：应为${d.expected}`,
    '请按 docs/format.md 改正。',
  ),
  'bad-length': entry(
    'error',
    (d: { key: string; value: string }) => `“${d.key}”的长度“${d.value}”不对`,
    '长度要带单位：mm、cm、in、pt、Q、em、字、行，或字号（如 五号、小四）；不用 px。',
  ),
  'unknown-directive': entry(
    'error',
    (d: { name: string; nearest?: string | undefined }) => `不认识的指令“${d.name}”`,
    nearestHint,
  ),
  'bad-directive': entry(
    'error',
    (d: { name: string; problem: string }) => `指令“${d.name}”写法有误：${d.problem}`,
    '指令独占一行，用半角冒号、方括号和花括号；值里有空格、等号或引号时要写在直引号 "" 里。',
  ),
  'misplaced-directive': entry(
    'error',
    (d: { name: string }) => `指令“${d.name}”不能写在这里`,
    '请对照 docs/format.md 移到它该在的位置。',
  ),
  'headline-twice': entry(
    'error',
    (_: Record<never, never>) => '文件头的 headline 与正文的 # 标题写了两处主题',
    '只留一处。',
  ),
  'heading-as-text': entry(
    'warning',
    (_: Record<never, never>) => '这一行以 # 开头，但不是标题，按正文排',
    '标题的 # 用半角，写在行首，后面空一格；若是正文，请写成 \\#。',
  ),
  'heading-inside': entry(
    'warning',
    (_: Record<never, never>) => '框、引文、列表里的 # 标题不另起一篇，按小标题排',
    '请改用 ##，或把 # 标题移到外面。',
  ),
  'html-kept': entry(
    'warning',
    (_: Record<never, never>) => '不认识的 HTML，原样排成文字',
    '只认 <br>（换行）与 <!-- --> （批注）；请改用 Markdown 写法。',
  ),
  'strikethrough-kept': entry(
    'warning',
    (_: Record<never, never>) => '报纸不排删除线，文字照排',
    '请去掉 ~~，或删去这段文字。',
  ),
  'image-inline': entry(
    'warning',
    (_: Record<never, never>) => '图片写在了文字中间，排在这一段之后',
    '请让图片独占一段，前后各空一行。',
  ),
  'definition-kept': entry(
    'warning',
    (d: { label: string }) => `“[${d.label}]:”在 Markdown 里是链接定义，但没有地方用到，按正文排`,
    '若是正文，请改用全角冒号；若是链接定义，请删去或引用它。',
  ),
  'note-missing': entry(
    'warning',
    (d: { label: string }) => `脚注“[^${d.label}]”没有对应的注文，原样排成文字`,
    '请补上以 [^…]: 开头的注文。',
  ),
  'note-unused': entry(
    'error',
    (d: { label: string }) => `注文“[^${d.label}]”没有地方引用，或重复，排不进版面`,
    '请在正文里加上引用，或删去这条注文。',
  ),
  'unknown-template': entry(
    'error',
    (d: { name: string; known: readonly string[] }) => `没有名为“${d.name}”的版式`,
    (d: { known: readonly string[] }) => `现有版式：${d.known.join('、')}；也可以写版式文件夹的路径。`,
  ),
  'unknown-role': entry(
    'error',
    (d: { role: string; known: readonly string[] }) => `版式里没有名为“${d.role}”的字体角色`,
    (d: { known: readonly string[] }) => `现有角色：${d.known.join('、')}。`,
  ),
  'unknown-ink': entry(
    'error',
    (d: { ink: string; known: readonly string[] }) => `版式里没有名为“${d.ink}”的墨色`,
    (d: { known: readonly string[] }) => `现有墨色：${d.known.join('、')}。`,
  ),
  'trim-too-small': entry(
    'error',
    (d: { least: string }) => `成品尺寸放不下版心和它四周的白边，至少要 ${d.least}`,
    '放大 trim，或换一个版心小一些的版式。',
  ),
  'furniture-too-long': entry(
    'error',
    (d: { text: string }) => `这一行太长，缩到 6 pt 也排不下：${d.text}`,
    '删短报头日期行、报眉或地脚里的文字（credits、imprint、publishers、版名）。',
  ),
  'short-rest': entry(
    'warning',
    (d: { lines: number; characters: number }) =>
      `最后一版只有从此处起的 ${d.lines} 行，约 ${d.characters} 字`,
    '删去这些行，或补足一版。',
  ),
  'setting-unused': entry(
    'warning',
    (d: { key: string }) => `“${d.key}”还没有实现，这次不起作用`,
    '可以先删去这一项；实现以后会写在 CHANGELOG.md 里。',
  ),
  'profile-missing': entry(
    'error',
    (d: { path: string }) => `找不到印刷特性文件“${d.path}”`,
    '路径相对于写它的文件；不写 profile 则用版式自带的新闻纸特性文件。',
  ),
  'profile-broken': entry(
    'error',
    (d: { path: string }) => `印刷特性文件“${d.path}”不是四色印刷的 ICC 文件，或者不完整`,
    '请向印刷厂要四色（CMYK）的输出特性文件；不写 profile 则用版式自带的新闻纸特性文件。',
  ),
  'missing-image': entry(
    'error',
    (d: { path: string; detail: string }) => `找不到图片“${d.path}”：${d.detail}`,
    '路径相对于写它的那个文件，不能离开本期的文件夹。',
  ),
  'image-broken': entry(
    'error',
    (d: { path: string; detail: string }) => `图片“${d.path}”打不开：${d.detail}`,
    '支持 JPEG、PNG、WebP、TIFF、AVIF、SVG；请用看图软件重新存一份。',
  ),
  'qr-too-small': entry(
    'error',
    (d: { module: string; size: string; wanted: string }) =>
      `二维码边长 ${d.size} 时每个小方格只有 ${d.module} mm，低于 0.33 mm，手机扫不出`,
    (d: { wanted: string }) => `把 size 改为 ${d.wanted} 以上，或缩短内容、降低 ecc 等级。`,
  ),
  'qr-too-long': entry(
    'error',
    (d: { bytes: number; most: number; level: string }) =>
      `二维码内容有 ${d.bytes} 字节，${d.level} 级最多放 ${d.most} 字节`,
    '请缩短内容（如改用短网址），或降低 ecc 等级。',
  ),
  'ears-too-large': entry(
    'error',
    (d: { across: boolean }) => (d.across ? '报眼太宽，报名放不下了' : '报眼太高，压到报头下面的日期行'),
    '减少报眼的块数，缩短文字，或把二维码的 size 改小。',
  ),
  'font-missing': entry(
    'error',
    (d: { role: string; font: string; known: readonly string[] }) => `角色“${d.role}”的字体“${d.font}”找不到`,
    (d: { known: readonly string[] }) => `可用的字体：${d.known.join('、')}；也可以写字体文件的路径。`,
  ),
  'font-broken': entry(
    'error',
    (d: { role: string; font: string; detail: string }) =>
      `角色“${d.role}”的字体文件“${d.font}”打不开：${d.detail}`,
    '支持 TTF、OTF、TTC、WOFF、WOFF2；请换一个完好的字体文件。',
  ),
  'missing-glyph': entry(
    'error',
    (d: { character: string; codePoint: string; faces: readonly string[] }) =>
      // A control character would be obeyed by the terminal that shows the message.
      `没有字体能排${/^\p{Cc}/u.test(d.character) ? ` ${d.codePoint}` : `“${d.character}”（${d.codePoint}）`}；试过：${d.faces.join('、')}`,
    '换一个字，或在 fonts: 里给出含有此字的字体文件。',
  ),
  'article-overset': entry(
    'error',
    (d: { lines: number; characters: number }) =>
      `排不下：多出 ${d.lines} 行，约 ${d.characters} 字，从此处起`,
    '删减文字、缩小图片、增加版面，或换一个更大的版位。',
  ),
  'line-loose': entry(
    'warning',
    (d: LineDetails) => `${spotOf(d)}排得太松：每个字间加了 ${d.amount.toFixed(2)} 字宽`,
    '增删或换几个字，让这一行能断在别处；窄栏里的长外文和网址常是原因。',
  ),
  'line-short': entry(
    'warning',
    (d: LineDetails) => `${spotOf(d)}没有排满，差 ${d.amount.toFixed(2)} 字宽：字间拉不开，或者一拉就散`,
    '增删或换几个字，或把下一行开头断不开的长串（外文、网址、带单位的数字）改短。',
  ),
  'line-over': entry(
    'error',
    (d: LineDetails) => `${spotOf(d)}超出栏宽 ${d.amount.toFixed(2)} 字宽，会压到旁边`,
    '把这一行里断不开的长串改短或拆开，或加宽这一栏。',
  ),
  'line-runt': entry(
    'warning',
    (d: LineDetails) => `${spotOf(d)}只剩一个字（孤字）`,
    '在这一段里增删一两个字。',
  ),
  'unbalanced-quote': entry(
    'warning',
    (d: { mark: string }) => `引号 ${d.mark} 没有配成对`,
    '补上另一半，或删去这一个；几段相连的引文每段开头都要有前引号，只在末段收尾。',
  ),
  'unbalanced-bracket': entry(
    'warning',
    (d: { mark: string }) => `括号或书名号 ${d.mark} 没有配成对`,
    '补上另一半，或删去这一个。',
  ),
  'quote-direction': entry(
    'warning',
    (d: { mark: string }) => `引号 ${d.mark} 的方向反了`,
    '前引号是 “ ‘，后引号是 ” ’。',
  ),
  'single-quote-outer': entry(
    'warning',
    (_: { mark: string }) => '外层用了单引号',
    '外层用双引号，引文里面的引文才用单引号（GB/T 15834）。',
  ),
  'dot-between-han': entry(
    'warning',
    (_: Record<never, never>) => '两个汉字之间的点改成了句号，请核对',
    '若不是句号，请改用间隔号 · 或别的标点。',
  ),
  'space-between-han': entry(
    'warning',
    (d: { count: number }) => `汉字之间有空格${d.count > 1 ? `，这一段共 ${d.count} 处` : ''}`,
    '正文里请删去；要留空请用全角空格。',
  ),
  'too-many-marks': entry(
    'warning',
    (d: { mark: string }) => `问号和叹号连用了 ${d.mark.length} 个`,
    '最多叠用三个（GB/T 15834）。',
  ),
  'mark-order': entry(
    'warning',
    (_: { mark: string }) => '叹号写在了问号前面',
    '两个连用时问号在前：？！（GB/T 15834）。',
  ),
  'ambiguous-digit-comma': entry(
    'warning',
    (_: { mark: string }) => '数字之间的半角逗号不知是什么意思，照原样排',
    '并列的数字用顿号或全角逗号；千分位每三位一个逗号。',
  ),
  'ambiguous-latin-comma': entry(
    'warning',
    (_: { mark: string }) => '外文之间的半角逗号不知是什么意思，照原样排',
    '并列的词用顿号或全角逗号；外文句子里的逗号后面空一格。',
  ),
  'mark-normalised': entry(
    'note',
    (d: { was: string; now: string }) =>
      d.now === '' ? `去掉${spellOut(d.was)}` : `${spellOut(d.was)} → ${spellOut(d.now)}`,
    '若不要程序改标点，在文件头写 typography: {normalise: false}。',
  ),
  'line-dotted': entry(
    'warning',
    (d: LineDetails) => `${spotOf(d)}的注音碰到上一行的着重号`,
    '去掉上一行的着重号，或把注音写成括号里的文字。',
  ),
  'page-missing': entry(
    'error',
    (d: { pages: string; count: number }) => `没有第 ${d.pages} 版：这一期共 ${d.count} 版`,
    '请改正 --pages。',
  ),
  'output-unwritable': entry(
    'error',
    (d: { path: string; detail: string }) => `写不出“${d.path}”：${d.detail}`,
    '请检查文件夹的写入权限和磁盘空间，或用 -o 另选一个地方。',
  ),
  'output-is-input': entry(
    'error',
    (d: { path: string }) => `输出文件“${d.path}”是本期用到的文件，写出会毁掉它`,
    '请用 -o 另选一个文件名。',
  ),
} satisfies Record<string, Entry<never>>;

export type Code = keyof typeof catalogue;
export type DetailsOf<C extends Code> = Parameters<(typeof catalogue)[C]['say']>[0];
export type Report = <C extends Code>(code: C, place: Place, details: DetailsOf<C>) => void;

/** Whether a code keeps the issue from being printed. */
export const severityOf = (code: Code): Severity => catalogue[code].severity;

/** Every code, in the catalogue's order. */
export const codes = Object.keys(catalogue) as readonly Code[];

/** Makes the message of a code. In: code, place, and the details its sentence needs. */
export function diagnose<C extends Code>(code: C, place: Place, details: DetailsOf<C>): Diagnostic {
  const { severity, say, hint } = catalogue[code] as unknown as Entry<DetailsOf<C>>;
  return {
    code,
    severity,
    place,
    text: say(details),
    hint: typeof hint === 'function' ? hint(details) : hint,
  };
}
