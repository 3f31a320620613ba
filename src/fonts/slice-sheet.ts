import { memoize } from './face.ts';

/** The style sheet of a font in slices. */
export interface SliceSheet {
  /** The file of a slice, relative to the sheet. */
  readonly file: (slice: number) => string;
  /** The slices named for a character. CSS Fonts 4, 4.5: of two that name it the later counts before the earlier. */
  readonly naming: (codePoint: number) => Iterable<number>;
}

/**
 * Reads a style sheet: each rule names a file and the characters it is for. In: the sheet's text. A sheet names twenty
 * thousand characters and stretches of characters, the common ones last; so its rules are read from the end, and no
 * more of them than are asked for.
 */
export function readSliceSheet(css: string): SliceSheet {
  const rules = css
    .split('@font-face')
    .slice(1)
    .filter((rule) => rule.includes('url(') && rule.includes('unicode-range:'));
  const named = memoize((slice) => readRanges(rules[slice]!));
  return {
    file: (slice) => /url\("?([^")]+)"?\)/.exec(rules[slice]!)![1]!,
    *naming(codePoint) {
      // With as many digits as it has, or with four at least.
      const digits = codePoint.toString(16).toUpperCase();
      const [name, padded] = [`U+${digits}`, `U+${digits.padStart(4, '0')}`];
      for (let slice = rules.length - 1; slice >= 0; slice -= 1) {
        const { single, stretches } = named(slice);
        if (single.has(name) || single.has(padded) || isWithin(stretches, codePoint)) yield slice;
      }
    },
  };
}

type Stretch = readonly [from: number, to: number];

const isWithin = (stretches: readonly Stretch[], codePoint: number): boolean =>
  stretches.length > 0 && stretches.some(([from, to]) => codePoint >= from && codePoint <= to);

/** The characters a rule names: most one by one, as it spells them, and some in stretches. */
interface Named {
  readonly single: ReadonlySet<string>;
  readonly stretches: readonly Stretch[];
}

/** `U+3007, U+4E00-4EFF`. Only stretches are read as numbers: of a hundred names in a rule they are two or three. */
function readRanges(rule: string): Named {
  const ranges = /unicode-range:([^;}]+)/.exec(rule)![1]!.toUpperCase().replaceAll(' ', '');
  const stretches: Stretch[] = [];
  for (let hyphen = ranges.indexOf('-'); hyphen >= 0; hyphen = ranges.indexOf('-', hyphen + 1)) {
    const from = ranges.slice(ranges.lastIndexOf('+', hyphen) + 1, hyphen);
    stretches.push([Number.parseInt(from, 16), Number.parseInt(ranges.slice(hyphen + 1), 16)]);
  }
  return { single: new Set(ranges.split(',')), stretches };
}
