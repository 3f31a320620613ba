import { isHan, pointAt, pointBefore } from './character-sets.ts';
import { isDigit } from './straight-quotes.ts';

/*
 * Whether a dot, half-width or full-width, that follows a figure is that of a number (1.登记, 附件1.名单) or ends a sentence
 * (截至7-21.逾期不候).
 *
 * The number of a list is short and stands alone. A figure that is part of a longer expression cannot be one: a date, a time, a
 * decimal or a range, an amount of money, a measurement, or a figure of four digits and more in running text. At the head of a
 * clause it still can: 2022.总结, 1.2.材料 and 1-1.登记 are numbers there. A short figure in running text may be either, and is
 * read as a number; where nothing else in the paragraph says that it is one, it is reported (`findDoubtfulDots`).
 *
 * Each question scans back over one expression, which is bounded.
 */

const hanNumber = /(?:^|[\s，。；：！？、（】）,.;:!?])[一二三四五六七八九十]{1,3}$/;

/** 第1名.三村队, 第二条.总则, 其一.守时. */
const ordinal =
  /(?:^|[\s，。；：！？、（】）,.;:!?])(?:第[0-9一二三四五六七八九十百]{1,3}[名条步章节题项组类位期场轮]?|其[一二三四五六七八九])$/;

/** （1）.甲, (二).乙, ①.丙 */
const bracketed = /[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]$|[\u2460-\u249b]$/;

/** Whether a dot is that of a number in Han, an ordinal or a number in brackets: 一.总则, 第1名.三村队, （1）.登记. */
export const isHanNumber = (text: string, dot: number): boolean =>
  (isHan(pointAt(text, dot + 1)) && bracketed.test(text.slice(Math.max(0, dot - 5), dot))) ||
  (ordinalEnds.includes(text[dot - 1] ?? ' ') &&
    isHan(pointAt(text, dot + 1)) &&
    (hanNumber.test(text.slice(Math.max(0, dot - 4), dot)) ||
      ordinal.test(text.slice(Math.max(0, dot - 6), dot))));

const ordinalEnds = '一二三四五六七八九十百名条步章节题项组类位期场轮';

/** A longer expression is no date or amount that anybody types. */
const reach = 24;
const inExpression = /[0-9A-Za-z.:/~～〜－—–\-+×÷*=≈≥≤<>±¥￥$€√%‰°℃'′"″]/;
/** The numbers of a list on several levels: 1.2 and 3-1. */
const levels = /^[0-9]{1,2}(?:[.-][0-9]{1,2})*$/;
/** A figure that something precedes: 7-21, 9:00, 3.5, ￥50, ≥80. A letter may be part of a number: B1, Q1. */
const joined =
  /(?:[0-9A-Za-z%‰°℃'′"″][.:/~～〜－—–\-+×÷*=]+|[≈≥≤<>±¥￥$€√])[A-Za-z]?[0-9]+$|[0-9][kcmd]?m[23]$/;
const long = /(?<![0-9])[0-9]{4,}$/;

/** Whether the figure before an index ends a sentence there, and is no number of a list. */
export function endsSentence(text: string, dot: number): boolean {
  let start = dot;
  while (isDigit(text[start - 1])) start -= 1;
  // Most figures stand alone.
  if (dot - start < 4 && !inExpression.test(text[start - 1] ?? ' ')) return false;
  while (start > 0 && dot - start < reach && inExpression.test(text[start - 1] as string)) start -= 1;
  const written = text.slice(start, dot);
  const head = isClauseHead(text, start);
  if (head && (levels.test(written) || /^[0-9]+$/.test(written))) return false;
  return joined.test(written) || long.test(written);
}

/** Not after a comma or colon, 电话：55550188.地址, and not in a number with spaces, 021 5555 0188.地址. */
const isClauseHead = (text: string, at: number): boolean =>
  at === 0 || /(?:^|[^0-9])\s$|[。；！？、（【“”’）】》;?!]$/.test(text.slice(Math.max(0, at - 2), at));

/** The words before the number of something: 附件1.名单. */
const named = /(?:附件|附表|附图|附录|附|图|表|例|注|题|步|条|章|节|卷|篇|第|是|为|之|No|NO)\s?$/;

/**
 * The dots after a short figure in running text that may as well end a sentence: 共有320.其中. In: a normalised text. Not those of
 * a series, of which the number before or after has a dot or 、 as well.
 */
export function findDoubtfulDots(text: string): readonly number[] {
  const found: number[] = [];
  for (let dot = text.indexOf('.', 2); dot > 0; dot = text.indexOf('.', dot + 1)) {
    if (!isHan(pointAt(text, dot + 1))) continue;
    const figure = /[0-9]{1,3}$/.exec(text.slice(Math.max(0, dot - 4), dot))?.[0];
    if (figure === undefined) continue;
    const before = dot - figure.length;
    if (!isHan(pointBefore(text, before)) || named.test(text.slice(Math.max(0, before - 3), before)))
      continue;
    const neighbours = [Number(figure) - 1, Number(figure) + 1];
    const series = neighbours.some((other) =>
      new RegExp(`(?<![0-9.])${other}[.、．)）](?![0-9])`).test(text),
    );
    if (!series && figure !== '1') found.push(dot);
  }
  return found;
}
