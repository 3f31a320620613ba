import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { openFontBook } from '../../src/fonts/font-book.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place = { file: 'issue.md', start: { line: 3, column: 7 } };

it.each([
  ['post', 0, 'has an invalid version'],
  ['OS/2', 0, 'has an invalid version'],
  ['GPOS', 8, 'has no lookup list'],
])('a font whose %s table (byte %d) %s is reported', async (tag, byte) => {
  const serif = readBundledFonts().find(({ css }) => css === undefined)!;
  const file = Buffer.from(readFileSync(fontPath(serif)));
  const entry = 12 + 16 * Math.floor((file.indexOf(tag, 12, 'latin1') - 12) / 16);
  file.writeUInt16BE(byte === 0 ? 10 : 0, file.readUInt32BE(entry + 8) + byte);
  const { desk, messages } = fakeDesk({ 'own.ttf': file });
  await openFontBook(new Map([['song', { font: 'own.ttf', fallback: [], from: 'issue.md', place }]]), desk);
  expect(messages).toMatchObject([{ code: 'font-broken', place }]);
});

it.each([5000, 100_000])(
  'a font truncated after %d bytes is reported at its place in the source',
  async (length) => {
    const serif = readBundledFonts().find(({ css }) => css === undefined)!;
    const file = readFileSync(fontPath(serif));
    const { desk, messages } = fakeDesk({ 'own.ttf': file.subarray(0, length) });
    await openFontBook(new Map([['song', { font: 'own.ttf', fallback: [], from: 'issue.md', place }]]), desk);
    expect(messages).toMatchObject([{ code: 'font-broken', place }]);
  },
);
