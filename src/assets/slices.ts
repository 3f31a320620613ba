import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Face, FaceId, ShapedGlyph } from './face.ts';
import { openFace } from './face.ts';
import { onDemand } from './on-demand.ts';
import { readSfnt, type SfntTables } from './sfnt.ts';
import { makeSliceSubset } from './slice-subset.ts';
import { unpackFont } from './unpack-font.ts';

/** A slice's glyph 7 is the face's glyph `slice × idsPerSlice + 7`; a font file has no more than 65,535. */
const idsPerSlice = 0x10000;

interface Slice {
  readonly file: string;
  readonly holds: (codePoint: number) => boolean;
}

/**
 * Opens a font that comes in slices as one face. In: the name it goes by, and the path of its style sheet, which says
 * what characters each slice holds. A slice's file is read when a character of it is first asked for.
 */
export function openSlicedFace(id: FaceId, sheet: string): Face {
  const slices = readSlices(readFileSync(sheet, 'utf8'));
  const parts = onDemand((slice) => {
    const font = unpackFont(readFileSync(path.resolve(path.dirname(sheet), slices[slice]!.file)));
    return { face: openFace(`${id}/${slice}`, font), tables: readSfnt(font) };
  });
  const faceOf = (glyph: number): Face => parts(Math.floor(glyph / idsPerSlice)).face;
  const sliceWith = onDemand((codePoint) =>
    slices.findIndex(({ holds }, slice) => holds(codePoint) && parts(slice).face.has(codePoint)),
  );
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
      program ??= wholeProgram(parts(0).face, (glyph) => parts(Math.floor(glyph / idsPerSlice)).tables);
      return program;
    },
  };
}

/** The first slice's font speaks for all: they share their measures. Only its subset is of all slices. */
const wholeProgram = (first: Face, tablesOf: (glyph: number) => SfntTables): object =>
  Object.create(first.program as object, {
    createSubset: { value: () => makeSliceSubset(tablesOf, idsPerSlice) },
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

/** CSS Fonts 4, 4.5: each rule names a file and the characters it is for. */
function readSlices(css: string): readonly Slice[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, rule]) => {
    const file = /url\("?([^")]+)"?\)/.exec(rule!)?.[1];
    const ranges = /unicode-range:([^;}]+)/.exec(rule!)?.[1];
    return file === undefined || ranges === undefined ? [] : [{ file, holds: inRanges(ranges) }];
  });
}

/** `U+4E00-4EFF, U+3007` as a question. */
function inRanges(source: string): (codePoint: number) => boolean {
  const ranges = source.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) };
  });
  return (codePoint) => ranges.some(({ from, to }) => codePoint >= from && codePoint <= to);
}
