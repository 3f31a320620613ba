import { findRanges, type TextRange } from '../core/text-ranges.ts';

/**
 * Text that no rule may change, with signs of which every match has one: only texts with such a sign are searched,
 * and only then is the pattern compiled. A pattern that begins with a run of letters has a lookbehind that pins it to
 * the start of a word; otherwise a long run of letters would be scanned once from each of them, in quadratic time.
 */
const patterns: readonly (readonly [signs: readonly string[], pattern: () => RegExp])[] = [
  // Web and mail addresses, without the punctuation of the sentence after them.
  [['://'], () => /(?:https?|ftp):\/\/[\w\-./?%&=#~+@:,;!*'()]*[\w/=#&~-]/gu],
  [['@'], () => /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  // Windows paths; file names, also Chinese ones.
  [[':\\'], () => /[A-Za-z]:\\[\w\\.-]+/gu],
  [
    ['.'],
    () =>
      /(?<![\p{L}\p{N}_-])[\p{L}\p{N}_-]+\.(?:jpe?g|png|gif|svg|webp|tiff?|pdf|docx?|xlsx?|pptx?|txt|md|csv|zip|rar|mp[34]|html?)(?![A-Za-z0-9])/giu,
  ],
  // Intervals: [0,1) and (0，1].
  [
    ['[', '［', ']', '］'],
    () => /[[［][-−+]?[\d.∞]+[,，] ?[-−+]?[\d.∞]+[)）]|[(（][-−+]?[\d.∞]+[,，] ?[-−+]?[\d.∞]+[\]］]/gu,
  ],
  // Initials and abbreviations keep their dots before Chinese: A.B.史密斯, 8 a.m.开门, ABC Inc.工作. A unit is none: 5 mmol/L.
  [['.'], () => /(?<![A-Za-z0-9/])(?:[A-Z]\.)+/gu],
  [['.'], () => /(?<![A-Za-z.])(?:[a-z]\.){2,}/gu],
  [
    ['.'],
    () =>
      /(?<![A-Za-z])(?:Inc|Ltd|Co|Corp|No|Nos|Dr|Mr|Mrs|Ms|St|Prof|Ph|Jr|Sr|Vol|Fig|vs|etc|Dept|Univ|Ave|Rd)\./gu,
  ],
];

/** Finds the ranges of a text that no rule may change, in no particular order. */
export function findProtectedRanges(text: string): readonly TextRange[] {
  let found: TextRange[] | undefined;
  for (const [signs, pattern] of patterns) {
    if (!signs.some((sign) => text.includes(sign))) continue;
    found ??= [];
    found.push(...findRanges(text, pattern()));
  }
  return found ?? [];
}

/** Whether a range overlaps a protected one. */
export const isProtected = (ranges: readonly TextRange[], from: number, to: number): boolean =>
  ranges.length > 0 && ranges.some((range) => range.from < to && range.to > from);
