import type { Pt } from '../core/units.ts';
import type { ShapedUnit } from './shape-unit.ts';
import { isInsideNumber } from './spaced-numbers.ts';
import { type Space, spaceAfter } from './spacing.ts';
import type { KinsokuLevel, ParagraphStyle } from './text-style.ts';
import type { TextUnit } from './text-units.ts';

/** The boundary between a unit and the next: a space if they share a line, a penalty if the line ends between them. */
export interface BreakOpportunity extends Space {
  /** Penalty of a line end here: 0 free, Infinity forbidden, -Infinity forced. */
  readonly cost: number;
  /** What is added if the line ends here inside a word: the hyphen, after the width that kerning took from the last letter. */
  readonly hyphen: ShapedUnit | undefined;
  /** How far the mark before it may hang outside the measure at a line end. */
  readonly hang: Pt;
}

/**
 * The opportunities between ordinary units of one style and size, by the kinds of the two units: paragraph after
 * paragraph has the same style, so that one style at a time is cached.
 */
export interface OpportunityCache {
  current:
    | {
        readonly style: ParagraphStyle;
        readonly em: Pt;
        readonly byKinds: Map<TextUnit['kind'], Map<TextUnit['kind'], BreakOpportunity>>;
      }
    | undefined;
}

export const createOpportunityCache = (): OpportunityCache => ({ current: undefined });

/**
 * Returns the break opportunities of a paragraph, one after each unit; the last one is the paragraph's end. `spaceWidth`
 * gives the width of the word space in the face of a unit. Linear in the number of units.
 */
export function findBreakOpportunities(
  units: readonly TextUnit[],
  style: ParagraphStyle,
  spaceWidth: (index: number) => Pt,
  cache: OpportunityCache = createOpportunityCache(),
): readonly BreakOpportunity[] {
  const opportunities: BreakOpportunity[] = [];
  // Most of a text is ideographs, and all opportunities between ideographs of one size are equal.
  let betweenHan: BreakOpportunity | undefined;
  for (let index = 0; index < units.length - 1; index += 1) {
    const unit = units[index] as TextUnit;
    const next = units[index + 1] as TextUnit;
    if (!isOrdinary(unit, next, units[index - 1])) {
      opportunities.push(opportunityAfter(units, index, style, spaceWidth));
    } else if (unit.kind !== 'han' || next.kind !== 'han') {
      opportunities.push(cachedOpportunity(units, index, style, cache));
    } else {
      if (betweenHan === undefined || betweenHan.em !== unit.em)
        betweenHan = cachedOpportunity(units, index, style, cache);
      opportunities.push(betweenHan);
    }
  }
  if (units.length > 0) opportunities.push(opportunityAfter(units, units.length - 1, style, spaceWidth));
  return opportunities;
}

/**
 * Whether the opportunity between two neighbours depends on their kinds and size alone: true of ideographs and ordinary
 * marks of one size, except signs such as 々, rows of closing marks and ？！.
 */
function isOrdinary(unit: TextUnit, next: TextUnit, previous: TextUnit | undefined): boolean {
  if (next.spaceBefore !== '' || unit.em !== next.em || unit.raised || next.raised) return false;
  if (unit.kind !== 'han' && !isSingleMark(unit, previous)) return false;
  if (next.kind === 'han') return !isNonStarter(next.text);
  return ordinaryMarks.includes(next.kind) && (unit.kind !== 'final' || next.kind !== 'final');
}

const ordinaryMarks: readonly TextUnit['kind'][] = ['opening', 'closing', 'pause', 'final'];

/** Whether it is an ordinary mark that does not follow another. */
const isSingleMark = ({ kind }: TextUnit, previous: TextUnit | undefined): boolean =>
  ordinaryMarks.includes(kind) && (previous === undefined || !ordinaryMarks.includes(previous.kind));

function cachedOpportunity(
  units: readonly TextUnit[],
  index: number,
  style: ParagraphStyle,
  cache: OpportunityCache,
): BreakOpportunity {
  const { kind, em } = units[index] as TextUnit;
  const { kind: next } = units[index + 1] as TextUnit;
  let { current } = cache;
  if (current === undefined || current.em !== em || !haveEqualOpportunities(current.style, style)) {
    current = { style, em, byKinds: new Map() };
    cache.current = current;
  }
  let after = current.byKinds.get(kind);
  if (after === undefined) {
    after = new Map();
    current.byKinds.set(kind, after);
  }
  let opportunity = after.get(next);
  if (opportunity === undefined) {
    opportunity = opportunityAfter(units, index, style, () => 0);
    after.set(next, opportunity);
  }
  return opportunity;
}

/** Compares all that determines an opportunity. */
const haveEqualOpportunities = (a: ParagraphStyle, b: ParagraphStyle): boolean =>
  a === b ||
  (a.punctuation === b.punctuation &&
    a.kinsoku === b.kinsoku &&
    a.numericGap === b.numericGap &&
    a.hanging === b.hanging &&
    a.align === b.align &&
    a.tracking === b.tracking);

function opportunityAfter(
  units: readonly TextUnit[],
  index: number,
  style: ParagraphStyle,
  spaceWidth: (index: number) => Pt,
): BreakOpportunity {
  const unit = units[index] as TextUnit;
  const next = units[index + 1];
  const hang = hangOf(unit, style);
  if (next === undefined || (next.spaceBefore !== '' && /[\n\r\u2028\u2029]/.test(next.spaceBefore))) {
    const cost = Number.NEGATIVE_INFINITY;
    return { width: 0, em: 0, shrink: [], stretch: undefined, cost, hyphen: undefined, hang };
  }
  const { width, em, shrink, stretch } = spaceAfter(units, index, style, spaceWidth(index));
  const cost = breakCost(units, index, style.kinsoku);
  // A typed space is a character, and tracking follows it as it follows every other.
  const tracked = next.spaceBefore !== '' && width > 0 ? 2 : 1;
  return { width: width + tracked * style.tracking, em, shrink, stretch, cost, hyphen: undefined, hang };
}

/** CLREQ 3.1.4: only the last mark of a filled line may hang, by the half em that holds its ink; brackets never do. */
function hangOf({ kind, em }: TextUnit, { hanging, align }: ParagraphStyle): Pt {
  const hangs = hanging && align === 'justify' && (kind === 'pause' || kind === 'final');
  return hangs ? em / 2 : 0;
}

/** 避头: kinds that start a line at no level (GB/T 15834 5.1, CLREQ 3.1.5). */
const neverStarts: readonly TextUnit['kind'][] = [
  'closing',
  'pause',
  'final',
  'interpunct',
  'short-connector',
  'connector',
  'solidus',
  'suffix',
];
/** 避尾: kinds that never end a line. */
const neverEnds: readonly TextUnit['kind'][] = ['opening', 'prefix'];
/** Small, half-width and vertical forms of marks, which the copy has where editing left it as typed, in code for example. */
const rareStops =
  /^[\ufe10-\ufe16\ufe18\ufe19\ufe30-\ufe32\ufe36\ufe38\ufe3a\ufe3c\ufe3e\ufe40\ufe42\ufe44\ufe48\ufe50-\ufe58\ufe5a\ufe5c\ufe5e\ufe6a｠｡｣､･ﾞﾟ]/;
const rareOpenings = /^[\ufe17\ufe35\ufe37\ufe39\ufe3b\ufe3d\ufe3f\ufe41\ufe43\ufe47\ufe59\ufe5b\ufe5d｟｢]/;
/** All of them follow the ideographs in Unicode: the comparison avoids the patterns. */
const isRareStop = ({ text }: TextUnit): boolean => text.charCodeAt(0) >= 0xfe10 && rareStops.test(text);
const isRareOpening = ({ text }: TextUnit): boolean =>
  text.charCodeAt(0) >= 0xfe10 && rareOpenings.test(text);
/** Iteration and length marks and small kana start a line only at the loose level (JLREQ 3.1.7, UAX 14 class CJ and NS). */
const nonStarters =
  /^[々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u31f0-\u31ff\u3099-\u309c]$/;
/** All non-starters lie below the unified ideographs, which most units are: the comparison avoids the pattern. */
const isNonStarter = (text: string): boolean => text.charCodeAt(0) < 0x3400 && nonStarters.test(text);
/** Whether a solidus may end a line, and the cost of a dash or an ellipsis at a line start: GB/T 15834 allows it, readers dislike it. */
const levels: Readonly<
  Record<KinsokuLevel, { readonly solidusEnds: boolean; readonly longMarkFirst: number }>
> = {
  loose: { solidusEnds: true, longMarkFirst: 0 },
  normal: { solidusEnds: false, longMarkFirst: 60 },
  strict: { solidusEnds: false, longMarkFirst: Number.POSITIVE_INFINITY },
};

/** Cost of separating a number from its measure word, or the parts of a date or a range. */
const numberCost = 20;
/**
 * Cost of parting a number that is written in groups, or a letter and the ideograph it belongs to: higher than any line
 * within the hard limit of stretch, lower than one beyond it. So a column too narrow for them can still be filled.
 */
const wholeCost = 2000;
/** Units that stay with their number across a space: 3 km. */
const unitSymbols =
  /^(?:[kcmdnµμ]?m|[kmµμ]?g|[kmMG]?W|kWh|[mc]?[lL]|[khM]?Pa|[kMGT]?B|[kMG]?Hz|°?[CF]|h|min|m?s|t|ha|k?V|m?A|k?J|k?cal|dB|mmHg|lx|ppm)(?:[23²³]|\/h|\/s)?$/;

/**
 * The kinsoku rules (避头尾): returns the penalty of a line end after unit `index`, 0 free, Infinity forbidden. It does
 * not see forced breaks, so a paragraph may begin with a dash at every level.
 */
export function breakCost(units: readonly TextUnit[], index: number, level: KinsokuLevel): number {
  const before = units[index] as TextUnit;
  const after = units[index + 1] as TextUnit;
  if (isBetweenHan(before, after))
    return level !== 'loose' && isNonStarter(after.text) ? Number.POSITIVE_INFINITY : 0;
  if (isForbidden(before, after)) return Number.POSITIVE_INFINITY;
  if (after.join === 'hyphen') return numberCost;
  if (level !== 'loose' && isNonStarter(after.text)) return Number.POSITIVE_INFINITY;
  if (before.kind === 'solidus' && !levels[level].solidusEnds) return Number.POSITIVE_INFINITY;
  if (after.kind === 'dash' || after.kind === 'ellipsis') return levels[level].longMarkFirst;
  if (before.kind === 'western' || after.kind === 'western') {
    if (isLetterOfName(before, after) || isInsideNumber(units, index)) return wholeCost;
  }
  return separatesNumber(before, after, units[index - 1]) ? numberCost : 0;
}

/** Whether both are ideographs, as in most of a text: then only the rule about non-starters applies. */
const isBetweenHan = (before: TextUnit, after: TextUnit): boolean =>
  before.kind === 'han' && after.kind === 'han' && after.spaceBefore === '' && before.raised === after.raised;

function isForbidden(before: TextUnit, after: TextUnit): boolean {
  if (after.join === 'word' || (after.spaceBefore !== '' && /[\u00a0\u202f]/.test(after.spaceBefore)))
    return true;
  if (neverStarts.includes(after.kind) || neverEnds.includes(before.kind)) return true;
  if (isRareStop(after) || isRareOpening(before)) return true;
  // A note mark stays with its word.
  if (after.raised && !before.raised) return true;
  if (breaksNumber(before, after)) return true;
  return breaksAsciiRule(before, after);
}

/** GB/T 15835 5.1.7.2: 2亿, 3 km, “3·15” stay together. */
function breaksNumber(before: TextUnit, after: TextUnit): boolean {
  if (before.kind === 'interpunct')
    return /^\d/.test(after.word) && after.kind === 'western' && after.spaceBefore === '';
  if (isSignBefore(before) && after.kind === 'western' && /^\d/.test(after.word)) return true;
  if (before.kind !== 'western' || !/\d$/.test(before.word)) return false;
  if (after.kind === 'western') return unitSymbols.test(after.word);
  return after.spaceBefore === '' && /^[万亿]$/.test(after.text);
}

/** A sign or a currency, which the number after it belongs to even across a space. */
const isSignBefore = ({ kind, text, word }: TextUnit): boolean =>
  kind === 'western' ? /^[¥$€£₩№±≥≤≈#+−]$/.test(word) : kind === 'wide' && /^[＋－＃]$/.test(text);

/** Words that stand before or after a letter and say nothing of it: 选A还是选B. */
const functionWords = '的了和与及或是在有为也都而则等就还又把被从到对向以用中上下里内外';

/** B股, T恤, X光, A座: a letter alone and the ideograph after it name one thing; IC卡 and ST股 end with what they are. */
function isLetterOfName(before: TextUnit, after: TextUnit): boolean {
  if (before.kind !== 'western' || after.kind !== 'han' || after.spaceBefore !== '') return false;
  if (/^[A-Za-z\u0391-\u03c9]$/.test(before.word)) return !functionWords.includes(after.text);
  return /^[A-Z]{2,4}$/.test(before.word) && '卡股型级类片制线值'.includes(after.text);
}

/**
 * ASCII marks follow the rules of their Chinese forms, even after a space; those that may begin a word (.5, ~/docs, -5)
 * only if there is no space. A sign before a digit belongs to the number.
 */
function breaksAsciiRule(before: TextUnit, after: TextUnit): boolean {
  const word = after.kind === 'western' && after.join === 'none' ? after.word : '';
  if (word === '' && before.kind !== 'western') return false;
  if (/^[,;:?!)\]}%‰‱°′″‴]/.test(word)) return true;
  if (after.spaceBefore !== '') return false;
  if (/^(?:[.~]|[-+](?!\d))/.test(word)) return true;
  return before.kind === 'western' && /(?:^[@#]|[([{])$/.test(before.word);
}

function separatesNumber(before: TextUnit, after: TextUnit, previous: TextUnit | undefined): boolean {
  if (after.spaceBefore !== '' || before.raised) return false;
  const digitBefore = before.kind === 'western' && /\d$/.test(before.word);
  const digitAfter = after.kind === 'western' && /^\d/.test(after.word);
  if (digitBefore && after.kind === 'han') return true;
  if (before.kind === 'han' && digitAfter) return /[第年月]/.test(before.text);
  const isRange = before.kind === 'connector' || before.kind === 'short-connector';
  return isRange && digitAfter && /\d[%‰]?$/.test(previous?.word ?? '');
}
