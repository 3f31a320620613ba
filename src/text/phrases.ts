/** A place where a headline may break, and how much it reads against the sense. */
export interface PhraseBreak {
  /** UTF-16 index of the first character of the next line. */
  readonly index: number;
  /** 0 after a mark or a space; up to `goodBreak` between phrases; above it only where there is no other way. */
  readonly cost: number;
}

/** Breaks up to this cost are between words of their own. */
export const goodBreak = 30;

/** Words that carry the one before them and read as nothing at the head of a line. */
const neverFirst = /^[的了和与及等地得]/;
/** A pause after these is as natural as one gets without a mark. */
const restsAfter = /[的了]$/;
const opens = /^[“‘（《〈【〖〔［｛「『]/;
const closes = /^[”’）》〉】〗〕］｝」』，。、；：？！．·～—…％℃]/;
const closers: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '《': '》',
  '〈': '〉',
  '（': '）',
  '【': '】',
};
const numeral = /^[0-9０-９.,:：〇一二三四五六七八九十百千万亿两几第]+$/;
const oneHan = /^\p{sc=Han}$/u;

const cost = {
  afterMark: 0,
  afterRest: 5,
  betweenWords: 10,
  beforeOneHan: 15,
  afterOneHan: 20,
  insideQuotation: 60,
};
/** A quotation up to this length stays on one line whatever happens. */
const shortQuotation = 8;

/**
 * Where a headline may break without being misread: after marks and spaces, between words, never inside a word, a
 * number with its unit or a short quotation. Words come from Intl.Segmenter, which cuts finely: a boundary beside
 * a single ideograph is probably none and costs more.
 */
export function phraseBreaks(text: string): readonly PhraseBreak[] {
  const words = wordsOf(text);
  const quotations = quotationsOf(text);
  return words.slice(1).flatMap((word, number) => {
    const before = words[number] as Word;
    const base = costBetween(before.text, word.text);
    if (base === undefined) return [];
    const around = quotations.filter(({ open, close }) => word.index > open && word.index <= close);
    if (around.some(({ open, close }) => close - open - 1 <= shortQuotation)) return [];
    return [{ index: word.index, cost: around.length > 0 ? Math.max(base, cost.insideQuotation) : base }];
  });
}

interface Word {
  readonly text: string;
  readonly index: number;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words with the spaces and closing marks after them. */
function wordsOf(text: string): readonly Word[] {
  const words: { text: string; index: number }[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const last = words.at(-1);
    if (last !== undefined && (/^\s/.test(segment) || closes.test(segment))) last.text += segment;
    else words.push({ text: segment, index });
  }
  return words;
}

/** The cost of a line end between two words, undefined where there is none. */
function costBetween(before: string, after: string): number | undefined {
  if (neverFirst.test(after) || opens.test(before)) return undefined;
  if (/[\s，。、；：？！]$/.test(before)) return cost.afterMark;
  if (/(?:[·～/@#]|(?<!—)—)$/.test(before) || /^[/]/.test(after)) return undefined;
  if (numeral.test(before) || /[0-9]$/.test(before)) return undefined;
  if (opens.test(after) || closes.test(before.slice(-1))) return cost.betweenWords;
  if (restsAfter.test(before)) return cost.afterRest;
  const alone = oneHan.test(before.trim());
  if (alone && oneHan.test(after.trim())) return undefined;
  return (
    cost.betweenWords + (alone ? cost.afterOneHan : 0) + (oneHan.test(after.trim()) ? cost.beforeOneHan : 0)
  );
}

interface Quotation {
  readonly open: number;
  readonly close: number;
}

function quotationsOf(text: string): readonly Quotation[] {
  return Array.from(text.matchAll(/[“‘《〈（【]/g), ({ index, 0: mark }) => ({
    open: index,
    close: text.indexOf(closers[mark] as string, index),
  })).filter(({ close }) => close !== -1);
}
