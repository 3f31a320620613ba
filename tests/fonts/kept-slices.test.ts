import { expect, it } from 'vitest';
import type { CacheFolder } from '../../src/core/cache.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { FontProgram } from '../../src/fonts/font-program.ts';
import { openSlicedFace } from '../../src/fonts/sliced-face.ts';
import { cacheFolderInMemory } from '../support/cache-folder-in-memory.ts';

const kai = readBundledFonts().find(({ css }) => css !== undefined)!;
const text = '居民供稿：程小满，一二三，abc';

/** All that a page takes of a face: shapes, widths, outlines, and the part of it that is embedded. */
function takenOf(folder?: CacheFolder) {
  const face = openSlicedFace('kai', fontPath(kai), folder);
  const glyphs = face.shape(text);
  const subset = (face.program as FontProgram).createSubset();
  subset.glyphs.push(...glyphs.map(({ id }) => id));
  return {
    glyphs,
    outlines: glyphs.map(({ id }) => face.outline(id)),
    part: Buffer.from(subset.encode(new Set())).toString('base64'),
  };
}

it('gives the same of slices unpacked now, unpacked before, and kept damaged', () => {
  const plain = takenOf();
  const { entries, folder } = cacheFolderInMemory();
  expect(takenOf(folder)).toEqual(plain);
  expect(entries.size).toBeGreaterThan(1);
  expect(takenOf(folder)).toEqual(plain);
  for (const [name, bytes] of entries) entries.set(name, bytes.subarray(0, bytes.length - 1));
  expect(takenOf(folder)).toEqual(plain);
});

it('takes what is kept, and of it what a page needs', () => {
  const { entries, folder } = cacheFolderInMemory();
  takenOf(folder);
  const written = entries.size;
  const read: string[] = [];
  const watched = (name: string) => {
    read.push(name);
    return entries.get(name);
  };
  takenOf({ ...folder, read: watched });
  expect(read).toHaveLength(written);
  expect(read.every((name) => entries.has(name))).toBe(true);
});
