import { type Entry, entry } from './message-entry.ts';
import type { PagePlace } from './place.ts';

/** A line on a finished page, its first words, and the amount that is wrong, in 字 (em of the body size). */
type LineDetails = {
  readonly pagePlace: PagePlace;
  readonly amount: number;
  readonly words: string;
};

const lineName = ({ pagePlace: { page, column, line }, words }: LineDetails) =>
  `第 ${page} 版第 ${column} 栏第 ${line} 行（“${words}”）`;

/** Messages of type and of the made-up page. */
export const pageMessages = {
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
  'qr-too-small': entry(
    'error',
    (d: { module: string; size: string; wanted: string }) =>
      `二维码边长 ${d.size} 时每个小方格只有 ${d.module} mm，低于 0.33 mm，手机扫不出来`,
    (d: { wanted: string }) => `把 size 改为 ${d.wanted} 以上，或缩短内容、降低 ecc 等级。`,
  ),
  'qr-too-long': entry(
    'error',
    (d: { bytes: number; most: number; level: string }) =>
      `二维码内容有 ${d.bytes} 字节，${d.level} 级最多容纳 ${d.most} 字节`,
    '请缩短内容（如改用短网址），或降低 ecc 等级。',
  ),
  'ears-too-large': entry(
    'error',
    (d: { across: boolean }) => (d.across ? '报眼太宽，报名排不下' : '报眼太高，压住报头下面的日期行'),
    '减少报眼的块数，缩短文字，或把二维码的 size 改小。',
  ),
  'font-missing': entry(
    'error',
    (d: { role: string; font: string; known: readonly string[] }) => `找不到角色“${d.role}”的字体“${d.font}”`,
    (d: { known: readonly string[] }) => `可用的字体：${d.known.join('、')}；也可以写字体文件的路径。`,
  ),
  'font-broken': entry(
    'error',
    (d: { role: string; font: string; detail: string }) =>
      `无法打开角色“${d.role}”的字体文件“${d.font}”：${d.detail}`,
    '支持 TTF、OTF、TTC、WOFF、WOFF2；请换一个完好的字体文件。',
  ),
  'font-stands-in': entry(
    'warning',
    (d: { role: string; kind: string; font: string }) => `没有${d.kind}，角色“${d.role}”用“${d.font}”代替`,
    (d: { role: string; kind: string }) => `有${d.kind}字体的，在 fonts: 里写 ${d.role}: 和字体文件的路径。`,
  ),
  'font-unsuitable': entry(
    'error',
    (d: { role: string; font: string; name: string; detail: string }) =>
      `角色“${d.role}”的字体“${d.font}”${d.name === '' ? '' : `（${d.name}）`}不能用：${d.detail}`,
    '请换一个单色的、轮廓是 TrueType 或 CFF 的字体。',
  ),
  'font-not-in-file': entry(
    'error',
    (d: { role: string; font: string; wanted: string | undefined; names: readonly string[] }) =>
      `角色“${d.role}”的字体文件“${d.font}”里没有“${d.wanted ?? ''}”`,
    (d: { font: string; names: readonly string[] }) =>
      `# 后面写名字，或第几个：${d.names.map((name, index) => `${index + 1}. ${name}`).join('，')}。`,
  ),
  'font-chosen': entry(
    'note',
    (d: { role: string; font: string; name: string; names: readonly string[] }) =>
      `字体文件“${d.font}”里有 ${d.names.length} 个字体，角色“${d.role}”用“${d.name}”`,
    (d: { font: string; names: readonly string[] }) =>
      `要用别的，在文件名后面加 # 和名字，如“${d.font}#${d.names.at(-1)}”；里面有：${d.names.join('、')}。`,
  ),
  'font-instance': entry(
    'note',
    (d: { role: string; font: string; axes: readonly { tag: string; value: number }[] }) =>
      `“${d.font}”是可变字体，角色“${d.role}”用 ${d.axes.map(({ tag, value }) => `${tag} ${Math.round(value * 100) / 100}`).join('、')}`,
    '要用别的字重，请换成那个字重的字体文件。',
  ),
  'font-substituted': entry(
    'warning',
    (d: { role: string; font: string; other: string; characters: readonly string[] }) => {
      const [shown, more] = [d.characters.slice(0, 20), d.characters.length - 20];
      return `角色“${d.role}”的字体“${d.font}”缺 ${d.characters.length} 个字：${shown.join('')}${more > 0 ? '……' : ''}；改用 ${d.other}`;
    },
    '位置是第一处；请换一个字数更多的字体，或者改用别的字。',
  ),
  'missing-glyph': entry(
    'error',
    (d: { character: string; codePoint: string; faces: readonly string[] }) =>
      // A control character would be obeyed by the terminal that shows the message.
      `各字体都缺${/^\p{Cc}/u.test(d.character) ? ` ${d.codePoint}` : `“${d.character}”（${d.codePoint}）`}；试过：${d.faces.join('、')}`,
    '换一个字，或在 fonts: 里写明有此字的字体文件。',
  ),
  'script-unsupported': entry(
    'error',
    (d: { words: string; script: string; face: string | undefined }) =>
      `“${d.words}”是${d.script}，程序不会排${d.face === undefined ? '' : `（字体 ${d.face} 里有这些字，也不能用）`}`,
    '这种文字的字母要换位置、变形状，一个个照排会排错；请做成图片。',
  ),
  'headline-long': entry(
    'warning',
    (d: { characters: number; most: number }) =>
      `主标题有 ${d.characters} 字，超过 ${d.most} 字，不按词组断行，用最小的字号排`,
    '多半是正文前面多打了 #；真是标题就改短，或把一部分移到副题、正文。',
  ),
  'article-overset': entry(
    'error',
    (d: { lines: number; characters: number }) => `排不下：从此处起多出 ${d.lines} 行，约 ${d.characters} 字`,
    '删减文字、缩小图片、增加版面，或换一个更大的版位。',
  ),
  'table-too-wide': entry(
    'error',
    (d: { columns: number; max: number }) => `表格有 ${d.columns} 列，这一栏最多排得下 ${d.max} 列`,
    '拆成几个表，或者把行和列对调。',
  ),
  'line-loose': entry(
    'warning',
    (d: LineDetails) => `${lineName(d)}排得太松：每个字间加了 ${d.amount.toFixed(2)} 字宽`,
    '增删或改换几个字，让这一行断在别处；常见原因是窄栏里有长外文或网址。',
  ),
  'line-short': entry(
    'warning',
    (d: LineDetails) => `${lineName(d)}没有排满，差 ${d.amount.toFixed(2)} 字宽：字间拉不开，或拉开后太散`,
    '增删或改换几个字，或把下一行开头不能断开的长串（外文、网址、带单位的数字）改短。',
  ),
  'line-over': entry(
    'error',
    (d: LineDetails) => `${lineName(d)}超出栏宽 ${d.amount.toFixed(2)} 字宽，会压到邻栏`,
    '把这一行里不能断开的长串改短或拆开，或加宽这一栏。',
  ),
  'line-runt': entry(
    'warning',
    (d: LineDetails) => `${lineName(d)}只剩一个字（孤字）`,
    '在这一段里增删一两个字。',
  ),
  'line-widow': entry(
    'warning',
    (d: LineDetails) => `${lineName(d)}是一段的最后一行，单独在栏首`,
    '在上一栏的段落里增删几个字，使它多一行或少一行。',
  ),
  'line-torn': entry(
    'warning',
    (d: LineDetails) => `${lineName(d)}应当和前面的内容在同一栏，却在栏首`,
    '增删几行文字，或者改动图片的大小。',
  ),
  'line-dotted': entry(
    'warning',
    (d: LineDetails) => `${lineName(d)}的注音碰到上一行的着重号`,
    '去掉上一行的着重号，或把注音写成括号里的文字。',
  ),
} satisfies Record<string, Entry<never>>;
