/** A day of the lunar calendar; the year is the civil one in which it begins. */
export interface LunarDay {
  readonly year: number;
  /** From 1; a leap month bears the number of the one before it. */
  readonly month: number;
  readonly leap: boolean;
  readonly day: number;
}

const firstYear = 2000;
/** The first day of the first year of the table, 2000-02-05, as a day since 1970. */
const firstDay = Date.UTC(2000, 1, 5) / 86_400_000;

/**
 * The lunar years from 2000 to 2050 as ICU's Chinese calendar gives them, with which a test compares every day: bits 0 to
 * 11 are 1 for a month of 30 days, bits 12 to 15 are the month that a leap month follows, bit 16 is 1 for a leap month of
 * 30 days.
 */
const years: readonly number[] = [
  0x00693, 0x04a9b, 0x0052b, 0x00a5b, 0x02aae, 0x0056a, 0x07dd5, 0x00ba4, 0x00b49, 0x05d53, 0x00a95, 0x0052d,
  0x0453d, 0x00ab5, 0x09baa, 0x005d2, 0x00da5, 0x16e8a, 0x00e4a, 0x00c95, 0x04a9e, 0x00556, 0x00ab5, 0x02ada,
  0x006d2, 0x06765, 0x00f25, 0x0064a, 0x05657, 0x004ab, 0x0055b, 0x0356e, 0x00b69, 0x0bf52, 0x00b52, 0x00b25,
  0x16d0b, 0x00a4b, 0x004ab, 0x052bb, 0x005ad, 0x00b6a, 0x02daa, 0x00d92, 0x07ea5, 0x00d25, 0x00a55, 0x15a4d,
  0x004b6, 0x005b5, 0x136d2,
];

/**
 * The lunar day of a civil one. Out: undefined beyond the table. ICU knows it too, but takes longer to open its calendar
 * than the page takes to be made up.
 */
export function lunarDay(year: number, month: number, day: number): LunarDay | undefined {
  let left = Date.UTC(year, month - 1, day) / 86_400_000 - firstDay;
  if (left < 0) return undefined;
  for (const [index, bits] of years.entries()) {
    for (const { length, ...found } of monthsOf(bits)) {
      if (left < length) return { year: firstYear + index, ...found, day: left + 1 };
      left -= length;
    }
  }
  return undefined;
}

interface LunarMonth extends Pick<LunarDay, 'month' | 'leap'> {
  readonly length: number;
}

function monthsOf(bits: number): readonly LunarMonth[] {
  const leapAfter = (bits >> 12) & 15;
  return Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) => {
    const own = { month, leap: false, length: 29 + ((bits >> (month - 1)) & 1) };
    return month === leapAfter ? [own, { month, leap: true, length: 29 + (bits >> 16) }] : [own];
  });
}
