import type { IssueDate } from '../issue/issue.ts';

// The date of an issue in words: the Gregorian date, the weekday and the date of the Chinese lunar calendar.

type Day = Pick<IssueDate, 'year' | 'month' | 'day'>;

/** A day of the lunar calendar; `year` is the Gregorian year in which the lunar year begins. */
export interface LunarDay {
  readonly year: number;
  /** Counts from 1; a leap month has the number of the month before it. */
  readonly month: number;
  readonly leap: boolean;
  readonly day: number;
}

/** Noon in Shanghai (UTC+8), where the newspaper is dated: the UTC date is then the same day. */
const noon = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day, 4));

/** 2022年7月15日 */
export function formatDate({ year, month, day }: Day): string {
  return `${year}年${month}月${day}日`;
}

/** 星期五 */
export function formatWeekday(date: Day): string {
  return `星期${'日一二三四五六'[noon(date).getUTCDay()]}`;
}

/** 农历壬寅年六月十七 */
export function formatLunarDate(date: Day): string {
  const lunar = toLunarDay(date.year, date.month, date.day);
  return lunar === undefined ? formatLunarDateByIcu(date) : formatLunarDay(lunar);
}

const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';
const numerals = '一二三四五六七八九十';

function formatLunarDay({ year, month, leap, day }: LunarDay): string {
  // The year 4 began a cycle of sixty (甲子).
  const name = stems.charAt((year - 4) % 10) + branches.charAt((year - 4) % 12);
  return `农历${name}年${leap ? '闰' : ''}${monthName(month)}${dayName(day)}`;
}

function monthName(month: number): string {
  if (month === 1) return '正月';
  if (month === 12) return '腊月';
  return month === 11 ? '十一月' : `${numerals[month - 1]}月`;
}

function dayName(day: number): string {
  if (day % 10 === 0) return ['初十', '二十', '三十'][day / 10 - 1]!;
  return ['初', '十', '廿'][Math.floor(day / 10)]! + numerals.charAt((day % 10) - 1);
}

/** Uses the Chinese calendar of ICU, for days outside the table. */
function formatLunarDateByIcu(date: Day): string {
  const parts = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
  }).formatToParts(noon(date));
  const part = (type: string) => parts.find((one) => String(one.type) === type)?.value ?? '';
  return `农历${part('yearName')}年${part('month')}${part('day')}`;
}

const firstYear = 2000;
/** The first day of the first lunar year of the table, 2000-02-05, in days since 1970-01-01. */
const firstDay = Date.UTC(2000, 1, 5) / 86_400_000;

/**
 * The lunar years 2000 to 2050, taken from ICU's Chinese calendar; a test compares every day with it. Bit n (0 to 11) is
 * 1 if month n + 1 has 30 days, otherwise it has 29. Bits 12 to 15 are the month that is followed by a leap month, or 0.
 * Bit 16 is 1 if the leap month has 30 days.
 */
const years: readonly number[] = [
  0x00693, 0x04a9b, 0x0052b, 0x00a5b, 0x02aae, 0x0056a, 0x07dd5, 0x00ba4, 0x00b49, 0x05d53, 0x00a95, 0x0052d,
  0x0453d, 0x00ab5, 0x09baa, 0x005d2, 0x00da5, 0x16e8a, 0x00e4a, 0x00c95, 0x04a9e, 0x00556, 0x00ab5, 0x02ada,
  0x006d2, 0x06765, 0x00f25, 0x0064a, 0x05657, 0x004ab, 0x0055b, 0x0356e, 0x00b69, 0x0bf52, 0x00b52, 0x00b25,
  0x16d0b, 0x00a4b, 0x004ab, 0x052bb, 0x005ad, 0x00b6a, 0x02daa, 0x00d92, 0x07ea5, 0x00d25, 0x00a55, 0x15a4d,
  0x004b6, 0x005b5, 0x136d2,
];

/**
 * Converts a Gregorian date to a lunar one. Out: undefined if the table does not cover it. The table exists because ICU
 * takes longer to load its calendar than make-up takes for a page.
 */
export function toLunarDay(year: number, month: number, day: number): LunarDay | undefined {
  let remaining = Date.UTC(year, month - 1, day) / 86_400_000 - firstDay;
  if (remaining < 0) return undefined;
  for (const [index, bits] of years.entries()) {
    for (const { length, ...found } of monthsOf(bits)) {
      if (remaining < length) return { year: firstYear + index, ...found, day: remaining + 1 };
      remaining -= length;
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
    const regular = { month, leap: false, length: 29 + ((bits >> (month - 1)) & 1) };
    return month === leapAfter ? [regular, { month, leap: true, length: 29 + (bits >> 16) }] : [regular];
  });
}
