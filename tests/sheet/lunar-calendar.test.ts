import { describe, expect, it } from 'vitest';
import { lunarText } from '../../src/sheet/date-text.ts';
import { lunarDay } from '../../src/sheet/lunar-calendar.ts';

const day = 86_400_000;

describe('the lunar calendar', () => {
  it('agrees with ICU on every day from 2000 to 2050', () => {
    const format = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'long',
    });
    const textOf = (noon: Date) => {
      const parts = format.formatToParts(noon);
      const part = (type: string) => parts.find((one) => String(one.type) === type)?.value;
      return `农历${part('yearName')}年${part('month')}${part('day')}`;
    };
    const wrong: string[] = [];
    for (let at = Date.UTC(2000, 1, 5, 4); at <= Date.UTC(2051, 1, 10, 4); at += day) {
      const noon = new Date(at);
      const date = {
        year: noon.getUTCFullYear(),
        month: noon.getUTCMonth() + 1,
        day: noon.getUTCDate(),
      };
      if (lunarText(date) !== textOf(noon)) wrong.push(`${noon.toISOString()} ${lunarText(date)}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [2022, 7, 15, { year: 2022, month: 6, leap: false, day: 17 }],
    [2023, 3, 22, { year: 2023, month: 2, leap: true, day: 1 }],
    [2033, 12, 22, { year: 2033, month: 11, leap: true, day: 1 }],
    [2024, 2, 9, { year: 2023, month: 12, leap: false, day: 30 }],
  ])('knows %i-%i-%i', (year, month, date, lunar) => {
    expect(lunarDay(year, month, date)).toEqual(lunar);
  });

  it('leaves days beyond its table to ICU', () => {
    expect(lunarDay(1999, 12, 31)).toBeUndefined();
    expect(lunarDay(2051, 2, 11)).toBeUndefined();
    expect(lunarText({ year: 1999, month: 10, day: 1 })).toBe('农历己卯年八月廿二');
  });
});
