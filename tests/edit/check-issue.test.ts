import { describe, expect, test } from 'vitest';
import { checkIssue } from '../../src/edit/check-issue.ts';
import { editIssue } from '../../src/edit/edit-issue.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';

/** Checks a source. Returns the findings as `line:column code`. */
async function check(source: string): Promise<readonly string[]> {
  const { desk, messages } = fakeDesk({ 'issue.md': source });
  const issue = await readIssue('issue.md', desk);
  expect(messages).toEqual([]);
  checkIssue(editIssue(issue!, desk.report), desk.report);
  return messages
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, place: { start } }) => `${start?.line}:${start?.column} ${code}`);
}

describe('an unpaired mark is reported at its place', () => {
  test.each([
    ['a quotation that is not closed', '他说：“好。', ['1:4 unbalanced-quote']],
    ['a quotation that is not opened', '他说：好。”', ['1:6 unbalanced-quote']],
    ['an inner quotation that is not closed', '他说：“‘家在这里。”', ['1:5 unbalanced-quote']],
    ['a book title that is not closed', '《花园手册里说', ['1:1 unbalanced-bracket']],
    ['an unpaired mark inside another pair', '（见《花园手册）', ['1:3 unbalanced-bracket']],
    [
      'corner and square brackets',
      '「甲，【乙，〔丙',
      ['1:1 unbalanced-quote', '1:4 unbalanced-bracket', '1:7 unbalanced-bracket'],
    ],
    ['pairs that cross', '（甲“乙）丙”', ['1:3 unbalanced-quote', '1:7 unbalanced-quote']],
    ['the last of an odd number of straight quotes', '"甲"和"乙', ['1:5 unbalanced-quote']],
    ['a straight quote that means inches', '65"电视，他说"好"', ['1:3 unbalanced-quote']],
    ['straight quotes that can be paired in two ways', '她问："田禾说"好"吗？"', ['1:4 quote-undecided']],
    ['straight quotes that cannot be paired', '看"，花园"好', ['1:2 quote-undecided']],
    ['a bracket after a number that is not a list number', '食堂2）开门', ['1:4 unbalanced-bracket']],
    ['a half-width bracket', '通知(见附件', ['1:3 unbalanced-bracket']],
    ['after a change of length', '等等...好，“走', ['1:8 unbalanced-quote']],
    ['in bold', '他说**“好**。', ['1:5 unbalanced-quote']],
    ['two opening quotes', '在“花园“里', ['1:5 quote-direction']],
    ['two closing quotes', '在”花园”里', ['1:2 quote-direction']],
    ['in an English paragraph', 'He said “hi.', ['1:9 unbalanced-quote']],
    ['in a heading', '# 社区“花园\n\n好。', ['1:5 unbalanced-quote']],
    ['in a deck', '# 社区\n\n::deck[花园（一期]', ['3:10 unbalanced-bracket']],
    ['in a caption', '好。\n\n![花园“一角](a.jpg)', ['3:5 unbalanced-quote']],
    ['in a cell', '| “甲 | 乙” |\n|---|---|', ['1:3 unbalanced-quote', '1:9 unbalanced-quote']],
    ['in an item', '- 甲\n- “乙', ['2:3 unbalanced-quote']],
    ['in a box', ':::box[“报名]\n（一楼\n:::', ['1:8 unbalanced-quote', '2:1 unbalanced-bracket']],
    ['in a note', '好[^1]。\n\n[^1]: 见（手册', ['3:8 unbalanced-bracket']],
    ['in the masthead', '---\nimprint: [内部“资料]\n---\n\n# 好', ['2:13 unbalanced-quote']],
  ])('%s', async (_, source, expected) => {
    expect(await check(source)).toEqual(expected);
  });
});

describe('a pair directly inside one of its own kind', () => {
  test.each([
    ['of quotation marks', '“我叫“田禾”，你好。”', ['1:4 mark-nested']],
    ['of title marks', '《读《老街》有感》', ['1:3 mark-nested']],
    ['with single marks between', '“他说‘这是“新村”’。”', []],
    ['inside a title in a quotation', '“看《“新村”记》”', []],
    ['side by side', '“好”“好”，《甲》《乙》', []],
    ['in one that is not closed', '“我叫“田禾”，你好。', ['1:1 unbalanced-quote']],
  ])('%s', async (_, source, expected) => {
    expect(await check(source)).toEqual(expected);
  });
});

describe('a comma between figures', () => {
  test.each([
    ['of a list', '第1,2,3号楼。', ['1:3 ambiguous-digit-comma']],
    ['after a decimal', '光圈2.8,1/500秒。', ['1:6 ambiguous-digit-comma']],
    ['of thousands with a decimal', '共1,234.50元。', []],
  ])('%s', async (_, source, expected) => {
    expect(await check(source)).toEqual(expected);
  });
});

test('credits with a stroke may have spaces between them', async () => {
  expect(await check('文/田禾  摄影/小满')).toEqual([]);
});

describe('a dot after a short figure in running text', () => {
  test.each([
    ['may end a sentence', '共收到320.其中有意见50条。', ['1:7 dot-after-figure']],
    ['names something', '见附件2.清单，图3.平面，第4.街坊，一是5.种花。', []],
    ['is one of a series', '公约3.不堆物4.牵好狗5.轻声走路。', []],
    ['is the first of a series', '分步1.登记。', []],
    ['in a headline', '# 共收到320.其中\n\n好。', []],
  ])('%s', async (_, source, expected) => {
    expect(await check(source)).toEqual(expected);
  });
});

describe('a paired mark, or a sign that needs no partner, is not reported', () => {
  test.each([
    ['nested', '他说：“家（在《花园》旁）‘在这里’。”'],
    ['across bold and links', '他说：“**好**，看[《手册](https://example.org/)》**（二**）”'],
    ['across a line end of the source', '他说：“好，\n走吧。”'],
    ['of different widths', '食堂(一楼）'],
    ['list numbers', '1）登记；2)领号\n\n一）目的\n\n要求：a）快；b）好'],
    ['list numbers in one line', '1）登记 2）领号\n\nA）登记 B）领号 C）回家\n\n请大家一）登记；二）领号'],
    ['numbers in brackets', '（1）登记（2）领号'],
    ['intervals', '[0,1)和（0，1］都在［0，1］里'],
    ['feet and inches', '门高6\'8"，桌宽30"'],
    ['feet with inches alone', '门高6\'8"，也有5\'10"的"小门"'],
    ['emoticons', '今天真好:) 下雨了:('],
    ['an apostrophe', '看Rock ’n’ Roll，听It’s OK，再回到’90年代'],
    ['an address', '见https://example.org/a(b 页'],
    ['in code', '运行`f(x`即可'],
    ['across the parts of a slogan', '---\nslogan: “自家/门口”\n---\n\n# 好'],
  ])('%s', async (_, source) => {
    expect(await check(source)).toEqual([]);
  });
});

describe('a quotation of several paragraphs, GB/T 15834 4.8.3.5', () => {
  test('opens each paragraph and closes the last', async () => {
    expect(await check('他说：“好。\n\n“再好。\n\n“走吧。”\n\n大家走了。')).toEqual([]);
    expect(await check('他说：“‘好。\n\n“‘走吧。’”')).toEqual([]);
  });

  test('continues after pictures, QR codes and boxes', async () => {
    const interruption = '![](a.jpg)\n\n::qr[报名]{data="a"}\n\n:::box[提示]\n好。\n:::';
    expect(await check(`他说：“好。\n\n${interruption}\n\n“走吧。”`)).toEqual([]);
  });

  test('is reported if a paragraph does not open it or the last does not close it', async () => {
    expect(await check('他说：“好。\n\n走吧。”')).toEqual(['1:4 unbalanced-quote', '3:4 unbalanced-quote']);
    expect(await check('他说：“好。\n\n“走吧。')).toEqual(['3:1 unbalanced-quote']);
    expect(await check('他说：“好。\n\n## 花园\n\n“走吧。”')).toEqual(['1:4 unbalanced-quote']);
    expect(await check('（好。\n\n（走吧。）')).toEqual(['1:1 unbalanced-bracket']);
  });
});

describe('a space between ideographs', () => {
  test('is reported once for each paragraph of running text', async () => {
    expect(await check('今天 天气，很好 很好。\n\n明天 再来。')).toEqual([
      '1:3 space-between-han',
      '3:3 space-between-han',
    ]);
  });

  test.each([
    [
      'in headlines and bylines',
      '# 社区 花园\n\n::kicker[街坊 携手]\n\n::byline[通讯员 田禾]\n\n## 春天 来了',
    ],
    ['after the dateline', '本报讯 今天天气很好。'],
    ['between title and name', '今天很好。（记者 田禾）\n\n摄影 田禾'],
  ])('is allowed %s', async (_, source) => {
    expect(await check(source)).toEqual([]);
  });
});

describe('a character that leaves no trace on the page is reported', () => {
  test.each([
    ['a variant of an ideograph', '葛\u{e0100}家花园', ['1:1 ignored-character']],
    ['a variant of a letter', '甲a\ufe00乙', ['1:3 ignored-character']],
    ['a control', '社区\u0008花园', ['1:3 ignored-character']],
    ['a joiner', '社区\u200d花园', ['1:3 ignored-character']],
    ['a filler of Hangul', '社区\u3164花园', ['1:3 ignored-character']],
  ])('%s', async (_, source, expected) => {
    expect(await check(source)).toEqual(expected);
  });

  test.each([
    ['of an emoji', '好\u2764\ufe0f的'],
    ['of an emoji sequence', '家\u{1f468}\u200d\u{1f469}的'],
    ['of a keycap', '按1\ufe0f\u20e3键'],
  ])('but not one %s', async (_, source) => {
    expect(await check(source)).toEqual([]);
  });
});
