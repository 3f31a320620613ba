/** Terms of the rules of normalise.ts, as parts of regular expressions with the `u` flag. */
export const han = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}]';
export const latin = '[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}]';
export const opening = '[“‘（《〈【〖〔［｛「『]';
export const closing = '[”’）》〉】〗〕］｝」』]';
export const marks = '(?:[“‘（《〈【〖〔［｛「『”’）》〉】〗〕］｝」』，、；：。？！]|——|……)';

const chinese = new RegExp(`${han}|[，。、；：？！（）《》]`, 'u');

/** Whether a paragraph is Chinese: one without anything Chinese keeps the marks of its language. */
export const isChinese = (text: string): boolean => chinese.test(text);

/**
 * What keeps its marks whatever stands beside it. A name is looked for from its start only: tried from each of its
 * letters, a long stretch without a mark would be read once for every letter.
 */
const kept = [
  // Web and mail addresses, without a mark that ends the sentence round them.
  /(?:https?|ftp):\/\/[\w\-./?%&=#~+@:,;!*'()]*[\w/=#&~-]/gu,
  /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  // Windows paths; file names, also Chinese ones.
  /[A-Za-z]:\\[\w\\.-]+/gu,
  /(?<![\p{L}\p{N}_-])[\p{L}\p{N}_-]+\.(?:jpe?g|png|gif|svg|webp|tiff?|pdf|docx?|xlsx?|pptx?|txt|md|csv|zip|rar|mp[34]|html?)(?![A-Za-z0-9])/giu,
  // Intervals: [0,1) and (0，1].
  /[[［][-−+]?[\d.∞]+[,，] ?[-−+]?[\d.∞]+[)）]|[(（][-−+]?[\d.∞]+[,，] ?[-−+]?[\d.∞]+[\]］]/gu,
  // Initials and abbreviations keep their dots before Chinese: A.B.史密斯, 8 a.m.开门, ABC Inc.工作.
  /(?<![A-Za-z])(?:[A-Z]\.)+/gu,
  /(?<![A-Za-z.])(?:[a-z]\.){2,}/gu,
  /(?<![A-Za-z])(?:Inc|Ltd|Co|Corp|No|Nos|Dr|Mr|Mrs|Ms|St|Prof|Ph|Jr|Sr|Vol|Fig|vs|etc|Dept|Univ|Ave|Rd)\./gu,
];

/** Which UTF-16 units of a text no rule may touch: 1 for those. */
export function keptUnits(text: string): Uint8Array {
  const units = new Uint8Array(text.length);
  for (const pattern of kept) {
    for (const match of text.matchAll(pattern)) units.fill(1, match.index, match.index + match[0].length);
  }
  return units;
}
