/**
 * A bound on the work that fontkit does on a font. A damaged table may claim thousands of records in each of thousands of
 * records, or lookups that call each other without end, so that one flipped byte keeps fontkit busy for hours. All of its
 * parsing moves along one stream, and all of its shaping applies lookups: both are counted here, and beyond the limit an
 * error is thrown in the middle of the work. A count and no clock, so that a font is accepted or refused on every machine
 * alike.
 */

/** A font of 30,000 glyphs takes 130,000 at most, in its first call. */
const maxSteps = 1_000_000;
/** Applying a lookup costs as much as so many reads. */
const lookupSteps = 100;

/** What is counted of a font of fontkit. */
export interface CountedFont {
  readonly stream: { pos: number };
  /** Parses GSUB and GPOS when it is first read. */
  readonly _layoutEngine: { readonly engine?: LayoutProcessors | null };
}

type LayoutProcessors = {
  readonly [name in 'GSUBProcessor' | 'GPOSProcessor']?: {
    applyLookup: (type: number, table: unknown) => unknown;
  } | null;
};

/** Runs some work on a font; throws if it takes too many steps. `shapes` tells that lookups are applied. */
export type RunLimited = <T>(work: () => T, shapes?: boolean) => T;

/** Counts the work on a font from now on. Only what the returned function runs is limited. */
export function limitSteps(font: CountedFont): RunLimited {
  let left = Number.POSITIVE_INFINITY;
  const take = (steps: number): void => {
    left -= steps;
    if (left < 0) throw new RangeError('the font takes too many steps');
  };
  let position = font.stream.pos;
  Object.defineProperty(font.stream, 'pos', {
    get: () => {
      take(1);
      return position;
    },
    set: (value: number) => {
      position = value;
    },
  });
  let countsLookups = false;
  return (work, shapes = false) => {
    left = maxSteps;
    try {
      if (shapes && !countsLookups) countLookups(font, () => take(lookupSteps));
      countsLookups ||= shapes;
      return work();
    } finally {
      left = Number.POSITIVE_INFINITY;
    }
  };
}

function countLookups({ _layoutEngine: { engine } }: CountedFont, count: () => void): void {
  for (const processor of [engine?.GSUBProcessor, engine?.GPOSProcessor]) {
    if (processor === undefined || processor === null) continue;
    const apply = processor.applyLookup.bind(processor);
    processor.applyLookup = (type, table) => {
      count();
      return apply(type, table);
    };
  }
}
