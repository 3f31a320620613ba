import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { separateColours, UnusableProfile } from '../../src/pictures/separate.ts';
import { isPressProfile } from '../../src/template/press-profile.ts';
import { runs } from '../support/sweeps.ts';

const whole = readFileSync(path.join(packageRoot, 'templates/tabloid/newsprint.icc'));

const changed = (change: (file: Buffer) => void): Buffer => {
  const file = Buffer.from(whole);
  change(file);
  return file;
};

/** The offset of an entry of the tag table. */
const tag = (name: string): number => whole.indexOf(name, 132, 'latin1');

/** The offset of the table of a tag. */
const table = (file: Buffer, name: string): number => file.readUInt32BE(tag(name) + 4);

it('accepts the profile of the template', () => expect(isPressProfile(whole)).toBe(true));

it.each<[string, Buffer]>([
  ['of a display', changed((file) => file.write('mntr', 12))],
  ['of a scanner', changed((file) => file.write('scnr', 12))],
  ['of class device link', changed((file) => file.write('link', 12))],
  ['for RGB', changed((file) => file.write('RGB ', 16))],
  ['for greyscale', changed((file) => file.write('GRAY', 16))],
  ['without its signature', changed((file) => file.write('none', 36))],
  ['that is truncated', whole.subarray(0, whole.length - 1)],
  ['with a header only', changed((file) => file.writeUInt32BE(100, 0)).subarray(0, 128)],
  ['without a table to the inks', changed((file) => file.write('none', tag('B2A0')))],
  ['without a table from the inks', changed((file) => file.write('none', tag('A2B0')))],
  ['with an empty tag table', changed((file) => file.fill(0, 128, 600))],
  [
    'whose table lies beyond the end of the file',
    changed((file) => file.writeUInt32BE(whole.length, tag('B2A0') + 4)),
  ],
  ['whose table has another type', changed((file) => file.write('curv', file.readUInt32BE(tag('B2A0') + 4)))],
  // The image library accepts all of these silently.
  ['with more tags than Little CMS reads', changed((file) => file.writeUInt32BE(101, 128))],
  ['whose table lies beyond the size in its header', changed((file) => file.writeUInt32BE(20_000, 0))],
  ['whose table has a grid of one point', changed((file) => file.writeUInt8(1, table(file, 'B2A0') + 10))],
  ['of a later version', changed((file) => file.writeUInt8(9, 8))],
  ['with an unknown connection space', changed((file) => file.write('BAD ', 20))],
  ['whose table leads to three inks', changed((file) => file.writeUInt8(3, table(file, 'B2A0') + 9))],
  [
    'whose table has fewer entries than its grid needs',
    changed((file) => file.writeUInt8(255, table(file, 'A2B0') + 10)),
  ],
  ['whose table has a grid of no points', changed((file) => file.writeUInt8(0, table(file, 'B2A0') + 10))],
])('rejects a profile %s', (_, file) => expect(isPressProfile(file)).toBe(false));

/** A profile of version 4: identity curves, and a grid of two points a channel. */
function parted(change: (table: Buffer, name: string) => void = () => {}): Buffer {
  const tableOf = (name: string, type: string, from: number, to: number): Buffer => {
    const curves = (count: number) => {
      const set = Buffer.alloc(12 * count);
      for (let curve = 0; curve < count; curve += 1) set.write('curv', 12 * curve, 'latin1');
      return set;
    };
    const grid = Buffer.alloc(20 + 2 ** from * to, 128)
      .fill(0, 0, 20)
      .fill(2, 0, from)
      .fill(1, 16, 17);
    const [before, after] = type === 'mAB ' ? [to, from] : [from, to];
    const parts = [curves(before), curves(after), Buffer.concat([grid, Buffer.alloc(-grid.length & 3)])];
    const table = Buffer.concat([Buffer.alloc(32), ...parts]);
    table.write(type, 0, 'latin1');
    table.set([from, to], 8);
    table.writeUInt32BE(32, 12);
    table.writeUInt32BE(32 + parts[0]!.length, 28);
    table.writeUInt32BE(32 + parts[0]!.length + parts[1]!.length, 24);
    change(table, name);
    return table;
  };
  const names = ['A2B0', 'B2A0'] as const;
  const tables = [tableOf('A2B0', 'mAB ', 4, 3), tableOf('B2A0', 'mBA ', 3, 4)];
  const head = Buffer.alloc(132 + 24);
  whole.copy(head, 0, 0, 128);
  head[8] = 4;
  head.writeUInt32BE(2, 128);
  let offset = head.length;
  for (const [index, name] of names.entries()) {
    head.write(name, 132 + 12 * index, 'latin1');
    head.writeUInt32BE(offset, 136 + 12 * index);
    head.writeUInt32BE(tables[index]!.length, 140 + 12 * index);
    offset += tables[index]!.length;
  }
  head.writeUInt32BE(offset, 0);
  return Buffer.concat([head, ...tables]);
}

it('accepts a profile of version 4', () => expect(isPressProfile(parted())).toBe(true));

const offsetIn = (table: Buffer, at: number) => table.readUInt32BE(at);

it.each<[string, (table: Buffer) => void]>([
  ['no grid', (table) => table.writeUInt32BE(0, 24)],
  ['a grid of no points', (table) => table.writeUInt8(0, offsetIn(table, 24))],
  ['a grid larger than its table', (table) => table.writeUInt8(200, offsetIn(table, 24))],
  ['entries of no bytes', (table) => table.writeUInt8(0, offsetIn(table, 24) + 16)],
  ['no curves', (table) => table.writeUInt32BE(0, 12)],
  ['curves beyond its end', (table) => table.writeUInt32BE(table.length - 4, 28)],
  ['a curve of another type', (table) => table.write('none', offsetIn(table, 28), 'latin1')],
  ['a curve with too many entries', (table) => table.writeUInt32BE(0xffffffff, offsetIn(table, 12) + 8)],
  [
    'a formula that does not exist',
    (table) => table.write('para\0\0\0\0\0\x09', offsetIn(table, 12), 'latin1'),
  ],
  ['a matrix beyond its end', (table) => table.writeUInt32BE(table.length - 8, 16)],
])('rejects a profile of version 4 whose table has %s', (_, spoil) => {
  expect(isPressProfile(parted((table, name) => name === 'B2A0' && spoil(table)))).toBe(false);
});

it('uses every profile that it accepts, or says that it cannot', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'profiles-'));
  const file = path.join(folder, 'a.icc');
  const byte = fc.record({ at: fc.nat(), value: fc.constantFrom(0, 1, 2, 4, 127, 255) });
  const base = fc.constantFrom(whole, parted());
  const press = { profile: { bytes: whole }, profileFile: () => file, tac: 240 };
  const colour = [200, 30, 40] as const;
  const shape = { path: [], fill: { colour, evenOdd: false } };
  await fc.assert(
    fc.asyncProperty(base, fc.array(byte, { minLength: 1, maxLength: 3 }), async (sound, changes) => {
      const bytes = Buffer.from(sound);
      // Header, tag table and the beginnings of tables decide how a profile is read.
      const starts = [0, 128, 132, ...[4, 16, 28].map((at) => sound.readUInt32BE(132 + at))];
      for (const { at, value } of changes) {
        const start = starts[at % starts.length]! + ((at >> 3) % 64);
        if (start < bytes.length) bytes[start] = value;
      }
      if (!isPressProfile(bytes)) return;
      writeFileSync(file, bytes);
      const drawing = { shapes: [shape] } as unknown as Parameters<typeof separateColours>[0];
      const found = await separateColours(drawing, press).catch((error: unknown) => error);
      if (found instanceof Error) expect(found).toBeInstanceOf(UnusableProfile);
    }),
    runs(1500, 40),
  );
  rmSync(folder, { recursive: true });
}, 600_000);
