import { describe, expect, it } from 'vitest';
import { em, runGlyphs, set as setPlain } from '../support/set-text.ts';

const measure = 80;
const set = (text: string) => setPlain(text, measure / em);

describe('a rule typed as a row of marks', () => {
  it.each([
    ['dashes', '—'.repeat(24)],
    ['an odd number of dashes', '—'.repeat(25)],
    ['dots', '…'.repeat(30)],
    ['dashes between words', `姓名${'—'.repeat(40)}电话`],
  ])('of %s keeps inside the measure and loses nothing', (_, text) => {
    const lines = set(text);
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(measure + 1e-6);
    const glyphs = lines.flatMap(({ runs }) => runs.flatMap(runGlyphs));
    expect(glyphs.map((glyph) => glyph.text).join('')).toBe(text);
  });

  it('that fits its line stays whole', () => {
    expect(set('—'.repeat(8))).toHaveLength(1);
  });
});
