import { describe, expect, test } from 'vitest';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace } from '../support/issue-outline.ts';

async function reported(text: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': text });
  await readIssue('issue.md', desk);
  return messages.map(({ place, code }) => `${formatPlace(place, 'issue.md')} ${code}`);
}

describe('markup that would be printed is reported at its place:', () => {
  test.for([
    ['见![图](某 处)。', '1:2'],
    ['见［图］（某处）。', '1:4'],
    ['见[图](某 处)。', '1:4'],
    ['见[图][一]。', '1:4'],
    ['见[[另一篇]]。', '1:2'],
    ['见文^[这是注]。', '1:3'],
    ['这是==重点==。', '1:3'],
    ['这是$x$。', '1:3'],
    ['这是$E=mc^2$。', '1:3'],
    ['小节{#river}', '1:3'],
    ['图{width=50%}', '1:2'],
    ['{{< youtube id >}}', '1:1'],
    ['{% note %}', '1:1'],
    ['[TOC]', '1:1'],
    ['**注：没有收尾', '1:1'],
    ['甲&nbsp乙', '1:2'],
    ['甲&copy 2022', '1:2'],
    ['# 题 &ldquo甲', '1:5'],
    ['甲[说明]（https://a.example/b）', '1:5'],
    ['甲[说明] (www.a.example/b)', '1:5'],
    ['面积10^2^米', '1:5'],
    ['喝H~2~O', '1:3'],
    ['你好:smile:！', '1:3'],
    ['甲%%批注%%乙', '1:2'],
    ['*[HTML]: 超文本', '1:1'],
    ['＊＊重点＊＊在此', '1:1'],
    ['** 重点 **在此', '1:1'],
    ['** 注：重点**', '1:1'],
    ['甲<o:p></o:p>', '1:2'],
    ['＞ 引文一句', '1:1'],
    ['\\newpage', '1:1'],
    ['画++线++', '1:2'],
    ['注{字|zì}音', '1:2'],
    ['[b]粗[/b]', '1:5'],
    ['!!! note', '1:1'],
    ['> [!NOTE]', '1:3'],
    ['![图|300](a.png)', '1:4'],
  ])('%j', async ([text, place]) => {
    expect(await reported(`${text}\n`)).toContain(`${place} markup-as-text`);
  });

  test.for(['::: warning\n注意。\n:::', '正文\n::: tip 提示'])('%j, by some message', async (text) => {
    expect(await reported(`${text}\n`)).not.toEqual([]);
  });

  test.for(['paper: 河湾\ndate: 2022-07-15', '---\n\npaper: 河湾', '# 题\n\nTitle：河湾'])(
    'rows of front matter without its fences: %j',
    async (text) => {
      expect((await reported(`${text}\n`)).join(' ')).toContain('markup-as-text');
    },
  );
});

test.for([
  '票价$5到$10。',
  '[某某]（摄影）',
  '【通知】（转载）',
  '3==3',
  '身份证310***********0000',
  '获奖者：张**、李**（138****1234）、尾号**0X，过期作废**。',
  '姓名____电话______',
  '`a[[1]](b)` 是代码。',
  '> - 列表\n>\n>   ```\n>   a[[1]](b)\n>   ```',
  '详见 https://example.org/a?b==c&lt=1 。',
  '集合{甲，乙}与{x}。',
  '时间: 下午',
  '\\[\\[甲\\]\\]',
  '8:30开门',
  'AT&T 与 R&D',
  '到时候来哈^_^',
  '10^2与2^10',
  '学C++和C++20',
  '约~50~元',
  '比分3:2:1，时间8:30:05',
  '张＊＊、李＊＊和赵＊＊得奖',
  '打折5%，涨8%%',
  '甲|乙',
  '真好!!!',
  'C:\\\\data\\\\news',
  '5＞3',
  '欢迎大家[鲜花][鼓掌][OK]',
  '[图片][玫瑰]',
])('%j is no markup', async (text) => {
  expect(await reported(`# 题\n\n${text}\n`)).toEqual([]);
});

test.for(['见[某页][微笑]。', '见[微笑][某页]。'])('%j may be a reference', async (text) => {
  expect(await reported(`# 题\n\n${text}\n`)).toHaveLength(1);
});

test('Each sign of a run is reported once, at its own place.', async () => {
  expect(await reported('# 题\n\n见![图](某 处)、[[甲]]与==乙==。\n')).toEqual([
    '3:2 markup-as-text',
    '3:12 markup-as-text',
    '3:18 markup-as-text',
  ]);
});

describe('a directive without brackets is an error at its line:', () => {
  test.for([
    '::kicker：引题',
    '::kicker 引题',
    '::kicker: 引题',
    '::deck，副题',
    '：：byline 某某',
    ':: credit：某某',
  ])('%j', async (line) => {
    expect(await reported(`# 题\n\n${line}\n`)).toEqual(['3:1 bad-directive']);
  });
});
