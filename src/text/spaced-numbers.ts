import type { TextUnit } from './text-units.ts';

/*
 * Numbers that are written in several units of text and read as one: telephone numbers with spaces, an area code in
 * brackets or an extension, numbers of standards, licence plates, thousands in groups. Around a boundary the units that may
 * belong to one number are gathered, at most `maxUnits` to each side, and their text is compared with the forms.
 * Constant time for each boundary.
 */

/** The most units of one number on each side of a boundary: ( 021 ) 5678 1234 转 801 has seven. */
const maxUnits = 8;

/** With an ASCII bracket for both kinds, a space for any spaces, and — for a connector. */
const forms = [
  // A country code, an area code, two or three groups or one, an extension.
  /^(?:\(?(?:\+|00)\d{1,3}\)?[ -]?|\(86\)[ -]?)?(?:\(0?\d{2,3}\)[ -]?|0\d{2,3}[ —-])?\d{3,4}(?:[ -]\d{3,4}){1,2}(?:[ -]?转 ?\d{1,5}|-\d{1,5})?$/,
  /^(?:\(?(?:\+|00)\d{1,3}\)?[ -]?|\(86\)[ -]?)?(?:\(0?\d{2,3}\)[ -]?|0\d{2,3}[ —-]|\d{2,3}[ -])?\d{7,11}(?:[ -]?转 ?\d{1,5}|-\d{1,5})?$/,
  /^(?:\(?(?:\+|00)\d{1,3}\)?[ -]?|\(86\)[ -]?)\(?\d{2,4}\)?(?:[ -]\d{3,4}){1,3}$/,
  // Thousands: 12 000.
  /^\d{1,3}(?: \d{3}){1,4}(?:\.\d+)?$/,
];
/** Digits of a number that is kept whole; E.164 has at most fifteen, and an extension up to four. */
const digits = { min: 5, max: 19 };

/** The letters of a standard, of a register or of a line before its number: GB/T, DB31/T, ISO, CN. */
const standardLetters = /^(?=.{1,10}$)[A-Z]{1,6}\d{0,4}(?:\/[A-Z]{1,5})?$/;
/** The province on a licence plate. */
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const plateLetters = /^[A-Z](?:[A-Z0-9]{5,6})?$/;
const plateDigits = /^[A-Z0-9]{5,6}$/;

/** Whether the boundary after a unit lies inside a number that is written in several units. */
export function isInsideNumber(units: readonly TextUnit[], index: number): boolean {
  const before = units[index] as TextUnit;
  const after = units[index + 1] as TextUnit;
  if (before.raised !== after.raised) return false;
  if (isInsidePlate(units, index)) return true;
  if (!isPart(before) || !isPart(after)) return false;
  if (after.spaceBefore !== '' && standardLetters.test(before.word)) return /^\d/.test(after.word);
  return isInsideGroups(units, index);
}

/** Whether a unit may be part of a number in groups. */
function isPart({ kind, text, word }: TextUnit): boolean {
  if (kind === 'western') return /^[+(]*[A-Z0-9]/.test(word);
  return text === '（' || text === '）' || text === '转' || text === '—' || text === '＋';
}

/** 沪A·12345, 沪B 12345, 沪AD12345. */
function isInsidePlate(units: readonly TextUnit[], index: number): boolean {
  const [before, after] = [units[index] as TextUnit, units[index + 1] as TextUnit];
  if (after.kind !== 'western') return false;
  if (!isProvince(before))
    return /^[A-Z]$/.test(before.word) && isProvince(units[index - 1]) && plateDigits.test(after.word);
  if (!plateLetters.test(after.word)) return false;
  const digitsAt = units[index + 2]?.kind === 'interpunct' ? index + 3 : index + 2;
  return after.word.length > 1 || plateDigits.test(units[digitsAt]?.word ?? '');
}

const isProvince = (unit: TextUnit | undefined) => unit?.kind === 'han' && provinces.includes(unit.text);

/** Whether the units of groups on both sides of a boundary, or some of them nearest to it, make a number. */
function isInsideGroups(units: readonly TextUnit[], index: number): boolean {
  let from = index;
  while (from > 0 && index - from < maxUnits && isGroup(units[from - 1] as TextUnit)) from -= 1;
  let to = index + 1;
  while (to < units.length - 1 && to - index < maxUnits && isGroup(units[to + 1] as TextUnit)) to += 1;
  for (let first = from; first <= index; first += 1)
    for (let last = to; last > index; last -= 1) if (isNumber(units, first, last)) return true;
  return false;
}

/** Whether a unit is a group of digits, a bracket around one, or what joins two. */
const isGroup = ({ kind, word, text }: TextUnit): boolean =>
  kind === 'western' ? /^[+()\d][\d()+.-]*$/.test(word) : '（）转—＋'.includes(text);

function isNumber(units: readonly TextUnit[], first: number, last: number): boolean {
  let text = '';
  for (let at = first; at <= last; at += 1) {
    const unit = units[at] as TextUnit;
    if (at > first && unit.spaceBefore !== '') text += ' ';
    text += ascii[unit.text] ?? unit.text;
  }
  const count = text.replace(/\D/g, '').length;
  if (count < digits.min || count > digits.max) return false;
  // Spaces inside a bracket say nothing.
  const plain = text.replace(/(?<=\() | (?=\))/g, '');
  return forms.some((form) => form.test(plain));
}

const ascii: Readonly<Record<string, string>> = { '（': '(', '）': ')', '＋': '+' };
