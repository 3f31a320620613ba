import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { create } from 'fontkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BundledFont, fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { Face } from '../../src/fonts/face.ts';
import type { FontSubset } from '../../src/fonts/font-subset.ts';
import { openFace } from '../../src/fonts/fontkit-face.ts';
import { openFontFile, openTables } from '../../src/fonts/sfnt.ts';
import { openTrueTypeFace } from '../../src/fonts/true-type-face.ts';
import { openWoff } from '../../src/fonts/woff.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runs, sampleOf } from '../support/sweeps.ts';

/** Members of fontkit's `Font` that its type declarations omit. */
interface FontkitProgram {
  readonly numGlyphs: number;
  readonly unitsPerEm: number;
  readonly createSubset: () => FontSubset;
  readonly getGlyph: (glyph: number) => {
    readonly path: { readonly commands: readonly unknown[] };
    /** Advance and left side bearing from hmtx. */
    readonly _getMetrics: () => { readonly advanceWidth: number; readonly leftBearing: number };
    readonly _getContours: () => readonly (readonly { readonly onCurve: boolean }[])[];
  };
  readonly 'cvt '?: unknown;
  readonly fpgm?: unknown;
  readonly prep?: unknown;
}

const widths = (font: FontkitProgram, glyph: number): readonly number[] => {
  const { advanceWidth, leftBearing } = font.getGlyph(glyph)._getMetrics();
  return [advanceWidth, leftBearing];
};

/** Opens with fontkit a font that has only the tables PDF needs. */
const openSubset = (bytes: Uint8Array): FontkitProgram =>
  create(Buffer.from(bytes)) as unknown as FontkitProgram;

interface Pair {
  readonly ours: Face;
  readonly theirs: Face;
}

const noFontkit = (): Face => {
  throw new Error('this text should be shaped without fontkit');
};

function openBoth(font: BundledFont): Pair {
  const file = fontPath(font);
  return {
    ours: openTrueTypeFace(font.name, openFontFile(file)!, noFontkit)!,
    theirs: openFace(font.name, readFileSync(file)),
  };
}

const whole = readBundledFonts().filter(({ css }) => css === undefined);
const withName = (name: string) => whole.find((font) => font.name === name)!;

/** All characters of GB 2312 in its order: punctuation, letters, 6,763 Han characters. */
const gb2312 = (): readonly number[] => {
  const decoder = new TextDecoder('gb2312');
  const rows = Array.from({ length: 0xf7 - 0xa0 }, (_, row) => 0xa1 + row);
  const cells = Array.from({ length: 0xfe - 0xa0 }, (_, cell) => 0xa1 + cell);
  const characters = rows.map((row) => decoder.decode(Uint8Array.from(cells.flatMap((cell) => [row, cell]))));
  return [...characters.join('')]
    .filter((each) => !/[\p{Co}\ufffd]/u.test(each))
    .map((each) => each.codePointAt(0)!);
};

const upTo = (end: number) => Array.from({ length: end }, (_, codePoint) => codePoint);

/**
 * A contour whose first and last points are off the curve starts at their midpoint; fontkit starts half as far beyond
 * it, so its outline differs. Ma Shan Zheng has sixty such glyphs.
 */
const startsOffCurve = (face: Face, glyph: number): boolean =>
  (face.program as FontkitProgram)
    .getGlyph(glyph)
    ._getContours()
    .some((contour) => !contour[0]!.onCurve && !contour.at(-1)!.onCurve);

function expectSameGlyphs({ ours, theirs }: Pair, codePoints: readonly number[]): void {
  const glyphs = codePoints.map(theirs.glyph);
  expect(codePoints.map(ours.glyph)).toEqual(glyphs);
  expect(codePoints.map(ours.has)).toEqual(codePoints.map(theirs.has));
  for (const glyph of new Set(glyphs)) expectSameGlyph({ ours, theirs }, glyph);
}

function expectSameGlyph({ ours, theirs }: Pair, glyph: number): void {
  expect(ours.advance(glyph)).toBe(theirs.advance(glyph));
  if (startsOffCurve(theirs, glyph)) return;
  // As text, because comparing a million steps one by one takes a minute.
  if (JSON.stringify(ours.outline(glyph)) === JSON.stringify(theirs.outline(glyph))) return;
  expect(ours.outline(glyph)).toEqual(theirs.outline(glyph));
}

function expectSameShape({ ours, theirs }: Pair, text: string, features: readonly string[] = []): void {
  const [actual, expected] = [ours.shape(text, features), theirs.shape(text, features)];
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual, text).toEqual(expected);
}

describe('the characters of GB 2312', () => {
  it('have in Noto Serif SC Regular the glyphs that fontkit gives', () => {
    const all = gb2312();
    expect(all.length).toBeGreaterThan(7400);
    expectSameGlyphs(openBoth(withName('Noto Serif SC Regular')), sampleOf(all, 300));
  });
});

describe.each(whole)('$name, opened by our reader and by fontkit', (font) => {
  let pair: Pair;
  beforeAll(() => {
    pair = openBoth(font);
  });
  const letter = fc.constantFrom(
    ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàáâäåæçèéêëïîñòóöøüÿœšžāēīōūǎěǐǒǔǜß0123456789',
    ...['fi', 'fl', 'ff', 'ffi', 'ffl', 'fj', 'Th', '.', '-', '’', '/', '%', '&'],
  );
  const word = fc.array(letter, { minLength: 1, maxLength: 14 }).map((letters) => letters.join(''));

  it('has the same glyphs, widths and outlines', () => {
    const punctuation = upTo(0x70).map((each) => 0x2000 + each);
    const han = fc.sample(fc.constantFrom(...gb2312()), 200);
    expectSameGlyphs(pair, [
      ...sampleOf(upTo(0x250), 150),
      ...sampleOf(punctuation, 30),
      ...sampleOf(han, 50),
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x10ffff }), (codePoint) => {
        expect(pair.ours.glyph(codePoint)).toBe(pair.theirs.glyph(codePoint));
      }),
      { numRuns: 2000 },
    );
  });

  it('has the same outlines and widths for glyphs that no character maps to', () => {
    const { numGlyphs } = pair.theirs.program as FontkitProgram;
    for (const glyph of sampleOf(fc.sample(fc.nat(numGlyphs - 1), 150), 50)) expectSameGlyph(pair, glyph);
    for (const glyph of [0, numGlyphs - 1]) expectSameGlyph(pair, glyph);
  });

  it('kerns pairs of printable Latin-1 characters the same', () => {
    const printable = upTo(0x100).filter(
      (each) => each >= 0x20 && (each < 0x7f || each > 0xa0) && each !== 0xad,
    );
    const signs = printable.map((each) => String.fromCodePoint(each));
    // One in a hundred of these texts contains a sequence that is left to fontkit; its pairs occur in other texts too.
    const withFallback = {
      ...pair,
      ours: openTrueTypeFace('x', openFontFile(fontPath(font))!, () => pair.theirs)!,
    };
    for (const first of [...'ATVfry“.1', ...sampleOf(signs, 20)])
      expectSameShape(withFallback, signs.map((second) => first + second).join(''));
  });

  it('shapes words with ligatures, accents and figures the same', () => {
    fc.assert(
      fc.property(word, (text) => expectSameShape(pair, text)),
      runs(800, 150),
    );
    for (const text of [
      'office',
      'affluent',
      'fjord',
      'naïve',
      'AVATAR',
      'T.V.',
      '10,000.5',
      '3.14%',
      'GB/T',
      '½',
    ]) {
      expectSameShape(pair, text);
    }
  });

  it('shapes Western words in quotation marks the same', () => {
    fc.assert(
      fc.property(word, (text) => {
        expectSameShape(pair, `“${text}”`, ['pwid']);
        expectSameShape(pair, `‘${text}’s`, ['pwid']);
      }),
      runs(200, 40),
    );
  });

  it.each(['——', '—', '———', '……', '·', '–', '“报”', '，。、：；？！', '（２）', 'Aa1', '报纸 Type 1.5%'])(
    'shapes %s in full-width forms the same',
    (text) => {
      expectSameShape(pair, text, ['fwid']);
      expectSameShape(pair, text);
    },
  );

  it.each(['n\u0308', 'e\u0301\u0323', 'a\u200bb', '1\u20442', 'l·l', 'ïï', '日\ufe00', ''])(
    'shapes %j the same, by itself or with fontkit',
    (text) => {
      const withFallback = openTrueTypeFace('x', openFontFile(fontPath(font))!, () => pair.theirs)!;
      expect(withFallback.shape(text)).toEqual(pair.theirs.shape(text));
      expect(withFallback.shape(text, ['pwid'])).toEqual(pair.theirs.shape(text, ['pwid']));
    },
  );

  it('embeds the same outlines and widths under their codes, components included', () => {
    const [ours, theirs] = [pair.ours, pair.theirs].map(({ program }) => program as FontkitProgram);
    const glyph = fc.nat(theirs!.numGlyphs - 1);
    fc.assert(
      fc.property(fc.array(glyph, { minLength: 1, maxLength: 200 }), fc.nat(5), (glyphs, hole) => {
        const subset = ours!.createSubset();
        // The writer leaves some codes unused, and gives a glyph with two texts two codes.
        const codes = [0, ...glyphs.slice(0, hole), 0, ...glyphs.slice(hole), glyphs[0]!, 0];
        subset.glyphs.splice(0, 1, ...codes);
        // A proof paints .notdef for a character that no font has.
        const notdef = new Set([codes.length - 1]);
        const embedded = openSubset(subset.encode(new Set([0, 1]), notdef));
        expect(embedded.unitsPerEm).toBe(theirs!.unitsPerEm);
        for (const table of ['cvt ', 'fpgm', 'prep'] as const)
          expect(embedded[table]).toEqual(theirs![table]);
        for (const [code, id] of codes.entries()) {
          const drawn = (font: FontkitProgram, each: number) =>
            JSON.stringify(font.getGlyph(each).path.commands);
          const isEmpty = code < 2 || (id === 0 && !notdef.has(code));
          expect(drawn(embedded, code)).toBe(isEmpty ? '[]' : drawn(theirs!, id));
          if (id === 0 && !notdef.has(code)) continue;
          expect(widths(embedded, code)).toEqual(widths(theirs!, id));
        }
      }),
      runs(20, 6),
    );
  });

  it('has the same font-wide metrics and name', () => {
    const factsOf = ({ program }: Face) => {
      const { postscriptName, unitsPerEm, ascent, descent, ...more } = program as Record<string, unknown>;
      const { capHeight, italicAngle } = program as Record<string, unknown>;
      const { bbox, post, head, 'OS/2': os2 } = program as Record<string, Record<string, unknown>>;
      return {
        ...{ postscriptName, unitsPerEm, ascent, descent, capHeight, italicAngle },
        box: [bbox!['minX'], bbox!['minY'], bbox!['maxX'], bbox!['maxY']],
        fixed: post!['isFixedPitch'],
        italic: (head!['macStyle'] as Record<string, unknown>)['italic'],
        family: os2!['sFamilyClass'],
        subset: typeof more['createSubset'],
      };
    };
    expect(factsOf(pair.ours)).toEqual({ ...factsOf(pair.theirs), subset: 'function' });
  });
});

describe('a font of another kind', () => {
  const file = fontPath(withName('Ma Shan Zheng'));
  const plain = openFontFile(file)!;
  const tables = new Map(plain.tags.map((tag) => [tag, plain.table(tag)!]));
  const openWith = (changed: ReadonlyMap<string, Buffer>, whole = noFontkit) =>
    openTrueTypeFace('x', openTables(changed), whole);
  const without = (tag: string) => new Map([...tables].filter(([each]) => each !== tag));
  const withTable = (tag: string, table: Buffer) => new Map([...tables, [tag, table]]);

  it('is read the same from memory and from its file', () => {
    expect(openWith(tables)!.shape('Type')).toEqual(openTrueTypeFace('x', plain, noFontkit)!.shape('Type'));
  });

  it.each(['glyf', 'cmap', 'GSUB', 'name'])('is left to fontkit without a %s table', (tag) => {
    expect(openWith(without(tag))).toBeUndefined();
  });

  it.each(['kern', 'fvar', 'morx', 'CFF ', 'COLR', 'sbix'])('is left to fontkit with a %s table', (tag) => {
    expect(openWith(withTable(tag, Buffer.alloc(4)))).toBeUndefined();
  });

  it('is left to fontkit where its cmap has an older format', () => {
    const cmap = Buffer.from(tables.get('cmap')!);
    for (const entry of [4, 12]) cmap.writeUInt16BE(6, cmap.readUInt32BE(entry + 4));
    expect(openWith(withTable('cmap', cmap))).toBeUndefined();
  });

  it('is left to fontkit where it has no TrueType outlines', () => {
    const folder = scratchFolder({
      'a.otf': 'OTTO\0\0 and so on',
      'b.ttf': '',
      'c.ttc': 'ttcf\0\x02\0\0\0\0\0\x01',
    });
    for (const name of ['a.otf', 'b.ttf', 'c.ttc'])
      expect(openFontFile(path.join(folder, name))).toBeUndefined();
  });

  it('throws where its file is truncated', () => {
    const bytes = readFileSync(file);
    const folder = scratchFolder({
      'short.ttf': bytes.subarray(0, bytes.length - 200),
      'head.ttf': bytes.subarray(0, 40),
    });
    expect(() => openFontFile(path.join(folder, 'short.ttf'))).toThrow(RangeError);
    expect(() => openFontFile(path.join(folder, 'head.ttf'))).toThrow(RangeError);
  });

  it('has texts shaped by fontkit where GDEF calls their letters marks', () => {
    const glyph = openWith(tables)!.glyph(0x61);
    // GDEF 1.0: the offset of the class definition; format 1: one glyph, that of a, of class 3.
    const words = [1, 0, 12, 0, 0, 0, 1, glyph, 1, 3];
    const gdef = Buffer.alloc(2 * words.length);
    for (const [index, word] of words.entries()) gdef.writeUInt16BE(word, 2 * index);
    const face = openWith(withTable('GDEF', gdef))!;
    expect(face.shape('b')).toMatchObject([{ text: 'b' }]);
    expect(() => face.shape('ba')).toThrow('without fontkit');
  });
});

describe('the unicode-range slices of LXGW WenKai', () => {
  const sheet = fontPath(readBundledFonts().find(({ css }) => css !== undefined)!);
  const files = [...readFileSync(sheet, 'utf8').matchAll(/url\("([^"]+)"\)/g)].map(([, file]) => file!);

  // The first slice in the sheet and the last, with the Latin letters, are always read.
  const chosen = files.filter((_, index) => index % 24 === 0);
  const read = [...new Set([files[0]!, files.at(-1)!, ...sampleOf(chosen, 3)])];

  it.each(read)('in %s have the glyphs that fontkit gives', (file) => {
    const bytes = readFileSync(path.resolve(path.dirname(sheet), file));
    const pair = {
      ours: openTrueTypeFace('x', openWoff(bytes), noFontkit)!,
      theirs: openFace('x', bytes),
    };
    const characters = (pair.theirs.program as { characterSet: readonly number[] }).characterSet;
    expectSameGlyphs(pair, characters);
    // Out of order too, because glyphs are rebuilt on request.
    const reversed = { ...pair, ours: openTrueTypeFace('x', openWoff(bytes), noFontkit)! };
    expectSameGlyphs(reversed, characters.toReversed());
  });
});
