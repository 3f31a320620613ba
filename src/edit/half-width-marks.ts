import { findRanges, type TextRange } from '../core/text-ranges.ts';
import { closingMarks, isHan, openingMarks, pointAt, pointBefore } from './character-sets.ts';
import { isDigit } from './straight-quotes.ts';

/*
 * Half-width marks next to Chinese. Each function finds those of one rule of normalise.ts; they scan the text by code unit
 * where a pattern would look around itself at every character.
 */

const hanNumber = /(?:^|[\s，。；：！？、（】）])[一二三四五六七八九十]{1,3}$/;

/** Whether a dot is that of a number in Han at the head of a clause: 一.总则. */
const isHanNumber = (text: string, dot: number): boolean =>
  '一二三四五六七八九十'.includes(text[dot - 1] as string) &&
  isHan(pointAt(text, dot + 1)) &&
  hanNumber.test(text.slice(Math.max(0, dot - 4), dot));

/** Finds half-width marks right after Chinese: nearly every mark that needs correction. */
export function findMarksAfterChinese(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = 1; at < text.length; at += 1) {
    // The code unit alone excludes most characters.
    if (text.charCodeAt(at) > 0x3b) continue;
    const mark = text[at] as string;
    if (!',;:.'.includes(mark) || (mark === '.' && (text[at + 1] === '.' || isHanNumber(text, at)))) continue;
    if (isHan(pointBefore(text, at)) || closingMarks.includes(text[at - 1] as string))
      found.push({ from: at, to: at + 1 });
  }
  return found;
}

/** Finds dots between a word and Chinese. One after a figure is that of a number, 1.登记 and 附件1.名单, and stays. */
export function findDotsBeforeChinese(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = text.indexOf('.', 1); at > 0; at = text.indexOf('.', at + 1)) {
    const before = text[at - 1] as string;
    const after = text[at + 1];
    if (after === '.' || /[\s,.;:?!([{0-9]/.test(before) || isHanNumber(text, at)) continue;
    if (isHan(pointAt(text, at + 1)) || (after !== undefined && openingMarks.includes(after)))
      found.push({ from: at, to: at + 1 });
  }
  return found;
}

/**
 * Finds waves after Chinese: 上海~北京, 真好~~. Two single waves around a word are a pair and alike: where figures are at
 * the inner side of both, ~50~, they stay; where one follows Chinese, ~真好~, both are found.
 */
export function findWaves(text: string): readonly TextRange[] {
  const waves = findRanges(text, /~+/g);
  const afterChinese = ({ from, to }: TextRange) => isHan(pointBefore(text, from)) && text[to] !== '/';
  const found = new Set(waves.filter(afterChinese));
  for (const [index, wave] of waves.entries()) {
    const next = waves[index + 1];
    if (next === undefined || !isPairOfWaves(text, wave, next)) continue;
    if (isDigit(text[wave.to]) && isDigit(text[next.from - 1])) {
      found.delete(wave);
      found.delete(next);
    } else if (found.has(wave) !== found.has(next)) found.add(wave).add(next);
  }
  return [...found].sort((a, b) => a.from - b.from);
}

/** The longest word between two waves, in characters. */
const waveReach = 12;

/** Whether two waves enclose a word: the first is not inside a word or path, nor the second a range of figures. */
const isPairOfWaves = (text: string, first: TextRange, second: TextRange): boolean =>
  first.to - first.from === 1 &&
  second.to - second.from === 1 &&
  second.from - first.to <= waveReach &&
  second.from > first.to &&
  !/[A-Za-z0-9]/.test(text[first.from - 1] ?? '') &&
  !(isDigit(text[second.from - 1]) && isDigit(text[second.to])) &&
  !/[\s/~，。、；：？！,.;:?!]/.test(text.slice(first.to, second.from));
