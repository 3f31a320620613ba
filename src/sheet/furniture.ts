import { type Memoize, type MemoryCache, memoize } from '../core/cache.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { ascent, paintLine } from '../galley/paint-line.ts';
import { openSpace } from '../galley/style-runs.ts';
import type { Picture, Run } from '../issue/issue.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import type { Rule, Style } from '../template/template.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import { type Line, type StyledRun, standardRules } from '../text/text-style.ts';

// Furniture is everything on a page except the articles: masthead, folio, foot, jump lines, slug line. It is made of single
// lines of words and of rules.

/** What setting furniture needs. */
export interface FurnitureContext {
  readonly fonts: FontBook;
  readonly report: Report;
  /** The file that messages name for words that are not the author's. */
  readonly file: string;
  /** The lines set so far in this build; if absent, equal lines are set again. */
  readonly lines?: MemoryCache;
  /** Returns what an earlier build in this process set from equal facts. */
  readonly memoize?: Memoize;
}

/** The same for furniture with pictures. */
export interface PictureContext extends FurnitureContext {
  readonly image: (picture: Picture) => ImageFile | undefined;
}

/** Computes a value or takes it from memory. In: its kind, and all it depends on except fonts and template. */
export function memoized<T, F extends FurnitureContext>(
  context: F,
  kind: string,
  facts: unknown,
  compute: (context: F) => T,
): T {
  return context.memoize?.(kind, facts, (report) => compute({ ...context, report })) ?? compute(context);
}

/** Words of a line. A run is copy of the author; a string is generated or repeated text, which the copy count ignores. */
export type Words = Run | string | { readonly text: string; readonly style: Style };

/** Sets words in one line of natural width. Equal words in equal style are set once. */
export function setText(words: readonly Words[], style: Style, context: FurnitureContext): Line {
  const { lines, report } = context;
  return memoize(
    lines,
    report,
    'line',
    () => JSON.stringify([words, style]),
    (recording) => setLineOf(words, style, { ...context, report: recording }),
  );
}

function setLineOf(words: readonly Words[], style: Style, { fonts, report, file }: FurnitureContext): Line {
  const runs = words.map((word): StyledRun => {
    if (typeof word === 'string' || 'style' in word) {
      const { text, style: wordStyle } = typeof word === 'string' ? { text: word, style } : word;
      const { face, size, ink } = wordStyle;
      return { text, role: face, size, ink, added: true, place: { file } };
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

/** Minimum type size of furniture on newsprint. */
const minSize: Pt = 6;

/** Maximum characters that a message quotes of a line. */
const maxQuoted = 40;

/** Reports words that fit only at a size below the minimum, at the place of the first run of the author. */
export function reportTooSmall(words: readonly Words[], size: Pt, { report, file }: FurnitureContext): void {
  if (size >= minSize) return;
  const styled = words.filter((word) => typeof word !== 'string');
  const place = styled
    .map((word) => ('place' in word ? word.place : undefined))
    .find((one) => one !== undefined);
  const whole = (styled.length > 0 ? styled.map(({ text }) => text) : words).join(' ');
  const text = whole.length > maxQuoted ? `${whole.slice(0, maxQuoted)}……` : whole;
  report('furniture-too-long', place ?? { file }, { text });
}

/** Paints a line on a baseline, with its left edge, middle or right edge at x. */
export function paintLineAt(
  line: Line,
  x: Pt,
  baseline: Pt,
  anchor: 'left' | 'middle' | 'right' = 'left',
): readonly PaintOp[] {
  const shift = anchor === 'left' ? 0 : anchor === 'middle' ? line.width / 2 : line.width;
  return paintLine(line, x - shift, baseline);
}

/** The baseline that centres text of this size between two heights. */
export function middleBaseline(top: Pt, bottom: Pt, size: Pt): Pt {
  return (top + bottom - size) / 2 + ascent * size;
}

/** Joins the words of a list with full-width spaces. */
export function joinWords(words: readonly Words[]): readonly Words[] {
  return words.flatMap((word, index) => (index === 0 ? [word] : ['\u3000', word]));
}

/** The words at the left, in the middle and at the right of a line. */
export interface ThreeParts {
  readonly left: readonly Words[];
  readonly middle: readonly Words[];
  readonly right: readonly Words[];
}

/** Minimum space between two parts, in em. */
const partGap = 2;

/**
 * Sets three parts on one line. The middle part is centred on the line or, if its neighbours are in the way, between them.
 * A line that is too long is set smaller.
 */
export function paintThreePartLine(
  parts: ThreeParts,
  style: Style,
  x: Pt,
  width: Pt,
  baselineOf: (size: Pt) => Pt,
  context: FurnitureContext,
): readonly PaintOp[] {
  const natural = setParts(parts, style, context);
  const gaps = partGap * style.size * 2;
  const required = natural.left.width + natural.middle.width + natural.right.width + gaps;
  const scale = Math.min(1, width / required);
  reportTooSmall([...parts.left, ...parts.middle, ...parts.right], style.size * scale, context);
  const set =
    scale === 1 ? natural : setParts(scaled(parts, scale), { ...style, size: style.size * scale }, context);
  const baseline = baselineOf(style.size * scale);
  const gap = partGap * style.size * scale;
  const from = set.left.width > 0 ? set.left.width + gap : 0;
  const to = width - (set.right.width > 0 ? set.right.width + gap : 0);
  const centred = (width - set.middle.width) / 2;
  const free = centred >= from && centred + set.middle.width <= to;
  const middle = free ? centred : (from + to - set.middle.width) / 2;
  return [
    ...paintLineAt(set.left, x, baseline),
    ...paintLineAt(set.middle, x + middle, baseline),
    ...paintLineAt(set.right, x + width, baseline, 'right'),
  ];
}

interface SetParts {
  readonly left: Line;
  readonly middle: Line;
  readonly right: Line;
}

const setParts = (
  { left, middle, right }: ThreeParts,
  style: Style,
  context: FurnitureContext,
): SetParts => ({
  left: setText(left, style, context),
  middle: setText(middle, style, context),
  right: setText(right, style, context),
});

/** Scales the words that have their own style; the others take the style of the line. */
function scaled({ left, middle, right }: ThreeParts, scale: number): ThreeParts {
  const shrink = (words: readonly Words[]) =>
    words.map((word) =>
      typeof word !== 'string' && 'style' in word
        ? { ...word, style: { ...word.style, size: word.style.size * scale } }
        : word,
    );
  return { left: shrink(left), middle: shrink(middle), right: shrink(right) };
}

/** Paints a horizontal rule centred on y. */
export function paintHorizontalRule(rule: Rule, x: Pt, y: Pt, width: Pt): PaintOp {
  return {
    op: 'fill',
    path: rectangle({ x, y: y - rule.width / 2, width, height: rule.width }),
    ink: rule.ink,
  };
}

/** Paints a vertical rule centred on x. */
export function paintVerticalRule(rule: Rule, x: Pt, y: Pt, height: Pt): PaintOp {
  return {
    op: 'fill',
    path: rectangle({ x: x - rule.width / 2, y, width: rule.width, height }),
    ink: rule.ink,
  };
}
