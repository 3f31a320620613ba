/** White space, control characters and default ignorables: joiners, soft hyphens, variation selectors. */
const invisible = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** Fast path: texts of printing characters only, each one UTF-16 unit. */
const allPrinting = /^[\u0021-\u007e\u2010-\u2027\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e]*$/;

/** The invisible characters of nearly all texts. */
const blanks = /[ \n\u3000]+/g;

/** Counts the code points of a text that print, without spaces and invisible characters. All copy counts use this function. */
export function copyCharacters(text: string): number {
  if (allPrinting.test(text)) return text.length;
  const visible = text.replace(blanks, '');
  return allPrinting.test(visible) ? visible.length : [...visible.replace(invisible, '')].length;
}

/** Counts the printing characters of all runs of the copy. */
export const countCopyCharacters = (copy: readonly { readonly text: string }[]): number =>
  copy.reduce((sum, { text }) => sum + copyCharacters(text), 0);
