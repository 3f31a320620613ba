import { describe, expect, it } from 'vitest';
import type { CacheFolder } from '../../src/core/cache.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { FontProgram } from '../../src/fonts/font-program.ts';
import { openWebFontFace, readWebFontSheet } from '../../src/fonts/web-font-face.ts';
import { cacheFolderInMemory } from '../support/cache-folder-in-memory.ts';

describe('a web font with a cache', () => {
  const kai = readBundledFonts().find(({ css }) => css !== undefined)!;
  const text = '居民供稿：程小满，一二三，abc';

  /** Everything a page takes from a face: shaped text, outlines, and the embedded subset. */
  function readText(folder?: CacheFolder) {
    const face = openWebFontFace('kai', fontPath(kai), folder);
    const glyphs = face.shape(text);
    const subset = (face.program as FontProgram).createSubset();
    subset.glyphs.push(...glyphs.map(({ id }) => id));
    return {
      glyphs,
      outlines: glyphs.map(({ id }) => face.outline(id)),
      subset: Buffer.from(subset.encode(new Set())).toString('base64'),
    };
  }

  it('reads the same from slices unpacked now, from cached ones, and from damaged cache entries', () => {
    const uncached = readText();
    const { entries, folder } = cacheFolderInMemory();
    expect(readText(folder)).toEqual(uncached);
    expect(entries.size).toBeGreaterThan(1);
    expect(readText(folder)).toEqual(uncached);
    for (const [name, bytes] of entries) entries.set(name, bytes.subarray(0, bytes.length - 1));
    expect(readText(folder)).toEqual(uncached);
  });

  it('reads from the cache the slices that it needs, each once', () => {
    const { entries, folder } = cacheFolderInMemory();
    readText(folder);
    const written = entries.size;
    const read: string[] = [];
    const watched = (name: string) => {
      read.push(name);
      return entries.get(name);
    };
    readText({ ...folder, read: watched });
    expect(read).toHaveLength(written);
    expect(read.every((name) => entries.has(name))).toBe(true);
  });
});

describe('readWebFontSheet', () => {
  const rule = (file: string, ranges: string) =>
    `@font-face{font-family:"A";src:local("A"),url("${file}")format("woff2");unicode-range:${ranges}}`;
  const sheet = readWebFontSheet(
    [
      '/* all of it */',
      rule('./a.woff2', 'U+20-7E,U+3007'),
      '@font-face { font-family: B; src: url(b.woff2) format("woff2"); unicode-range: u+4e00-9fff , U+20000-2A6DF; }',
      '@font-face{font-family:"A";src:url("no-range.woff2")}',
      rule('./c.woff2', 'U+3002,U+4E00,U+00B7'),
    ].join('\n'),
  );
  const filesFor = (character: string) => [...sheet.slicesFor(character.codePointAt(0)!)].map(sheet.file);

  it('finds the file of a character, listed by itself or in a range', () => {
    expect(filesFor('〇')).toEqual(['./a.woff2']);
    expect(filesFor(' ')).toEqual(['./a.woff2']);
    expect(filesFor('~')).toEqual(['./a.woff2']);
    expect(filesFor('报')).toEqual(['b.woff2']);
    expect(filesFor('𠮷')).toEqual(['b.woff2']);
    expect(filesFor('。')).toEqual(['./c.woff2']);
    expect(filesFor('·')).toEqual(['./c.woff2']);
  });

  it('finds no file for a character that no rule lists', () => {
    expect(filesFor('\u007f')).toEqual([]);
    expect(filesFor('，')).toEqual([]);
    expect(filesFor('鿿')).toEqual(['b.woff2']);
    expect(filesFor('\ua000')).toEqual([]);
  });

  // CSS Fonts 4, 4.5: of rules that overlap the last one takes precedence.
  it('tries the later rule first where two list a character', () => {
    expect(filesFor('一')).toEqual(['./c.woff2', 'b.woff2']);
  });
});
