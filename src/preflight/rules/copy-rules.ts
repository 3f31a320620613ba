import { copyCharacters } from '../../core/copy-characters.ts';
import { isWithin, pressRequirement, type Rule, type Subject, violationOf } from './rule.ts';

/** That the file contains the copy. */
export const copyRules: readonly Rule[] = [
  {
    id: 'copy-missing',
    clause: pressRequirement,
    severity: 'error',
    demand: '指定了稿件（--issue）时，稿件里的字在 PDF 里一个不少。',
    check: ({ copy, pages }) =>
      copy === undefined ? [] : violationOf(findMissingCopy(copy, textsOf(pages))),
  },
];

/**
 * The text on each page, including hidden text below outlines. Text in the slug and text that is clipped away do not
 * count as copy.
 */
const textsOf = (pages: Subject['pages']): readonly string[] =>
  pages.flatMap(({ content, bleed }) =>
    content.painted
      .filter((object) => object.kind === 'text')
      .filter((object) => object.boxes.length > 0 && isWithin(object, bleed))
      .map(({ text }) => text),
  );

/** Lost characters quoted in the message. */
const maxQuoted = 20;

/**
 * Compares the copy with the text of pages as multisets of characters: order does not matter, and the page may contain
 * more, such as repeated headlines. Returns, in Chinese, which printing characters are missing. Takes linear time.
 */
export function findMissingCopy(copy: string, texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const missing: string[] = [];
  for (const character of copy) {
    const count = counts.get(character) ?? 0;
    if (count > 0) counts.set(character, count - 1);
    else if (copyCharacters(character) > 0) missing.push(character);
  }
  const quoted = `${missing.slice(0, maxQuoted).join('')}${missing.length > maxQuoted ? '……' : ''}`;
  return missing.length === 0 ? undefined : `稿件里有 ${missing.length} 个字在 PDF 里找不到：${quoted}`;
}
