import type { Desk } from '../core/desk.ts';
import type { Code, Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Article, Block, Issue, Run } from './issue.ts';
import { collectCopy } from './issue-contents.ts';
import { sliceRun } from './join-lines.ts';

/**
 * The last check of an issue that has been read: whether signs of markup are among the text that is to be printed. It finds what no
 * reader of a particular form has recognized or reported, such as the markup of other tools. The text is set as it is.
 *
 * A sign that the author has escaped is not found, because an escaped character is a run of its own. One pass over each run.
 * In: the keys of front matter, and what has been reported already.
 */
export function reportLeftoverMarkup(
  issue: Issue,
  headerKeys: readonly string[],
  { reported }: MarkupFaults,
  desk: Desk,
): void {
  let code: ReadonlySet<Run> | undefined;
  for (const run of collectCopy(issue)) {
    if (!mayHoldMarkup.test(run.text) || isLiteral(run) || reported.has(lineOf(run.place))) continue;
    for (const { 0: sign, index } of run.text.matchAll(markup)) {
      code ??= new Set(issue.pages.flatMap(({ articles }) => articles.flatMap(codeOfArticle)));
      if (!code.has(run)) reportSign(run, index, sign, desk);
    }
  }
  if (!reported.has(issue.source)) reportHeaderRows(issue, headerKeys, desk);
}

/** The lines in which markup has been reported, and the files whose front matter has. */
interface MarkupFaults {
  readonly reported: ReadonlySet<string>;
}

const lineOf = ({ file, start }: Place): string => `${file}:${start?.line}`;
const lineCodes: readonly Code[] = [
  'unknown-directive',
  'bad-directive',
  'misplaced-directive',
  'note-missing',
  'link-kept',
];

/** A desk that records the reported faults of markup, so that each is reported once. */
export function noteMarkupFaults(desk: Desk): MarkupFaults & { readonly desk: Desk } {
  const reported = new Set<string>();
  const report: Report = (code, place, details) => {
    if (lineCodes.includes(code)) reported.add(lineOf(place));
    if (code === 'bad-yaml') reported.add(place.file);
    desk.report(code, place, details);
  };
  return { desk: { ...desk, report }, reported };
}

/** One of these characters is in every sign. */
const mayHoldMarkup = /[[\]［*=^{$:&_~%＊＞\\+|!]/;

/** Names of emoticons, and what WeChat writes in place of a picture, as they are pasted: [微笑][鲜花]. */
const emoticons =
  '图片|表情|动画表情|微笑|撇嘴|色|发呆|得意|流泪|害羞|闭嘴|睡|大哭|尴尬|发怒|调皮|呲牙|惊讶|难过|囧|抓狂|吐|偷笑|愉快|白眼|傲慢|困|惊恐|憨笑|悠闲|咒骂|疑问|嘘|晕|衰|' +
  '骷髅|敲打|再见|擦汗|抠鼻|鼓掌|坏笑|右哼哼|鄙视|委屈|快哭了|阴险|亲亲|可怜|笑脸|生病|脸红|破涕为笑|恐惧|失望|无语|嘿哈|捂脸|奸笑|机智|皱眉|耶|吃瓜|加油|汗|天啊|Emm|社会社会|' +
  '旺柴|好的|打脸|哇|翻白眼|666|让我看看|叹气|苦涩|裂开|嘴唇|爱心|心碎|拥抱|强|弱|握手|胜利|抱拳|勾引|拳头|OK|合十|啤酒|咖啡|蛋糕|玫瑰|鲜花|凋谢|菜刀|炸弹|便便|月亮|太阳|庆祝|' +
  '礼物|红包|發|福|烟花|爆竹|猪头|跳跳|发抖|转圈';

const signs: readonly string[] = [
  // Pictures, links, references, embedded files and notes.
  '[!！]\\[\\[[^[\\]]*\\]\\]',
  '[!！][[［](?:[^[\\]］]*[\\]］][(（]?)?',
  '\\]\\(|］（',
  // Emoticons of WeChat in a row are copy.
  `(?<!\\[(?:${emoticons}))\\]\\[|\\]\\[(?!(?:${emoticons})\\])`,
  '\\[\\[(?:[^[\\]]*\\]\\])?|\\]\\]',
  '\\^\\[',
  '^\\[TOC\\]$',
  // Emphasis that did not close. Stars that mask a name or a number have a digit, a mark or nothing after them.
  '(?<=^|[\\s\\p{P}])\\*\\*(?=\\p{L})',
  '(?<!_)__\\p{L}[^_]*__(?!_)',
  '==[^=\\s](?:[^=]*[^=\\s])?==',
  // Attributes, shortcodes and formulas.
  '\\{(?:[#.][A-Za-z]|[A-Za-z]+=)[^{}]*\\}',
  '\\{\\{|\\{%',
  '\\$\\$|\\$[A-Za-z\\\\(][!-#%-~ ]*\\$',
  // Blocks of other tools, and characters written by name.
  ':{3,}[ \\t]*[\\w\\p{Script=Han}]',
  '(?<![\\w:]):[a-z][a-z_]{2,20}:(?![\\w:])',
  '^!!! ?[a-z]|^\\[![a-z]+\\]',
  '^\\\\(?:newpage|pagebreak|clearpage|newline|begin|end|section|textbf|emph|[vh]space)\\b',
  '^\\*\\[[^\\[\\]]+\\]:',
  '%%[^%]+%%',
  '\\[/(?:b|i|u|s|url|img|size|color|quote|center)\\]',
  // Superscripts, subscripts, underlines and readings of other tools; ^_^ and C++ are copy.
  '(?<=[A-Za-z\\d])\\^[A-Za-z\\d+-]{1,8}\\^|(?<=[A-Za-z])~\\d{1,2}~',
  '(?<![\\w+])\\+\\+[^\\s+](?:[^+]*[^\\s+])?\\+\\+',
  '\\{[^{}|\\n]+\\|[^{}\\n]+\\}',
  // Full-width signs, spaces inside emphasis, a size in a caption, a link with a space or full-width brackets.
  '(?<=^|[\\s\\p{P}])＊＊\\p{L}[^＊]*＊＊|(?<=^|[\\s\\p{P}])\\*\\* [^*]+\\*\\*',
  // Tags of word processors.
  '</?[a-z]\\w*:[a-z]\\w*[^<>]*>',
  '^＞\\s?(?=\\p{Script=Han})',
  '(?<=\\S)\\|\\d{2,4}(?:x\\d+)?$',
  '(?<=\\[[^\\[\\]]{1,40})\\] ?[（(](?=$|https?:|www\\.)',
  '&(?:nbsp|[lr][ds]quo|amp|[lg]t|quot|[mn]dash|hellip|middot|copy|reg|times|deg|bull|e[mn]sp|[lr]arr);?(?![\\w=])',
];
const markup = new RegExp(signs.join('|'), 'giu');

/** Code and addresses are set as they are. */
const isLiteral = ({ text, marks }: Run): boolean =>
  marks.some(({ kind }) => kind === 'code' || (kind === 'link' && /^(?:https?:|www\.)/i.test(text)));

const codeOfArticle = ({ body, notes }: Article): readonly Run[] =>
  [...body, ...notes.flat()].flatMap(codeOf);

function codeOf(block: Block): readonly Run[] {
  switch (block.kind) {
    case 'code':
      return block.runs;
    case 'box':
    case 'quote':
      return block.blocks.flatMap(codeOf);
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(codeOf));
    default:
      return [];
  }
}

function reportSign(run: Run, from: number, sign: string, desk: Desk): void {
  const { place } = sliceRun(run, from, from + sign.length);
  desk.report('markup-as-text', place, { sign: sign.trim() });
}

/** How many blocks from the start of an issue front matter may have become: a rule and a heading, or a paragraph. */
const headBlocks = 3;

/** Reports text at the head of an issue that begins with a key of the front matter: it was not read as such. */
function reportHeaderRows({ pages }: Issue, keys: readonly string[], desk: Desk): void {
  const first = pages[0]?.articles[0];
  for (const run of (first?.body ?? []).slice(0, headBlocks).flatMap(firstRun)) {
    const key = /^([A-Za-z_]+)[ \t]*[:：]/.exec(run.text);
    if (key !== null && keys.includes(key[1]!.toLowerCase())) reportSign(run, 0, key[0], desk);
  }
}

function firstRun(block: Block): readonly Run[] {
  return block.kind === 'paragraph' || block.kind === 'crosshead' ? block.runs.slice(0, 1) : [];
}
