import { describe, expect, it } from 'vitest';
import { type Figure, figuresOf } from '../../bench/figures.ts';
import { matchLines } from '../../bench/match-lines.ts';
import { tableOf } from '../../bench/table.ts';
import { linesOf, parseStext } from '../support/read-stext.ts';

const leading = 15;
const order = { paragraphs: [], measure: 50, size: 10, leading, indent: 0, font: '', folder: '' };

/** A line's characters and the place of each. */
type Told = readonly [text: string, ...places: number[]];

/** Lines as mutool tells them, of type of 10 points. */
function readLines(...lines: readonly Told[]) {
  const chars = lines.flatMap(([text, ...places], line) =>
    [...text].map((one, index) => {
      const [x, y] = [places[index]!, 20 + line * leading];
      const quad = [x, y - 9, x + 10, y - 9, x, y + 1, x + 10, y + 1].join(' ');
      return `<char quad="${quad}" x="${x}" y="${y}" color="#000000" c="${one}"/>`;
    }),
  );
  const font = `<font name="ABCDEF+Song" size="10">${chars.join('\n')}</font>`;
  return linesOf(
    parseStext(`<page id="page1" width="60" height="600">${font}</page>`),
    Number.POSITIVE_INFINITY,
  );
}

function figures(paragraphs: readonly string[], ...lines: readonly Told[]): Record<string, number> {
  const set = matchLines(paragraphs, readLines(...lines));
  return Object.fromEntries(figuresOf(set, 0, order, () => 1).map(({ name, value }) => [name, value]));
}

describe('the figures of a setting', () => {
  it('tell how far Han stand from solid, on all lines but the last', () => {
    const told = figures(['春天来了雨水多'], ['春天来了', 0, 10, 22, 40], ['雨水多', 0, 15, 30]);
    expect(told['  of it Han to Han, mean, em']).toBeCloseTo((0 + 0.2 + 0.8) / 3);
    expect(told['  of it Han to Han, worst, em']).toBeCloseTo(0.8);
    expect(told['last lines stretched']).toBe(1);
  });

  it('tell how far marks among Han are from their own width too', () => {
    const told = figures(['春，来了（雨）多'], ['春，来了（雨）', 0, 10, 15, 25, 34, 44, 54], ['多', 0]);
    expect(told['space off, worst, em']).toBeCloseTo(0.5);
    expect(told['space off, mean, em']).toBeCloseTo((0.5 + 0.1) / 6);
    expect(told['  of it Han to Han, worst, em']).toBeCloseTo(0);
  });

  it('do not take a space that was typed for one that was added', () => {
    const told = figures(['春天 来了雨'], ['春天来了', 0, 10, 30, 40], ['雨', 0]);
    expect(told['  of it Han to Han, worst, em']).toBe(0);
  });

  it('tell how unlike each other the advances of a mark are, before Han only', () => {
    const told = figures(['春，天，”来，了'], ['春，天，', 0, 10, 18, 30], ['”来，了', 0, 5, 15, 25]);
    expect(told['， max − min, pt']).toBeCloseTo(2);
    expect(told['， deviation, pt']).toBeCloseTo(1);
  });

  it('count runts, lines beyond the measure and lines short of it', () => {
    const told = figures(
      ['春天来了吗？', '去。'],
      ['春天来了', 0, 12, 24, 44],
      ['吗？', 0, 10],
      ['去。', 0, 10],
    );
    expect(told).toMatchObject({ runts: 1, 'lines overfull': 1, 'lines ragged': 1 });
  });

  it('take half a frame of a mark at the end for flush', () => {
    const told = figures(['春天来了，雨'], ['春天来了，', 0, 10, 20, 30, 45], ['雨', 0]);
    expect(told['lines ragged']).toBe(0);
  });

  it('count marks where none may stand, but not where the paragraph itself begins or ends', () => {
    const told = figures(['，春天“来”了“'], ['，春天“', 0, 10, 20, 30], ['来', 0], ['”了“', 0, 10, 20]);
    expect(told['lines begun with a forbidden mark']).toBe(1);
    expect(told['lines ended with a forbidden mark']).toBe(1);
  });

  it('count baselines off the grid of their page', () => {
    const lines = matchLines(['春', '天'], readLines(['春', 0], ['天', 0]));
    const moved = lines.map((line) => (line.paragraph === 1 ? { ...line, y: line.y + 0.02 } : line));
    const share = (of: typeof lines) => {
      const told = figuresOf(of, 0, order, () => 1).find(({ name }) => name.startsWith('baselines'));
      return told?.value;
    };
    expect([share(lines), share(moved)]).toEqual([100, 50]);
  });
});

describe('what is read', () => {
  it('is told by the source where a font gives another code', () => {
    const [line] = matchLines(['等等……我'], readLines(['等等⋯⋯我', 0, 10, 20, 30, 40]));
    expect(line?.glyphs.map(({ text }) => text).join('')).toBe('等等……我');
  });

  it('may have a hyphen of its own where a word is divided', () => {
    const lines = matchLines(['abc'], readLines(['ab-', 0, 10, 20], ['c', 0]));
    expect(lines.map(({ glyphs }) => glyphs.map(({ text }) => text).join(''))).toEqual(['ab', 'c']);
    expect(lines[0]?.glyphs[1]?.width).toBe(20);
  });

  it('must be what was set', () => {
    expect(() => matchLines(['春天来了'], readLines(['春天', 0, 10]))).toThrow('end');
    expect(() => matchLines(['春天来了'], readLines(['夏日去也', 0, 10, 20, 30]))).toThrow('another text');
  });
});

describe('the table', () => {
  const figure = (value: number, better: 'less' | 'more' = 'less'): readonly Figure[] => [
    { name: 'runts', value, digits: 0, better, tolerance: 1 },
  ];
  const verdict = (...columns: readonly (readonly Figure[])[]) => {
    const names = ['ours', 'one', 'two'];
    return tableOf(new Map(columns.map((column, index) => [names[index]!, column])), 'ours')
      .split(/\s+/)
      .at(-1);
  };

  it('says what ours are to the best of the others', () => {
    expect(verdict(figure(0), figure(2), figure(5))).toBe('best');
    expect(verdict(figure(4), figure(5), figure(9))).toBe('equal');
    expect(verdict(figure(4), figure(9), figure(2))).toBe('WORSE');
    expect(verdict(figure(4, 'more'), figure(9, 'more'))).toBe('WORSE');
  });
});
