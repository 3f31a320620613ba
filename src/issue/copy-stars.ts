import type { Nodes } from 'mdast';

/**
 * Distinguishes stars that are copy from those of emphasis: `138****1234`, `张*、李*`, `5*8米和3*4米`. CommonMark pairs any two
 * stars that touch text, and stars beside digits, or in place of a name, mean themselves.
 *
 * Some runs are copy wherever they are (findSureSigns). The others are judged in pairs, as the parser paired them
 * (findCopyPairs): emphasis needs text that reads as words. parse-copy.ts hides what is found and parses again, until
 * every pair that is left reads as emphasis. Holds: a sign that is found here is set as typed; no sign is dropped.
 */

/** Offsets of a run of stars or underscores. */
export interface SignRun {
  readonly start: number;
  readonly end: number;
}

/** Stars between digits, rows of four beside letters or digits, rows of five, `)*(`, and the blanks of a form. */
const sureSigns =
  /(?<=\d)\*+(?=\d)|(?<=[A-Za-z\d])\*{4,}|(?<![\\*])\*{4,}(?=[A-Za-z\d])|(?<![\\*])\*{5,}|(?<=[)）])\*(?=[(（])|(?<!\\)_{3,}/g;

/** A line of stars alone is a rule. */
const ruleLine = /^[ \t>]*\*+[ \t]*$/;

/** The runs of a text that no context makes emphasis. */
export function findSureSigns(text: string): readonly SignRun[] {
  const runs: SignRun[] = [];
  for (const { 0: signs, index } of text.matchAll(sureSigns)) {
    const lineStart = Math.max(text.lastIndexOf('\n', index), text.lastIndexOf('\r', index)) + 1;
    const line = /^[^\r\n]*/.exec(text.slice(lineStart))![0];
    if (signs.startsWith('_') || !ruleLine.test(line)) runs.push({ start: index, end: index + signs.length });
  }
  return runs;
}

/** `__重点__` beside Han, where CommonMark takes underscores for a part of the word. Group 1 is the content. */
const wideUnderscores = /(?<![\w\\/])__(?![\s_])([^_\r\n]+)(?<!\s)__(?!\w)/g;
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** The pairs of double underscores that are bold, as the runs of their delimiters. */
export function findUnderscorePairs(text: string): readonly SignRun[] {
  return [...text.matchAll(wideUnderscores)].flatMap(({ 0: whole, index }) => {
    const end = index + whole.length;
    if (!chinese.test(`${text.slice(Math.max(0, index - 1), index)}${whole}${text.slice(end, end + 1)}`))
      return [];
    return [
      { start: index, end: index + 2 },
      { start: end - 2, end },
    ];
  });
}

/**
 * The delimiters of all pairs in a tree that are copy. In: the text that was parsed into the tree, and the text as written,
 * in which double underscores are what they are: those are never copy.
 */
export function findCopyPairs(root: Nodes, text: string, written: string): readonly SignRun[] {
  const found: SignRun[] = [];
  // Hiding one run of a pair changes the pairs after it: those are for the next round.
  let isSettled = false;
  const visit = (node: Nodes) => {
    if (!inlineContainers.includes(node.type)) isSettled = false;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    const isPair = node.type === 'emphasis' || node.type === 'strong';
    if (isPair && !isSettled && start !== undefined && end !== undefined && text[start] === '*') {
      const runs = judge(text, start, end).filter((run) => written[run.start] === '*');
      found.push(...runs);
      isSettled = runs.length === 1;
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return found;
}

const inlineContainers: readonly string[] = [
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'text',
  'inlineCode',
  'break',
  'html',
  'textDirective',
  'footnoteReference',
  'image',
  'imageReference',
];

/** Characters of the context that a judgement looks at. */
const contextLength = 12;

function judge(text: string, start: number, end: number): readonly SignRun[] {
  const opener = runAround(text, start);
  const closer = runAround(text, end - 1);
  const pair = {
    before: text.slice(Math.max(0, opener.start - contextLength), opener.start),
    content: text.slice(opener.end, closer.start),
    after: text.slice(closer.end, closer.end + contextLength),
    isSingle: opener.end - opener.start === 1,
  };
  // A run of four or more is neither emphasis nor bold.
  const isLong = (run: SignRun) => run.end - run.start > 3;
  const fault = isLong(opener) ? 'opener' : isLong(closer) ? 'closer' : findFault(pair);
  if (fault === undefined) return [];
  // One run may be that of a name and the other begin emphasis: 王**，**重点**.
  const others = fault === 'both' ? [opener, closer] : fault === 'opener' ? [closer] : [opener];
  const atFault = fault === 'both' ? [] : fault === 'opener' ? [opener] : [closer];
  return [...atFault, ...others.filter((run) => fault === 'both' || !beginsEmphasis(text, run))];
}

/** Whether a run is at the head of words: after a mark or a space, before a letter, a digit or an opening mark. */
const beginsEmphasis = (text: string, { start, end }: SignRun): boolean =>
  /^(?:$|[\p{P}\s])/u.test(text.charAt(start - 1)) && /^[\p{L}\p{N}“‘《（(]/u.test(text.charAt(end));

function runAround(text: string, at: number): SignRun {
  let [start, end] = [at, at + 1];
  while (text[start - 1] === '*') start -= 1;
  while (text[end] === '*') end += 1;
  return { start, end };
}

/** A pair of delimiters with what is between and beside them. */
interface Pair {
  readonly before: string;
  readonly content: string;
  readonly after: string;
  readonly isSingle: boolean;
}

/** The family names that mask most names in print, with the last characters of double ones. */
const familyNames =
  '[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单洪包诸左石崔吉龚程邢裴陆荣翁甄曲封储靳段富焦巴牧隗侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司黎薄印宿白蒲邰从鄂索籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎连习艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广东欧沃利师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠须丰巢关相查红游权盖益桓公肖闫付代岳佟涂阳官]';

const beginsWithPause = /^[、，。；：？！）】》」』”…;!?)]/u;
const endsWithOpening = /[（【《「『“‘(]$/u;
const punctuationOnly = /^[\p{P}\s]*$/u;
const shortList = /^[^，。；]{1,6}、$/u;
const enumerator = /^[（(]?[一二三四五六七八九十百甲乙丙丁\d]+[）)]?、$/u;
/** A list of names goes on before the closing run: `、李`. */
const endsWithName = new RegExp(`[、，。,；;：:\\s（(和与及跟/]${familyNames}$`, 'u');
/** A name begins before the opening run, and ends with the star or a character after it: 沈**(, 王*芳、. */
const beginsName = new RegExp(`(?:^|[、，。,；;：:\\s（(])${familyNames}$`, 'u');
const endsName = /^\p{Script=Han}?[\p{P}\p{N}\s]/u;
const title = /^(?:先生|女士|小姐|同学|老师|同志|阿姨|师傅|某)/u;
/** Family names that are hardly ever the last character of another word: 请李*先生, but 和*老师*. */
const plainFamilyName =
  /[赵钱孙李周吴郑王冯陈褚蒋沈韩杨朱秦许吕张曹魏陶姜谢邹潘葛彭鲁韦苗袁柳唐薛贺倪汤罗郝顾孟黄萧尹姚邵汪戴宋庞熊董梁杜贾郭徐邱骆蔡樊胡霍卢莫缪丁邓崔龚程陆刘叶]$/u;
const familyName = new RegExp(`${familyNames}$`, 'u');
/** The star itself is spoken of: 带*的、标*号. */
const bearsStar = /[带标有加打注画]$/u;
const namesStar = /^[的者号为处项]/u;
/** A star at the head of words that speak of stars: *号项必填、*为必填项. */
const speaksOfStar = /^(?:号(?:项|的|者|为|处|标|[是均都])|为必填|项(?:为|必填|均)|处(?:为|必填))/u;
const headOfWords = /(?:^|[\p{P}\s])$/u;
const word = /[\p{L}\d]$/u;
const goesIntoSentence = /[。！？；].*[\p{L}\p{N}]$/su;
const beginsWithWord = /^[\p{L}\p{N}]/u;
const factor = /^[\p{L}\d]{1,6}$/u;

/** What keeps a pair from being emphasis: a shape of copy that CommonMark would pair. Undefined if it reads as words. */
function findFault({ before, content, after, isSingle }: Pair): 'opener' | 'closer' | 'both' | undefined {
  // 密码ab*12*cd, 3*A*组: the account of copy takes a star between letters and figures for copy, and so does the parser.
  if (isBetweenFigures(before, content)) return 'opener';
  if (isBetweenFigures(content, after)) return 'closer';
  if (beginsWithPause.test(content)) return 'opener';
  if (endsWithOpening.test(content) || endsWithName.test(content)) return 'closer';
  if (bearsStar.test(content) && namesStar.test(after)) return 'closer';
  if (bearsStar.test(before) && namesStar.test(content)) return 'both';
  if (headOfWords.test(before) && speaksOfStar.test(content)) return 'both';
  if (beginsName.test(before) && endsName.test(content)) return 'opener';
  // 请高*老师到3*号窗口: the second star is beside a digit.
  if (familyName.test(before) && title.test(content) && /\d$/.test(content)) return 'both';
  // 请李*先生到3*号窗口; 尾号**88的王**女士. A name alone between the runs, **王**女士, is bold.
  if (plainFamilyName.test(before) && title.test(content)) return 'opener';
  if (content.length > 1 && plainFamilyName.test(content) && title.test(after)) return 'closer';
  if (punctuationOnly.test(content)) return 'both';
  // 费用*另付。车位*另租: two remarks with a star each, not emphasis from one sentence into the middle of the next.
  if (isSingle && goesIntoSentence.test(content) && (word.test(before) || beginsWithWord.test(after)))
    return 'both';
  if (shortList.test(content) && !enumerator.test(content)) return 'both';
  // 138**和139**; 2*底*3.
  if (/\d$/.test(before) && (/\d$/.test(content) || /^\d/.test(after))) return 'both';
  // 苹果*3、梨*5; 张*（甲）、李*（乙）.
  if (word.test(before) && /^\d/.test(content) && /^\d/.test(after)) return 'both';
  if (word.test(before) && /^[（(]/.test(content) && /^[（(]/.test(after)) return 'both';
  if (title.test(content) && title.test(after)) return 'both';
  return isSingle && isProduct(before, content, after) ? 'both' : undefined;
}

/** Between a figure and a figure or a letter. */
const isBetweenFigures = (before: string, after: string): boolean =>
  (/\d$/.test(before) && /^[A-Za-z\d]/.test(after)) || (/[A-Za-z]$/.test(before) && /^\d/.test(after));

/** 面积=长*宽*高; a*b*c. */
function isProduct(before: string, content: string, after: string): boolean {
  if (!factor.test(content)) return false;
  if (/^[A-Za-z]$/.test(content)) return /[A-Za-z\d]$/.test(before) && /^[A-Za-z\d]/.test(after);
  return /[=＝]\s*[\p{L}\d]{1,6}$/u.test(before) || /^[\p{L}\d]{1,6}\s*[=＝]/u.test(after);
}
