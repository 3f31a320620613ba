import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { openFontBook } from '../../src/fonts/font-book.ts';
import { openImage } from '../../src/pictures/image-file.ts';
import { separate } from '../../src/pictures/separate.ts';
import { press } from '../pictures/press.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place = { file: 'issue.md', start: { line: 3, column: 7 } };
const whole = { x: 0, y: 0, width: 1, height: 1 };

async function open(svg: string) {
  const { desk, messages } = fakeDesk({ 'drawing.svg': svg });
  return { image: await openImage('drawing.svg', place, desk), messages };
}

describe('a drawing', () => {
  it.each([
    ['one unit wide', 'viewBox="0 0 1 1"', 700],
    ['100 units wide', 'width="100" height="60"', 0.03],
    ['100 units wide', 'width="100" height="60"', 700],
  ])('%s (%s) is separated at %d points', async (_, size, points) => {
    const { image } = await open(
      `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="1" height="1"/></svg>`,
    );
    const { width, height, bytes } = await separate(image!, whole, { width: points, height: points }, press);
    expect(width).toBe(Math.max(1, Math.round((points / 72) * 600)));
    expect(bytes.length % (width * height)).toBe(0);
  });

  it('larger than a wall is measured in no time', async () => {
    const begun = performance.now();
    const { image } = await open(
      '<svg xmlns="http://www.w3.org/2000/svg" width="16000" height="16000"><rect width="9" height="9"/></svg>',
    );
    expect(image).toMatchObject({ width: 16000, height: 16000 });
    // Drawn at its own size it takes half a minute.
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

it.each([
  ['post', 0, 'has a version that is none'],
  ['OS/2', 0, 'has a version that is none'],
  ['GPOS', 8, 'has no list of its rules'],
])('a font whose %s table (byte %d) %s is told', async (tag, byte) => {
  const serif = readBundledFonts().find(({ css }) => css === undefined)!;
  const file = Buffer.from(readFileSync(fontPath(serif)));
  const entry = 12 + 16 * Math.floor((file.indexOf(tag, 12, 'latin1') - 12) / 16);
  file.writeUInt16BE(byte === 0 ? 10 : 0, file.readUInt32BE(entry + 8) + byte);
  const { desk, messages } = fakeDesk({ 'own.ttf': file });
  await openFontBook(new Map([['song', { font: 'own.ttf', fallback: [], from: 'issue.md', place }]]), desk);
  expect(messages).toMatchObject([{ code: 'font-broken', place }]);
});

it.each([5000, 100_000])('a font cut short after %d bytes is told where it is named', async (length) => {
  const serif = readBundledFonts().find(({ css }) => css === undefined)!;
  const file = readFileSync(fontPath(serif));
  const { desk, messages } = fakeDesk({ 'own.ttf': file.subarray(0, length) });
  await openFontBook(new Map([['song', { font: 'own.ttf', fallback: [], from: 'issue.md', place }]]), desk);
  expect(messages).toMatchObject([{ code: 'font-broken', place }]);
});
