/** OpenType's name of the language whose forms are wanted. */
export const simplifiedChinese = 'ZHS';

/**
 * OpenType's name of the script a text is shaped in: a face may keep its Chinese forms of dashes and quotes under the Han
 * script alone, and its Latin kerning under Latin.
 */
export const scriptOf = (text: string): string => (/\p{Script=Latin}|\p{Nd}/u.test(text) ? 'latn' : 'hani');
