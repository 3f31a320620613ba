import { expect, it, vi } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { fakeDesk } from '../support/fake-desk.ts';

vi.mock('sharp', () => ({
  default: () => {
    throw new Error('Could not load the "sharp" module using the linux-x64 runtime');
  },
}));

it('a decoder that cannot be loaded is no fault of the picture', async () => {
  const { desk, messages } = fakeDesk({ 'tree.png': Buffer.from('89504e47', 'hex') });
  const place = { file: 'issue.md', start: { line: 3, column: 1 } };
  expect(await openImage('tree.png', place, desk)).toBeUndefined();
  expect(messages.map(({ code, place }) => [code, place.start?.line])).toEqual([['decoder-missing', 3]]);
});
