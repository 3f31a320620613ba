import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/issue/issue.ts';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace } from '../support/issue-outline.ts';

const textOf = (runs: readonly { readonly text: string }[]) => runs.map(({ text }) => text).join('');

function printed(block: Block): string {
  if (block.kind === 'paragraph') return textOf(block.runs);
  if (block.kind === 'table') return block.rows.map((row) => row.map(textOf).join('\t')).join('\n');
  return block.kind;
}

/** A line so long that every line under 20 characters is short. */
const longLine = '这一行写得很长，为的是让文件里最长的一行远远超过二十个字，好做比较。';

async function read(text: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': `# 甲\n\n${longLine}\n\n${text}\n` });
  const issue = await readIssue('issue.md', desk);
  const body = issue!.pages[0]!.articles[0]!.body.slice(1);
  return {
    body: body.map(printed),
    reported: messages.map(({ place, code }) => `${formatPlace(place, 'issue.md')} ${code}`),
    copy: textOf(collectCopy(issue!)),
  };
}

describe('a line that begins a paragraph of print', () => {
  test.for([
    '　　缩进两字',
    '　缩进一字',
    '2.讲文明',
    '2. 讲文明',
    '２．讲文明',
    '2、讲文明',
    '2)讲文明',
    '2022.竣工',
    '（2）讲文明',
    '(b)讲文明',
    '（二）讲文明',
    '②讲文明',
    '❷讲文明',
    '㈡讲文明',
    '二、讲文明',
    '乙、讲文明',
    'B、讲文明',
    'B.讲文明',
    'Ⅱ、讲文明',
    '第二条　讲文明',
    '问：讲文明吗',
    '答:讲文明',
    '【地点】文化站',
    '• 讲文明',
    '·讲文明',
    '▪讲文明',
    '●讲文明',
    '★讲文明',
    '→讲文明',
    '☎ 5555',
    '📍文化站',
    '▍时间地点',
    '*停水前存水',
    '*3号楼停水',
    '-讲文明',
    '**（二）**讲文明',
  ])('%j', async (line) => {
    const { body } = await read(`${longLine}\n${line}`);
    expect(body).toHaveLength(2);
    expect(body[0]).toBe(longLine);
  });

  test.for(['一是讲文明', '第二，讲文明', '——某居民', '地址：文化站', 'TEL:5555'])(
    '%j, after the end of a sentence only',
    async (line) => {
      expect((await read(`${longLine}\n${line}`)).body).toHaveLength(2);
      expect((await read(`${longLine.slice(0, -1)}，\n${line}`)).body).toHaveLength(1);
    },
  );

  test('a label after a line with a label', async () => {
    const row = '地点：河边新修好的文化活动中心二楼东侧的大厅里面靠窗处';
    expect((await read(`时间：${row}\n${row}`)).body).toHaveLength(2);
  });

  test.for([
    '1.5米宽的路',
    '2.19到59岁',
    '12号楼',
    '5月开工',
    'and so on',
    '汉字接着写',
    '○二年',
    '10%的人',
    'U.S. troops',
  ])('not %j', async (line) => {
    expect((await read(`${longLine.slice(0, -1)}\n${line}`)).body).toHaveLength(1);
  });

  test('in lists and quotations as well', async () => {
    const { body } = await read(`1. ${longLine}\n   （1）甲\n`);
    expect(body).toEqual(['list']);
    expect((await read(`> ${longLine}\n> 2、乙`)).copy).toContain(`${longLine}2、乙`);
  });
});

test('a number with a tab behind it is no row', async () => {
  const { body, reported } = await read('（一）\t登记\n（二）\t领号\n①\t等候');
  expect(body).toHaveLength(3);
  expect(reported).toEqual([]);
});

describe('rows', () => {
  test('with tabs become a table where three have as many cells', async () => {
    const { body, reported } = await read('姓名\t楼号\t备注\n王**\t12号楼\t\n\t7号楼\t替补');
    expect(body).toEqual(['姓名\t楼号\t备注\n王**\t12号楼\t\n\t7号楼\t替补']);
    expect(reported).toEqual([]);
  });

  test('end the paragraph above them and begin one below', async () => {
    const rows = '甲\t1\n乙\t2\n丙\t3';
    const { body } = await read(`${longLine}\n${rows}\n${longLine}`);
    expect(body).toEqual([longLine, rows, longLine]);
  });

  test('are paragraphs and reported where they do not agree', async () => {
    const { body, reported } = await read('甲\t1\n乙\t2');
    expect(body).toEqual(['甲\t1', '乙\t2']);
    expect(reported).toEqual(['5:1 row-as-text']);
  });

  test('are filled where one is short, which is reported at it', async () => {
    const { body, reported } = await read('甲\t1\t一\n乙\t2\t二\n合计\t3\n丙\t4\t三');
    expect(body).toEqual(['甲\t1\t一\n乙\t2\t二\n合计\t3\t\n丙\t4\t三']);
    expect(reported).toEqual(['7:1 row-short']);
  });

  test.for([
    '| 物品 | 数量 |\n| 水杯 | 1个 |',
    '｜物品｜数量｜\n｜---｜---｜\n｜水杯｜1个｜',
    '｜物品｜数量｜\n｜水杯｜1个｜',
  ])('with pipes but without the markup of GFM become a table and are reported: %j', async (text) => {
    const { body, reported } = await read(text);
    expect(body).toEqual(['物品\t数量\n水杯\t1个']);
    expect(reported).toEqual(['5:1 table-mistyped']);
  });

  test('a single row with pipes is text and reported', async () => {
    const { body, reported } = await read('| 物品 | 数量 |');
    expect(body).toEqual(['| 物品 | 数量 |']);
    expect(reported).toEqual(['5:1 row-as-text']);
  });

  test('a divided word such as 文|某某 is no row', async () => {
    expect((await read('文|某某')).reported).toEqual([]);
  });
});

describe('short lines that are joined', () => {
  test('are reported from the first to the last', async () => {
    const { body, reported } = await read('河水向东\n日夜不停\n两岸的人');
    expect(body).toEqual(['河水向东日夜不停两岸的人']);
    expect(reported).toEqual(['5:1 lines-joined']);
  });

  test('include a line of the verse that is not short itself', async () => {
    const { desk, messages } = fakeDesk({ 'issue.md': '河水向东\n日夜不停\n两岸的人走来又走去了\n' });
    await readIssue('issue.md', desk);
    expect(messages.map(({ place }) => place.end?.line)).toEqual([3]);
  });

  test('are lines of verse of the same length in a file without running text', async () => {
    const { desk, messages } = fakeDesk({
      'issue.md': '# 河\n\n河水向东去，两岸是人家。\n日夜流不停，桥上看落霞。\n',
    });
    await readIssue('issue.md', desk);
    expect(messages.map(({ code }) => code)).toEqual(['lines-joined']);
  });

  test('are measured against the longest line of the file', async () => {
    const text = (longest: number) => `${'长'.repeat(longest)}\n\n${'字'.repeat(17)}\n${'字'.repeat(17)}\n`;
    for (const [longest, codes] of [
      [21, []],
      [22, ['lines-joined']],
    ] as const) {
      const { desk, messages } = fakeDesk({ 'issue.md': text(longest) });
      await readIssue('issue.md', desk);
      expect(messages.map(({ code }) => code)).toEqual(codes);
    }
  });

  test('are no fault with \\ at the line end', async () => {
    expect((await read('河水向东\\\n日夜不停\\\n两岸的人')).reported).toEqual([]);
  });

  test('one of them alone, the end of wrapped text, is no fault', async () => {
    expect((await read(`${longLine}\n到此为止`)).reported).toEqual([]);
  });
});

test.for(['- END -', '* 完 *', '　- 全文完 -'])('%j is a paragraph, not a list', async (text) => {
  expect((await read(text)).body).toEqual([text.trim()]);
  expect((await read(`- 甲\n${text.trim()}`)).body).toContain('list');
});

test('Dividing lines loses no character but separators, line ends and spaces at line edges.', async () => {
  const piece = fc.constantFrom(
    '1.',
    '①',
    '汉字',
    'word',
    '\t',
    '|',
    '｜',
    '\n',
    '\n',
    '。',
    '问：',
    '——',
    '※',
    '5.3',
    '　',
  );
  const copyOf = (text: string) => text.replace(/[\s|｜]/g, '');
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 40 }), async (pieces) => {
      const text = pieces.join('');
      fc.pre(!/^\s*(?:\d[.)](?:\s|$)|[|｜\s]*$)/m.test(text));
      expect(copyOf((await read(text)).copy)).toBe(copyOf(`甲${longLine}${text}`));
    }),
    { numRuns: 300 },
  );
});
