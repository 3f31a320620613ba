import { directives } from './directive-names.ts';
import { slipOf } from './nearest.ts';
import type { Reading } from './reading.ts';
import { placeOf } from './source-text.ts';

const inlineDirective = /(?<![:\\]):([A-Za-z]{2,})(?=[[{])/g;
const lateDirective = /(?<![:\\\w]):{2,}([A-Za-z]{2,})(?=[[{])/g;
/** Indents, and the signs of quotations and lists. */
const lineBeginning = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(?:\[[ xX]\]\s*)?$/;
const missingNote = /(?<!\\)\[\^([^\]\s]+)\]/g;
const twoColons = ['::', '：：', ':：', '：:'];
const lineDirective = /^[ \t\u3000]*([:：]{2,})[ \t]*(?:([A-Za-z][\w-]*)[ \t]*(?=[[{［【｛]|$)|$)/gm;

/** A real heading never reads as the line of a paragraph. */
const headingLine = /^[ \t\u3000]*([#＃]{1,6})[^#＃\r\n]/gm;

const hasAny = (text: string, signs: readonly string[]) => signs.some((sign) => text.includes(sign));

const bareNames = directives.map((name) => name.replace(/^:+/, ''));
const withColons = (name: string) => directives.find((directive) => directive.replace(/^:+/, '') === name);

/** Tells what was meant as markup but reads as text: `:rubby[字]{rt=zì}`, `[^7]` without its note. */
export function tellSlips(reading: Reading, start: number, end: number): void {
  const { source, desk } = reading;
  const text = source.text.slice(start, end);
  if (!text.includes('[') && !text.includes('{')) return;
  for (const match of text.matchAll(inlineDirective)) {
    const name = slipOf(match[1]!, bareNames);
    if (name === undefined) continue;
    const place = placeOf(source, start + match.index, start + match.index + match[0].length);
    desk.report('unknown-directive', place, { name: match[0], nearest: withColons(name) });
  }
  for (const match of text.matchAll(missingNote)) {
    const place = placeOf(source, start + match.index, start + match.index + match[0].length);
    desk.report('note-missing', place, { label: match[1]! });
  }
  tellLateDirectives(reading, start, end);
}

/** Tells `::qr[…]` after other text of its line; at the line's beginning tellBrokenLines has told it. */
function tellLateDirectives({ source, desk }: Reading, start: number, end: number): void {
  for (const match of source.text.slice(start, end).matchAll(lateDirective)) {
    const from = start + match.index;
    const before = /[^\r\n]*$/.exec(source.text.slice(0, from))![0];
    if (slipOf(match[1]!, bareNames) === undefined || lineBeginning.test(before)) continue;
    const place = placeOf(source, from, from + match[0].length);
    desk.report('bad-directive', place, { name: match[0], problem: '要独占一行' });
  }
}

/**
 * Tells lines of a paragraph that begin like a directive or a heading and are none: full-width colons, an unclosed
 * bracket, text after the closing one, a lone `:::`; no space after `#`.
 */
export function tellBrokenLines({ source, desk }: Reading, start: number, end: number): void {
  const text = source.text.slice(start, end);
  for (const match of hasAny(text, ['#', '＃']) ? text.matchAll(headingLine) : []) {
    const from = start + match.index + match[0].indexOf(match[1]!);
    desk.report('heading-as-text', placeOf(source, from, from + match[1]!.length), {});
  }
  for (const match of hasAny(text, twoColons) ? text.matchAll(lineDirective) : []) {
    const written = match[2];
    const name = written === undefined ? match[1]!.slice(0, 3) : slipOf(written, bareNames);
    if (name === undefined || (written === undefined && match[1]!.length < 3)) continue;
    const from = start + match.index + match[0].indexOf(match[1]!);
    const place = placeOf(source, from, start + match.index + match[0].trimEnd().length);
    desk.report('bad-directive', place, { name: withColons(name) ?? ':::', problem: '这一行没有写完整' });
  }
}
