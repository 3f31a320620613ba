import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAuthorsFont } from '../../src/fonts/authors-font.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { FontProgram } from '../../src/fonts/font-program.ts';
import { readSfnt } from '../../src/fonts/sfnt.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { otfFont, variableTables, withTables } from '../support/font-edits.ts';
import { runs } from '../support/sweeps.ts';

const fileOf = (name: string) =>
  readFileSync(fontPath(readBundledFonts().find((font) => font.name === name)!));
const brush = fileOf('Ma Shan Zheng');
const glyphCount = Buffer.from(readSfnt(brush).get('maxp')!).readUInt16BE(4);

/** Sound fonts of several kinds: TrueType with and without kerning and marks, variable, CFF, and a slice of a web font. */
const sound: readonly Buffer[] = [
  brush,
  fileOf('Noto Sans Symbols 2 Regular'),
  fileOf('Source Serif 4 Regular Italic'),
  withTables(brush, variableTables(glyphCount, 40, 20, 100)),
  otfFont(brush),
  webFontSlice(),
];

function webFontSlice(): Buffer {
  const sheet = fontPath(readBundledFonts().find(({ css }) => css !== undefined)!);
  const [, file] = /url\("([^"]+)"\)/.exec(readFileSync(sheet, 'utf8'))!;
  return readFileSync(new URL(file!, `file://${sheet}`));
}

/** Where a change is made: a table, by its number among those there are, and a place in it as a fraction. */
interface Damage {
  readonly kind: 'bytes' | 'fill' | 'noise' | 'cut' | 'anywhere';
  readonly table: number;
  readonly at: number;
  readonly values: readonly number[];
}

const damages: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('bytes', 'fill', 'noise', 'cut', 'anywhere'),
  table: fc.nat(40),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  values: fc.array(fc.oneof(fc.constant(255), fc.constant(0), fc.nat(255)), { minLength: 1, maxLength: 12 }),
});

function damage(font: Buffer, { kind, table, at, values }: Damage): Buffer {
  const bytes = Buffer.from(font);
  if (kind === 'cut') return bytes.subarray(0, Math.floor(at * bytes.length));
  const isSfnt = bytes.readUInt32BE(0) === 0x0001_0000 || bytes.toString('latin1', 0, 4) === 'OTTO';
  const entry = 12 + 16 * (isSfnt ? table % bytes.readUInt16BE(4) : 0);
  const isWhole = !isSfnt || kind === 'anywhere';
  const start = isWhole ? 0 : bytes.readUInt32BE(entry + 8);
  const length = isWhole ? bytes.length : bytes.readUInt32BE(entry + 12);
  // The heads of tables decide more than what follows.
  const reach = kind === 'bytes' ? Math.min(length, 200) : length;
  if (kind === 'noise') {
    let state = values.reduce((sum, value) => 31 * sum + value + 1, table);
    for (let index = 0; index < length; index += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      bytes[start + index] = state >>> 24;
    }
    return bytes;
  }
  const from = start + Math.floor(at * reach);
  if (kind === 'fill') return bytes.fill(values[0]!, from, Math.min(start + length, from + 100));
  for (const [index, value] of values.entries()) {
    const place = start + Math.floor(((at * (index + 1) * 7919) % 1) * reach);
    if (place < bytes.length) bytes[place] = value;
  }
  return bytes;
}

const words = ['报纸', '“引文”——，', 'Type', 'office', 'AVATo', '1.5%', 'n\u0308', '①★宝山区'];

/** Opens a font and uses all of it that setting and writing use. Throws if anything does. */
async function use(bytes: Buffer): Promise<readonly string[]> {
  const { desk, messages } = fakeDesk({ 'own.ttf': bytes });
  const request = {
    role: 'song',
    font: 'own.ttf',
    from: 'issue.md',
    place: { file: 'issue.md' },
    weight: 400,
  };
  const opened = await openAuthorsFont(request, desk, []);
  if (opened === undefined) return messages.map(({ code }) => code);
  const { face } = opened;
  const used = new Set<number>();
  for (const word of words) {
    for (const character of word)
      if (face.has(character.codePointAt(0)!)) used.add(face.glyph(character.codePointAt(0)!));
    const shaped = face.shape(word);
    expect(shaped.map(({ text }) => text).join('')).toBe(word);
    for (const { id, advance, x, y } of shaped) {
      expect([advance, x, y].every(Number.isFinite)).toBe(true);
      used.add(id);
    }
    face.sequence(word);
  }
  for (const glyph of used) {
    expect(Number.isFinite(face.advance(glyph))).toBe(true);
    face.outline(glyph);
  }
  const subset = (face.program as FontProgram).createSubset();
  for (const glyph of used) if (glyph !== 0) subset.glyphs.push(glyph);
  expect(subset.encode(new Set([0])).length).toBeGreaterThan(0);
  return [];
}

describe('a damaged font', () => {
  it.each(sound.map((font, index) => [index, font] as const))(
    'is none of the sound ones: %d',
    async (_, font) => {
      expect(await use(font)).toEqual([]);
    },
  );

  it(
    'is used or reported, and neither throws nor hangs',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(sound.length - 1), damages, async (font, change) => {
          const started = performance.now();
          const codes = await use(damage(sound[font]!, change));
          expect(['', 'font-broken', 'font-unsuitable', 'font-not-in-file']).toContain(codes.join());
          // A hang takes minutes; a font in steps takes less than a second on an idle machine.
          expect(performance.now() - started).toBeLessThan(60_000);
        }),
        runs(600, 25),
      );
    },
    20 * 60_000,
  );
});
