import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { isPressProfile } from '../../src/template/press-profile.ts';

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
