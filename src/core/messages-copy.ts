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
  'yaml-comment': entry(
    'warning',
    (_: Record<never, never>) => '文件头里 # 后面的字是批注，不排',
    '要排出，把整个值写在单引号里；确是批注，# 后面空一格。',
  ),
  'yaml-as-text': entry(
    'warning',
    (_: Record<never, never>) => '文件头里的这个值不合 YAML 的写法，按字面排，请核对',
    '值里有引号、冒号，或以 * & @ [ 等开头的，整个写在单引号里。',
  ),
  'unknown-key': entry(
    'error',
    (d: { key: string; nearest?: string | undefined }) => `无法识别的键“${d.key}”`,
    nearestHint,
  ),
  'key-ignored': entry(
    'warning',
    (d: { key: string }) => `不认识的键“${d.key}”，不用它`,
    '请对照 docs/format.md 核对写法；别的软件用的键可以删去。',
  ),
  'site-keys': entry(
    'note',
    (d: { keys: readonly string[] }) => `网站用的键，排报不用：${d.keys.join('、')}`,
    '留着也不妨。',
  ),
  'head-key-unused': entry(
    'note',
    (d: { key: string }) => `“${d.key}”不印：稿件自己有标题`,
    '标题以 # 标题为准；署名用 ::byline[…]。',
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
  'picture-mistyped': entry(
    'warning',
    (d: { problem?: string }) =>
      `图片的写法不合规矩，按图片排${d.problem === undefined ? '' : `：${d.problem}`}`,
    '写成 ![说明](文件名 "摄影者")，括号和引号都用半角；大小写在后面的花括号里，如 {width=60mm}。',
  ),
  'markup-as-text': entry(
    'warning',
    (d: { sign: string }) => `“${d.sign}”像是标记，照原样排成文字`,
    '写法见 docs/format.md；若是正文，在符号前加反斜杠。',
  ),
  'lines-joined': entry(
    'warning',
    (_: Record<never, never>) => '这几行短，接成了一段',
    '要一行一行排，每行末尾写 \\；若本是一段，请删去换行。',
  ),
  'row-as-text': entry(
    'warning',
    (_: Record<never, never>) => '像表格的行，没有排成表格',
    '用制表符分格的，三行以上、各行格数相同才排成表格；用 | 分格的要两行以上。',
  ),
  'row-short': entry(
    'warning',
    (d: { cells: number; width: number }) => `表格有 ${d.width} 格，这一行只有 ${d.cells} 格，后面留空`,
    '请核对这一行，空格子也要有分隔符。',
  ),
  'table-mistyped': entry(
    'warning',
    (_: Record<never, never>) => '表格的写法不全，按表格排',
    '分隔线用半角 |，表头下面写一行 |---|---|。',
  ),
  'html-ignored': entry(
    'warning',
    (d: { name: string; count: number }) =>
      `HTML 标记 <${d.name}> 不起作用，里面的文字照排${d.count > 1 ? `（共 ${d.count} 处）` : ''}`,
    '认得的有 <b> <strong> <i> <em> <u> <sup> <sub> <br> <a> <img>；其余请改用 Markdown 写法。',
  ),
  'html-forbidden': entry(
    'error',
    (d: { name: string }) => `报纸排不了 HTML 的 <${d.name}>`,
    '请删去它和它里面的内容。',
  ),
  'html-unclosed': entry(
    'error',
    (d: { name: string }) => `HTML 标记 <${d.name}> 没有配成对`,
    (d: { name: string }) =>
      d.name === '!--' ? '批注要以 --> 收尾。' : '补上另一半；若是正文里的小于号，请写成 \\<。',
  ),
  'comment-left-out': entry(
    'note',
    (_: Record<never, never>) => '批注不排',
    '若要排出，请去掉 <!-- 和 -->。',
  ),
  'underline-as-rule': entry(
    'warning',
    (d: { sign: string }) => `文字下面紧接着一行 ${d.sign.repeat(3)}，排成短线，上面一行不作标题`,
    '要短线，请在前面空一行；要标题，请在行首写 # 或 ##。',
  ),
  'underline-as-headline': entry(
    'warning',
    (_: { sign: string }) => '文字下面紧接着一行 ===，上面一行按 # 标题排',
    '要标题，请在行首写 #；否则请删去这一行。',
  ),
  'list-number': entry(
    'warning',
    (d: { before: string; number: string }) => `编号 ${d.number} 接不上前面的 ${d.before}，照原样排`,
    '请核对编号；编号不会重排。',
  ),
  'link-kept': entry(
    'warning',
    (d: { target: string }) => `“${d.target}”不像网址，方括号和圆括号照原样排`,
    '若是链接，请写出网址；若是正文，请用全角括号。',
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
  'quote-undecided': entry(
    'warning',
    (_: { mark: string }) => '直引号分不清哪个是前引号、哪个是后引号，照原样排',
    '请改用弯引号：外层 “ ”，里层 ‘ ’（GB/T 15834）。',
  ),
  'single-quote-outer': entry(
    'warning',
    (_: { mark: string }) => '外层用了单引号',
    '外层用双引号，里层用单引号（GB/T 15834）。',
  ),
  'mark-nested': entry(
    'warning',
    ({ mark }: { mark: string }) =>
      mark === '《' ? '书名号里面又用了双书名号，照原样排' : '双引号里面又用了双引号，照原样排',
    '里层用单引号 ‘ ’、单书名号 〈 〉（GB/T 15834）。',
  ),
  'dot-between-han': entry(
    'warning',
    (_: Record<never, never>) => '两个汉字之间的点已改成句号，请核对',
    '若不是句号，请写成间隔号 · 或其他标点。',
  ),
  'dot-after-figure': entry(
    'warning',
    (_: { mark: string }) => '数字后的点当作编号的点，照原样排，请核对',
    '若是一句的结尾，请改成句号。',
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
  'greater-than': entry(
    'warning',
    (_: Record<never, never>) => '行首的 > 当作引文的记号，不排',
    '若是大于号，请写成 \\>，或在上面空一行；若是引文，> 后面空一格。',
  ),
  'quotes-too-deep': entry(
    'warning',
    (d: { most: number }) => `引文套得太深，第 ${d.most} 层以后的 > 不起作用，文字照排`,
    '请减少行首的 >。',
  ),
  'nesting-too-deep': entry(
    'error',
    (d: { most: number }) => `引文、列表或强调套得太深，最多 ${d.most} 层`,
    '删去多余的 >、-、* 记号；若是正文，在行首的记号前加 \\。',
  ),
  'ignored-character': entry(
    'warning',
    ({ mark }: { mark: string }) => {
      const points = Array.from(mark, (character) => character.codePointAt(0)!.toString(16).toUpperCase());
      const shown = points.map((point) => `U+${point.padStart(4, '0')}`).join(' ');
      return mark.length > 1 && points.length > 1
        ? `“${String.fromCodePoint(mark.codePointAt(0)!)}”带的异体字选择符不起作用，按通行字形排（${shown}）`
        : `看不见的字符 ${shown} 不起作用，没有排`;
    },
    '请删去它；要排异体字形，请写那个字形自己的字，或做成图片。',
  ),
  'copy-lost': entry(
    'error',
    (d: { words: string; problem: 'lost' | 'twice' | 'altered' }) => {
      const words = d.words.length > 12 ? `${d.words.slice(0, 12)}…` : d.words;
      const problems = { lost: '没有排出来', twice: '排了两次', altered: '排出来和稿件不一样' };
      return `稿件里的“${words}”${problems[d.problem]}`;
    },
    '若是正文，在 *、[、<、{ 这样的记号前加 \\，或换一种写法；若写法没有错，是程序的毛病，请连同这一段稿件告诉我们。',
  ),
  'mark-normalised': entry(
    'note',
    (d: { was: string; now: string }) =>
      d.now === '' ? `去掉${spellOut(d.was)}` : `${spellOut(d.was)} → ${spellOut(d.now)}`,
    '若不要程序改标点，在文件头写 typography: {normalise: false}。',
  ),
} satisfies Record<string, Entry<never>>;
