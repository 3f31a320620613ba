import { describe, expect, test } from 'vitest';
import { findBreaks } from '../../src/headline/bind-words.ts';
import { fitHeadline, type HeadlineOptions } from '../../src/headline/fit-headline.ts';
import { naturalWidths, prepareParagraph } from '../../src/text/set-lines.ts';
import { type Line, standardRules } from '../../src/text/text-style.ts';
import { lineStarts, type MarkedHeadline, markedHeadlines, wordHeadlines } from '../support/corpus.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { plainStyle, runOf } from '../support/set-text.ts';

const fonts = fakeFontBook();
const developed = markedHeadlines('headlines.txt');
const unseen = markedHeadlines('headlines-unseen.txt');

/** The ranks of the template at the measures of a box, a column, two thirds of a page and a page. */
const styles: readonly (Omit<HeadlineOptions, 'align' | 'rules' | 'findBreaks'> & {
  readonly rank: string;
})[] = [
  ...[336, 460, 693].map((measure) => ({ rank: 'lead', sizes: { min: 28, max: 36 }, maxLines: 2, measure })),
  ...[220, 336, 460, 693].map((measure) => ({
    rank: 'second',
    sizes: { min: 18, max: 24 },
    maxLines: 2,
    measure,
  })),
  ...[160, 220, 336, 693].map((measure) => ({
    rank: 'brief',
    sizes: { min: 14, max: 18 },
    maxLines: 3,
    measure,
  })),
];

interface Setting extends MarkedHeadline {
  readonly options: HeadlineOptions;
  readonly size: number;
  readonly lines: readonly Line[];
  readonly starts: readonly number[];
}

const textOf = (line: Line) => line.runs.flatMap(({ texts }) => texts).join('');

const settingsOf = (headlines: readonly MarkedHeadline[]): readonly Setting[] =>
  headlines.flatMap((headline) =>
    styles.map((style): Setting => {
      const options = {
        ...style,
        align: 'start' as const,
        rules: standardRules,
        findBreaks,
      };
      const { size, lines } = fitHeadline([runOf(headline.text)], fonts, options, () => {});
      return { ...headline, options, size, lines, starts: lineStarts(headline.text, lines.map(textOf)) };
    }),
  );

const broken = ({ starts }: Setting) => starts.length > 0;
const asSet = ({ text, starts, options, size }: Setting) =>
  `${[0, ...starts].map((from, number) => text.slice(from, starts[number])).join('/')} ${size}pt in ${options.measure}`;

/** The widths in em of lines that begin at `starts`, with the punctuation of the size that was chosen. */
function widths({ text, size }: Setting, starts: readonly number[]): readonly number[] {
  const punctuation = size >= 18 ? 'banjiao' : 'quanjiao';
  const width = naturalWidths(
    prepareParagraph([runOf(text, { size: 1 })], fonts, { ...plainStyle, punctuation }, () => {}),
  );
  return [0, ...starts].map((from, number) => width(from, starts[number] ?? text.length));
}

const fits = (setting: Setting, starts: readonly number[], size: number) =>
  widths(setting, starts).every((width) => width * size <= setting.options.measure + 1e-6);

/** Every subset of at most `count` of these breaks. */
function subsets(allowed: readonly number[], count: number): readonly (readonly number[])[] {
  if (count === 0 || allowed.length === 0) return [[]];
  const [first, ...rest] = allowed as [number, ...number[]];
  return [...subsets(rest, count), ...subsets(rest, count - 1).map((others) => [first, ...others])];
}

/** Whether it fits with allowed breaks only, at the smallest size and with one line more. */
const canBeClean = (setting: Setting) =>
  subsets([...setting.allowed], setting.options.maxLines).some((starts) =>
    fits(setting, starts, setting.options.sizes.min),
  );

const isClean = ({ starts, allowed }: Setting) => starts.every((start) => allowed.has(start));

const names =
  /李秀兰|欧阳春华|王建国|沈阿婆|司马文静|张小妹|周志刚|陈默|诸葛明|老陈|小张|玛丽·安德森|王海燕|徐国平|刘洋|马国强|钱月仙|上官婉莹|赵文彬|小林|端木磊|安娜·彼得洛娃|孙桂英/g;
const numbers =
  /第?[0-9.]+(?:届|年|月|日|万元|公里|个|项|名|处|点|小时|%|篇)|第?[〇一二三四五六七八九十百千]+(?:多|余)?(?:届|个|百|张|册|部|级|家|道|户|条|位|期|件|门|楼)/g;
const quotations = /“[^”]{1,8}”|《[^》]{1,8}》/g;
const particles = /^(?!和睦|地区|地下|地铁)[的了和与及等地得]/;

/** Line ends inside something marked as one word. */
const cutWords = (settings: readonly Setting[]) =>
  settings.flatMap((setting) =>
    setting.starts.filter((start) => !setting.allowed.has(start)).map(() => asSet(setting)),
  );

const ofWords = settingsOf(wordHeadlines('headlines-words.txt'));
const ofUnseenWords = settingsOf(wordHeadlines('headlines-words-unseen.txt'));

describe('headlines marked word by word', () => {
  test('have no line end inside a word, a name, a number or a short quotation', () => {
    expect(ofWords.filter(broken).length).toBeGreaterThan(800);
    expect(cutWords(ofWords)).toEqual([]);
  });

  test('have fewer than 2 % there if the rules were not developed on them', () => {
    const ends = ofUnseenWords.flatMap(({ starts }) => starts).length;
    const cut = cutWords(ofUnseenWords);
    expect(ends).toBeGreaterThan(140);
    expect(cut.length / ends, cut.join('\n')).toBeLessThan(0.02);
  });

  test('never end a line with a dash', () => {
    const dashed = [...ofWords, ...ofUnseenWords].filter(({ text }) => text.includes('——')).filter(broken);
    expect(dashed.length).toBeGreaterThan(40);
    for (const setting of dashed)
      for (const line of setting.lines) expect(textOf(line), asSet(setting)).not.toMatch(/—\s*$/);
  });

  test('rarely begin with a line under a third of the longest', () => {
    const all = [...ofWords, ...ofUnseenWords].filter(broken);
    const short = all.filter((setting) => {
      const [first = 0, ...others] = widths(setting, setting.starts);
      return first * 3 < Math.max(...others);
    });
    expect(short.length / all.length, short.map(asSet).join('\n')).toBeLessThan(0.004);
  });
});

describe.each([
  { name: 'headlines that the rules were developed on', headlines: developed, share: 0.98 },
  { name: 'headlines that the rules were not developed on', headlines: unseen, share: 0.9 },
])('$name', ({ headlines, share }) => {
  const settings = settingsOf(headlines);

  test('fit their measure at a size of their style and lose no text', () => {
    for (const setting of settings) {
      const { text, lines, size, options } = setting;
      expect(lines.map(textOf).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      expect(size).toBeGreaterThanOrEqual(options.sizes.min);
      expect(size).toBeLessThanOrEqual(options.sizes.max);
      expect(size % 0.5).toBe(0);
      for (const { width } of lines)
        expect(width, asSet(setting)).toBeLessThanOrEqual(options.measure + 1e-6);
      expect(lines.length, asSet(setting)).toBeLessThanOrEqual(options.maxLines + 1);
    }
  });

  test('never begin a line with a particle or leave a character alone on one', () => {
    for (const setting of settings.filter(broken)) {
      for (const start of setting.starts)
        expect(setting.text.slice(start), asSet(setting)).not.toMatch(particles);
      for (const line of setting.lines)
        expect(textOf(line).match(/[\p{L}\p{N}]/gu)?.length, asSet(setting)).toBeGreaterThan(1);
    }
  });

  test.each([
    ['name', names],
    ['number with its unit', numbers],
    ['short quotation', quotations],
  ])('are never broken inside a %s', (_, wholes) => {
    let seen = 0;
    for (const setting of settings.filter(broken)) {
      for (const { index, 0: whole } of setting.text.matchAll(wholes)) {
        seen += 1;
        const inside = setting.starts.filter((start) => start > index && start < index + whole.length);
        expect(inside, asSet(setting)).toEqual([]);
      }
    }
    expect(seen).toBeGreaterThan(10);
  });

  test('break where a subeditor would, if such breaks fit', () => {
    const able = settings.filter((setting) => broken(setting) && canBeClean(setting));
    const bad = able.filter((setting) => !isClean(setting));
    expect(able.length).toBeGreaterThan(headlines.length);
    expect(1 - bad.length / able.length, bad.map(asSet).join('\n')).toBeGreaterThan(share);
  });

  test('are about as even as allowed breaks permit, or long over short', () => {
    // By how much the shorter of two lines is shorter, relative to the longer; half of that if the longer is above.
    const off = (setting: Setting, start: number) => {
      const [above = 0, below = 0] = widths(setting, [start]);
      return above > below ? (1 - below / above) / 2 : 1 - above / below;
    };
    const twos = settings.filter((setting) => setting.starts.length === 1 && isClean(setting));
    expect(twos.length).toBeGreaterThan(headlines.length / 2);
    const far = twos.filter((setting) => {
      const fitting = [...setting.allowed].filter((start) => fits(setting, [start], setting.size));
      const best = Math.min(...fitting.map((start) => off(setting, start)));
      return off(setting, setting.starts[0] as number) > best + 0.3;
    });
    // A better break is preferred to a better shape: 家门口/有了自己的足球场 keeps verb and object together.
    expect(far.length / twos.length, far.map(asSet).join('\n')).toBeLessThan(0.1);
  });
});
