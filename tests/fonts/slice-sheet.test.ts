import { describe, expect, it } from 'vitest';
import { readSliceSheet } from '../../src/fonts/slice-sheet.ts';

const rule = (file: string, ranges: string) =>
  `@font-face{font-family:"A";src:local("A"),url("${file}")format("woff2");unicode-range:${ranges}}`;

describe('readSliceSheet', () => {
  const sheet = readSliceSheet(
    [
      '/* all of it */',
      rule('./a.woff2', 'U+20-7E,U+3007'),
      '@font-face { font-family: B; src: url(b.woff2) format("woff2"); unicode-range: u+4e00-9fff , U+20000-2A6DF; }',
      '@font-face{font-family:"A";src:url("no-range.woff2")}',
      rule('./c.woff2', 'U+3002,U+4E00,U+00B7'),
    ].join('\n'),
  );
  const filesFor = (character: string) => [...sheet.naming(character.codePointAt(0)!)].map(sheet.file);

  it('finds the file for a character, by itself or in a stretch', () => {
    expect(filesFor('〇')).toEqual(['./a.woff2']);
    expect(filesFor(' ')).toEqual(['./a.woff2']);
    expect(filesFor('~')).toEqual(['./a.woff2']);
    expect(filesFor('报')).toEqual(['b.woff2']);
    expect(filesFor('𠮷')).toEqual(['b.woff2']);
    expect(filesFor('。')).toEqual(['./c.woff2']);
    expect(filesFor('·')).toEqual(['./c.woff2']);
  });

  it('has no file for what no rule names', () => {
    expect(filesFor('\u007f')).toEqual([]);
    expect(filesFor('，')).toEqual([]);
    expect(filesFor('鿿')).toEqual(['b.woff2']);
    expect(filesFor('\ua000')).toEqual([]);
  });

  // CSS Fonts 4, 4.5: of rules that overlap the last one takes precedence.
  it('asks the later rule first where two name a character', () => {
    expect(filesFor('一')).toEqual(['./c.woff2', 'b.woff2']);
  });
});
