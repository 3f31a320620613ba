const names: Readonly<Record<string, string>> = {
  ' ': '空格',
  '\u3000': '全角空格',
  '\u00a0': '不换行空格',
  '\t': '制表符',
};

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;

/** Radicals and compatibility ideographs, which look like unified ideographs. */
const lookalike = /[\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]/u;

/** Text that contains quotation marks is quoted with corner brackets. */
const quoted = (text: string) => (/[“”]/.test(text) ? `「${text}」` : `“${text}”`);

/** Fast path for texts that are quoted verbatim: an edit may report thousands of normalised marks. */
const plain = /^[!-~\u00b7\u2010-\u2027\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]+$/;

/** Quotes a text for a message: spaces by name, invisible and lookalike characters by code point. */
export function spellOut(text: string): string {
  if (plain.test(text)) return quoted(text);
  const parts = /[^\p{C}\p{Z}\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]+|(.)\1*/gsu;
  return [...text.matchAll(parts)].map(([part, repeated]) => spellPart(part, repeated)).join('、');
}

/** A stretch that is quoted verbatim, or one character (repeated or not) that is not. */
function spellPart(part: string, character: string | undefined): string {
  if (character === undefined) return quoted(part);
  const name = names[character] ?? codePoint(character);
  if (lookalike.test(character)) return `${quoted(part)}（${name}）`;
  return part === character ? name : `${name}×${part.length / character.length}`;
}
