import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectPictures } from '../../src/issue/issue-contents.ts';
import { maskOddPictures } from '../../src/issue/odd-pictures.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace } from '../support/issue-outline.ts';

const textOf = (runs: readonly { readonly text: string }[]) => runs.map(({ text }) => text).join('');

async function read(text: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': `# 甲\n\n${text}\n` });
  const issue = (await readIssue('issue.md', desk))!;
  return {
    blocks: issue.pages[0]!.articles[0]!.body.map(({ kind }) => kind),
    pictures: collectPictures(issue).map(({ path, caption, credit }) => [
      path,
      textOf(caption),
      textOf(credit),
    ]),
    credits: collectPictures(issue).flatMap(({ credit }) =>
      credit.map(({ place }) => formatPlace(place, 'issue.md')),
    ),
    options: issue.pages[0]!.articles[0]!.body.map((block) =>
      block.kind === 'pictures' ? block.options : undefined,
    ),
    reported: messages.map(({ place, code }) => `${formatPlace(place, 'issue.md')} ${code}`),
  };
}

describe('a path with spaces', () => {
  test.for([
    ['![图](屏幕截图 2022-07-15 1020.png)', '屏幕截图 2022-07-15 1020.png', ''],
    ['![图](新建 文件夹/图片 (1).JPG)', '新建 文件夹/图片 (1).JPG', ''],
    ['![图](a b.png "摄影 某某")', 'a b.png', '摄影 某某'],
    ['![图]( a b.png )', 'a b.png', ''],
    ['![图](a\\ b.png)', 'a b.png', ''],
  ])('%j is set without a message', async ([text, path, credit]) => {
    expect(await read(text!)).toMatchObject({
      blocks: ['pictures'],
      pictures: [[path, '图', credit]],
      reported: [],
    });
  });

  test('keeps its settings and the picture beside it', async () => {
    const { pictures, options, reported } = await read('![甲](a b.png){span=2}\n![乙](c.png)');
    expect(pictures.map(([path]) => path)).toEqual(['a b.png', 'c.png']);
    expect(options[0]).toMatchObject({ span: 2 });
    expect(reported).toEqual([]);
  });
});

describe('a picture whose intent is clear is set and reported:', () => {
  test.for([
    ['![图]（a.png）', 'a.png', '图', ''],
    ['！[图](a.png)', 'a.png', '图', ''],
    ['！【图】（a.png）', 'a.png', '图', ''],
    ['![图] (a.png)', 'a.png', '图', ''],
    ['![图](a.png =300x200)', 'a.png', '图', ''],
    ['![图](a.png =300x)', 'a.png', '图', ''],
    ['![图](a.png"摄影 某某")', 'a.png', '图', '摄影 某某'],
    ['![图](a.png"摄影某某")', 'a.png', '图', '摄影某某'],
    ['![图](a.png “摄影 某某”)', 'a.png', '图', '摄影 某某'],
    ['![图](a.png 摄影 某某)', 'a.png', '图', '摄影 某某'],
    ['![[a.png]]', 'a.png', '', ''],
    ['![[a b.png|300]]', 'a b.png', '', ''],
    ['![[a.png|河边]]', 'a.png', '河边', ''],
  ])('%j', async ([text, path, caption, credit]) => {
    const { blocks, pictures, reported } = await read(text!);
    expect(pictures).toEqual([[path, caption, credit]]);
    expect(blocks).toEqual(['pictures']);
    expect(reported).toEqual(['3:1 picture-mistyped']);
  });
});

test('The credit has its own place.', async () => {
  expect((await read('![图](a.png"某某")')).credits).toEqual(['3:12']);
});

test.for([
  '![图](a.png)',
  '![图](<a b.png> "摄影 某某")',
  '![图](a.png (某某))',
  '![图](a(1).png)',
  '![**粗** [注]](a.png "x")',
  '![](图.jpg)',
])('%j is CommonMark and remains as it is', (text) => {
  expect(maskOddPictures(text)).toBe(text);
});

test('A picture that is escaped, or names no picture file, is text and reported.', async () => {
  expect((await read('![图](说明 文字)')).reported).toEqual(['3:1 markup-as-text']);
  expect((await read('![[某篇笔记]]')).reported).toEqual(['3:1 markup-as-text']);
  expect((await read('\\![图]\\(a b.png)')).pictures).toEqual([]);
});

test('Masking keeps the length and the line ends of any text, and takes linear time.', () => {
  const piece = fc.constantFrom(
    '![',
    '！[',
    '[',
    ']',
    '](',
    '(',
    ')',
    '（',
    '）',
    'a b',
    '.png',
    '"',
    '”',
    '|',
    '\n',
    '\\',
    '=3x2',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const masked = maskOddPictures(text);
      expect(masked).toHaveLength(text.length);
      expect(masked.replace(/[^\n]/g, '')).toBe(text.replace(/[^\n]/g, ''));
    }),
  );
  const start = performance.now();
  for (const hostile of ['![', '![[', '![](', '！【', '![a](b c', '![a](b.png '])
    maskOddPictures(hostile.repeat(20_000));
  expect(performance.now() - start).toBeLessThan(2000);
});
