import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { beginPictures, missingPicture, pictureKey } from '../../src/pictures/open-pictures.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { draw } from './pictures.ts';

const place = { file: 'issue.md', start: { line: 3, column: 1 } };

it('each picture is opened once, in the background, and messages are reported when the pictures are awaited', async () => {
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

it('each picture gets the fault of its own and none of those decoded beside it, in the order of the pictures', async () => {
  const noise = draw({
    width: 300,
    height: 200,
    colour: (x, y) => [(x * y) % 251, (x * 31 + y * 7) % 256, x % 200],
  });
  const sound = await noise.clone().jpeg({ progressive: true }).toBuffer();
  const packed = await noise.clone().tiff({ compression: 'packbits', predictor: 'none' }).toBuffer();
  const files = {
    'a.jpg': sound,
    'b.jpg': Buffer.concat([sound.subarray(0, sound.length / 2), Buffer.from([0xff, 0xd9])]),
    'c.tif': Buffer.from(packed).fill(0, 9000, 12_000),
    'd.tif': packed,
    'e.jpg': Buffer.concat([sound.subarray(0, 20), Buffer.from([1, 2]), sound.subarray(20)]),
    'f.png': Buffer.from('没有图'),
    'g.jpg': sound.subarray(0, sound.length / 3),
    'h.jpg': Buffer.concat([sound, Buffer.from('end')]),
  };
  for (let run = 0; run < 4; run += 1) {
    const { desk, messages } = fakeDesk(files);
    const named = [...Object.keys(files), 'gone.jpg'].map((path) => ({ path, place }));
    await (await beginPictures(named, desk))();
    expect(messages.map(({ text }) => /“(.*?)”：(.{4})/.exec(text)?.slice(1))).toEqual([
      ['b.jpg', '文件不完'],
      ['c.tif', '图片数据'],
      ['f.png', '无法识别'],
      ['g.jpg', '文件不完'],
      ['gone.jpg', 'gone'],
    ]);
  }
});

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
