import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace } from '../support/issue-outline.ts';

/** Reads an issue. Out: its copy, the marks of each text that has some, and the messages as `line:column code`. */
async function read(text: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': text, 'a.png': '' });
  const issue = await readIssue('issue.md', desk);
  const runs = collectCopy(issue!);
  return {
    body: issue!.pages[0]?.articles[0]?.body ?? [],
    articles: issue!.pages.flatMap(({ articles }) => articles),
    copy: runs.map((run) => run.text).join(''),
    marked: runs.flatMap(({ text: own, marks }) =>
      marks.length === 0 ? [] : [`${marks.map(({ kind }) => kind).join('+')} ${own}`],
    ),
    reported: messages.map(({ place, code }) => `${formatPlace(place, 'issue.md')} ${code}`),
  };
}

describe('stars', () => {
  const copies = [
    '中签号码为136****7788、158****0042',
    '周*、徐*、马**、高**',
    '楼道展架3*6米，橱窗2*4米',
    '4*5=20，6*7=42，再加8*9',
    '奖品为茶杯*2、雨伞*3，毛巾*5',
    '奖品：茶杯*2(瓷)和雨伞*3(黑)',
    '卡号尾数**8X，证件尾数**9Y',
    '尾号****6602，尾号****7713',
    '宋*明、许*华、曹*芳三户',
    '吕*（301室）、施*（502室）、何*（604室）',
    '面积=长*宽*高',
    '边长a*b*c',
    '139**和138**',
    '带*的必填，带*号的选填',
    '见标*处，标*者免填',
    '*先生和*女士',
    '3*（4+5）*6',
    '（甲+乙）*（丙+丁）*戊',
    '330***********0011',
    '*****',
  ];

  test.for(copies)('of %s are copy', async (text) => {
    const { copy, marked } = await read(`正文${text}。`);
    expect(copy).toBe(`正文${text}。`);
    expect(marked).toEqual([]);
  });

  test.for(copies.filter((text) => !text.includes('|')))(
    'of %s are copy in headlines, kickers, captions and cells',
    async (text) => {
      const source = `# 题${text}\n\n::kicker[引${text}]\n\n::byline[名${text}]\n\n![图${text}](a.png)\n\n|甲${text}|\n|-|\n|乙${text}|`;
      const { copy, marked } = await read(source);
      expect(copy.split(text)).toHaveLength(7);
      expect(marked).toEqual([]);
    },
  );

  test.for<[string, string[]]>([
    ['**时间：**9月1日上午', ['strong 时间：']],
    ['共有**6**人，**9月1日**起', ['strong 6', 'strong 9月1日']],
    ['**一、**报名，**二、**领号', ['strong 一、', 'strong 二、']],
    ['这*很*要紧，**“看清”**再来', ['emphasis 很', 'strong “看清”']],
    ['**奖品：**茶杯*2、雨伞*3', ['strong 奖品：']],
    ['**周*、徐*二人**获奖', ['strong 周*、徐*二人']],
    ['**136****7788**中签', ['strong 136****7788']],
    ['***要紧***', ['emphasis+strong 要紧']],
    ['钱**(139****1100)、吴*(150****2200)，**奖品：**毛巾', ['strong 奖品：']],
    ['周*、徐*、**马老师**', ['strong 马老师']],
    ['周*、徐**，**马老师**来了', ['strong 马老师']],
    ['**名单：周*、徐*获奖**', ['strong 名单：周*、徐*获奖']],
  ])('of %s are emphasis', async ([text, marked]) => {
    expect((await read(text)).marked).toEqual(marked);
  });

  test('that are escaped, or that begin a list or a rule, keep their meaning', async () => {
    expect((await read('甲\\*乙\\*')).copy).toBe('甲*乙*');
    expect((await read('* 甲3*4\n* 乙')).body[0]?.kind).toBe('list');
    expect((await read('甲\n\n***\n\n乙')).body.map(({ kind }) => kind)).toContain('rule');
  });

  test('are set or are delimiters of a pair, whatever is between them', async () => {
    const part = fc.constantFrom(
      '*',
      '**',
      '****',
      '张',
      '居民',
      '3',
      '138',
      '、',
      '，',
      '（',
      '）',
      '=',
      'a',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 14 }), async (parts) => {
        const text = `始${parts.join('')}终`;
        const { copy, marked } = await read(text);
        const plain = (written: string) => written.replaceAll('*', '');
        expect(plain(copy)).toBe(plain(text));
        const dropped = text.length - copy.length;
        if (marked.length === 0) expect(dropped).toBe(0);
        else expect(dropped % 2).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a greater-than sign at the head of a line', () => {
  test('that follows another line is a marker, and reported', async () => {
    expect((await read('体温\n>37.5℃的请回')).reported).toContain('2:1 greater-than');
    expect((await read('>60岁免费\n>70岁赠票')).reported).toContain('2:1 greater-than');
    expect((await read('> 甲\n> 乙\n>丙')).reported).not.toContainEqual(expect.stringMatching('greater'));
  });

  test.for(['>60岁的老人免费', '甲。\n\n>5人成团', '　　>=18周岁'])(
    'before a figure at the head of a paragraph is copy: %j',
    async (text) => {
      const { copy, body } = await read(text);
      expect(copy).toContain('>');
      expect(body[0]?.kind).toBe('paragraph');
    },
  );

  test.for(['> 60岁', '>老人免费', '>> 5人'])('else begins a quotation: %j', async (text) => {
    expect((await read(text)).body[0]?.kind).toBe('quote');
  });
});

describe('underscores', () => {
  test('are bold after stars that are copy', async () => {
    expect((await read('周*、马**，请__务必__来')).marked).toEqual(['strong 务必']);
  });

  test('in pairs beside Han are bold', async () => {
    expect((await read('请__务必__带伞，__时间：__上午')).marked).toEqual(['strong 务必', 'strong 时间：']);
  });

  test.for(['姓名：____电话：______', '____', 'snake_case_name和a__b__c', '甲_乙_丙'])(
    'of %s are copy',
    async (text) => {
      expect(await read(text)).toMatchObject({ copy: text, marked: [] });
    },
  );
});

describe('an address', () => {
  test.for<[string, string, string]>([
    ['**https://example.org**。', 'https://example.org', 'https://example.org'],
    ['见*https://example.org/a*，', 'https://example.org/a', 'https://example.org/a'],
    ['https://example.org**要紧**', 'https://example.org', 'https://example.org'],
    ['__https://example.org/b__；', 'https://example.org/b', 'https://example.org/b'],
    ['www.example.org）看', 'www.example.org', 'http://www.example.org'],
    ['https://example.org/x_(y)，看', 'https://example.org/x_(y)', 'https://example.org/x_(y)'],
    ['https://example.org/?a=1,b。', 'https://example.org/?a=1,b', 'https://example.org/?a=1,b'],
    ['https://example.org(见', 'https://example.org', 'https://example.org'],
  ])('in %s ends where it ends', async ([text, words, url]) => {
    const links = (await read(text)).body.flatMap((block) =>
      block.kind === 'paragraph'
        ? block.runs.flatMap(({ text: own, marks }) =>
            marks.flatMap((mark) => (mark.kind === 'link' ? [[own, mark.url]] : [])),
          )
        : [],
    );
    expect(links).toEqual([[words, url]]);
  });
});

describe('a link', () => {
  test.for(['[说明](abc ((沿河路))', '[甲](乙)', '[左图](右边 (图三))'])(
    '%s is none and stays',
    async (text) => {
      const { copy, reported } = await read(text);
      expect(copy).toBe(text);
      expect(reported).toContainEqual(expect.stringMatching(/link-kept$/));
    },
  );

  test.for(['[通知](https://example.org "题")', '[通知](通知.md)', '[通知](#乙)', '[通知](a (b))'])(
    '%s is one',
    async (text) => {
      expect(await read(text)).toMatchObject({ copy: '通知', reported: [] });
    },
  );
});

describe('a line of signs under a paragraph', () => {
  test.for(['---', '-', '==='])('%s is a rule, and reported', async (signs) => {
    const { body, reported } = await read(`# 题\n\n社区书屋今天开门。\n${signs}\n第二段。`);
    expect(body.map(({ kind }) => kind)).toEqual(['paragraph', 'rule', 'paragraph']);
    expect(reported).toEqual(['4:1 underline-as-rule']);
  });

  test('of equals signs makes a short line a headline, and is reported', async () => {
    const { articles, reported } = await read('社区书屋开门\n======\n\n正文。');
    expect(articles[0]?.headline.main.map(({ text }) => text)).toEqual(['社区书屋开门']);
    expect(reported).toEqual(['2:1 underline-as-headline']);
  });

  test('in a list or a quotation is a rule there', async () => {
    expect((await read('> 引文。\n> ---')).body).toMatchObject([
      { kind: 'quote', blocks: [{ kind: 'paragraph' }, { kind: 'rule' }] },
    ]);
  });
});

describe('list numbers', () => {
  const labels = async (text: string) =>
    (await read(text)).body.flatMap((block) =>
      block.kind === 'list' ? block.items.map(({ label }) => label?.text) : [],
    );

  test.for<[string, string[]]>([
    ['3. 甲\n7. 乙\n12. 丙', ['3.', '7.', '12.']],
    ['2019. 甲\n2022. 乙', ['2019.', '2022.']],
    ['12345. 甲', ['12345.']],
    ['01. 甲\n02. 乙', ['01.', '02.']],
    ['5) 甲\n6) 乙', ['5)', '6)']],
    ['10.', ['10.']],
    ['> 4. 甲\n> 5. 乙', []],
  ])('of %j are as typed', async ([text, expected]) => {
    expect(await labels(text)).toEqual(expected);
  });

  test('that do not follow are reported once, at the first', async () => {
    expect((await read('3. 甲\n7. 乙\n12. 丙')).reported).toEqual(['2:1 list-number']);
    expect((await read('1. 甲\n2. 乙\n3. 丙')).reported).toEqual([]);
    expect((await read('1. 甲\n1. 乙')).reported).toEqual(['2:1 list-number']);
  });
});

describe('HTML', () => {
  test.for<[string, string[]]>([
    ['水面12m<sup>2</sup>，H<sub>2</sub>O', ['superscript 2', 'subscript 2']],
    [
      '<b>甲</b><strong>乙</strong><i>丙</i><em>丁</em><u>戊</u>',
      ['strong 甲', 'strong 乙', 'emphasis 丙', 'emphasis 丁', 'underline 戊'],
    ],
    ['<B>甲**乙**</B>', ['strong 甲', 'strong 乙']],
    ['<a href="https://example.org/?a=1&amp;b=2">甲</a>', ['link 甲']],
    ['甲<u>乙<sup>3</sup></u>', ['underline 乙', 'superscript+underline 3']],
  ])('%s gives marks', async ([text, marked]) => {
    const result = await read(text);
    expect(result.marked).toEqual(marked);
    expect(result.reported).toEqual([]);
    expect(result.copy).not.toMatch(/[<>]/);
  });

  test('of a picture is a picture', async () => {
    const { body, reported } = await read('<img src="a.png" alt="门前" title="摄影 田禾">');
    expect(reported).toEqual([]);
    expect(body).toMatchObject([
      {
        kind: 'pictures',
        pictures: [{ path: 'a.png', caption: [{ text: '门前' }], credit: [{ text: '摄影 田禾' }] }],
      },
    ]);
  });

  test('in a caption counts as well', async () => {
    const { body, reported } = await read('![水面12m<sup>2</sup>](a.png)');
    expect(reported).toEqual([]);
    expect(body).toMatchObject([{ pictures: [{ caption: [{ text: '水面12m' }, { text: '2' }] }] }]);
  });

  test('of other elements is reported once each, and its words are set like all copy', async () => {
    const { body, copy, reported } = await read(
      '# 题\n\n<p>甲&ldquo;一&rdquo;**乙**</p><p>丙</p>\n\n<div>\n\n丁\n\n</div>',
    );
    expect(copy).toBe('题甲“一”乙丙丁');
    expect(body.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'paragraph']);
    expect(reported).toEqual(['3:1 html-ignored', '5:1 html-ignored']);
  });

  test('comments are left out and listed', async () => {
    expect(await read('甲<!-- 一 -->乙\n\n<!-- 二\n\n三 -->丙')).toMatchObject({
      copy: '甲乙丙',
      reported: ['1:2 comment-left-out', '3:1 comment-left-out'],
    });
  });

  test.for<[string, string]>([
    ['甲<b>乙', '1:2 html-unclosed'],
    ['甲</b>乙', '1:2 html-unclosed'],
    ['<div>\n\n甲', '1:1 html-unclosed'],
    ['甲\n\n<!-- 乙\n\n丙', '3:1 html-unclosed'],
    ['<script>甲()</script>', '1:1 html-forbidden'],
    ['甲<iframe src="a"></iframe>', '1:2 html-forbidden'],
    ['<style>\np {}\n</style>', '1:1 html-forbidden'],
  ])('%j is an error at its place', async ([text, expected]) => {
    expect((await read(text)).reported).toContain(expected);
  });

  test.for(['按<Enter>键', '<张三>说', '1<2且3>2', '<通知>与</通知>', '单件<20kg的'])(
    '%s is copy',
    async (text) => {
      expect(await read(text)).toMatchObject({ copy: text, reported: [] });
    },
  );
});
