const names: Readonly<Record<string, string>> = {
  ' ': '空格',
  '\u3000': '全角空格',
  '\u00a0': '不换行空格',
  '\t': '制表符',
};

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;

/** Radicals and the compatibility ideographs look as the ideographs do. */
const lookalike = /[\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]/u;

/** Quotation marks are not quoted by their like. */
const quoted = (text: string) => (/[“”]/.test(text) ? `「${text}」` : `“${text}”`);

/** Texts of which every character is quoted as it is: the marks that are put right by the thousand. */
const plain = /^[!-~\u00b7\u2010-\u2027\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]+$/;

/** A text as a message quotes it: spaces by name, what has no ink or a lookalike by its code point. */
export function spellOut(text: string): string {
  if (plain.test(text)) return quoted(text);
  const alike = /[^\p{C}\p{Z}\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]+|(.)\1*/gsu;
  return [...text.matchAll(alike)].map(([part, repeated]) => spellPart(part, repeated)).join('、');
}

/** A stretch to be read as it is, or one character that cannot be, once or several times. */
function spellPart(part: string, character: string | undefined): string {
  if (character === undefined) return quoted(part);
  const name = names[character] ?? codePoint(character);
  if (lookalike.test(character)) return `${quoted(part)}（${name}）`;
  return part === character ? name : `${name}×${part.length / character.length}`;
}
