import type { Pt } from '../core/units.ts';
import type { Shrink, ShrinkStep, Stretch } from './line-cost.ts';
import type { TextUnit } from './pieces.ts';
import type { PunctuationStyle, SettingRules } from './text-style.ts';

/** The space between two neighbours on a line; at a line's edge it falls away whole. */
export interface Space {
  readonly width: Pt;
  /** The size it is measured by: that of the smaller neighbour. */
  readonly em: Pt;
  readonly shrink: readonly Shrink[];
  /** Missing where nothing stretches. */
  readonly stretch: Stretch | undefined;
}

const none: readonly Shrink[] = [];

/** The free half of a mark, in em. The other half holds the ink and is the piece's own width. */
const blank = 1 / 2;
/** CLREQ 3.2.2: Han and Latin stand a quarter em apart, 1/8 when squeezed, 1/3 when stretched. */
const latinGap = { natural: 1 / 4, least: 1 / 8, most: 1 / 3 };
/** CLREQ 3.1.7: a word space shrinks to a quarter and stretches to half an em. */
const wordSpace = { least: 1 / 4, most: 1 / 2 };

/** Which marks keep a free half in which style: 全角式, 开明式 and 半角式 (CLREQ 3.1.6). */
const keepsBlank: Readonly<Record<PunctuationStyle, readonly TextUnit['kind'][]>> = {
  quanjiao: ['opening', 'closing', 'pause', 'final'],
  kaiming: ['final'],
  banjiao: [],
};

/**
 * The order in which blanks are squeezed (CLREQ 3.1.7): those of brackets and quotes, those of commas, then Latin gaps.
 * The blanks go to half their width first and the rest only after all that, for a mark without any white sticks to what
 * follows (JLREQ). A full stop in 全角式 body type keeps its own.
 */
const bracketSteps: readonly ShrinkStep[] = [1, 4];
const pauseSteps: readonly ShrinkStep[] = [2, 4];
const latinGapStep: ShrinkStep = 3;
const finalSteps: readonly ShrinkStep[] = [5];
const noSteps: readonly ShrinkStep[] = [];

/** Marks that stand after what they close: their ink is in the first half of their frame. */
export const closers: readonly TextUnit['kind'][] = ['closing', 'pause', 'final'];
/** CLREQ 3.1.7 keeps the space of a line out of these joints. */
const rigid: readonly TextUnit['kind'][] = ['connector', 'short-connector', 'solidus'];

/**
 * The space after piece `index`. `spaceWidth` is the face's own word space there. All widths come from the em.
 * GB/T 15834 5.1, CLREQ 3.1.6 (marks), 3.2.2 (Han and Latin).
 */
export function spaceAfter(
  pieces: readonly TextUnit[],
  index: number,
  { punctuation, numericGap }: Pick<SettingRules, 'punctuation' | 'numericGap'>,
  spaceWidth: Pt,
): Space {
  const before = pieces[index] as TextUnit;
  const after = pieces[index + 1] as TextUnit;
  const em = Math.min(before.em, after.em);
  if (after.join !== 'none' || before.raised !== after.raised)
    return { width: 0, em, shrink: none, stretch: undefined };
  if (after.spaceBefore !== '') {
    const broad = Array.from(after.spaceBefore).filter((char) => char === '\u3000').length;
    if (broad > 0) return { width: broad * em, em, shrink: none, stretch: openEnded(em) };
    if (hasWordSpace(before, after)) return wordGap(em, spaceWidth);
  }
  if (isLatinBorder(before, after)) {
    // Digits set solid stand to an ideograph as another ideograph would.
    if (!numericGap && isNumericBorder(before, after))
      return { width: 0, em, shrink: none, stretch: openEnded(em) };
    return {
      width: latinGap.natural * em,
      em,
      shrink: [{ step: latinGapStep, max: (latinGap.natural - latinGap.least) * em }],
      stretch: { step: 1, max: (latinGap.most - latinGap.natural) * em, share: em },
    };
  }
  return markSpace(pieces, index, punctuation, em);
}

/** True where a typed space is set as one: between words and between ideographs; elsewhere the rules replace it. */
export function hasWordSpace(before: TextUnit, after: TextUnit): boolean {
  if (!/[^\n\r\u3000]/.test(after.spaceBefore)) return false;
  const inText = (kind: TextUnit['kind']) => kind === 'western' || kind === 'han' || kind === 'wide';
  return inText(before.kind) && inText(after.kind) && !isLatinBorder(before, after);
}

function wordGap(em: Pt, spaceWidth: Pt): Space {
  const width = Math.max(spaceWidth, wordSpace.least * em);
  return {
    width,
    em,
    shrink: [{ step: 0, max: width - wordSpace.least * em }],
    stretch: { step: 0, max: Math.max(0, wordSpace.most * em - width), share: em },
  };
}

function markSpace(pieces: readonly TextUnit[], index: number, style: PunctuationStyle, em: Pt): Space {
  const before = pieces[index] as TextUnit;
  const after = pieces[index + 1] as TextUnit;
  const width = Math.max(blankAfter(pieces, index, style), blankBefore(before, after, style));
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

/** A gap between characters: it takes what word spaces and Latin gaps leave over. */
const openEnded = (em: Pt): Stretch => ({ step: 2, max: em, share: em });

/**
 * GB/T 15834 5.1.2: ？！ are one unit; nothing stretches beside a connector or a solidus; nor (CLREQ, mixed text)
 * between Western text and the mark that closes it or opens before it, whose ink is on that side.
 */
function isRigid(before: TextUnit, after: TextUnit): boolean {
  if (isCry(before) && isCry(after)) return true;
  if (before.kind === 'western' && closers.includes(after.kind)) return true;
  if (before.kind === 'opening' && after.kind === 'western') return true;
  return rigid.includes(before.kind) || rigid.includes(after.kind);
}

const isCry = (piece: TextUnit | undefined) => piece?.text === '？' || piece?.text === '！';

/**
 * The free half after a run of closing marks. Inside the run there is none; after it stands that of its last mark,
 * or in 开明式 that of the full stop in it. Two of ？！ share one em (GB/T 15834 5.1.2). Nothing before an interpunct.
 */
function blankAfter(pieces: readonly TextUnit[], index: number, style: PunctuationStyle): Pt {
  const piece = pieces[index] as TextUnit;
  const after = pieces[index + 1] as TextUnit;
  if (!closers.includes(piece.kind) || closers.includes(after.kind) || after.kind === 'interpunct') return 0;
  let first = index;
  while (
    first > 0 &&
    pieces[first]?.spaceBefore === '' &&
    closers.includes((pieces[first - 1] as TextUnit).kind)
  )
    first -= 1;
  const run = pieces.slice(first, index + 1);
  const cries = run.length - 1 - run.findLastIndex((member) => !isCry(member));
  if (cries === 2) return 0;
  return run.some((member) => keepsBlank[style].includes(member.kind)) ? blank * piece.em : 0;
}

/** The free half before an opening mark; a mark that closes, opens or is an interpunct before it takes it away. */
function blankBefore(before: TextUnit, after: TextUnit, style: PunctuationStyle): Pt {
  if (after.kind !== 'opening' || !keepsBlank[style].includes('opening')) return 0;
  return before.kind === 'opening' || before.kind === 'interpunct' ? 0 : blank * after.em;
}

function isLatinBorder(before: TextUnit, after: TextUnit): boolean {
  if (before.raised || after.raised) return false;
  if (before.kind === 'han') return after.kind === 'western' && startsText(after.word);
  return after.kind === 'han' && before.kind === 'western' && endsText(before.word);
}

/** Whether the Western side of the border is a digit, or a sign that belongs to one. */
function isNumericBorder(before: TextUnit, after: TextUnit): boolean {
  return after.kind === 'western'
    ? /^\P{L}*\p{N}/u.test(after.word)
    : /\p{N}[^\p{L}\p{N}]*$/u.test(before.word);
}

/** A sign before a number belongs to it: ¥99, ±3, ≥60 (clreq issue 630). Other signs of ASCII need no class of all letters. */
const startsText = (word: string) =>
  /^[A-Za-z0-9]/.test(word) ||
  (!/^(?:(?![$+-])[!-~]|[!-~]$)/.test(word) && /^(?:[\p{L}\p{N}\p{M}]|[¥$£€№±≥≤≈−+-]+\p{N})/u.test(word));

/** A sign after a word or number belongs to it: 98.5%, 31°, C++ (clreq issue 559). */
const endsText = (word: string) =>
  /[A-Za-z0-9]$/.test(word) ||
  (!/(?:^[!-~]|(?![%+#])[!-~])$/.test(word) && /[\p{L}\p{N}\p{M}][%‰‱°′″+#]*$/u.test(word));
