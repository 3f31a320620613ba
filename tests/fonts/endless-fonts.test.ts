import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAuthorsFont } from '../../src/fonts/authors-font.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { isWithinLimits } from '../../src/fonts/glyph-limits.ts';
import { readSfnt } from '../../src/fonts/sfnt.ts';
import { limitSteps } from '../../src/fonts/step-limit.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { withTables } from '../support/font-edits.ts';

const brush = readFileSync(fontPath(readBundledFonts().find(({ name }) => name === 'Ma Shan Zheng')!));
const place = { file: 'issue.md', start: { line: 3, column: 9 } };

async function open(bytes: Uint8Array) {
  const { desk, messages } = fakeDesk({ 'own.ttf': bytes });
  const request = { role: 'song', font: 'own.ttf', from: 'issue.md', place, weight: 400 };
  return { opened: await openAuthorsFont(request, desk, []), messages };
}

const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * index);
  return bytes;
};

/** A GSUB or GPOS table with one feature, for all scripts, and lookups of one subtable each, the first in the feature. */
function layoutTable(feature: string, type: number, ...subtables: readonly Buffer[]): Buffer {
  const scripts = Buffer.concat([words(1), Buffer.from('DFLT'), words(8, 4, 0, 0, 0xffff, 1, 0)]);
  const features = Buffer.concat([words(1), Buffer.from(feature), words(8, 0, 1, 0)]);
  const lookups = subtables.map((subtable) => Buffer.concat([words(type, 0, 1, 8), subtable]));
  let end = 2 + 2 * lookups.length;
  const starts = lookups.map(({ length }) => {
    end += length;
    return end - length;
  });
  const lists = [scripts, features, Buffer.concat([words(lookups.length, ...starts), ...lookups])];
  const offsets = [10, 10 + scripts.length, 10 + scripts.length + features.length];
  return Buffer.concat([words(1, 0, ...offsets), ...lists]);
}

/** A coverage of all glyphs. */
const everyGlyph = words(2, 1, 0, 0xffff, 0);

describe('a font that would keep the program busy', () => {
  it('with thousands of records in each of thousands is reported', async () => {
    // Marks on bases: both coverages, the number of classes of marks, no mark, and 65,535 bases with a place for each class.
    const marks = Buffer.concat([
      words(1, 12, 12, 0xffff, 22, 24),
      everyGlyph,
      words(0, 0xffff),
      Buffer.alloc(3_000_000, 1),
    ]);
    const { opened, messages } = await open(withTables(brush, { GPOS: layoutTable('mark', 4, marks) }));
    expect(opened?.weight).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'font-broken', place }]);
  });

  it.each([
    ['calls itself', [0]],
    ['doubles the work with each of forty', Array.from({ length: 40 }, (_, index) => index + 1)],
  ])('with a lookup that %s is reported', async (_, next) => {
    // Wherever a glyph is, the lookup applies another to it, twice.
    const contexts = next.map((lookup) =>
      Buffer.concat([words(3, 1, 2, 16, 0, lookup, 0, lookup), everyGlyph]),
    );
    const last = Buffer.concat([words(3, 1, 0, 8), everyGlyph]);
    const { opened, messages } = await open(
      withTables(brush, { GSUB: layoutTable('liga', 5, ...contexts, last) }),
    );
    expect(opened?.weight).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'font-broken', place }]);
  });

  it('with a glyph that contains itself lacks that character alone', async () => {
    const tables = readSfnt(brush);
    const { opened: whole } = await open(brush);
    const glyph = whole!.face.glyph('报'.codePointAt(0)!);
    const loca = Buffer.from(tables.get('loca')!);
    const isLong = tables.get('head')![51] !== 0;
    const at = isLong ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph);
    const glyf = Buffer.from(tables.get('glyf')!);
    // A composite of two components, both this glyph: flags, glyph, offsets.
    glyf.set(words(-1, 0, 0, 0, 0, 0x20, glyph, 0, 0, glyph, 0), at);
    const { opened, messages } = await open(withTables(brush, { glyf }));
    expect(messages).toEqual([]);
    expect(opened!.face.has('报'.codePointAt(0)!)).toBe(false);
    expect(opened!.face.has('纸'.codePointAt(0)!)).toBe(true);
  });
});

describe('limitSteps', () => {
  const counted = (applyLookup: () => void = () => undefined) => {
    const stream = { pos: 0 };
    return { stream, _layoutEngine: { engine: { GSUBProcessor: { applyLookup }, GPOSProcessor: null } } };
  };

  it('ends work that reads a million times, and leaves the next to begin anew', () => {
    const font = counted();
    const run = limitSteps(font);
    const read = (times: number) => () => {
      for (let time = 0; time < times; time += 1) font.stream.pos += 1;
      return 'read';
    };
    expect(run(read(900_000))).toBe('read');
    expect(run(read(900_000))).toBe('read');
    expect(() => run(read(1_100_000))).toThrow(RangeError);
    expect(run(read(900_000))).toBe('read');
    expect(font.stream.pos).toBeGreaterThan(3_000_000);
  });

  it('counts lookups a hundred times', () => {
    const font = counted();
    const run = limitSteps(font);
    const apply = (times: number) => () => {
      for (let time = 0; time < times; time += 1) font._layoutEngine.engine.GSUBProcessor.applyLookup();
    };
    run(apply(9000), true);
    expect(() => run(apply(11_000), true)).toThrow(RangeError);
  });
});

describe('isWithinLimits', () => {
  const simple = (points: number) => words(1, 0, 0, 0, 0, points - 1);
  const composite = (...parts: readonly number[]) =>
    words(
      -1,
      0,
      0,
      0,
      0,
      ...parts.flatMap((part, index) => [index === parts.length - 1 ? 0 : 0x20, part, 0]),
    );
  const within = (glyphs: readonly Buffer[], glyph = 0) => isWithinLimits((each) => glyphs[each]!, glyph);

  it.each([
    ['nothing', true, [Buffer.alloc(0)]],
    ['20,000 points', true, [simple(20_000)]],
    ['more points', false, [simple(20_001)]],
    ['contours that end before they begin', false, [words(2, 0, 0, 0, 0, 9, 3)]],
    ['parts with more points together', false, [composite(1, 1, 1), simple(9000)]],
    ['itself', false, [composite(0)]],
    ['a circle of parts', false, [composite(1), composite(0)]],
    [
      'twice as many parts on each level',
      false,
      Array.from({ length: 9 }, (_, level) => composite(level + 1, level + 1)),
    ],
  ])('a glyph of %s: %s', (_, expected, glyphs) => {
    expect(within([...glyphs, simple(4)])).toBe(expected);
  });
});
