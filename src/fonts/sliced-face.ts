import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CacheFolder } from '../core/cache.ts';
import { entryName, readEntry, writeEntry } from '../core/cache-entry.ts';
import type { Face, FaceId, ShapedGlyph } from './face.ts';
import { memoize } from './face.ts';
import { openFace } from './fontkit-face.ts';
import { type FontSource, openTables, readSfnt } from './sfnt.ts';
import { readSliceSheet } from './slice-sheet.ts';
import { makeSliceSubset } from './slice-subset.ts';
import { openTrueTypeFace } from './true-type-face.ts';
import { openWoff, unpackFont } from './woff.ts';

/** A slice's glyph 7 is the face's glyph `slice × idsPerSlice + 7`; a font file has no more than 65,535. */
const idsPerSlice = 0x10000;

interface Slice {
  readonly face: Face;
  readonly source: FontSource;
}

/**
 * Opens a font that comes in slices as one face. In: the name it goes by, the path of its style sheet, which says what
 * characters each slice holds, and where slices are kept unpacked. A slice's file is read when a character of it is
 * first asked for.
 */
export function openSlicedFace(id: FaceId, sheet: string, folder?: CacheFolder): Face {
  // As bytes, in a fraction of the time of UTF-8: what is looked for in the sheet is ASCII.
  const { file, naming } = readSliceSheet(readFileSync(sheet, 'latin1'));
  const parts = memoize((slice) =>
    openSlice(`${id}/${slice}`, readFileSync(path.resolve(path.dirname(sheet), file(slice))), folder),
  );
  const faceOf = (glyph: number): Face => parts(Math.floor(glyph / idsPerSlice)).face;
  const sliceWith = memoize((codePoint) => {
    for (const slice of naming(codePoint)) if (parts(slice).face.has(codePoint)) return slice;
    return -1;
  });
  let program: object | undefined;
  return {
    id,
    has: (codePoint) => sliceWith(codePoint) >= 0,
    glyph: (codePoint) => {
      const slice = sliceWith(codePoint);
      return slice < 0 ? 0 : slice * idsPerSlice + parts(slice).face.glyph(codePoint);
    },
    advance: (glyph) => faceOf(glyph).advance(glyph % idsPerSlice),
    outline: (glyph) => faceOf(glyph).outline(glyph % idsPerSlice),
    shape: (text, features) =>
      stretches(text, sliceWith).flatMap(({ slice, text: stretch }) =>
        parts(Math.max(slice, 0))
          .face.shape(stretch, features)
          .map(inSlice(Math.max(slice, 0))),
      ),
    get program() {
      program ??= wholeProgram(parts(0).face, (glyph) => parts(Math.floor(glyph / idsPerSlice)).source);
      return program;
    },
  };
}

function openSlice(id: FaceId, bytes: Buffer, folder: CacheFolder | undefined): Slice {
  const source = folder === undefined ? openWoff(bytes) : unpackedOnce(bytes, folder);
  const whole = () => openFace(id, bytes);
  return { face: openTrueTypeFace(id, source, whole) ?? whole(), source };
}

/** The font in a slice: to unpack one takes longer than to set the line that wants it. */
function unpackedOnce(bytes: Buffer, folder: CacheFolder): FontSource {
  const name = entryName(folder, ['slice'], [bytes]);
  const cached = readEntry(folder, name)?.bytes;
  const font = cached ?? unpackFont(bytes);
  if (cached === undefined) void writeEntry(folder, name, { facts: {}, bytes: font });
  return openTables(readSfnt(font));
}

/** The first slice's font speaks for all: they share their measures. Only its subset is of all slices. */
const wholeProgram = (first: Face, sourceOf: (glyph: number) => FontSource): object =>
  Object.create(first.program as object, {
    createSubset: { value: () => makeSliceSubset(sourceOf, idsPerSlice) },
  });

/** Cuts a text where the slice changes: each can only shape what it holds. */
function stretches(
  text: string,
  sliceWith: (codePoint: number) => number,
): { slice: number; text: string }[] {
  const cut: { slice: number; text: string }[] = [];
  for (const character of text) {
    const slice = sliceWith(character.codePointAt(0)!);
    const last = cut.at(-1);
    if (last?.slice === slice) last.text += character;
    else cut.push({ slice, text: character });
  }
  return cut;
}

const inSlice =
  (slice: number) =>
  (glyph: ShapedGlyph): ShapedGlyph => ({ ...glyph, id: slice * idsPerSlice + glyph.id });
