/**
 * Signs that the rules of normalise.ts look for, in groups; one may be in several. Most paragraphs have few of them, and
 * are searched for what they have alone.
 */
const groups = {
  digit: '0123456789',
  'wide letter':
    '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
  percent: '％',
  slash: '/',
  'wide dot': '．。',
  'wide colon': '：',
  comma: ',，',
  'dot row': '.。',
  hyphen: '-－─',
  interpunct: '・•‧',
  wave: '~',
  angle: '<>',
  cry: '?!',
  mark: ',.;:?!',
  space: ' \t\u00a0\u3000',
  keeper: '/@\\.[]［］',
  pair: '()（）"\'',
} as const;

/**
 * `odd`: any character that is neither an ideograph nor common beside them. And signs by what stands beside them: `row`,
 * two alike; `in number`, a mark between two digits; `lone ellipsis`, not beside another.
 */
export type SignGroup = keyof typeof groups | 'odd' | keyof typeof watched;

/** Signs that are in a group only beside others. */
const watched = { row: '.。，', 'in number': '．。：,，', 'lone ellipsis': '…' } as const;

const names: readonly SignGroup[] = [
  'odd',
  ...(Object.keys(groups) as (keyof typeof groups)[]),
  ...(Object.keys(watched) as (keyof typeof watched)[]),
];

/** A number with one bit for each of some groups. */
export const maskOf = (wanted: readonly SignGroup[]): number =>
  wanted.reduce((bits, group) => bits | (1 << names.indexOf(group)), 0);

/** The groups of each sign that is in any, those of `watched` as well. */
const known = new Map<number, number>();
for (const [group, signs] of Object.entries({ ...groups, ...watched }) as [SignGroup, string][]) {
  const bit = maskOf([group]);
  for (let index = 0; index < signs.length; index += 1) {
    const unit = signs.charCodeAt(index);
    known.set(unit, (known.get(unit) ?? 0) | bit);
  }
}
const odd = maskOf(['odd']);
const row = maskOf(['row']);
const inNumber = maskOf(['in number']);
const loneEllipsis = maskOf(['lone ellipsis']);
const watchedBits = row | inNumber | loneEllipsis;

/** ASCII, marks that Chinese text has, and full-width forms: none is an accent, invisible, or stands for another. */
const isCommon = (unit: number): boolean =>
  (unit >= 0x20 && unit < 0x7f) ||
  (unit >= 0x3001 && unit <= 0x3011) ||
  (unit >= 0xff01 && unit <= 0xff5e) ||
  unit === 0x2014 ||
  (unit >= 0x2018 && unit <= 0x201d) ||
  unit === 0x0a ||
  unit === 0xb7;

/** The groups of which a text has a sign. */
export function signGroupsIn(text: string): number {
  let found = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x4e00 && unit <= 0x9fff) continue;
    const bits = known.get(unit);
    if (bits !== undefined) found |= (bits & watchedBits) === 0 ? bits : besideOthers(text, index, bits);
    else if (!isCommon(unit)) found |= odd;
  }
  return found;
}

/** The groups of a watched sign where it stands. */
function besideOthers(text: string, index: number, bits: number): number {
  const unit = text.charCodeAt(index);
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index + 1);
  let found = bits & ~watchedBits;
  if (unit === before) found |= bits & row;
  else if (unit !== after) found |= bits & loneEllipsis;
  if (isDigit(before) && isDigit(after)) found |= bits & inNumber;
  return found;
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
