/**
 * Whether a line of a manuscript begins a paragraph of print although no blank line is above it: docs/format.md, "行首".
 *
 * A sign is strong or weak. A strong one (a full-width indent; a number, letter or sign of enumeration) begins a paragraph
 * wherever it occurs. A weak one (a label such as 地址：, an ordinal in words, a dash) may as well be the middle of a sentence
 * that was wrapped there, and begins a paragraph only after a line that ends a sentence, or a label after a line with a label.
 *
 * Each pattern is anchored and without nested repetition, so the test of a line takes time that its length does not matter to.
 */

const figure = '[0-9０-９]';
const hanNumber = '[一二三四五六七八九十百]';
const letterOrOpening = '[\\p{L}“"‘（(《【]';

/** Numbers, letters and signs of enumeration, after any space. */
const strongSigns: readonly string[] = [
  // 1. 1． but not 1.5, which is a decimal, and not the end of a sentence.
  `${figure}{1,4}[.．](?!${figure})(?=\\s*\\S)`,
  `${figure}{1,3}[、)）]`,
  `[A-Za-z][、)）．]`,
  `[A-Za-z]\\.\\s?(?=[\\p{Script=Han}“"《（])`,
  `[（(〔](?:${figure}{1,3}|${hanNumber}{1,4}|[A-Za-z])[）)〕]`,
  `${hanNumber}{1,3}[、.．]`,
  '[甲乙丙丁戊己庚辛壬癸][、.．]',
  '[\\u2160-\\u217f]+[、.．]',
  // ① ⑴ ⒈ ⓐ ❶ ㈠ ㊀
  '[\\u2460-\\u24ff\\u2776-\\u2793\\u3220-\\u3229\\u3280-\\u3289]',
  `第(?:${hanNumber}{1,4}|${figure}{1,3})[条章节][\\s：:]`,
  '[问答QA][：:]',
  '【[^】\\s]{1,12}】',
  // Bullets, arrows, shapes and pictographs; ○ is a zero before a numeral.
  '(?!○[一二三四五六七八九年])[•‣·・※\\u2190-\\u21ff\\u2580-\\u27bf\\p{Extended_Pictographic}\\p{RI}]',
  // 1️⃣
  '[0-9#*]\\ufe0f?\\u20e3',
  `[*＊]{1,2}(?=[\\p{L}\\d“"《（(【])`,
  `[-–](?=[\\p{Script=Han}“"《（(【])`,
];

const weakSigns: readonly string[] = [
  `${hanNumber}[是则]`,
  `第${hanNumber}{1,2}[，,、：:]`,
  '其[一二三四五六七八九][，,、：:]',
  `[—－]{2}(?=${letterOrOpening})`,
];

/** A label: a word and a colon, such as 地址： or TEL:. */
const label = /^\s*(?:\p{Script=Han}{2,6}|[A-Za-z]{2,8})[ \u3000]?[：:](?!\/\/)/u;
const anySign = (signs: readonly string[]) => new RegExp(`^\\s*(?:${signs.join('|')})`, 'u');
const strong = anySign(strongSigns);
const weak = anySign(weakSigns);
const indent = /^\u3000/;
const sentenceEnd = /[。！？；!?;…][”’"』」）)]*\s*$/u;

/** In: a line with its indent, and the line above it in the same paragraph. */
export function beginsParagraph(line: string, above: string): boolean {
  if (indent.test(line) || strong.test(line)) return true;
  if (sentenceEnd.test(above)) return weak.test(line) || label.test(line);
  return label.test(line) && label.test(above);
}
