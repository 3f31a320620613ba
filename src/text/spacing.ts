import type { Pt } from '../core/units.ts';
import type { AdjustableSpace, Shrink, ShrinkStep, Stretch } from './line-adjustment.ts';
import type { PunctuationStyle, SettingRules } from './text-style.ts';
import type { TextUnit } from './text-units.ts';

/**
 * The space between two neighbours on a line, discarded at a line end. A mark is half an em wide; the other half of its
 * frame, its blank, is part of the space beside it.
 */
export interface Space extends AdjustableSpace {
  /** The size that determines it: that of the smaller neighbour. */
  readonly em: Pt;
}

const none: readonly Shrink[] = [];

/** The blank of a mark, in em. */
const blank = 1 / 2;
/** CLREQ 3.2.2: the gap between Han and Latin is a quarter em, shrinks to 1/8 and stretches to 1/3. */
const latinGap = { natural: 1 / 4, min: 1 / 8, max: 1 / 3 };
/** CLREQ 3.1.7: a word space shrinks to a quarter and stretches to half an em. */
const wordSpace = { min: 1 / 4, max: 1 / 2 };

/** The marks that have a blank in each style: 全角式, 开明式 and 半角式 (CLREQ 3.1.6). */
const hasBlank: Readonly<Record<PunctuationStyle, readonly TextUnit['kind'][]>> = {
  quanjiao: ['opening', 'closing', 'pause', 'final'],
  kaiming: ['final'],
  banjiao: [],
};

/**
 * The steps of line-adjustment.ts in which blanks shrink (CLREQ 3.1.7): brackets and quotes, pause marks, then Latin gaps.
 * Blanks shrink to half their width first and to nothing only after all that, because a mark without any space sticks to
 * what follows (JLREQ). The blank of a full stop does not shrink in 全角式.
 */
const bracketSteps: readonly ShrinkStep[] = [1, 4];
const pauseSteps: readonly ShrinkStep[] = [2, 4];
const latinGapStep: ShrinkStep = 3;
const finalSteps: readonly ShrinkStep[] = [5];
const noSteps: readonly ShrinkStep[] = [];

/** Marks whose ink is in the first half of their frame and whose blank follows. */
export const closers: readonly TextUnit['kind'][] = ['closing', 'pause', 'final'];
/** CLREQ 3.1.7: nothing stretches beside these. */
const rigid: readonly TextUnit['kind'][] = ['connector', 'short-connector', 'solidus'];

/**
 * Returns the space after unit `index`; `spaceWidth` is the width of the word space in its face. All other widths
 * derive from the em.
 * GB/T 15834 5.1, CLREQ 3.1.6 (marks), 3.2.2 (Han and Latin).
 */
export function spaceAfter(
  units: readonly TextUnit[],
  index: number,
  { punctuation, numericGap }: Pick<SettingRules, 'punctuation' | 'numericGap'>,
  spaceWidth: Pt,
): Space {
  const before = units[index] as TextUnit;
  const after = units[index + 1] as TextUnit;
  const em = Math.min(before.em, after.em);
  if (after.join !== 'none' || before.raised !== after.raised)
    return { width: 0, em, shrink: none, stretch: undefined };
  if (after.spaceBefore !== '') {
    const wide = Array.from(after.spaceBefore).filter((char) => char === '\u3000').length;
    if (wide > 0) return { width: wide * em, em, shrink: none, stretch: openEnded(em) };
    if (hasWordSpace(before, after)) return wordGap(em, spaceWidth);
  }
  if (isLatinBorder(before, after)) {
    // Digits set solid are beside an ideograph like another ideograph.
    if (!numericGap && isNumericBorder(before, after))
      return { width: 0, em, shrink: none, stretch: openEnded(em) };
    return {
      width: latinGap.natural * em,
      em,
      shrink: [{ step: latinGapStep, max: (latinGap.natural - latinGap.min) * em }],
      stretch: { step: 1, max: (latinGap.max - latinGap.natural) * em, share: em },
    };
  }
  return markSpace(units, index, punctuation, em);
}

/** Whether a typed space is set as one: between words and between ideographs; elsewhere the rules replace it. */
export function hasWordSpace(before: TextUnit, after: TextUnit): boolean {
  if (!/[^\n\r\u3000]/.test(after.spaceBefore)) return false;
  const inText = (kind: TextUnit['kind']) => kind === 'western' || kind === 'han' || kind === 'wide';
  return inText(before.kind) && inText(after.kind) && !isLatinBorder(before, after);
}

function wordGap(em: Pt, spaceWidth: Pt): Space {
  const width = Math.max(spaceWidth, wordSpace.min * em);
  return {
    width,
    em,
    shrink: [{ step: 0, max: width - wordSpace.min * em }],
    stretch: { step: 0, max: Math.max(0, wordSpace.max * em - width), share: em },
  };
}

function markSpace(units: readonly TextUnit[], index: number, style: PunctuationStyle, em: Pt): Space {
  const before = units[index] as TextUnit;
  const after = units[index + 1] as TextUnit;
  const width = Math.max(blankAfter(units, index, style), blankBefore(before, after, style));
  const owner = closers.includes(before.kind) ? before.kind : after.kind;
  return {
    width,
    em,
    shrink: blankShrinks(owner, width, style),
    stretch: isRigid(before, after) ? undefined : openEnded(em),
  };
}

function blankShrinks(owner: TextUnit['kind'], width: Pt, style: PunctuationStyle): readonly Shrink[] {
  const steps = width === 0 ? noSteps : shrinkSteps(owner, style);
  return steps.length === 0 ? none : steps.map((step) => ({ step, max: width / steps.length }));
}

function shrinkSteps(owner: TextUnit['kind'], style: PunctuationStyle): readonly ShrinkStep[] {
  if (owner === 'opening' || owner === 'closing') return bracketSteps;
  if (owner === 'pause') return pauseSteps;
  return owner === 'final' && style === 'kaiming' ? finalSteps : noSteps;
}

/** A gap between characters stretches after word spaces and Latin gaps. */
const openEnded = (em: Pt): Stretch => ({ step: 2, max: em, share: em });

/**
 * GB/T 15834 5.1.2: ？！ are one unit. Nothing stretches beside a connector or a solidus, nor (CLREQ, mixed text) between
 * Western text and a mark that closes after it or opens before it, because the mark's ink is on that side.
 */
function isRigid(before: TextUnit, after: TextUnit): boolean {
  if (isExclamation(before) && isExclamation(after)) return true;
  if (before.kind === 'western' && closers.includes(after.kind)) return true;
  if (before.kind === 'opening' && after.kind === 'western') return true;
  return rigid.includes(before.kind) || rigid.includes(after.kind);
}

const isExclamation = (unit: TextUnit | undefined) => unit?.text === '？' || unit?.text === '！';

/**
 * Returns the blank after a row of closing marks. Marks inside the row have none; after it comes that of the last mark, or in
 * 开明式 that of the full stop in it. Two of ？！ share one em (GB/T 15834 5.1.2). An interpunct takes the blank before it.
 */
function blankAfter(units: readonly TextUnit[], index: number, style: PunctuationStyle): Pt {
  const unit = units[index] as TextUnit;
  const after = units[index + 1] as TextUnit;
  if (!closers.includes(unit.kind) || closers.includes(after.kind) || after.kind === 'interpunct') return 0;
  let first = index;
  while (
    first > 0 &&
    units[first]?.spaceBefore === '' &&
    closers.includes((units[first - 1] as TextUnit).kind)
  )
    first -= 1;
  const row = units.slice(first, index + 1);
  const exclamations = row.length - 1 - row.findLastIndex((mark) => !isExclamation(mark));
  if (exclamations === 2) return 0;
  return row.some((mark) => hasBlank[style].includes(mark.kind)) ? blank * unit.em : 0;
}

/** Returns the blank before an opening mark: none after another opening mark or an interpunct. */
function blankBefore(before: TextUnit, after: TextUnit, style: PunctuationStyle): Pt {
  if (after.kind !== 'opening' || !hasBlank[style].includes('opening')) return 0;
  return before.kind === 'opening' || before.kind === 'interpunct' ? 0 : blank * after.em;
}

function isLatinBorder(before: TextUnit, after: TextUnit): boolean {
  if (before.raised || after.raised) return false;
  if (before.kind === 'han') return after.kind === 'western' && startsText(after.word);
  return after.kind === 'han' && before.kind === 'western' && endsText(before.word);
}

/** Whether the Western side of a Latin border is a number, with its sign. */
function isNumericBorder(before: TextUnit, after: TextUnit): boolean {
  return after.kind === 'western'
    ? /^\P{L}*\p{N}/u.test(after.word)
    : /\p{N}[^\p{L}\p{N}]*$/u.test(before.word);
}

/**
 * A sign before a number belongs to it: ¥99, ±3, ≥60 (clreq issue 630). In nearly all texts the ASCII patterns avoid
 * the slower one with Unicode properties.
 */
const startsText = (word: string) =>
  /^[A-Za-z0-9]/.test(word) ||
  (!/^(?:(?![$+-])[!-~]|[!-~]$)/.test(word) && /^(?:[\p{L}\p{N}\p{M}]|[¥$£€№±≥≤≈−+-]+\p{N})/u.test(word));

/** A sign after a word or number belongs to it: 98.5%, 31°, C++ (clreq issue 559). */
const endsText = (word: string) =>
  /[A-Za-z0-9]$/.test(word) ||
  (!/(?:^[!-~]|(?![%+#])[!-~])$/.test(word) && /[\p{L}\p{N}\p{M}][%‰‱°′″+#]*$/u.test(word));
