import { describe, expect, it } from 'vitest';
import { openMemoryCache } from '../../src/core/cache.ts';
import { black } from '../../src/core/ink.ts';
import { type Fittings, setText } from '../../src/sheet/set-text.ts';
import type { Style } from '../../src/template/template.ts';
import { fakeFontBook } from '../support/fake-face.ts';

const style: Style = { face: 'hei', size: 9, ink: black, align: 'start', indent: 0, tracking: 0 };

function opened() {
  const told: unknown[] = [];
  const fittings: Fittings = {
    fonts: fakeFontBook({ missing: '缺' }),
    report: (...message) => void told.push(message),
    file: 'issue.md',
    lines: openMemoryCache(),
  };
  return { fittings, told };
}

describe('equal words', () => {
  it('are set once in a style, and as they would be without', () => {
    const { fittings } = opened();
    const line = setText(['街坊', '报'], style, fittings);
    expect(setText(['街坊', '报'], { ...style }, fittings)).toBe(line);
    expect(setText(['街坊', '报'], { ...style, size: 10 }, fittings)).not.toEqual(line);
    expect(setText(['街坊报'], { ...style, ink: { ...black, k: 50 } }, fittings)).not.toEqual(line);
    const { lines: _, ...without } = fittings;
    expect(setText(['街坊', '报'], style, without)).toEqual(line);
  });

  it('are told of each time', () => {
    const { fittings, told } = opened();
    setText(['缺字'], style, fittings);
    const once = told.length;
    setText(['缺字'], style, fittings);
    expect(once).toBeGreaterThan(0);
    expect(told).toHaveLength(2 * once);
    expect(told.slice(once)).toEqual(told.slice(0, once));
  });
});
