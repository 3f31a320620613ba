import { expect, test } from 'vitest';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace } from '../support/issue-outline.ts';

/** `# 中文` in GBK, which is invalid UTF-8. */
const gbk = new Uint8Array([0x23, 0x20, 0xd6, 0xd0, 0xce, 0xc4]);

async function read(files: Record<string, string | Uint8Array>, path = 'issue.md') {
  const { desk, messages } = fakeDesk(files);
  const issue = await readIssue(path, desk);
  return { issue, reported: messages.map(({ place, code }) => `${formatPlace(place, path)} ${code}`) };
}

test('a file that is missing or not UTF-8 gives no issue', async () => {
  expect(await read({})).toEqual({ issue: undefined, reported: ['- issue-unreadable'] });
  expect(await read({ 'issue.md': gbk })).toEqual({ issue: undefined, reported: ['- issue-unreadable'] });
});

test('an empty file gives an issue with one empty page', async () => {
  const { issue, reported } = await read({ 'issue.md': '' });
  expect(reported).toEqual([]);
  expect(issue?.pages.map(({ articles }) => articles)).toEqual([[]]);
});

test('the path of a file is relative to the file that names it', async () => {
  const { issue, reported } = await read(
    {
      'week/issue.md': '::article{src=local/a.md}\n',
      'week/local/a.md': '# 甲\n\n::article{src=b.md}\n\n![](../photos/a.jpg)\n',
      'week/local/b.md': '# 乙\n',
    },
    'week/issue.md',
  );
  expect(reported).toEqual([]);
  const places = issue?.pages[0]?.articles.map(({ place }) => place.file);
  expect(places).toEqual(['week/local/a.md', 'week/local/b.md', 'week/local/a.md']);
});

test('a file may be included twice, but not by itself', async () => {
  const twice = await read({
    'issue.md': '::article{src=a.md}\n\n::article{src=./a.md}\n',
    'a.md': '# 甲\n',
  });
  expect(twice.reported).toEqual([]);
  expect(twice.issue?.pages[0]?.articles).toHaveLength(2);
  const circle = await read({ 'issue.md': '# 甲\n\n::article{src=./issue.md}\n' });
  expect(circle.reported).toEqual(['3:15 article-circular']);
});

test('an article that is not UTF-8 is reported where it is named', async () => {
  const { reported } = await read({ 'issue.md': '---\npages:\n  - articles: [a.md]\n---\n', 'a.md': gbk });
  expect(reported).toEqual(['3:16 article-missing']);
});

test('all faults are reported in one run', async () => {
  const header = '---\ntemplat: red\nnumber: x\n---\n';
  const { reported } = await read({
    'issue.md': `${header}::kikcer[甲]\n\n::qr[乙]{size=2px data=x}\n\n# 甲 {spam=1}\n`,
  });
  expect(reported.toSorted()).toEqual([
    '2:1 unknown-key',
    '3:9 bad-value',
    '5:1 unknown-directive',
    '7:14 bad-length',
    '9:6 unknown-key',
  ]);
});

test.for([
  ['2022-07-15', true],
  ['"2024-02-29"', true],
  ['2022-7-5', true],
  ['2022/7/5', true],
  ['2022.7.5', true],
  ['2022年7月5日', true],
  ['2022-07-15 09:30:00', true],
  ['2022-07-15T09:30:00+08:00', true],
  ['2022/7/5 上午9点', true],
  ['2022-07-151', false],
  ['2022-02-29', false],
  ['2022-13-01', false],
  ['7月15日', false],
  ['[2022, 7, 15]', false],
] as const)('the date %s is accepted only if the day exists', async ([date, good]) => {
  const { issue, reported } = await read({ 'issue.md': `---\ndate: ${date}\n---\n` });
  expect(issue?.masthead.date !== undefined).toBe(good);
  expect(reported).toEqual(good ? [] : ['2:7 bad-value']);
});

test('messages about the front matter of a CRLF file have the right line and column', async () => {
  const { reported } = await read({ 'issue.md': '---\r\npaper: 河湾\r\nprint:\r\n  bled: 3mm\r\n---\r\n' });
  expect(reported).toEqual(['4:3 unknown-key']);
});

test('the copy is in reading order and contains ruby annotations', async () => {
  const source = `---
paper: {name: 甲, section: 乙}
slogan: 丙/丁
imprint: [戊]
ears: [{text: 己}]
credits: {庚: 辛}
---
::page[壬]{editor=癸}

::kicker[子]

# 丑 {section=寅}

::byline[辰]

::deck[卯]

巳:ruby[午]{rt=wǔ}[^1]

![未](a.jpg "申")

> - 酉

| 戌 | 亥 |
| - | - |
| 天 | 地 |

:::box[玄]
黄
:::

::credit[洪]

[^1]: 荒
`;
  const { issue, reported } = await read({ 'issue.md': source });
  expect(reported).toEqual([]);
  const text = collectCopy(issue!).map((run) => run.text);
  expect(text.join('')).toBe('甲乙丙丁戊己庚辛壬癸寅子丑卯辰巳午wǔ①未申酉戌亥天地玄黄荒洪');
});

test.for([
  ['（林木供稿）', true],
  ['(林木 供稿)', true],
  ['（林木（实习）供稿）', true],
  ['（**林木**\n供稿）', true],
  ['（一）报修（二）登记', false],
  ['（林木供稿）。', false],
  ['（没有收尾', false],
] as const)('whether the last paragraph %j is a credit: %s', async ([paragraph, credit]) => {
  const { issue } = await read({ 'issue.md': `# 甲\n\n乙\n\n${paragraph}\n\n---\n` });
  const [article] = issue!.pages[0]!.articles;
  expect(article?.credits).toHaveLength(credit ? 1 : 0);
  expect(article?.body.map(({ kind }) => kind)).toEqual(
    credit ? ['paragraph', 'rule'] : ['paragraph', 'paragraph', 'rule'],
  );
});

test.for([
  ['本报讯 花开了', '本报讯'],
  ['本报讯（记者 林木）花开了', '本报讯（记者 林木）'],
  ['**本报**讯花开了', '本报讯'],
  ['【快讯】花开了', '【快讯】'],
  ['昨天，本报讯', ''],
] as const)('the dateline of %j is %j', async ([paragraph, dateline]) => {
  const { issue } = await read({ 'issue.md': `# 甲\n\n![](a.jpg)\n\n${paragraph}\n\n本报讯 第二段不算` });
  const marked = collectCopy(issue!).filter(({ marks }) => marks.some(({ kind }) => kind === 'dateline'));
  expect(marked.map(({ text }) => text).join('')).toBe(dateline);
});

test("the paper's own words are a list or a file with one on each line", async () => {
  const listed = await read({ 'issue.md': '---\nwords: [蒲公英|互助小组, 百草巷]\n---\n' });
  expect(listed.reported).toEqual([]);
  expect(listed.issue?.words).toEqual(['蒲公英|互助小组', '百草巷']);
  const filed = await read({
    'issue.md': '---\nwords: words.txt\n---\n',
    'words.txt': '# 本报的词\n蒲公英|互助小组\r\n\n百草巷\n',
  });
  expect(filed.reported).toEqual([]);
  expect(filed.issue?.words).toEqual(['蒲公英|互助小组', '百草巷']);
  const missing = await read({ 'issue.md': '---\nwords: none.txt\n---\n' });
  expect(missing.reported).toEqual(['2:8 bad-value']);
  expect(missing.issue?.words).toBeUndefined();
});
