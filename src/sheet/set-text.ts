import { type Memoize, type MemoryCache, memoize } from '../core/cache.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { ascent, paintLine } from '../galley/paint-line.ts';
import { openSpace } from '../galley/style-runs.ts';
import type { Run } from '../issue/issue.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Style } from '../template/template.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import { type Line, type StyledRun, standardRules } from '../text/text-style.ts';

/** What furniture is set with. */
export interface Fittings {
  readonly fonts: FontBook;
  readonly report: Report;
  /** The file that messages about the paper's own words name. */
  readonly file: string;
  /** The lines set so far in this build; without it each is set anew. */
  readonly lines?: MemoryCache;
  /** Takes what an earlier build of this process set, from equal facts in the same style. */
  readonly memoize?: Memoize;
}

/** Computes a value or takes it from memory. In: its kind, and all that it depends on but fonts and template. */
export function memoized<T, F extends Fittings>(
  fittings: F,
  kind: string,
  facts: unknown,
  compute: (fittings: F) => T,
): T {
  return fittings.memoize?.(kind, facts, (report) => compute({ ...fittings, report })) ?? compute(fittings);
}

/** Words of a furniture line: a run is the author's copy, a string the paper's own or a repeat. */
export type Words = Run | string | { readonly text: string; readonly style: Style };

/** Sets words in one line at its natural width; equal words in one style once. */
export function setText(words: readonly Words[], style: Style, fittings: Fittings): Line {
  const { lines, report } = fittings;
  return memoize(
    lines,
    report,
    'line',
    () => JSON.stringify([words, style]),
    (own) => setAnew(words, style, { ...fittings, report: own }),
  );
}

function setAnew(words: readonly Words[], style: Style, { fonts, report, file }: Fittings): Line {
  const runs = words.map((word): StyledRun => {
    if (typeof word === 'string' || 'style' in word) {
      const own = typeof word === 'string' ? { text: word, style } : word;
      const { face, size, ink } = own.style;
      return { text: own.text, role: face, size, ink, added: true, place: { file } };
    }
    return {
      text: openSpace(word.text),
      role: style.face,
      size: style.size,
      ink: style.ink,
      place: word.place,
    };
  });
  return setLine(
    prepareParagraph(
      runs,
      fonts,
      {
        ...standardRules,
        align: 'start',
        indent: 0,
        hangingIndent: 0,
        tracking: style.tracking,
      },
      report,
    ),
  );
}

/** No furniture is printed smaller on newsprint. */
const leastSize: Pt = 6;

/** Characters of a line that is too long which its message repeats. */
const mostTold = 40;

/** Tells words that only fit their room at a size that newsprint does not hold. */
export function tellTooSmall(words: readonly Words[], size: Pt, { report, file }: Fittings): void {
  if (size >= leastSize) return;
  const own = words.filter((word) => typeof word !== 'string');
  const place = own
    .map((word) => ('place' in word ? word.place : undefined))
    .find((one) => one !== undefined);
  const whole = (own.length > 0 ? own.map(({ text }) => text) : words).join(' ');
  const text = whole.length > mostTold ? `${whole.slice(0, mostTold)}……` : whole;
  report('furniture-too-long', place ?? { file }, { text });
}

/** Paint of a line at a baseline, its left edge, middle or right edge at x. */
export function inkAt(
  line: Line,
  x: Pt,
  baseline: Pt,
  hold: 'left' | 'middle' | 'right' = 'left',
): readonly PaintOp[] {
  const shift = hold === 'left' ? 0 : hold === 'middle' ? line.width / 2 : line.width;
  return paintLine(line, x - shift, baseline);
}

/** Baseline at which type of this size stands in the middle of the space between two heights. */
export function middleBaseline(top: Pt, bottom: Pt, size: Pt): Pt {
  return (top + bottom - size) / 2 + ascent * size;
}

/** Words of a list with a full-width space between them. */
export function spaced(words: readonly Words[]): readonly Words[] {
  return words.flatMap((word, index) => (index === 0 ? [word] : ['\u3000', word]));
}
