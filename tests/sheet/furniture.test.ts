import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemoryCache } from '../../src/core/cache.ts';
import { black } from '../../src/core/ink.ts';
import { type FurnitureContext, paintThreePartLine, setText } from '../../src/sheet/furniture.ts';
import type { Style } from '../../src/template/template.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { edgesOf, isGlyphs, textOf } from '../support/paint-bounds.ts';

const style: Style = { face: 'hei', size: 9, ink: black, align: 'start', indent: 0, tracking: 0 };

/** A context with a memory of lines, and the messages reported to it. */
function openContext() {
  const reported: unknown[] = [];
  const context: FurnitureContext = {
    fonts: fakeFontBook({ missing: '缺' }),
    report: (...message) => void reported.push(message),
    file: 'issue.md',
    lines: openMemoryCache(),
  };
  return { context, reported };
}

describe('equal words in equal style', () => {
  it('are set once, with the same result as without memory', () => {
    const { context } = openContext();
    const line = setText(['街坊', '报'], style, context);
    expect(setText(['街坊', '报'], { ...style }, context)).toBe(line);
    expect(setText(['街坊', '报'], { ...style, size: 10 }, context)).not.toEqual(line);
    expect(setText(['街坊报'], { ...style, ink: { ...black, k: 50 } }, context)).not.toEqual(line);
    const { lines: _, ...without } = context;
    expect(setText(['街坊', '报'], style, without)).toEqual(line);
  });

  it('report their messages every time', () => {
    const { context, reported } = openContext();
    setText(['缺字'], style, context);
    const once = reported.length;
    setText(['缺字'], style, context);
    expect(once).toBeGreaterThan(0);
    expect(reported).toHaveLength(2 * once);
    expect(reported.slice(once)).toEqual(reported.slice(0, once));
  });
});

function parts(left: string, middle: string, right: string, width: number) {
  const words = (text: string) => (text === '' ? [] : [text]);
  const context = { fonts: fakeFontBook(), report: () => undefined, file: 'issue.md' };
  const ops = paintThreePartLine(
    { left: words(left), middle: words(middle), right: words(right) },
    style,
    10,
    width,
    () => 100,
    context,
  ).filter(isGlyphs);
  return ops.map((op) => ({ ...edgesOf(op), text: textOf(op), size: op.size }));
}

describe('a line of three parts', () => {
  it('sets them at the left, in the middle and at the right', () => {
    const [left, middle, right] = parts('左边', '中间', '右', 300);
    expect(left!.left).toBeCloseTo(10, 6);
    expect((middle!.left + middle!.right) / 2).toBeCloseTo(160, 6);
    expect(right!.right).toBeCloseTo(310, 6);
  });

  it('centres the middle part between its neighbours if they leave no room in the middle of the line', () => {
    const [left, middle, right] = parts('很长很长的左边的一段文字', '中间', '右', 200);
    expect(middle!.left).toBeGreaterThan(left!.right);
    expect(middle!.left - left!.right).toBeCloseTo(right!.left - middle!.right, 6);
    expect(middle!.size).toBe(9);
  });

  it('keeps its parts apart and inside the line, and loses no words', () => {
    const word = fc.string({ unit: fc.constantFrom('字', '期', '1', 'a'), maxLength: 60 });
    fc.assert(
      fc.property(word, word, word, fc.integer({ min: 60, max: 700 }), (left, middle, right, width) => {
        const set = parts(left, middle, right, width);
        expect(set.map(({ text }) => text).join('')).toBe([left, middle, right].join(''));
        for (const [index, part] of set.entries()) {
          expect(part.left).toBeGreaterThan(10 - 0.01);
          expect(part.right).toBeLessThan(10 + width + 0.01);
          const before = set[index - 1];
          // At least one em of space.
          if (before !== undefined) expect(part.left - before.right).toBeGreaterThan(part.size - 0.01);
        }
      }),
    );
  });
});
