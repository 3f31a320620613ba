import type { IssueDate } from '../issue/issue.ts';

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

/** 农历壬寅年六月十七, by the Chinese calendar of ICU for Shanghai. */
export function lunarText(date: Day): string {
  const parts = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
  }).formatToParts(noon(date));
  const part = (type: string) => parts.find((one) => String(one.type) === type)?.value ?? '';
  return `农历${part('yearName')}年${part('month')}${part('day')}`;
}
