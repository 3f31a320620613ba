/** Terms of the rules of normalise.ts, as parts of regular expressions with the `u` flag. */
export const han = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}]';
export const latin = '[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}]';
export const opening = '[“‘（《〈【〖〔［｛「『]';
export const closing = '[”’）》〉】〗〕］｝」』]';
export const marks = '(?:[“‘（《〈【〖〔［｛「『”’）》〉】〗〕］｝」』，、；：。？！]|——|……)';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What keeps its marks whatever stands beside it. */
const kept = [
  // Web and mail addresses, without a mark that ends the sentence round them.
  /(?:https?|ftp):\/\/[\w\-./?%&=#~+@:,;!*'()]*[\w/=#&~-]/gu,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  // Windows paths; file names, also Chinese ones.
  /[A-Za-z]:\\[\w\\.-]+/gu,
  /[\p{L}\p{N}_-]+\.(?:jpe?g|png|gif|svg|webp|tiff?|pdf|docx?|xlsx?|pptx?|txt|md|csv|zip|rar|mp[34]|html?)(?![A-Za-z0-9])/giu,
  // Initials and abbreviations keep their dots before Chinese: A.B.史密斯, ABC Inc.工作.
  /(?<![A-Za-z])(?:[A-Z]\.)+/gu,
  /(?<![A-Za-z])(?:Inc|Ltd|Co|Corp|No|Nos|Dr|Mr|Mrs|Ms|St|Prof|Ph|Jr|Sr|Vol|Fig|vs|etc|Dept|Univ|Ave|Rd)\./gu,
];

/** The stretches of a text that no rule may touch. */
export function protectedSpans(text: string): readonly Span[] {
  return kept.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
  );
}
