import { describe, expect, test } from 'vitest';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace } from '../support/issue-outline.ts';

const textOf = (runs: readonly { readonly text: string }[] = []) => runs.map(({ text }) => text).join('');

async function read(files: string | Record<string, string>) {
  const { desk, messages } = fakeDesk(typeof files === 'string' ? { 'issue.md': files } : files);
  const issue = await readIssue('issue.md', desk);
  const articles = issue!.pages.flatMap((page) => page.articles);
  return {
    issue: issue!,
    headlines: articles.map(({ headline }) => textOf(headline.main)),
    bylines: articles.map(({ bylines }) => bylines.map(textOf)),
    body: articles.flatMap(({ body }) =>
      body.map((block) => (block.kind === 'paragraph' ? textOf(block.runs) : block.kind)),
    ),
    reported: messages.map(
      ({ place, severity, code }) => `${formatPlace(place, 'issue.md')} ${severity} ${code}`,
    ),
    messages,
  };
}

describe('title and author', () => {
  test('are the headline and the byline of a file without a heading', async () => {
    const { headlines, bylines, body, reported } = await read(
      '---\ntitle: 小厨房开张\nauthor: 田禾\n---\n\n正文。\n',
    );
    expect([headlines, bylines, body, reported]).toEqual([['小厨房开张'], [['田禾']], ['正文。'], []]);
  });

  test('of several people are one line', async () => {
    expect((await read('---\nauthor: [田禾, 林木]\n---\n\n正文。\n')).bylines).toEqual([['田禾 林木']]);
  });

  test('may have addresses beside the name', async () => {
    const { bylines, reported } = await read(
      '---\nauthor: {name: 田禾, email: a@example.org}\n---\n\n正文。\n',
    );
    expect([bylines, reported]).toEqual([[['田禾']], ['2:20 note site-keys']]);
  });

  test('are ignored and noted in a file with a heading', async () => {
    const { headlines, bylines, reported } = await read(
      '---\ntitle: 甲\nauthor: 乙\n---\n\n# 丙\n\n正文。\n',
    );
    expect([headlines, bylines]).toEqual([['丙'], [[]]]);
    expect(reported).toEqual(['2:8 note head-key-unused', '3:9 note head-key-unused']);
  });

  test.for(['::article{src=a.md}', '::page[要闻]\n\n正文。'])(
    'do not make an empty article before %j',
    async (text) => {
      const { headlines, reported } = await read({
        'issue.md': `---\ntitle: 甲\n---\n\n${text}\n`,
        'a.md': '# 乙\n\n正文。\n',
      });
      expect(headlines).toHaveLength(1);
      expect(headlines).not.toContain('甲');
      expect(reported).toEqual(['2:8 note head-key-unused']);
    },
  );

  test('count in an included file as well', async () => {
    const { headlines, bylines, messages } = await read({
      'issue.md': '::article{src=a.md}\n',
      'a.md': '---\ntitle: 甲\nauthor: 乙\ndate: 2022-10-08\ntags: [社区]\n---\n正文。\n',
    });
    expect([headlines, bylines]).toEqual([['甲'], [['乙']]]);
    expect(messages.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['note site-keys']);
  });

  test('give way to headline', async () => {
    const { headlines, messages } = await read({
      'issue.md': '::article{src=a.md}\n',
      'a.md': '---\ntitle: 甲\nheadline: 乙\n---\n正文。\n',
    });
    expect(headlines).toEqual(['乙']);
    expect(messages.map(({ code }) => code)).toEqual(['head-key-unused']);
  });
});

describe('keys', () => {
  test('of sites are one note', async () => {
    const { reported, messages } = await read(
      '---\ntags: [社区, 美食]\nnumber: 3\ncategories: 街坊\ncover: /a.jpg\nToc: true\n---\n\n# 甲\n',
    );
    expect(reported).toEqual(['2:1 note site-keys']);
    expect(messages[0]!.text).toContain('tags、categories、cover、Toc');
  });

  test('near a known one are errors with the hint', async () => {
    const { reported, messages } = await read('---\nnumbr: 3\n---\n\n# 甲\n');
    expect(reported).toEqual(['2:1 error unknown-key']);
    expect(messages[0]!.hint).toContain('number');
  });

  test('far from every known one are ignored with a warning, and nothing is proposed', async () => {
    const { reported, messages } = await read('---\ncolumns: 3\n---\n\n# 甲\n');
    expect(reported).toEqual(['2:1 warning key-ignored']);
    expect(messages[0]!.hint).not.toContain('lunar');
  });

  test('in braces remain errors at any distance, without a far hint', async () => {
    const { reported, messages } = await read('# 甲 {colour=red}\n');
    expect(reported).toEqual(['1:6 error unknown-key']);
    expect(messages[0]!.hint).not.toContain('是不是');
  });
});

describe('front matter that Markdown does not recognize is read', () => {
  const keys = 'paper: 河湾\nnumber: 12';
  test.for([
    ['after blank lines', `\n\n---\n${keys}\n---\n`],
    ['after a line of full-width spaces', `　　\n---\n${keys}\n---\n`],
    ['after a comment', `<!-- 头版 -->\n---\n${keys}\n---\n`],
    ['after a comment of several lines', `<!--\n头版\n-->\n\n---\n${keys}\n---\n`],
    ['with indented fences', ` ---\n${keys}\n ---\n`],
    ['with longer fences', `----\n${keys}\n-----\n`],
    ['with dashes of a word processor', `———\n${keys}\n———\n`],
    [
      'with lists, comments and blank lines',
      `\n---\n# 说明\n${keys}\n\nimprint:\n  - 甲\n- 乙\n---\n`.replace('- 乙\n', ''),
    ],
    ['with CRLF', `\r\n---\r\n${keys.replaceAll('\n', '\r\n')}\r\n---\r\n`],
  ])('%s', async ([, header]) => {
    const { issue, headlines, body, reported } = await read(`${header}\n# 题\n\n正文。\n`);
    expect(issue.masthead).toMatchObject({ paper: { name: { text: '河湾' } }, number: { value: 12 } });
    expect([headlines, body, reported]).toEqual([['题'], ['正文。'], []]);
  });

  test('with the places of its own lines', async () => {
    expect((await read('\n---\nnumber: x\n---\n\n# 题\n')).reported).toEqual(['3:9 error bad-value']);
  });

  test.for(['\n---\n\n时间：下午\n\n---\n', '\n---\n\nnote: 甲\n乙丙丁\n\n---\n', '\n---\n---\n'])(
    'but not where the intent is unclear: %j',
    async (text) => {
      expect((await read(`${text}\n正文。\n`)).body.length).toBeGreaterThan(1);
    },
  );

  test('The fences of TOML are an error.', async () => {
    expect((await read('+++\ntitle = "甲"\n+++\n\n正文。\n')).reported).toContain('1:1 error bad-yaml');
  });
});
