import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { missingPicture } from '../../src/pictures/missing-picture.ts';
import { fakeDesk } from '../support/fake-desk.ts';

it('a placeholder takes the place of a missing picture, whose caption is set and checked', async () => {
  const text = '# 社区花园\n\n居民自己动手。\n\n![花园一角“](没有.jpg "摄影 林木")\n';
  const { desk, messages } = fakeDesk({ 'issue.md': text });
  const job = { issue: 'issue.md', creator: 'x', date: undefined, now: '2026-06-05T00:00:00.000Z' };
  const built = await build(job, desk);
  const ops = built!.publication.sheets.flatMap((sheet) => sheet.ops);
  expect(ops.filter(({ op }) => op === 'image')).toHaveLength(1);
  const words = ops.flatMap((op) => (op.op === 'glyphs' ? [op.row.text] : [])).join('');
  expect(words).toContain('花园一角');
  expect(words).toContain('林木');
  expect(built!.images.get('missing')).toEqual(missingPicture('没有.jpg'));
  expect(messages.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['missing-image', 'unbalanced-quote']),
  );
});
