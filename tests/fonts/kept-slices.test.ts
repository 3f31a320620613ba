import { expect, it } from 'vitest';
import type { KeptStore } from '../../src/core/cache.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { FontProgram } from '../../src/fonts/font-program.ts';
import { openSlicedFace } from '../../src/fonts/sliced-face.ts';
import { keptInMemory } from '../support/kept-in-memory.ts';

const kai = readBundledFonts().find(({ css }) => css !== undefined)!;
const text = '居民供稿：程小满，一二三，abc';

/** All that a page takes of a face: shapes, widths, outlines, and the part of it that is embedded. */
function takenOf(store?: KeptStore) {
  const face = openSlicedFace('kai', fontPath(kai), store);
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
  const { kept, store } = keptInMemory();
  expect(takenOf(store)).toEqual(plain);
  expect(kept.size).toBeGreaterThan(1);
  expect(takenOf(store)).toEqual(plain);
  for (const [name, bytes] of kept) kept.set(name, bytes.subarray(0, bytes.length - 1));
  expect(takenOf(store)).toEqual(plain);
});

it('takes what is kept, and of it what a page needs', () => {
  const { kept, store } = keptInMemory();
  takenOf(store);
  const written = kept.size;
  const read: string[] = [];
  const watched = (name: string) => {
    read.push(name);
    return kept.get(name);
  };
  takenOf({ ...store, read: watched });
  expect(read).toHaveLength(written);
  expect(read.every((name) => kept.has(name))).toBe(true);
});
