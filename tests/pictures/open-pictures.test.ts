import { expect, it } from 'vitest';
import { beginPictures, pictureKey } from '../../src/pictures/open-pictures.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { draw } from './pictures.ts';

const place = { file: 'issue.md', start: { line: 3, column: 1 } };

it('pictures open meanwhile and each once; their troubles are told when they are waited for', async () => {
  const bytes = await draw({ width: 60, height: 40, colour: (x, y) => [x, y, 9] })
    .png()
    .toBuffer();
  const { desk, messages } = fakeDesk({ 'a.png': bytes, 'b.png': bytes.subarray(0, 90) });
  const named = ['b.png', 'a.png', 'gone.png', 'a.png'].map((path) => ({ path, place }));
  const opened = await beginPictures(named, desk);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(messages).toEqual([]);
  const files = await opened();
  expect(messages.map(({ code }) => code)).toEqual(['image-broken', 'missing-image']);
  expect([...files.keys()]).toEqual(named.slice(0, 3).map(pictureKey));
  expect([...files.values()].map(({ id, width }) => [id === 'missing', width])).toEqual([
    [true, 300],
    [false, 60],
    [true, 300],
  ]);
});
