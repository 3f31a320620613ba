import { describe, expect, test } from 'vitest';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';

async function read(yaml: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': `---\n${yaml}\n---\n\n正文。\n` });
  const issue = await readIssue('issue.md', desk);
  return {
    issue,
    reported: messages.map(({ code, place }) => `${place.start?.line}:${place.start?.column} ${code}`),
  };
}

/** The runs of the text of an ear, each with the kinds of its marks. */
async function readCaption(value: string) {
  const { issue, reported } = await read(`ears:\n  - text: ${value}`);
  const [ear] = issue?.masthead.ears ?? [];
  const runs = ear?.kind === 'text' ? ear.text : [];
  const shown = runs.map(({ text, marks }) => [text, ...marks.map(({ kind }) => kind)].join(' '));
  return { shown, reported };
}

describe('HTML in a value of front matter', () => {
  test.each([
    ['扫码<b>报名</b>', ['扫码', '报名 strong']],
    ['<strong>报<em>名</em></strong>', ['报 strong', '名 emphasis strong']],
    ['每月10m<sup>3</sup>', ['每月10m', '3 superscript']],
    ['CO<sub>2</sub><u>浓度</u>', ['CO', '2 subscript', '浓度 underline']],
    ['扫码<br/>报名<BR>', ['扫码', '\n', '报名', '\n']],
    ['AT&amp;T&nbsp;和&#26032;村', ['AT', '&', 'T', '\u00a0', '和', '新', '村']],
    ['按<Enter>键，1 < 2', ['按', '<Enter>', '键，1 < 2']],
  ])('means what it means in the body: %s', async (value, shown) => {
    expect(await readCaption(value)).toEqual({ shown, reported: [] });
  });

  test.each([
    ['扫码<span class="a">报名</span>', ['扫码', '报名'], ['3:13 html-ignored']],
    ['扫码<!-- 旧 -->报名', ['扫码', '报名'], ['3:13 comment-left-out']],
    ['扫码<img src=a.png>', ['扫码'], ['3:13 html-ignored']],
    ['扫码<b>报名', ['扫码', '报名'], ['3:13 html-unclosed']],
    ['扫码报名</b>', ['扫码报名'], ['3:15 html-unclosed']],
    ['扫码<iframe>报名', ['扫码', '报名'], ['3:13 html-forbidden']],
  ])('is reported: %s', async (value, shown, reported) => {
    expect(await readCaption(value)).toEqual({ shown, reported });
  });

  test('has no meaning where a value is one run, and is reported', async () => {
    const { issue, reported } = await read('imprint: 内部<b>资料</b>\nslogan: 爱<i>社区');
    expect(issue?.masthead.imprint.map(({ text }) => text)).toEqual(['内部资料']);
    expect(issue?.masthead.slogan?.map(({ text }) => text)).toEqual(['爱社区']);
    expect(reported.toSorted()).toEqual(['2:12 html-ignored', '3:10 html-ignored', '3:10 html-unclosed']);
  });

  test('in a headline and a byline', async () => {
    const { issue } = await read('title: 河边<b>新路</b>\nauthor: <i>田禾</i>');
    const [article] = issue!.pages[0]!.articles;
    expect(article!.headline.main.map(({ text, marks }) => [text, marks.length])).toEqual([
      ['河边', 0],
      ['新路', 1],
    ]);
    expect(article!.bylines[0]!.map(({ text }) => text)).toEqual(['田禾']);
  });

  test('is copy in an address and a path', async () => {
    const { issue } = await read('ears:\n  - {qr: "https://a.example/?b=1&lt=2<b>"}');
    const [ear] = issue!.masthead.ears;
    expect(ear?.kind === 'qr' && ear.code.data.value).toBe('https://a.example/?b=1&lt=2<b>');
  });
});
