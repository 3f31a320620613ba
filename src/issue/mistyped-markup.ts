import { directiveNames } from './markdown.ts';
import type { FileContext } from './open-file.ts';
import { placeOf } from './source-text.ts';
import { findMisspeltWord } from './values.ts';

/**
 * Reports text that was probably meant as markup: misspelt or incomplete directives, headings without a space, notes
 * that do not exist. The text is printed as it is.
 */

const inlineDirective = /(?<![:\\]):([A-Za-z]{2,})(?=[[{])/g;
const lateDirective = /(?<![:\\\w]):{2,}([A-Za-z]{2,})(?=[[{])/g;
/** Indents, and the markers of quotations and lists. */
const linePrefix = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(?:\[[ xX]\]\s*)?$/;
const missingNote = /(?<!\\)\[\^([^\]\s]+)\]/g;
const twoColons = ['::', '：：', ':：', '：:'];
const lineDirective = /^[ \t\u3000]*([:：]{2,})[ \t]*(?:([A-Za-z][\w-]*)[ \t]*(?=([[{［【｛]|$)?)|$)/gm;

/** A valid heading is never part of a paragraph, so this matches mistyped ones only. */
const headingLine = /^[ \t\u3000]*([#＃]{1,6})[^#＃\r\n]/gm;

const includesAny = (text: string, signs: readonly string[]) => signs.some((sign) => text.includes(sign));

const bareNames = directiveNames.map((name) => name.replace(/^:+/, ''));
const withColons = (name: string) =>
  directiveNames.find((directive) => directive.replace(/^:+/, '') === name);

/** Reports mistyped markup within a line: `:rubby[字]{rt=zì}`, `[^7]` without a note 7, `::qr[…]` after other text. */
export function reportMistypedMarkup(context: FileContext, start: number, end: number): void {
  const { source, desk } = context;
  const text = source.text.slice(start, end);
  if (!text.includes('[') && !text.includes('{')) return;
  for (const match of text.matchAll(inlineDirective)) {
    const name = findMisspeltWord(match[1]!, bareNames);
    if (name === undefined) continue;
    const place = placeOf(source, start + match.index, start + match.index + match[0].length);
    desk.report('unknown-directive', place, { name: match[0], nearest: withColons(name) });
  }
  for (const match of text.matchAll(missingNote)) {
    const place = placeOf(source, start + match.index, start + match.index + match[0].length);
    desk.report('note-missing', place, { label: match[1]! });
  }
  reportLateDirectives(context, start, end);
}

/** Reports `::qr[…]` after other text of its line. At the start of a line, reportMistypedLines reports it. */
function reportLateDirectives({ source, desk }: FileContext, start: number, end: number): void {
  for (const match of source.text.slice(start, end).matchAll(lateDirective)) {
    const from = start + match.index;
    const before = /[^\r\n]*$/.exec(source.text.slice(0, from))![0];
    if (findMisspeltWord(match[1]!, bareNames) === undefined || linePrefix.test(before)) continue;
    const place = placeOf(source, from, from + match[0].length);
    desk.report('bad-directive', place, { name: match[0], problem: '要独占一行' });
  }
}

/**
 * Reports lines of a paragraph that look like a heading or a directive: a `#` without a space after it, full-width
 * colons, no brackets or an unclosed one, text after the closing bracket, a lone `:::`.
 */
export function reportMistypedLines({ source, desk }: FileContext, start: number, end: number): void {
  const text = source.text.slice(start, end);
  for (const match of includesAny(text, ['#', '＃']) ? text.matchAll(headingLine) : []) {
    const from = start + match.index + match[0].indexOf(match[1]!);
    desk.report('heading-as-text', placeOf(source, from, from + match[1]!.length), {});
  }
  for (const match of includesAny(text, twoColons) ? text.matchAll(lineDirective) : []) {
    const written = match[2];
    const name = written === undefined ? match[1]!.slice(0, 3) : findMisspeltWord(written, bareNames);
    if (name === undefined || (written === undefined && match[1]!.length < 3)) continue;
    const from = start + match.index + match[0].indexOf(match[1]!);
    const place = placeOf(source, from, start + match.index + match[0].trimEnd().length);
    const problem =
      written === undefined || match[3] !== undefined ? '这一行没有写完整' : '文字要写在方括号里';
    desk.report('bad-directive', place, { name: withColons(name) ?? ':::', problem });
  }
}
