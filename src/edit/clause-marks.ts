import type { TextRange } from '../core/text-ranges.ts';
import { closingMarks, isHan, isSign, openingMarks, pointAt, singleMarks } from './character-sets.ts';
import { endsSentence } from './number-dots.ts';
import { isDigit } from './straight-quotes.ts';

/*
 * Half-width marks after a word or figure of Western text that end a part of a Chinese sentence: CY/T 154 demands Chinese marks
 * there as well. What the mark is follows from its clause, the text since the last Chinese mark, and from what comes next:
 *
 * - at the end of a line or before a closing mark, if the clause has Chinese in it or is of figures alone (，13:30-16:30;)
 * - a semicolon before anything, if the clause is such a one or a name (微信：hw-88;); a space and a Latin word continue an
 *   English sentence
 * - a stop after a name with figures or an address, at the end of a line: 网址：www.example.org.
 * - any mark before spaces and Chinese, if the clause has Chinese in it (买了iPad, 很好, but Hello, 世界)
 *
 * One scan from left to right, which carries what the clause has; a dot after a figure is judged by number-dots.ts.
 */

export function findMarksOfClauses(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  let clause = startClause(0);
  for (let at = 0; at < text.length; at += 1) {
    // The code unit alone decides for most characters.
    const unit = text.charCodeAt(at);
    if (unit >= 0x4e00 && unit <= 0x9fff) clause.hasHan = true;
    else if (unit >= 0x30 && unit <= 0x39) clause.hasFigure = true;
    else if (isLatinLetter(unit)) clause.hasWord ||= beginsWord(text, at, clause);
    else if (unit === 0x20) clause.hasSpace = true;
    else if (unit < 0x80 && ',.;:?!'.includes(text[at] as string)) {
      if (endsPart(text, at, clause)) {
        found.push({ from: at, to: at + 1 });
        clause = startClause(at + 1);
      }
    } else if (isEndOfClause(text, at)) clause = startClause(at + 1);
    else if (unit > 0x2e7f && isHan(pointAt(text, at))) clause.hasHan = true;
    else if (unit > 0xbf && unit < 0x2000) clause.hasWord = true;
  }
  return found;
}

const isLatinLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;

interface Clause {
  readonly from: number;
  hasHan: boolean;
  hasFigure: boolean;
  /** Whether a word of letters is in it. A unit after a figure is none: 10mg/kg. */
  hasWord: boolean;
  hasSpace: boolean;
}

const startClause = (from: number): Clause => ({
  from,
  hasHan: false,
  hasFigure: false,
  hasWord: false,
  hasSpace: false,
});

/** A name or address after a Chinese mark, 微信：hw-88. Words with spaces between them may be an English sentence. */
const isToken = ({ from, hasSpace }: Clause): boolean => from > 0 && !hasSpace;

/** Two letters at the head of a word: not a unit, 10mg, and not a letter that is a number, B2 and 07#-A. */
const beginsWord = (text: string, at: number, { from }: Clause): boolean =>
  (at === from || !/[0-9A-Za-z/]/.test(text[at - 1] as string)) && /[A-Za-z]/.test(text[at + 1] ?? ' ');

const isEndOfClause = (text: string, at: number): boolean => {
  const sign = text[at] as string;
  return (
    sign === '\n' || singleMarks.includes(sign) || ((sign === '—' || sign === '…') && text[at - 1] === sign)
  );
};

function endsPart(text: string, at: number, clause: Clause): boolean {
  const sign = text[at] as string;
  const after = text[at + 1] ?? '\n';
  if (sign === '.' && (text[at - 1] === '.' || after === '.')) return false;
  const ofFigures = clause.hasFigure && !clause.hasWord;
  if (after === '\n' || closingMarks.includes(after)) {
    if (clause.hasHan) return true;
    // 1. is a number whose text follows on the next line.
    const isNumber =
      sign === '.' && at + 1 < text.length && /^\s*[0-9]{1,3}$/.test(text.slice(clause.from, at));
    const isAddress = clause.hasFigure || /[.@]/.test(text.slice(clause.from, at));
    return (ofFigures && !isNumber) || (',.;'.includes(sign) && isAddress && isToken(clause));
  }
  if (!clause.hasHan && !(sign === ';' && (ofFigures || isToken(clause)))) return false;
  let next = at + 1;
  while (text[next] === ' ' || text[next] === '\u00a0') next += 1;
  const point = pointAt(text, next);
  const beforeChinese = isHan(point) || isSign(point) || openingMarks.includes(text[next] ?? ' ');
  if (sign === ';') return next === at + 1 || beforeChinese || isDigit(text[next]);
  if (next === at + 1 || !beforeChinese || /[\s([{]/.test(text[at - 1] ?? ' ')) return false;
  return sign !== '.' || !isDigit(text[at - 1]) || endsSentence(text, at);
}
