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

/** Where the tag table names a tag. */
const tag = (name: string): number => whole.indexOf(name, 132, 'latin1');

/** Where the table itself stands. */
const table = (file: Buffer, name: string): number => file.readUInt32BE(tag(name) + 4);

it('takes the house profile', () => expect(isPressProfile(whole)).toBe(true));

it.each<[string, Buffer]>([
  ['of a screen', changed((file) => file.write('mntr', 12))],
  ['of a scanner', changed((file) => file.write('scnr', 12))],
  ['that links two devices', changed((file) => file.write('link', 12))],
  ['of red, green and blue', changed((file) => file.write('RGB ', 16))],
  ['of greys', changed((file) => file.write('GRAY', 16))],
  ['without its signature', changed((file) => file.write('none', 36))],
  ['cut short', whole.subarray(0, whole.length - 1)],
  ['with no more than a head', changed((file) => file.writeUInt32BE(100, 0)).subarray(0, 128)],
  ['without a way to the inks', changed((file) => file.write('none', tag('B2A0')))],
  ['without a way from the inks', changed((file) => file.write('none', tag('A2B0')))],
  ['whose tags are gone', changed((file) => file.fill(0, 128, 600))],
  ['whose table lies beyond its end', changed((file) => file.writeUInt32BE(whole.length, tag('B2A0') + 4))],
  ['whose table is none', changed((file) => file.write('curv', file.readUInt32BE(tag('B2A0') + 4)))],
  // All of these the image library passes over without a word.
  ['with more tags than are read', changed((file) => file.writeUInt32BE(101, 128))],
  ['whose table lies beyond what it says is its end', changed((file) => file.writeUInt32BE(20_000, 0))],
  ['whose table has one point', changed((file) => file.writeUInt8(1, table(file, 'B2A0') + 10))],
  ['of a version to come', changed((file) => file.writeUInt8(9, 8))],
  ['that meets in no space', changed((file) => file.write('BAD ', 20))],
  ['whose table leads to three inks', changed((file) => file.writeUInt8(3, table(file, 'B2A0') + 9))],
  [
    'whose table is finer than its numbers',
    changed((file) => file.writeUInt8(255, table(file, 'A2B0') + 10)),
  ],
  ['whose table has no numbers', changed((file) => file.writeUInt8(0, table(file, 'B2A0') + 10))],
])('refuses one %s', (_, file) => expect(isPressProfile(file)).toBe(false));
