import { describe, expect, test } from 'vitest';
import { black } from '../../src/core/ink.ts';
import { findLineFaults } from '../../src/galley/line-faults.ts';
import type { Line } from '../../src/text/text-style.ts';
import { sheetsOf } from '../support/set-markdown.ts';

const place = { file: 'a.md', start: { line: 7, column: 3 } };
const good: Line = {
  runs: [],
  dots: [],
  underlines: [],
  width: 100,
  place,
  characters: 10,
  stretch: 0,
  shortfall: 0,
  runt: false,
};

describe('findLineFaults', () => {
  test.each<[string, Partial<Line>, readonly unknown[]]>([
    ['finds nothing in a good line', {}, []],
    ['finds nothing in gaps stretched by up to a quarter em', { stretch: 0.25 }, []],
    [
      'finds gaps stretched by more than a quarter em',
      { stretch: 0.3 },
      [{ kind: 'loose', amount: 0.3, line: 2, words: '', place }],
    ],
    [
      'finds a line that is not filled',
      { shortfall: 5 },
      [{ kind: 'short', amount: 0.5, line: 2, words: '', place }],
    ],
    [
      'finds a line wider than its measure',
      { shortfall: -20 },
      [{ kind: 'over', amount: 2, line: 2, words: '', place }],
    ],
    [
      'finds a last line of one ideograph',
      { runt: true },
      [{ kind: 'runt', amount: 0, line: 2, words: '', place }],
    ],
  ])('%s', (_, line, faults) => {
    expect(findLineFaults({ ...good, ...line }, undefined, 2, 10)).toEqual(faults);
  });
});

/** A word that cannot be hyphenated. */
const word = 'LONGWORDLONG';

describe('an emphasis dot over ruby', () => {
  const reading: Line = {
    ...good,
    runs: [
      {
        ...{ face: 'song', size: 5, ink: black, added: false },
        ...{ ids: [1, 1], xs: [0, 20], ys: [0, 11], advances: [5, 5], texts: ['a', 'a'], markup: undefined },
      },
    ],
  };
  const dotted = (x: number): Line => ({ ...good, dots: [{ x, y: -2, radius: 1, ink: black }] });

  test.each([
    [22, ['dotted']],
    [26.5, []],
    [2, []],
  ])('at %d pt is a fault only where it touches the ruby', (x, kinds) => {
    expect(findLineFaults(reading, dotted(x), 0, 10).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('is reported on the page, but not where the two lines are in different columns', async () => {
    const text = '*加点的字一直排到这一行的末尾为止*，下面是:ruby[霜]{rt=shuāng}和:ruby[秋]{rt=qiū}。';
    const { messages } = await sheetsOf(`::page{columns=6}\n\n# 头条 {span=1}\n\n${text}\n`);
    expect(messages.map(({ code }) => code)).toEqual(['line-dotted']);
  });
});

describe('a line fault', () => {
  const setPage = async (text: string) => {
    const { messages, publication, template, galleys } = await sheetsOf(text);
    const ops = publication.sheets.flatMap((sheet) => sheet.ops);
    return { messages, ops, template, pitch: galleys[0]?.pitch ?? Number.NaN };
  };

  test('is reported with its page, column and line', async () => {
    const paragraph = `街道里的${word}${word}办公${word}${word}开了门。`;
    const { messages, ops, template, pitch } = await setPage(
      `::page{columns=6}\n\n# 头条\n\n${`${paragraph}\n\n`.repeat(12)}`,
    );
    const loose = messages.filter(({ code }) => code === 'line-loose');
    const spots = loose.map(({ text }) => /第 1 版第 (\d+) 栏第 (\d+) 行/.exec(text)?.slice(1).map(Number));
    expect(new Set(spots.map((spot) => spot?.[0])).size).toBeGreaterThan(1);
    // Each message names a line of the source and a spot of the page at which its text is.
    for (const [index, { place: source }] of loose.entries()) {
      const [column, line] = spots[index] as [number, number];
      const y = template.area.y + (line - 1) * template.grid.leading + 0.88 * template.grid.size;
      const opsThere = ops.filter(
        (op) =>
          op.op === 'glyphs' &&
          Math.abs(op.at.y - y) < 0.01 &&
          Math.floor((op.at.x - template.area.x + 1) / pitch) + 1 === column,
      );
      const text = opsThere.flatMap((op) => (op.op === 'glyphs' ? [...op.row.text] : []));
      expect(paragraph).toContain(text.join('').replace('\u00ad', ''));
      expect(text.length).toBeGreaterThan(1);
      expect(((source.start?.line ?? 0) - 5) % 2).toBe(0);
    }
  });

  test('is reported in a box, a list and a table too', async () => {
    const cell = `办公${word}${word}`;
    const { messages } = await setPage(
      `::page{columns=6}\n\n# 头条 {span=1}\n\n:::box[提示]\n街道里的${word}办公${word}开门。\n:::\n\n- 街道里的${word}办公${word}开门。\n\n| 甲 | 乙 |\n| -- | -- |\n| ${cell} | 有 |\n`,
    );
    const lines = messages.filter(({ code }) => code.startsWith('line-'));
    expect(new Set(lines.map(({ place }) => place.start?.line))).toEqual(new Set([6, 9]));
  });

  test('is not reported on a page that is set well', async () => {
    const { messages } = await setPage('# 头条\n\n社区食堂今天正式开门迎客，街坊们一早就来排队。\n');
    expect(messages).toEqual([]);
  });
});
