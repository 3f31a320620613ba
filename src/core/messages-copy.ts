import { type Entry, entry } from './message-entry.ts';
import { spellOut } from './spell-out.ts';

const nearestHint = ({ nearest }: { nearest?: string | undefined }) =>
  nearest === undefined ? '请对照 docs/format.md 核对写法。' : `是不是想写“${nearest}”？`;

/** Messages of front matter, directives and copy. */
export const copyMessages = {
  'bad-yaml': entry(
    'error',
    (d: { detail: string }) => `YAML 写法有误：${d.detail}`,
    '请检查缩进、冒号后的空格和引号是否成对。',
  ),
  'unknown-key': entry(
    'error',
    (d: { key: string; nearest?: string | undefined }) => `无法识别的键“${d.key}”`,
    nearestHint,
  ),
  'bad-value': entry(
    'error',
    (d: { key: string; expected: string }) => `“${d.key}”的值不合要求：应为${d.expected}`,
    '写法见 docs/format.md，版式的见 docs/template.md。',
  ),
  'bad-length': entry(
    'error',
    (d: { key: string; value: string }) => `“${d.key}”的长度“${d.value}”写法有误`,
    '长度要带单位：mm、cm、in、pt、Q、em、字、行，或字号（如 五号、小四）；不用 px。',
  ),
  'unknown-directive': entry(
    'error',
    (d: { name: string; nearest?: string | undefined }) => `无法识别的指令“${d.name}”`,
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
    '请对照 docs/format.md，移到允许的位置。',
  ),
  'headline-twice': entry(
    'error',
    (_: Record<never, never>) => '主标题写了两处：文件头的 headline 和正文的 # 标题',
    '只留一处。',
  ),
  'heading-as-text': entry(
    'warning',
    (_: Record<never, never>) => '这一行以 # 开头，但不合标题写法，按正文排',
    '标题的 # 用半角，写在行首，后面空一格；若是正文，写成 \\#。',
  ),
  'heading-inside': entry(
    'warning',
    (_: Record<never, never>) => '框、引文、列表里的 # 标题不会另起一篇，按小标题排',
    '请改用 ##，或把 # 标题移到外面。',
  ),
  'html-kept': entry(
    'warning',
    (_: Record<never, never>) => '无法识别的 HTML，按文字原样排',
    '只支持 <br>（换行）和 <!-- -->（批注）；其余请改用 Markdown 写法。',
  ),
  'strikethrough-kept': entry(
    'warning',
    (_: Record<never, never>) => '报纸不用删除线，文字照排',
    '请去掉 ~~，或删去这段文字。',
  ),
  'image-inline': entry(
    'warning',
    (_: Record<never, never>) => '图片夹在文字中间，改排在这一段之后',
    '请让图片独占一段，前后各空一行。',
  ),
  'definition-kept': entry(
    'warning',
    (d: { label: string }) => `“[${d.label}]:”是 Markdown 的链接定义，但没有被引用，按正文排`,
    '若是正文，冒号改用全角；若是链接定义，请引用它或删去。',
  ),
  'note-missing': entry(
    'warning',
    (d: { label: string }) => `脚注“[^${d.label}]”没有对应的注文，按文字原样排`,
    '请补上以 [^…]: 开头的注文。',
  ),
  'note-unused': entry(
    'error',
    (d: { label: string }) => `注文“[^${d.label}]”没有被引用，或写了两条，排不进版面`,
    '在正文里加上引用，或删去这条注文。',
  ),
  'unknown-template': entry(
    'error',
    (d: { name: string; known: readonly string[] }) => `没有名为“${d.name}”的版式`,
    (d: { known: readonly string[] }) => `现有版式：${d.known.join('、')}；也可以写版式文件夹的路径。`,
  ),
  'trim-too-small': entry(
    'error',
    (d: { least: string }) => `成品尺寸放不下版心和四周的白边，至少要 ${d.least}`,
    '放大 trim，或换一个版心小一些的版式。',
  ),
  'furniture-too-long': entry(
    'error',
    (d: { text: string }) => `这一行太长，缩到 6 pt 仍排不下：${d.text}`,
    '删短报头、日期行、报眉或版脚的文字（section、slogan、credits、imprint、publishers、版名）。',
  ),
  'short-rest': entry(
    'warning',
    (d: { lines: number; characters: number }) =>
      `从此处起的 ${d.lines} 行（约 ${d.characters} 字）单独占了最后一版`,
    '删去这几行，或补足一版。',
  ),
  'unbalanced-quote': entry(
    'warning',
    (d: { mark: string }) => `引号 ${d.mark} 不成对`,
    '补上另一半，或删去这一个；引文分成几段时，每段开头都用前引号，末段末尾才用后引号。',
  ),
  'unbalanced-bracket': entry(
    'warning',
    (d: { mark: string }) => `括号或书名号 ${d.mark} 不成对`,
    '补上另一半，或删去这一个。',
  ),
  'quote-direction': entry(
    'warning',
    (d: { mark: string }) => `引号 ${d.mark} 方向反了`,
    '前引号是 “ ‘，后引号是 ” ’。',
  ),
  'single-quote-outer': entry(
    'warning',
    (_: { mark: string }) => '外层用了单引号',
    '外层用双引号，里层用单引号（GB/T 15834）。',
  ),
  'dot-between-han': entry(
    'warning',
    (_: Record<never, never>) => '两个汉字之间的点已改成句号，请核对',
    '若不是句号，请写成间隔号 · 或其他标点。',
  ),
  'space-between-han': entry(
    'warning',
    (d: { count: number }) => `汉字之间有空格${d.count > 1 ? `，这一段共 ${d.count} 处` : ''}`,
    '若非有意，请删去；确要留空，用全角空格。',
  ),
  'too-many-marks': entry(
    'warning',
    (d: { mark: string }) => `问号、叹号叠用了 ${d.mark.length} 个`,
    '最多叠用三个（GB/T 15834）。',
  ),
  'mark-order': entry(
    'warning',
    (_: { mark: string }) => '叹号写在了问号前面',
    '叠用时问号在前：？！（GB/T 15834）。',
  ),
  'ambiguous-digit-comma': entry(
    'warning',
    (_: { mark: string }) => '数字之间的半角逗号无法判断用途，按原样排',
    '并列的数字用顿号或全角逗号；千分位每三位一个逗号。',
  ),
  'ambiguous-latin-comma': entry(
    'warning',
    (_: { mark: string }) => '外文之间的半角逗号无法判断用途，按原样排',
    '并列的词用顿号或全角逗号；外文句子里的逗号后面空一格。',
  ),
  'mark-normalised': entry(
    'note',
    (d: { was: string; now: string }) =>
      d.now === '' ? `去掉${spellOut(d.was)}` : `${spellOut(d.was)} → ${spellOut(d.now)}`,
    '若不要程序改标点，在文件头写 typography: {normalise: false}。',
  ),
} satisfies Record<string, Entry<never>>;
