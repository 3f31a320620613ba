import type { TextUnit } from './pieces.ts';
import type { KinsokuLevel } from './text-style.ts';

/** 避头: what never starts a line at any level (GB/T 15834 5.1, CLREQ 3.1.5). */
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
/** Signs of repetition and length and small kana of Japanese words start none but at the loose level (JLREQ 3.1.7, UAX 14). */
const clingingSigns =
  /^[々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u31f0-\u31ff\u3099-\u309c]$/;
/** Whether a text is one of these. All of them are below the ideographs proper, of which nearly all text is. */
export const clings = (text: string): boolean => text.charCodeAt(0) < 0x3400 && clingingSigns.test(text);
/** 避尾: what never ends one. */
const neverEnds: readonly TextUnit['kind'][] = ['opening', 'prefix'];
/** Whether a solidus may end a line, and what a dash or an ellipsis at a line's start costs: GB allows it, readers dislike it. */
const levels: Readonly<
  Record<KinsokuLevel, { readonly solidusEnds: boolean; readonly longMarkFirst: number }>
> = {
  loose: { solidusEnds: true, longMarkFirst: 0 },
  normal: { solidusEnds: false, longMarkFirst: 60 },
  strict: { solidusEnds: false, longMarkFirst: Number.POSITIVE_INFINITY },
};

/** A split of a number from its measure word, of a date, of a range. */
const penalised = 20;
/** Units that stay with their number over one space: 3 km. */
const units =
  /^(?:[kcmdnµμ]?m|[kmµμ]?g|[kmMG]?W|kWh|[mc]?[lL]|[khM]?Pa|[kMGT]?B|[kMG]?Hz|°?[CF]|h|min|m?s|t|ha|k?V|m?A|k?J|k?cal|dB|mmHg|lx|ppm)(?:[23²³]|\/h|\/s)?$/;

/**
 * The cost of a line end between piece `index` and the next: 0 free, Infinity never. Forced line ends are not its
 * business, so a paragraph may begin with a dash at every level.
 */
export function breakCost(pieces: readonly TextUnit[], index: number, level: KinsokuLevel): number {
  const before = pieces[index] as TextUnit;
  const after = pieces[index + 1] as TextUnit;
  if (isPlain(before, after)) return level !== 'loose' && clings(after.text) ? Number.POSITIVE_INFINITY : 0;
  if (isForbidden(before, after)) return Number.POSITIVE_INFINITY;
  if (after.join === 'hyphen') return penalised;
  if (level !== 'loose' && clings(after.text)) return Number.POSITIVE_INFINITY;
  if (before.kind === 'solidus' && !levels[level].solidusEnds) return Number.POSITIVE_INFINITY;
  if (after.kind === 'dash' || after.kind === 'ellipsis') return levels[level].longMarkFirst;
  return isPenalised(before, after, pieces[index - 1]) ? penalised : 0;
}

/** Two ideographs side by side, as most pieces of a text stand: of the rules below only that of the signs says anything. */
const isPlain = (before: TextUnit, after: TextUnit): boolean =>
  before.kind === 'han' && after.kind === 'han' && after.spaceBefore === '' && before.raised === after.raised;

function isForbidden(before: TextUnit, after: TextUnit): boolean {
  if (after.join === 'word' || (after.spaceBefore !== '' && /[\u00a0\u202f]/.test(after.spaceBefore)))
    return true;
  if (neverStarts.includes(after.kind) || neverEnds.includes(before.kind)) return true;
  // A note mark stays with its word.
  if (after.raised && !before.raised) return true;
  if (splitsNumber(before, after)) return true;
  return splitsAscii(before, after);
}

/** GB/T 15835 5.1.7.2: 2亿, 3 km, “3·15” stay whole. */
function splitsNumber(before: TextUnit, after: TextUnit): boolean {
  if (before.kind === 'interpunct')
    return /^\d/.test(after.word) && after.kind === 'western' && after.spaceBefore === '';
  if (before.kind !== 'western' || !/\d$/.test(before.word)) return false;
  if (after.kind === 'western') return units.test(after.word);
  return after.spaceBefore === '' && /^[万亿]$/.test(after.text);
}

/**
 * An ASCII mark obeys as its Chinese form would, also after a space; one that may begin a word (.5, ~/docs, -5) only
 * where there is none. A sign before a digit belongs to the number.
 */
function splitsAscii(before: TextUnit, after: TextUnit): boolean {
  const begins = after.kind === 'western' && after.join === 'none' ? after.word : '';
  if (begins === '' && before.kind !== 'western') return false;
  if (/^[,;:?!)\]}%]/.test(begins)) return true;
  if (after.spaceBefore !== '') return false;
  if (/^(?:[.~]|[-+](?!\d))/.test(begins)) return true;
  return before.kind === 'western' && /(?:^[@#]|[([{])$/.test(before.word);
}

function isPenalised(before: TextUnit, after: TextUnit, previous: TextUnit | undefined): boolean {
  if (after.spaceBefore !== '' || before.raised) return false;
  const digitBefore = before.kind === 'western' && /\d$/.test(before.word);
  const digitAfter = after.kind === 'western' && /^\d/.test(after.word);
  if (digitBefore && after.kind === 'han') return true;
  if (before.kind === 'han' && digitAfter) return /[第年月]/.test(before.text);
  const joins = before.kind === 'connector' || before.kind === 'short-connector';
  return joins && digitAfter && /\d[%‰]?$/.test(previous?.word ?? '');
}
