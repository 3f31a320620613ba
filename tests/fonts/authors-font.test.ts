import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openAuthorsFont } from '../../src/fonts/authors-font.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { FontProgram } from '../../src/fonts/font-program.ts';
import { openFace } from '../../src/fonts/fontkit-face.ts';
import { readSfnt, writeSfnt } from '../../src/fonts/sfnt.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import {
  collection,
  nameTable,
  otfFont,
  variableTables,
  withTables,
  withWeight,
} from '../support/font-edits.ts';

const place = { file: 'issue.md', start: { line: 3, column: 9 } };
const fileOf = (name: string) =>
  readFileSync(fontPath(readBundledFonts().find((font) => font.name === name)!));
const brush = fileOf('Ma Shan Zheng');
const codePoint = (character: string) => character.codePointAt(0)!;

async function open(bytes: Uint8Array, { font = 'own.ttf', weight = 400 } = {}) {
  const { desk, messages } = fakeDesk({ [font.split('#')[0]!]: bytes });
  const opened = await openAuthorsFont({ role: 'song', font, from: 'issue.md', place, weight }, desk, []);
  return { opened, messages, codes: messages.map(({ code }) => code) };
}

describe('a font that cannot be used', () => {
  const table = Buffer.alloc(4);
  it.each<[string, Uint8Array, string]>([
    ['in colours, COLR', withTables(brush, { COLR: table }), 'font-unsuitable'],
    ['in colours, CBDT', withTables(brush, { CBDT: table }), 'font-unsuitable'],
    ['in colours, sbix', withTables(brush, { sbix: table }), 'font-unsuitable'],
    ['in colours, SVG', withTables(brush, { 'SVG ': table }), 'font-unsuitable'],
    [
      'with CFF2 outlines',
      withTables(brush, { glyf: undefined, loca: undefined, CFF2: table }),
      'font-unsuitable',
    ],
    ['of bitmaps', withTables(brush, { glyf: undefined, loca: undefined, EBDT: table }), 'font-unsuitable'],
    ['empty', Buffer.alloc(0), 'font-broken'],
    ['of three bytes', Buffer.from([0, 1, 0]), 'font-broken'],
    ['of zeros', Buffer.alloc(4000), 'font-broken'],
    ['of text', Buffer.from('这不是字体文件。'), 'font-broken'],
    ['of Type 1', Buffer.from('%!PS-AdobeFont-1.0: Own'), 'font-broken'],
    ['of Type 1 in binary', Buffer.from([0x80, 1, 0, 0, 0, 0, 0x25, 0x21, 0, 0, 0, 0, 0, 0]), 'font-broken'],
    ['a collection cut short', Buffer.from('ttcf\0\x01\0\0\0\0\0\x09\0\0\0\0', 'latin1'), 'font-broken'],
    ['a collection of too many', Buffer.from('ttcf\0\x01\0\0\x7f\0\0\0\0\0\0\0', 'latin1'), 'font-broken'],
    ...['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'OS/2', 'post'].map(
      (tag): [string, Uint8Array, string] => [
        `without ${tag}`,
        withTables(brush, { [tag]: undefined }),
        'font-broken',
      ],
    ),
  ])('is reported at its place: one %s', async (_, bytes, code) => {
    const { opened, messages } = await open(bytes);
    expect(opened).toBeUndefined();
    expect(messages).toMatchObject([{ code, place }]);
  });

  it('is named in the message', async () => {
    const colour = withTables(brush, { COLR: table, name: nameTable('Own', 'Own Colours') });
    const [message] = (await open(colour)).messages;
    expect(message!.text).toContain('Own Colours');
  });
});

describe('a font without what it can do without', () => {
  it.each(['name', 'GSUB', 'GPOS', 'GDEF', 'prep'])('opens: without %s', async (tag) => {
    const { opened, messages } = await open(withTables(brush, { [tag]: undefined }));
    expect(messages).toEqual([]);
    expect(opened?.face.has(codePoint('报'))).toBe(true);
  });

  it('opens with broken tables that nobody reads', async () => {
    const noise = Buffer.from('not a table');
    const { opened, messages } = await open(
      withTables(brush, { BASE: noise, morx: noise, STAT: noise, DSIG: noise }),
    );
    expect(messages).toEqual([]);
    expect(opened?.face.has(codePoint('报'))).toBe(true);
  });

  it('opens with CFF outlines, and is embedded with them', async () => {
    const { opened, messages } = await open(otfFont(brush), { font: 'own.otf' });
    expect(messages).toEqual([]);
    const { face } = opened!;
    const glyph = face.glyph(codePoint('报'));
    expect(face.outline(glyph)).toMatchObject([
      { to: 'move', x: 0.1, y: -0.05 },
      { to: 'line', x: 0.8, y: -0.05 },
      { to: 'line', x: 0.8, y: -0.65 },
      { to: 'line', x: 0.1, y: -0.65 },
      { to: 'close' },
    ]);
    const subset = (face.program as FontProgram).createSubset();
    subset.glyphs.push(glyph);
    expect('cff' in subset).toBe(true);
    expect(subset.encode(new Set([0])).length).toBeGreaterThan(50);
  });

  it('opens from WOFF', async () => {
    const tables = [...readSfnt(brush)];
    const packed = tables.map(([tag, bytes]) => [tag, bytes, deflateSync(bytes)] as const);
    const header = Buffer.alloc(44 + 20 * tables.length);
    header.write('wOFF', 0, 'latin1');
    header.writeUInt32BE(0x0001_0000, 4);
    header.writeUInt16BE(tables.length, 12);
    let at = header.length;
    for (const [index, [tag, bytes, deflated]] of packed.entries()) {
      header.write(tag, 44 + 20 * index, 'latin1');
      const stored = Math.min(deflated.length, bytes.length);
      for (const [field, value] of [at, stored, bytes.length].entries())
        header.writeUInt32BE(value, 48 + 20 * index + 4 * field);
      at += stored;
    }
    const data = packed.map(([, bytes, deflated]) => (deflated.length < bytes.length ? deflated : bytes));
    const { opened, messages } = await open(Buffer.concat([header, ...data]), { font: 'own.woff' });
    expect(messages).toEqual([]);
    expect(opened?.face.has(codePoint('报'))).toBe(true);
  });
});

describe('a collection', () => {
  const member = (full: string, weight = 400) =>
    withTables(brush, {
      name: nameTable(full.replace(/ \w+$/, ''), full),
      'OS/2': withWeight(brush, weight),
    });
  const fonts = [
    member('Own Serif JP Regular'),
    member('Own Serif SC Bold', 700),
    member('Own Serif SC Regular'),
    member('Own Serif TC Regular'),
  ];
  const file = collection(fonts);
  const idOf = async (font: string, weight?: number) =>
    (await open(file, { font, ...(weight && { weight }) })).opened?.face.id;

  it('gives the font for mainland China, of the nearest weight, and says so', async () => {
    const { opened, messages } = await open(file, { font: 'own.ttc' });
    expect(messages).toMatchObject([{ code: 'font-chosen', place, severity: 'note' }]);
    expect(messages[0]!.text).toContain('Own Serif SC Regular');
    expect(opened?.face.id).toMatch(/-3$/);
    expect(opened?.weight).toBe(400);
    expect(await idOf('own.ttc', 700)).toMatch(/-2$/);
  });

  it.each([
    ['own.ttc#1', /^own-[0-9a-f]{8}$/],
    ['own.ttc#4', /-4$/],
    ['own.ttc#Own Serif TC Regular', /-4$/],
    ['own.ttc#OwnSerifTCRegular', /-4$/],
    ['own.ttc#own serif sc bold', /-2$/],
    // A family: the nearest weight of it.
    ['own.ttc#Own Serif SC', /-3$/],
  ])('gives the font that is named: %s', async (font, id) => {
    const { opened, messages } = await open(file, { font });
    expect(messages).toEqual([]);
    expect(opened?.face.id).toMatch(id);
  });

  it.each(['own.ttc#0', 'own.ttc#5', 'own.ttc#Own Serif HK'])(
    'has no font %s, and lists those it has',
    async (font) => {
      const { opened, messages } = await open(file, { font });
      expect(opened).toBeUndefined();
      expect(messages).toMatchObject([{ code: 'font-not-in-file', place }]);
      expect(messages[0]!.hint).toContain('4. Own Serif TC Regular');
    },
  );

  it('of one font is a font', async () => {
    expect((await open(collection([fonts[0]!]), { font: 'own.ttc' })).messages).toEqual([]);
  });

  it('knows the names of fonts for mainland China', async () => {
    for (const name of [
      'PingFangSC-Regular',
      'Source Han Serif CN',
      'Noto Sans CJK SC',
      '苹方-简',
      'FZShuSong GB',
    ]) {
      const two = collection([
        member('Own Serif Regular'),
        withTables(brush, { name: nameTable(name, name) }),
      ]);
      expect((await open(two, { font: 'own.ttc' })).opened?.face.id, name).toMatch(/-2$/);
    }
    for (const name of ['SCRIPT MT', 'Discount', 'Cnut Sans']) {
      const two = collection([
        member('Own Serif Regular'),
        withTables(brush, { name: nameTable(name, name) }),
      ]);
      expect((await open(two, { font: 'own.ttc' })).opened?.face.id, name).not.toMatch(/-2$/);
    }
  });
});

describe('a variable font', () => {
  const plain = openFace('plain', brush);
  const glyph = plain.glyph(codePoint('一'));
  const glyphs = readSfnt(brush).get('maxp')!;
  const shift = 100;
  const pointsOf = () => {
    const { glyf, loca, head } = Object.fromEntries(readSfnt(brush)) as Record<string, Uint8Array>;
    const isLong = head![51] !== 0;
    const view = new DataView(loca!.buffer, loca!.byteOffset);
    const start = isLong ? view.getUint32(4 * glyph) : 2 * view.getUint16(2 * glyph);
    const data = Buffer.from(glyf!.subarray(start));
    return data.readUInt16BE(10 + 2 * (data.readInt16BE(0) - 1)) + 1;
  };
  const file = withTables(brush, variableTables((glyphs[4]! << 8) | glyphs[5]!, glyph, pointsOf(), shift));
  const leftOf = (steps: ReturnType<typeof plain.outline>) =>
    Math.min(...steps.flatMap((step) => (step.to === 'close' ? [] : [step.x])));

  it.each([
    [200, 0],
    [400, (200 / 700) * shift],
    [900, shift],
    // As far as its axis goes.
    [1000, shift],
    [100, 0],
  ])('is set at weight %d, and says so', async (weight, moved) => {
    const { opened, messages } = await open(file, { weight });
    expect(messages).toMatchObject([{ code: 'font-instance', place, severity: 'note' }]);
    const { face } = opened!;
    expect(opened!.weight).toBe(Math.max(200, Math.min(900, weight)));
    expect(face.id).toContain(`-${opened!.weight}`);
    expect(leftOf(face.outline(glyph)) - leftOf(plain.outline(glyph))).toBeCloseTo(moved / 1000, 2);
  });

  it('is embedded as it is set', async () => {
    const { face } = (await open(file, { weight: 900 })).opened!;
    const subset = (face.program as FontProgram).createSubset();
    const other = face.glyph(codePoint('报'));
    subset.glyphs.push(glyph, other);
    const tables = readSfnt(subset.encode(new Set([0])));
    const { cmap, 'OS/2': os2, post } = Object.fromEntries(readSfnt(brush)) as Record<string, Uint8Array>;
    const whole = new Map([...tables, ['cmap', cmap!], ['OS/2', os2!], ['post', post!]] as const);
    const embedded = openFace('embedded', writeSfnt(0x0001_0000, whole));
    for (const [code, from] of [
      [1, glyph],
      [2, other],
    ] as const) {
      const [theirs, ours] = [embedded.outline(code), face.outline(from)];
      const bounds = (steps: typeof ours, axis: 'x' | 'y') => {
        const values = steps.flatMap((step) => (step.to === 'close' ? [] : [step[axis]]));
        return [Math.min(...values), Math.max(...values)];
      };
      for (const axis of ['x', 'y'] as const)
        for (const [index, value] of bounds(theirs, axis).entries())
          expect(value).toBeCloseTo(bounds(ours, axis)[index]!, 2);
      expect(embedded.advance(code)).toBeCloseTo(face.advance(from), 3);
    }
  });
});
