import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columns,
  sourceExcerpt as excerptOfLines,
  linesOf,
  snippet,
  visible,
} from '../../src/cli/source-excerpt.ts';

const sourceExcerpt = (source: string, at: Parameters<typeof excerptOfLines>[1]) =>
  excerptOfLines(linesOf(source), at);

const place = (line: number, column: number, end?: { line: number; column: number }) => ({
  file: 'issue.md',
  start: { line, column },
  ...(end && { end }),
});

/** The source characters above the carets. */
function pointedAt([source, carets]: readonly [string, string]): string {
  const from = carets.indexOf('^');
  const to = carets.lastIndexOf('^') + 1;
  let column = 0;
  return [...source]
    .filter((character) => {
      const at = column;
      column += columns(character);
      return at >= from && at < to;
    })
    .join('');
}

describe('sourceExcerpt', () => {
  it('puts carets under the characters of the place, Han or Latin', () => {
    const source = '# 标题\n社区里有 3 棵树![图](树.jpg)。\n';
    expect(pointedAt(sourceExcerpt(source, place(2, 10, { line: 2, column: 20 }))!)).toBe(
      '![图](树.jpg)'.slice(0, 10),
    );
    expect(pointedAt(sourceExcerpt(source, place(2, 6))!)).toBe('3');
    expect(pointedAt(sourceExcerpt(source, place(1, 3))!)).toBe('标');
  });

  it('counts columns in UTF-16 units, as editors do', () => {
    expect(pointedAt(sourceExcerpt('𠮷野家', place(1, 3))!)).toBe('野');
    expect(pointedAt(sourceExcerpt('野𠮷家', place(1, 2))!)).toBe('𠮷');
  });

  it('marks to the end of the line if the place continues on the next', () => {
    expect(pointedAt(sourceExcerpt('甲乙丙\n丁', place(1, 2, { line: 2, column: 1 }))!)).toBe('乙丙');
  });

  it('shortens a long line and keeps the fault visible', () => {
    const excerpt = sourceExcerpt(`${'长'.repeat(500)}误${'长'.repeat(500)}`, place(1, 501))!;
    expect(pointedAt(excerpt)).toBe('误');
    expect(columns(excerpt[0])).toBeLessThan(80);
  });

  it('accepts any line ending and skips a byte order mark', () => {
    expect(pointedAt(sourceExcerpt('\uFEFF甲\r\n乙', place(1, 1))!)).toBe('甲');
    expect(pointedAt(sourceExcerpt('甲\r\n乙', place(2, 1))!)).toBe('乙');
    expect(pointedAt(sourceExcerpt('甲\r乙', place(2, 1))!)).toBe('乙');
  });

  it('is undefined if the place has no line', () => {
    expect(sourceExcerpt('甲', { file: 'issue.md' })).toBeUndefined();
    expect(sourceExcerpt('甲', place(9, 1))).toBeUndefined();
  });

  it('fits into the terminal for any place in any text', () => {
    const spots = fc.record({
      line: fc.integer({ min: 1, max: 3 }),
      column: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        spots,
        fc.option(spots),
        (text, start, end) => {
          const excerpt = sourceExcerpt(text, { file: 'issue.md', start, ...(end && { end }) });
          if (excerpt === undefined) return;
          expect(excerpt[1]).toMatch(/^ +\| *\^+$/);
          expect(columns(excerpt[0])).toBeLessThan(80);
          expect(columns(excerpt[1])).toBeLessThan(80);
        },
      ),
    );
  });
});

describe('visible', () => {
  it('replaces characters that control the terminal', () => {
    expect(visible('\u001b[2J\u202e甲\t\u0007')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(visible('甲\t乙')).toBe('甲 乙');
  });
});

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['报纸', 4],
    ['，。', 4],
    ['（1）', 5],
    ['é', 1],
    ['e\u0301', 1],
    ['𠮷', 2],
    ['', 0],
  ])('of %j are %i in a terminal', (text, width) => {
    expect(columns(text)).toBe(width);
  });
});

describe('snippet', () => {
  it('shows the place with a few words of context', () => {
    const source = `# 标题\n${'社区花园'.repeat(9000)},${'四季有花'.repeat(9000)}\n`;
    expect(snippet(linesOf(source), place(2, 36_001, { line: 2, column: 36_002 }))).toBe(
      '…园社区花园,四季有花四…',
    );
    expect(snippet(linesOf(source), place(1, 1))).toBe('# 标题');
    expect(snippet(linesOf(source), place(9, 1))).toBeUndefined();
  });
});
