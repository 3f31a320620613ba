import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatDate, formatLunarDate, formatWeekday, toLunarDay } from '../../src/sheet/date-text.ts';
import { fullSweeps } from '../support/sweeps.ts';

// Taken from printed calendars; 2025 has a leap sixth month.
const days = [
  {
    day: { year: 2024, month: 6, day: 1 },
    date: '2024年6月1日',
    weekday: '星期六',
    lunar: '农历甲辰年四月廿五',
  },
  {
    day: { year: 2025, month: 7, day: 25 },
    date: '2025年7月25日',
    weekday: '星期五',
    lunar: '农历乙巳年闰六月初一',
  },
  {
    day: { year: 2026, month: 2, day: 17 },
    date: '2026年2月17日',
    weekday: '星期二',
    lunar: '农历丙午年正月初一',
  },
  {
    day: { year: 2026, month: 2, day: 16 },
    date: '2026年2月16日',
    weekday: '星期一',
    lunar: '农历乙巳年腊月廿九',
  },
  {
    day: { year: 2022, month: 7, day: 15 },
    date: '2022年7月15日',
    weekday: '星期五',
    lunar: '农历壬寅年六月十七',
  },
] as const;

test.each(days)(
  '$date has the weekday $weekday and the lunar date $lunar',
  ({ day, date, weekday, lunar }) => {
    expect([formatDate(day), formatWeekday(day), formatLunarDate(day)]).toEqual([date, weekday, lunar]);
  },
);

test.each([
  { TZ: 'America/Los_Angeles', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
  { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' },
])('the result does not depend on the time zone and locale of the machine: $TZ', (env) => {
  const source = fileURLToPath(new URL('../../src/sheet/date-text.ts', import.meta.url));
  const { outputFiles } = buildSync({ entryPoints: [source], bundle: true, format: 'esm', write: false });
  // The last date is outside the table of lunar months.
  const list = JSON.stringify([...days.map(({ day }) => day), { year: 1999, month: 10, day: 1 }]);
  const script = `${outputFiles[0]!.text}
    console.log(JSON.stringify(${list}.map((day) => [formatDate(day), formatWeekday(day), formatLunarDate(day)])));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  expect(JSON.parse(output)).toEqual([
    ...days.map(({ date, weekday, lunar }) => [date, weekday, lunar]),
    ['1999年10月1日', '星期五', '农历己卯年八月廿二'],
  ]);
});

test('every day of this century has a lunar date in Chinese characters', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const text = formatLunarDate({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
      expect(text).toMatch(
        /^农历[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年闰?(?:[正二三四五六七八九十腊]|十一)月(?:初|十|廿)[一二三四五六七八九十]$|^农历..年闰?(?:[正二三四五六七八九十腊]|十一)月(?:初十|二十|三十)$/,
      );
    }),
  );
});

describe('the table of lunar months', () => {
  it('agrees with ICU from 2000 to 2050', () => {
    const format = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'long',
    });
    const textOf = (noon: Date) => {
      const parts = format.formatToParts(noon);
      const part = (type: string) => parts.find((one) => String(one.type) === type)?.value;
      return `农历${part('yearName')}年${part('month')}${part('day')}`;
    };
    // An error in the table moves a whole month, which one day in seven shows as well.
    const step = fullSweeps ? 1 : 7;
    const wrong: string[] = [];
    for (let at = Date.UTC(2000, 1, 5, 4); at <= Date.UTC(2051, 1, 10, 4); at += step * 86_400_000) {
      const noon = new Date(at);
      const date = {
        year: noon.getUTCFullYear(),
        month: noon.getUTCMonth() + 1,
        day: noon.getUTCDate(),
      };
      if (formatLunarDate(date) !== textOf(noon))
        wrong.push(`${noon.toISOString()} ${formatLunarDate(date)}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [2022, 7, 15, { year: 2022, month: 6, leap: false, day: 17 }],
    [2023, 3, 22, { year: 2023, month: 2, leap: true, day: 1 }],
    [2033, 12, 22, { year: 2033, month: 11, leap: true, day: 1 }],
    [2024, 2, 9, { year: 2023, month: 12, leap: false, day: 30 }],
  ])('gives the lunar day of %i-%i-%i', (year, month, date, lunar) => {
    expect(toLunarDay(year, month, date)).toEqual(lunar);
  });

  it('leaves days outside its range to ICU', () => {
    expect(toLunarDay(1999, 12, 31)).toBeUndefined();
    expect(toLunarDay(2051, 2, 11)).toBeUndefined();
    expect(formatLunarDate({ year: 1999, month: 10, day: 1 })).toBe('农历己卯年八月廿二');
  });
});
