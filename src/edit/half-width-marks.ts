import { findRanges, type TextRange } from '../core/text-ranges.ts';
import { closingMarks, isHan, isSign, openingMarks, pointAt, pointBefore } from './character-sets.ts';
import { endsSentence, isHanNumber } from './number-dots.ts';
import { isDigit } from './straight-quotes.ts';

/*
 * Half-width marks next to Chinese. Each function finds those of one rule of normalise.ts; they scan the text by code unit
 * where a pattern would look around itself at every character.
 */

/** Finds half-width marks right after Chinese: nearly every mark that needs correction. */
export function findMarksAfterChinese(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = 1; at < text.length; at += 1) {
    // The code unit alone excludes most characters.
    if (text.charCodeAt(at) > 0x3b) continue;
    const mark = text[at] as string;
    if (!',;:.'.includes(mark) || (mark === '.' && isHanNumber(text, at))) continue;
    // Two dots and two colons are none of the marks of a sentence.
    if ((mark === '.' || mark === ':') && text[at + 1] === mark) continue;
    if (isHan(pointBefore(text, at)) || closingMarks.includes(text[at - 1] as string))
      found.push({ from: at, to: at + 1 });
  }
  return found;
}

/**
 * Finds dots between a word or figure and Chinese, or a sign such as ②. One after a figure may be that of a number: 1.登记.
 */
export function findDotsBeforeChinese(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = text.indexOf('.', 1); at > 0; at = text.indexOf('.', at + 1)) {
    const before = text[at - 1] as string;
    const after = text[at + 1];
    if (after === undefined || after === '.' || /[\s,.;:?!([{]/.test(before) || isHanNumber(text, at))
      continue;
    const next = pointAt(text, at + 1);
    if (!isHan(next) && !openingMarks.includes(after) && !isSign(next)) continue;
    if (!isDigit(before) || endsSentence(text, at)) found.push({ from: at, to: at + 1 });
  }
  return found;
}

/** Finds full-width dots that end a sentence, 活动结束．请离场: not that of a number, 1．登记 and A．食堂. */
export function findWideDots(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = text.indexOf('．', 1); at > 0; at = text.indexOf('．', at + 1)) {
    if (text[at - 1] === '．' || text[at + 1] === '．' || isHanNumber(text, at)) continue;
    const before = text[at - 1] as string;
    const afterChinese = isHan(pointBefore(text, at)) || closingMarks.includes(before);
    if (afterChinese || (isDigit(before) && endsSentence(text, at)) || isEndOfWord(text, at))
      found.push({ from: at, to: at + 1 });
  }
  return found;
}

const isEndOfWord = (text: string, at: number): boolean =>
  /[A-Za-z]{2}$/.test(text.slice(Math.max(0, at - 2), at)) && isHan(pointAt(text, at + 1));

/**
 * Finds waves next to Chinese: 上海~北京, 真好~~, 22:00~次日. Two single waves around a word are a pair and alike: where figures are at
 * the inner side of both, ~50~, they stay; where one follows Chinese, ~真好~, both are found.
 */
export function findWaves(text: string): readonly TextRange[] {
  const waves = findRanges(text, /~+/g);
  const isNextToChinese = ({ from, to }: TextRange) =>
    text[to] !== '/' &&
    (isHan(pointBefore(text, from)) ||
      (/[0-9A-Za-z%‰°℃] ?$/.test(text.slice(Math.max(0, from - 2), from)) &&
        isHan(pointAfterSpace(text, to))));
  const found = new Set(waves.filter(isNextToChinese));
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

const pointAfterSpace = (text: string, at: number): number => pointAt(text, text[at] === ' ' ? at + 1 : at);

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
