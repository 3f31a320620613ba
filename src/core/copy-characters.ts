/** White space, controls, and what prints nothing by its nature: joiners, soft hyphens, variation selectors. */
const unprinted = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** How many characters a text prints: code points but for spaces and what is invisible. What every count goes by. */
export function copyCharacters(text: string): number {
  return [...text.replace(unprinted, '')].length;
}
