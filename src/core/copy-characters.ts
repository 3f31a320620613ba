/** White space, controls, and what prints nothing by its nature: joiners, soft hyphens, variation selectors. */
const unprinted = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** Texts of nothing else: one character a unit, all of them printed. */
const printed = /^[\u0021-\u007e\u2010-\u2027\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e]*$/;

/** What else most texts have. */
const blanks = /[ \n\u3000]+/g;

/** How many characters a text prints: code points but for spaces and what is invisible. What every count goes by. */
export function copyCharacters(text: string): number {
  if (printed.test(text)) return text.length;
  const inked = text.replace(blanks, '');
  return printed.test(inked) ? inked.length : [...inked.replace(unprinted, '')].length;
}

/** Counts the printing characters of the copy that was read. */
export const countCopyCharacters = (copy: readonly { readonly text: string }[]): number =>
  copy.reduce((sum, { text }) => sum + copyCharacters(text), 0);
