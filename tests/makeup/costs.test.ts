import { describe, expect, test } from 'vitest';
import { thresholds } from '../../src/makeup/costs.ts';
import { balance, fillExactly, fillPart } from '../../src/makeup/fill-columns.ts';
import { type FillFloat, fitColumn, noLines } from '../../src/makeup/fit-column.ts';
import { levelBands } from '../../src/makeup/level-bands.ts';
import { planPage } from '../../src/makeup/place-articles.ts';
import { type FloatSpot, placeFloats } from '../../src/makeup/place-floats.ts';
import { setPart, wholeStory } from '../../src/makeup/story.ts';
import { float, piece, textLines } from '../support/fill-pieces.ts';
import { bodyPiece, galley } from '../support/galleys.ts';

// Each term of src/makeup/costs.ts has a test that fails where the term is 0: here, for a short rest in make-up.test.ts.

describe('the slack of a column', () => {
  const frame = { head: 0, room: 10, floats: noLines, allowance: 0 };
  const cost = (text: Partial<typeof noLines>, allowance = 0) =>
    fitColumn({ min: 8, natural: 9, max: 9, whites: 0, ...text }, { ...frame, allowance })!.cost;
  const full = cost({ natural: 10, max: 10 });
  const cropped = cost({ max: 10 });
  const lastShort = cost({}, 1);
  const widened = cost({ whites: 1 });
  const hole = cost({});

  test('costs a line of a picture’s crop more than none', () => {
    expect(cropped).toBeGreaterThan(full);
  });

  test('costs an empty line at the last foot more than a crop', () => {
    expect(lastShort).toBeGreaterThan(cropped);
  });

  test('costs a line of white above a crosshead more than an empty line at the last foot', () => {
    expect(widened).toBeGreaterThan(lastShort);
  });

  test('costs an empty line at any other foot more than white above a crosshead', () => {
    expect(hole).toBeGreaterThan(widened);
  });

  test('costs a hole of two lines more than two holes of one', () => {
    expect(cost({ natural: 8, max: 8 })).toBeGreaterThan(2 * hole);
  });
});

describe('the filling of columns', () => {
  test('leaves a hole rather than break where none is allowed', () => {
    const kept = piece({ breakBefore: Number.POSITIVE_INFINITY });
    expect(fillExactly([...textLines(3), kept, kept, ...textLines(1)], [], 2, 5)?.short).toEqual([3, 1]);
  });

  test('crops pictures rather than take a line more', () => {
    const picture = piece({ lines: 6, minLines: 5, maxLines: 7 });
    expect(balance([picture, ...textLines(8), picture], [], 2, 60)?.lines).toBe(9);
  });

  test('places a picture rather than let it wait', () => {
    expect(fillPart(textLines(99), 0, [float(2, { lines: 6 })], 2, 20)?.floats).toHaveLength(1);
  });
});

describe('the place of floats', () => {
  type Spot = Pick<FloatSpot, 'column' | 'edge'> & Partial<FloatSpot>;

  /** The cost of the layout in which each float has its spot; the text of all of them is in `textColumn`. */
  function costAt(
    spots: readonly Spot[],
    { columns = 3, lines = 60, textColumn = 0, floats = spots.map(() => float(0, { lines: 9 })) } = {},
  ): number {
    const field = { columns, lines, allowance: 0, columnOf: () => textColumn };
    const layouts = placeFloats(floats, [...floats.keys()], field).at(-1)!;
    return layouts.find((layout) =>
      spots.every((spot, index) =>
        Object.entries(spot).every(([key, value]) => layout.spots[index]![key as keyof FloatSpot] === value),
      ),
    )!.cost;
  }
  const top = (column: number) => ({ column, edge: 'top' }) as const;
  const bottom = (column: number) => ({ column, edge: 'bottom' }) as const;

  test('in two columns costs more on the left than on the right', () => {
    const left = costAt([top(0)], { columns: 2, textColumn: 0 });
    expect(left).toBeGreaterThan(costAt([top(1)], { columns: 2, textColumn: 1 }));
  });

  test('in two columns costs more in the other column than in that of its text', () => {
    const beside = costAt([top(1)], { columns: 2, textColumn: 0 });
    expect(beside).toBeGreaterThan(costAt([top(1)], { columns: 2, textColumn: 1 }));
  });

  test('in three columns costs more with every column from its text', () => {
    const [near, next, far] = [costAt([top(0)]), costAt([top(1)]), costAt([top(2)])];
    expect(next).toBeGreaterThan(near);
    expect(far).toBeGreaterThan(next);
  });

  test('costs more for each column that it is wider than it need be', () => {
    const bySpan: FillFloat['bySpan'] = new Map([1, 2].map((span) => [span, piece({ lines: 9 })]));
    const floats = [float(0, {}, { bySpan })];
    expect(costAt([{ ...top(0), span: 2 }], { floats })).toBeGreaterThan(
      costAt([{ ...top(0), span: 1 }], { floats }),
    );
  });

  test('costs more above another at one edge than at the two edges of a column', () => {
    expect(costAt([top(0), top(0)])).toBeGreaterThan(costAt([top(0), bottom(0)]));
  });

  test('costs more in the column of another than in the next column', () => {
    expect(costAt([top(0), bottom(0)])).toBeGreaterThan(costAt([top(0), bottom(1)]));
  });

  test('costs more beside another at one edge than at the other edge', () => {
    expect(costAt([top(0), top(1)])).toBeGreaterThan(costAt([top(0), bottom(1)]));
  });

  test('costs more to the left of one that was written before it', () => {
    const floats = [float(0, { lines: 9 }), float(5, { lines: 9 })];
    expect(costAt([top(2), bottom(0)], { floats })).toBeGreaterThan(costAt([top(0), bottom(2)], { floats }));
  });

  test('costs more where it leaves fewer than three lines of text beside it', () => {
    const two = costAt([top(0)], { lines: 11 });
    const three = costAt([top(0)], { lines: 12 });
    expect(two).toBeGreaterThan(three);
    expect(three).toBe(costAt([top(0)]));
  });
});

describe('the plan of a page', () => {
  const head = 3;
  /** A story of so many lines that can have these widths only, on a page of `columns`. */
  const story = (index: number, lines: number, spans = [1], { columns = 2, asks = spans } = {}) =>
    wholeStory(
      galley(lines, {
        columns,
        spans: asks,
        heads: new Map(spans.map((span) => [span, bodyPiece({ lines: head })])),
      }),
      index,
    );
  const costOf = (stories: readonly ReturnType<typeof story>[], lines: number) =>
    planPage(stories, lines).cost;

  test('costs more for a line that headlines can take up, and yet more for a hole', () => {
    const [level, slack, hole] = [10, 9, 8].map((lines) => costOf([story(0, 10), story(1, lines)], 13)) as [
      number,
      number,
      number,
    ];
    expect(slack).toBeGreaterThan(level);
    expect(hole - slack).toBeGreaterThan(slack - level);
  });

  test('costs more for columns left empty beside a story', () => {
    const beside = (columns: number) => costOf([story(0, 10, [1], { columns })], 10 + head);
    expect(beside(2)).toBeGreaterThan(beside(1));
  });

  test('costs more for a hole under the text of a story', () => {
    const costOfBody = (...heights: readonly number[]) => {
      const body = heights.map((lines) => bodyPiece({ lines }));
      return costOf([wholeStory(galley(0, { body }), 0)], 10 + head);
    };
    const [level, short, hole] = [costOfBody(10, 10), costOfBody(10, 9), costOfBody(10, 8)];
    expect(short).toBeGreaterThan(level);
    expect(hole - short).toBeGreaterThan(short - level);
  });

  test('costs more for a width that the story did not ask for', () => {
    expect(costOf([story(0, 20, [2], { asks: [1] })], 13)).toBeGreaterThan(costOf([story(0, 20, [2])], 13));
  });

  test('puts stories of one height into one band', () => {
    expect(
      planPage(
        [0, 1, 2, 3].map((index) => story(index, 10)),
        27,
      ).bands,
    ).toHaveLength(1);
  });

  test('costs more for text of less than four lines for each column of its headline', () => {
    const shallow = costOf([story(0, 14, [2])], 7 + head);
    const enough = costOf([story(0, 16, [2])], 8 + head);
    expect(shallow).toBeGreaterThan(enough);
    expect(enough).toBe(costOf([story(0, 18, [2])], 9 + head));
  });

  test('costs more for a story that is higher than 44 lines', () => {
    const costOfColumn = (lines: number) => costOf([story(0, lines - head, [1], { columns: 1 })], lines);
    expect(costOfColumn(45)).toBeGreaterThan(costOfColumn(44));
    expect(costOfColumn(44)).toBe(costOfColumn(40));
  });

  test('costs more for a story that waits', () => {
    expect(costOf([story(0, 20, [2]), story(1, 20, [2])], 13)).toBeGreaterThan(
      costOf([story(0, 20, [2])], 13),
    );
  });

  test('costs more for lines left at the foot', () => {
    expect(costOf([story(0, 20, [2])], 20)).toBeGreaterThan(costOf([story(0, 20, [2])], 13));
  });
});

describe('the levelling of a page', () => {
  const bandOf = (lines: number, picture?: ReturnType<typeof bodyPiece>) => {
    const body = [...Array.from({ length: lines }, () => bodyPiece()), ...(picture ? [picture] : [])];
    return planPage([wholeStory(galley(0, { body, columns: 1 }), 0)], 60).bands[0]!;
  };
  const heightsOf = (lines: number, page: number, picture?: ReturnType<typeof bodyPiece>) => {
    const [levelled] = levelBands([bandOf(lines, picture)], page, false);
    const { headLines, filling } = levelled!.band.cells[0]!.stories[0]!;
    return { head: headLines, text: filling.lines };
  };

  test('crops a picture before it widens the white round a headline', () => {
    const picture = bodyPiece({ lines: 6, minLines: 6, maxLines: 8 });
    expect(heightsOf(10, 20, picture)).toEqual({ head: 3, text: 17 });
  });

  test('widens the white round a headline rather than leave an empty line under the text', () => {
    expect(heightsOf(10, 14)).toEqual({ head: 4, text: 10 });
  });

  test('stretches a page that is up to ten lines short, and no other', () => {
    const { maxStretch } = thresholds;
    expect(maxStretch).toBe(10);
    expect(heightsOf(10, 13 + 10)).toEqual({ head: 4, text: 10 });
    expect(heightsOf(10, 13 + 11)).toEqual({ head: 3, text: 10 });
  });
});

test('a part before a jump has at least four lines under its headline', () => {
  const story = wholeStory(galley(100), 0);
  expect(setPart(story, 2, 3 + 4 + 1)?.filling.lines).toBe(4);
  expect(setPart(story, 2, 3 + 3 + 1)).toBeUndefined();
});
