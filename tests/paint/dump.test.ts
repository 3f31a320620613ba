import { describe, expect, it } from 'vitest';
import { black } from '../../src/core/ink.ts';
import { dump } from '../../src/paint/dump.ts';
import { toGlyphRow } from '../../src/paint/glyph-row.ts';
import type { Publication } from '../../src/paint/paint.ts';
import { rectangle } from '../../src/paint/paths.ts';

const publication: Publication = {
  info: { title: '街坊 “1”', creator: 'baoshan-news', date: '2026-11-20T00:00:00Z' },
  sheets: [
    {
      trim: { width: 300, height: 400.5 },
      bleed: 8.504,
      ops: [
        {
          op: 'glyphs',
          face: 'song',
          size: 9,
          ink: black,
          at: { x: 10, y: 20.1234 },
          row: toGlyphRow([
            { id: 1, x: 0, y: 0, advance: 9, text: '街' },
            { id: 2, x: 9, y: 0, advance: 9, text: '坊' },
          ]),
          source: 'copy',
        },
        {
          op: 'glyphs',
          face: 'song',
          size: 9,
          ink: { c: 0, m: 100, y: 90, k: 0 },
          at: { x: 0, y: 0 },
          row: toGlyphRow([{ id: 3, x: 0, y: -2, advance: 9, text: '"' }]),
          source: 'furniture',
          hidden: true,
        },
        { op: 'fill', path: rectangle({ x: 0, y: 0, width: 5, height: 6 }), ink: { c: 0, m: 0, y: 0, k: 0 } },
        {
          op: 'stroke',
          path: [
            { to: 'move', x: 0, y: 0 },
            { to: 'curve', x1: 1, y1: 2, x2: 3, y2: 4, x: 5, y: 6 },
          ],
          ink: black,
          width: 0.25,
        },
        {
          op: 'image',
          image: 'abc',
          rect: { x: 1, y: 2, width: 3, height: 4 },
          crop: { x: 0, y: 0.25, width: 1, height: 0.5 },
        },
      ],
    },
  ],
};

describe('dump', () => {
  it('prints one op per line', () => {
    expect(dump(publication)).toBe(`publication  "街坊 “1”"  baoshan-news  2026-11-20T00:00:00Z
sheet 1  trim 300×400.5  bleed 8.504
glyphs  song 9  k100  at 10,20.123  "街坊"  x 0 9
glyphs  song 9  m100 y90 furniture hidden  at 0,0  "\\""  x 0  y -2
fill    paper  M0,0 L5,0 L5,6 L0,6 Z
stroke  k100  0.25  M0,0 C1,2 3,4 5,6
image   abc  1,2 3×4  crop 0,0.25 1×0.5
`);
  });
});
