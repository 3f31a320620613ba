import type { IssueDate } from '../issue/issue.ts';
import { type LunarDay, lunarDay } from './lunar-calendar.ts';

type Day = Pick<IssueDate, 'year' | 'month' | 'day'>;

/** The date on which the paper is dated is a day in Shanghai; noon there keeps every machine on that day. */
const noon = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day, 4));

/** 2022年7月15日 */
export function dateText({ year, month, day }: Day): string {
  return `${year}年${month}月${day}日`;
}

/** 星期五 */
export function weekdayText(date: Day): string {
  return `星期${'日一二三四五六'[noon(date).getUTCDay()]}`;
}

/** 农历壬寅年六月十七 */
export function lunarText(date: Day): string {
  const lunar = lunarDay(date.year, date.month, date.day);
  return lunar === undefined ? lunarTextOfIcu(date) : textOf(lunar);
}

const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';
const numerals = '一二三四五六七八九十';

function textOf({ year, month, leap, day }: LunarDay): string {
  // The year 4 was the first of a cycle of sixty, 甲子.
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

/** By the Chinese calendar of ICU for Shanghai. */
function lunarTextOfIcu(date: Day): string {
  const parts = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
  }).formatToParts(noon(date));
  const part = (type: string) => parts.find((one) => String(one.type) === type)?.value ?? '';
  return `农历${part('yearName')}年${part('month')}${part('day')}`;
}
