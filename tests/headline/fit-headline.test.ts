import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBreaks } from '../../src/headline/bind-words.ts';
import { fitHeadline, type HeadlineOptions } from '../../src/headline/fit-headline.ts';
import { type Line, type StyledRun, standardRules } from '../../src/text/text-style.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { runOf } from '../support/set-text.ts';

const options: HeadlineOptions = {
  sizes: { min: 20, max: 40 },
  maxLines: 2,
  measure: 400,
  align: 'start',
  rules: standardRules,
  findBreaks,
};
const fitted = (source: string | readonly StyledRun[], more: Partial<HeadlineOptions> = {}) =>
  fitHeadline(
    typeof source === 'string' ? [runOf(source)] : source,
    fakeFontBook(),
    { ...options, ...more },
    () => {},
  );
const textOf = (line: Line) => line.runs.flatMap(({ texts }) => texts).join('');
const texts = ({ lines }: { lines: readonly Line[] }) => lines.map(textOf);

describe('a headline', () => {
  test('that fits on one line at the largest size has one line', () => {
    const headline = fitted('社区食堂今天开门');
    expect(headline.size).toBe(40);
    expect(texts(headline)).toEqual(['社区食堂今天开门']);
  });

  test('breaks at its space, which then has no width', () => {
    const headline = fitted('社区新添三座口袋公园 居民散步有了好去处');
    expect(headline.size).toBe(40);
    expect(texts(headline)).toEqual(['社区新添三座口袋公园', '居民散步有了好去处']);
    expect(headline.lines.map((line) => line.runs[0]?.xs[0])).toEqual([0, 0]);
  });

  test.each(['社区新添三座口袋公园里 好', '好 社区新添三座口袋公园里', '新 社区食堂今天开门迎客 人'])(
    'leaves no ideograph alone on a line: %s',
    (text) => {
      for (const line of texts(fitted(text))) expect(line.length).toBeGreaterThan(1);
    },
  );

  test('breaks at several spaces as at one', () => {
    const headline = fitted('社区新添三座口袋公园   居民散步有了好去处');
    expect(texts(headline).map((line) => line.replaceAll('\u200b', ''))).toEqual([
      '社区新添三座口袋公园',
      '居民散步有了好去处',
    ]);
  });

  test('has a space of one em inside a line', () => {
    const [line] = fitted('食堂开门 街坊点赞').lines;
    const xs = line?.runs.flatMap(({ xs }) => xs) ?? [];
    expect((xs[4] ?? 0) - (xs[3] ?? 0)).toBe(80);
  });

  test('that is too long for its lines is set smaller, in half points', () => {
    const headline = fitted('友谊路街道今年举办第十二届邻里文化节开幕仪式', { measure: 330 });
    expect(headline.lines).toHaveLength(2);
    expect(headline.size).toBeLessThan(40);
    expect(headline.size % 0.5).toBe(0);
    expect(headline.lines.every(({ width }) => width <= 330 + 1e-6)).toBe(true);
  });

  test('keeps the line ends of its author', () => {
    expect(texts(fitted('食堂\n今天开门'))).toEqual(['食堂', '今天开门']);
    const three = fitted('食堂\n今天\n开门');
    expect(texts(three)).toEqual(['食堂', '今天', '开门']);
    expect(three.size).toBe(40);
  });

  test('that does not fit at its smallest size takes more lines and loses nothing', () => {
    const text = '一个很长的标题用来看看在最小的字号也放不下的时候会怎么样因为它实在太长了只好多占几行';
    const headline = fitted(text, { measure: 200 });
    expect(headline.size).toBe(20);
    expect(headline.lines.length).toBeGreaterThan(2);
    expect(texts(headline).join('')).toBe(text);
  });

  test('has half-width punctuation from 18 points, and that of the template below', () => {
    const width = (sizes: HeadlineOptions['sizes']) =>
      (fitted('社区：开门', { sizes }).lines[0]?.width ?? 0) / sizes.max;
    expect(width({ min: 18, max: 18 })).toBeCloseTo(4.5, 9);
    expect(width({ min: 17, max: 17 })).toBeCloseTo(5, 9);
  });

  test('takes one more line rather than break inside a phrase', () => {
    const headline = fitted('社区图书馆：青年志愿者服务队 上门', {
      measure: 200,
      sizes: { min: 20, max: 20 },
    });
    expect(texts(headline)).toEqual(['社区图书馆：', '青年志愿者服务队', '上门']);
  });

  test('takes a smaller size rather than break inside a phrase', () => {
    const headline = fitted('友谊路街道老年大学今天正式开学', { measure: 250, sizes: { min: 20, max: 36 } });
    expect(texts(headline)).toEqual(['友谊路街道老年大学', '今天正式开学']);
    expect(headline.size).toBe(27.5);
  });

  test('takes a smaller size rather than leave a short line above a long one', () => {
    const headline = fitted('街道举办“敬老月”广场文艺演出和健康咨询活动', {
      measure: 693,
      sizes: { min: 28, max: 36 },
    });
    expect(headline.lines).toHaveLength(1);
  });

  test('may break between title and name in a narrow column, but not inside the name', () => {
    const narrow = fitted('楼长苏文娟和她的微信群', { measure: 80, sizes: { min: 20, max: 20 } });
    expect(texts(narrow).join('')).toBe('楼长苏文娟和她的微信群');
    expect(texts(narrow).filter((line) => line.includes('苏文娟'))).toHaveLength(1);
  });

  test('breaks between words rather than leave a short line above a long one', () => {
    const headline = fitted('街坊们推举赵志刚担任楼组长', { measure: 160, sizes: { min: 14, max: 18 } });
    const [first = '', second = ''] = texts(headline);
    expect(first.length * 3).toBeGreaterThanOrEqual(second.length);
  });

  test('takes one more line rather than break after 被', () => {
    const headline = fitted('孙玉梅陪婆婆住院两百天被邻居们推选为孝老爱亲之星', {
      measure: 336,
      sizes: { min: 28, max: 36 },
    });
    expect(texts(headline)).toEqual(['孙玉梅陪婆婆住院', '两百天被邻居们', '推选为孝老爱亲之星']);
  });

  test('begins a line with its dash', () => {
    const headline = fitted('一针一线绣百花——走近绒绣传承人高秀芬', { measure: 460 });
    expect(texts(headline)).toEqual(['一针一线绣百花', '——走近绒绣传承人高秀芬']);
  });

  test('of two hundred characters is set in half a second', () => {
    const text = '居民在社区花园里种下一百棵树 志愿者教孩子们认识身边的花草，'.repeat(7).slice(0, 200);
    for (const measure of [110, 160, 400, 700, 2000]) {
      const start = performance.now();
      const { lines } = fitted(text, { measure });
      // About ten times what a slow machine takes; an exhaustive search would not end.
      expect(performance.now() - start).toBeLessThan(500);
      expect(texts({ lines }).join('').replaceAll('\u3000', '')).toBe(text.replaceAll(' ', ''));
      for (const { width } of lines) expect(width).toBeLessThanOrEqual(measure + 1e-6);
    }
  });

  test('has the place in the source of each line', () => {
    const runs = [
      runOf('社区新添三座口袋公园 '),
      runOf('居民散步有了好去处', { place: { file: 'a.md', start: { line: 9, column: 4 } } }),
    ];
    expect(fitted(runs).lines.map(({ place }) => place.start)).toEqual([
      { line: 1, column: 1 },
      { line: 9, column: 4 },
    ]);
  });

  test('of any words fits the measure and leaves no ideograph alone on a line', () => {
    const word = fc.constantFrom(
      '社区',
      '食堂',
      '邻里',
      '今天',
      '开门',
      '的',
      '，',
      ' ',
      '“好”',
      '12',
      '个',
      'App',
      '志愿者',
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 16 }),
        fc.integer({ min: 160, max: 600 }),
        (words, measure) => {
          const text = `社区${words.join('')}公园`.replace(/[， ]{2,}/gu, '，');
          const { size, lines } = fitted(text, { measure });
          expect(texts({ lines }).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          expect(size).toBeGreaterThanOrEqual(20);
          for (const line of lines) {
            expect(line.width).toBeLessThanOrEqual(measure + 1e-6);
            if (lines.length > 1)
              expect(textOf(line).match(/[\p{L}\p{N}]/gu)?.length ?? 0).toBeGreaterThan(1);
          }
        },
      ),
    );
  });
});

describe('a headline of more than 240 characters', () => {
  const long = (count: number) => '街坊商量小园子怎么种花'.repeat(count).slice(0, count);

  test('is reported at its place, set whole and at the smallest size', () => {
    const reports: string[] = [];
    const report = (code: string) => void reports.push(code);
    const set = (text: string) => fitHeadline([runOf(text)], fakeFontBook(), options, report);
    expect(set(long(240)).lines.length).toBeGreaterThan(0);
    expect(reports).toEqual([]);
    const { size, lines } = set(long(241));
    expect(reports).toEqual(['headline-long']);
    expect(size).toBe(options.sizes.min);
    expect(lines.map(textOf).join('')).toBe(long(241));
  });

  test('asks for no breaks, so its time grows with its length', () => {
    const findBreaks = () => {
      throw new Error('breaks of a long headline');
    };
    const { lines } = fitted(long(20_000), { findBreaks });
    expect(lines.map(textOf).join('')).toBe(long(20_000));
  });
});
