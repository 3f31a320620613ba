import { expect, test } from 'vitest';
import { sheetsOf } from '../support/set-markdown.ts';

test('the tint of a box is painted under the pictures in it', async () => {
  const { publication } = await sheetsOf(
    '# 花园\n\n:::box[花讯]{tint=10%}\n月季开了。\n\n![月季](300x200.jpg)\n:::\n',
  );
  const ops = publication.sheets[0]!.ops;
  const tint = ops.findIndex((op) => op.op === 'fill' && op.ink.k === 10 && op.ink.m === 0);
  const picture = ops.findIndex((op) => op.op === 'image');
  expect(tint).toBeGreaterThanOrEqual(0);
  expect(picture).toBeGreaterThan(tint);
});
