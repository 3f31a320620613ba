import { describe, expect, it } from 'vitest';
import { type Figure, figuresOf } from '../../bench/figures.ts';
import { matchLines } from '../../bench/match-lines.ts';
import { tableOf } from '../../bench/table.ts';
import { linesOf, parseStext } from '../support/read-stext.ts';

const leading = 15;
const order = { paragraphs: [], measure: 50, size: 10, leading, indent: 0, font: '', folder: '' };

/** The characters of a line and the x coordinate of each. */
type GlyphRow = readonly [text: string, ...places: number[]];

/** Lines of 10 pt text in the format of `mutool draw -F stext`. */
function readLines(...lines: readonly GlyphRow[]) {
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

function figures(paragraphs: readonly string[], ...lines: readonly GlyphRow[]): Record<string, number> {
  const set = matchLines(paragraphs, readLines(...lines));
  return Object.fromEntries(figuresOf(set, 0, order, () => 1).map(({ name, value }) => [name, value]));
}

describe('the figures of a setting', () => {
  it('state how far the distance of Han deviates from one em, on all lines but the last', () => {
    const values = figures(['春天来了雨水多'], ['春天来了', 0, 10, 22, 40], ['雨水多', 0, 15, 30]);
    expect(values['  of it Han to Han, mean, em']).toBeCloseTo((0 + 0.2 + 0.8) / 3);
    expect(values['  of it Han to Han, worst, em']).toBeCloseTo(0.8);
    expect(values['last lines stretched']).toBe(1);
  });

  it('include the distances between Han and punctuation', () => {
    const values = figures(['春，来了（雨）多'], ['春，来了（雨）', 0, 10, 15, 25, 34, 44, 54], ['多', 0]);
    expect(values['space off, worst, em']).toBeCloseTo(0.5);
    expect(values['space off, mean, em']).toBeCloseTo((0.5 + 0.1) / 6);
    expect(values['  of it Han to Han, worst, em']).toBeCloseTo(0);
  });

  it('ignore spaces of the source', () => {
    const values = figures(['春天 来了雨'], ['春天来了', 0, 10, 30, 40], ['雨', 0]);
    expect(values['  of it Han to Han, worst, em']).toBe(0);
  });

  it('state how much the advances of a mark vary, before Han only', () => {
    const values = figures(['春，天，”来，了'], ['春，天，', 0, 10, 18, 30], ['”来，了', 0, 5, 15, 25]);
    expect(values['， max − min, pt']).toBeCloseTo(2);
    expect(values['， deviation, pt']).toBeCloseTo(1);
  });

  it('state how many neighbouring lines have commas of unlike widths', () => {
    const values = figures(
      ['春，天来了，雨，水多，夏天'],
      ['春，天来', 0, 10, 20, 30],
      ['了，雨', 0, 10, 17.4],
      ['，水多', 0, 10, 20],
      ['，夏天', 0, 8, 18],
    );
    expect(values['neighbours whose ，、 differ by ¼ em, %']).toBeCloseTo(200 / 3);
  });

  it('state how many lines have gaps between Han of more than an eighth em', () => {
    const values = figures(['春天来了雨水多'], ['春天来', 0, 11.3, 21], ['了雨', 0, 11.2], ['水多', 0, 15]);
    expect(values['lines with gaps over ⅛ em, %']).toBeCloseTo(50);
  });

  it('count runts, overfull lines and ragged lines', () => {
    const values = figures(
      ['春天来了吗？', '去。'],
      ['春天来了', 0, 12, 24, 44],
      ['吗？', 0, 10],
      ['去。', 0, 10],
    );
    expect(values).toMatchObject({ runts: 1, 'lines overfull': 1, 'lines ragged': 1 });
  });

  it('accept a mark of half width at the line end as flush', () => {
    const values = figures(['春天来了，雨'], ['春天来了，', 0, 10, 20, 30, 45], ['雨', 0]);
    expect(values['lines ragged']).toBe(0);
  });

  it('count forbidden marks at line breaks, but not at the start or end of a paragraph', () => {
    const values = figures(['，春天“来”了“'], ['，春天“', 0, 10, 20, 30], ['来', 0], ['”了“', 0, 10, 20]);
    expect(values['lines begun with a forbidden mark']).toBe(1);
    expect(values['lines ended with a forbidden mark']).toBe(1);
  });

  it('count baselines that are off the grid of their page', () => {
    const lines = matchLines(['春', '天'], readLines(['春', 0], ['天', 0]));
    const moved = lines.map((line) => (line.paragraph === 1 ? { ...line, y: line.y + 0.02 } : line));
    const share = (of: typeof lines) => {
      const baselines = figuresOf(of, 0, order, () => 1).find(({ name }) => name.startsWith('baselines'));
      return baselines?.value;
    };
    expect([share(lines), share(moved)]).toEqual([100, 50]);
  });
});

describe('a line read from a PDF', () => {
  it('takes its characters from the source if the font maps a glyph to another code', () => {
    const [line] = matchLines(['等等……我'], readLines(['等等⋯⋯我', 0, 10, 20, 30, 40]));
    expect(line?.glyphs.map(({ text }) => text).join('')).toBe('等等……我');
  });

  it('may end with a hyphen that is not in the source', () => {
    const lines = matchLines(['abc'], readLines(['ab-', 0, 10, 20], ['c', 0]));
    expect(lines.map(({ glyphs }) => glyphs.map(({ text }) => text).join(''))).toEqual(['ab', 'c']);
    expect(lines[0]?.glyphs[1]?.width).toBe(20);
  });

  it('must match the source', () => {
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

  it('compares our figure with the best of the others', () => {
    expect(verdict(figure(0), figure(2), figure(5))).toBe('best');
    expect(verdict(figure(4), figure(5), figure(9))).toBe('equal');
    expect(verdict(figure(4), figure(9), figure(2))).toBe('WORSE');
    expect(verdict(figure(4, 'more'), figure(9, 'more'))).toBe('WORSE');
  });
});
