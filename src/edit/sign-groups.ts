/*
 * A filter in front of the rules of normalise.ts. One scan of a paragraph returns a bit mask of the groups of signs
 * that occur in it; a rule whose groups are not all there cannot match and is not run. Most paragraphs contain few of
 * the groups.
 */

/** The signs of each group. A sign may be in several. */
const groups = {
  digit: '0123456789',
  'wide letter':
    '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
  percent: '％',
  slash: '/',
  'wide dot': '．。',
  'wide full stop': '．',
  'wide colon': '：',
  comma: ',，',
  'dot row': '.。',
  hyphen: '-－─',
  interpunct: '・•‧',
  wave: '~',
  angle: '<>',
  'end mark': '?!',
  mark: ',.;:?!',
  space: ' \t\u00a0\u3000',
  protected: '/@\\.[]［］',
  pair: '()（）"\'',
} as const;

/** `odd` is every character that is neither an ideograph nor usual in Chinese text. */
export type SignGroup = keyof typeof groups | 'odd' | keyof typeof contextual;

/**
 * Signs that are in a group depending on their neighbours: `row`, after the same sign; `in number`, between two digits;
 * `lone ellipsis`, without a second ellipsis.
 */
const contextual = { row: '.。，', 'in number': '．。：,，', 'lone ellipsis': '…' } as const;

const names: readonly SignGroup[] = [
  'odd',
  ...(Object.keys(groups) as (keyof typeof groups)[]),
  ...(Object.keys(contextual) as (keyof typeof contextual)[]),
];

/** A bit mask of groups. */
export const maskOf = (members: readonly SignGroup[]): number =>
  members.reduce((bits, group) => bits | (1 << names.indexOf(group)), 0);

/** The mask of each sign by its code unit. */
const masks = new Map<number, number>();
for (const [group, signs] of Object.entries({ ...groups, ...contextual }) as [SignGroup, string][]) {
  const bit = maskOf([group]);
  for (let index = 0; index < signs.length; index += 1) {
    const unit = signs.charCodeAt(index);
    masks.set(unit, (masks.get(unit) ?? 0) | bit);
  }
}
const odd = maskOf(['odd']);
const row = maskOf(['row']);
const inNumber = maskOf(['in number']);
const loneEllipsis = maskOf(['lone ellipsis']);
const contextualMask = row | inNumber | loneEllipsis;

/** ASCII, Chinese punctuation and full-width forms: no combining accent, invisible character or lookalike. */
const isCommon = (unit: number): boolean =>
  (unit >= 0x20 && unit < 0x7f) ||
  (unit >= 0x3001 && unit <= 0x3011) ||
  (unit >= 0xff01 && unit <= 0xff5e) ||
  unit === 0x2014 ||
  (unit >= 0x2018 && unit <= 0x201d) ||
  unit === 0x0a ||
  unit === 0xb7;

/** Returns the mask of the groups that occur in a text. */
export function findSignGroups(text: string): number {
  let found = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x4e00 && unit <= 0x9fff) continue;
    const bits = masks.get(unit);
    if (bits !== undefined) found |= (bits & contextualMask) === 0 ? bits : maskInContext(text, index, bits);
    else if (!isCommon(unit)) found |= odd;
  }
  return found;
}

/** The mask of a contextual sign at an index. */
function maskInContext(text: string, index: number, bits: number): number {
  const unit = text.charCodeAt(index);
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index + 1);
  let found = bits & ~contextualMask;
  if (unit === before) found |= bits & row;
  else if (unit !== after) found |= bits & loneEllipsis;
  if (isDigit(before) && isDigit(after)) found |= bits & inNumber;
  return found;
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
