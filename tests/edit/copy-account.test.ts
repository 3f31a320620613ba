import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import type { Diagnostic } from '../../src/core/diagnostics.ts';
import type { Place } from '../../src/core/place.ts';
import { reportAlteredCopy, reportLostCopy } from '../../src/edit/copy-account.ts';
import type { Mark, Run } from '../../src/issue/issue.ts';
import { setCopyText } from '../../src/paint/ops.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { runs } from '../support/sweeps.ts';

const job = { issue: 'issue.md', creator: 'a test', date: undefined, now: '2026-01-02T03:04:05.000Z' };

/** The copy on the sheets of an issue, and what was reported as lost. */
async function built(source: string, files: Record<string, string> = {}) {
  const { desk, messages } = fakeDesk({ 'issue.md': source, ...files });
  const publication = (await build(job, desk))!.publication;
  return { set: setCopyText(publication.sheets), messages, lost: messages.filter(isLost).map(shown) };
}

const isLost = ({ code }: Diagnostic) => code === 'copy-lost';
const shown = ({ place: { file, start } }: Diagnostic) => `${file}:${start?.line}:${start?.column}`;

/** The runs as a reader may return them: each is a stretch of the source, by its words, with marks. */
function account(text: string, printed: readonly (readonly [words: string, marks?: readonly Mark[]])[]) {
  const { desk, messages } = fakeDesk({});
  let from = 0;
  const copy = printed.map(([words, marks = []]): Run => {
    from = text.indexOf(words, from);
    const start = { line: 1, column: from + 1 };
    from += words.length;
    return { text: words, marks, place: { file: 'issue.md', start, end: { line: 1, column: from + 1 } } };
  });
  reportLostCopy([{ file: 'issue.md', text, header: undefined }], copy, [], desk.report);
  return messages.map((message) => [shown(message).slice('issue.md:1:'.length), message.text]);
}

describe('copy that no run prints', () => {
  test.each<[string, string, readonly (readonly [string, (readonly Mark[])?])[], readonly string[]]>([
    ['Han', '甲乙丙', [['甲'], ['丙']], ['2']],
    ['at the end', '甲乙丙', [['甲乙']], ['3']],
    ['stars that mask a number', '电话139****5678', [['电话139'], ['5678']], ['6']],
    ['stars of a product', '2*3，4*5', [['2'], ['3，4', [{ kind: 'emphasis' }]], ['5']], ['2', '6']],
    ['stars that mask a name', '田*、周*、', [['田'], ['、周', [{ kind: 'emphasis' }]], ['、']], ['2']],
    ['an address that is none', '[说明](abc ((花园))', [['说明']], ['6']],
    ['words in braces', '甲{花园}', [['甲']], ['3']],
    ['words in brackets', '甲[花园]', [['甲']], ['3']],
    ['a sign that is no element', '甲<花园>乙', [['甲'], ['乙']], ['3']],
    ['a number that is no marker', '甲3. 乙', [['甲'], ['. 乙']], ['2']],
    ['the number of an item', '- 12. 花园', [['花园']], ['3']],
    ['a picture’s credit', '![花园](a.png "田禾")', [['花园']], ['14']],
    ['a printed setting', '# 花园 {section="菜场"}', [['花园']], ['16']],
    ['ruby', ':ruby[垚]{rt=yáo}', [['垚']], ['13']],
  ])('%s', (_, text, printed, columns) => {
    expect(account(text, printed).map(([column]) => column)).toEqual(columns);
  });

  test.each<[string, string, readonly (readonly [string, (readonly Mark[])?])[]]>([
    ['emphasis', '**花园**、*甲*', [['花园', [{ kind: 'strong' }]], ['、'], ['甲', [{ kind: 'emphasis' }]]]],
    ['bold figures', '共**5000**人', [['共'], ['5000', [{ kind: 'strong' }]], ['人']]],
    ['a link with a title', '[花园](https://example.org/a_(b) "说明")。', [['花园'], ['。']]],
    ['a picture', '![花园](a%20b.jpg "田禾 摄"){span=2 crop=16:9}', [['花园'], ['田禾 摄']]],
    ['a picture with a space in its path', '![花园](屏幕 截图.png)', [['花园']]],
    ['a picture in full-width signs', '！[花园]（a (1).png）', [['花园']]],
    ['a picture as other tools write it', '![[a b.png|300]]', []],
    [
      'emphasis with ruby',
      '甲**:ruby[垚]{rt=yáo}**，',
      [['甲'], ['垚', [{ kind: 'strong' }]], ['yáo'], ['，']],
    ],
    ['a directive', '::qr[花园]{data="https://example.org" size=22mm}', [['花园']]],
    ['settings with a printed value', '# 花园 {span=2 section=菜场 boxed}', [['花园'], ['菜场']]],
    ['HTML', '<b class="x">花园</b><!-- 批注 --><br/>', [['花园']]],
    ['the marker of an item', '* [x] 花园', [['花园']]],
    ['references', '甲&amp;乙&#20013;', [['甲&'], ['乙']]],
    ['the label of a note', '[^a]: 花园', [['花园']]],
    ['a definition', '[a]: https://example.org/a "说明"', []],
  ])('is markup: %s', (_, text, printed) => {
    expect(account(text, printed)).toEqual([]);
  });

  test('is found in linear time', () => {
    const start = process.cpuUsage();
    for (const part of ['{a', 'a ', '](a', '<b ', '[a](', '*', '> ', '![a](b '])
      account(`甲{${part.repeat(20_000)}`, []);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });

  test('is reported as printed twice', () => {
    const place = { file: 'issue.md', start: { line: 1, column: 1 }, end: { line: 1, column: 3 } };
    const run: Run = { text: '花园', marks: [], place };
    const { desk, messages } = fakeDesk({});
    const source = { file: 'issue.md', text: '花园', header: undefined };
    reportLostCopy([source], [run, run], [], desk.report);
    expect(messages.map(shown)).toEqual(['issue.md:1:1']);
    // A file that is included twice is printed twice.
    reportLostCopy([source, source], [run, run], [], desk.report);
    expect(messages).toHaveLength(1);
  });

  test('is reported as altered where a run has other words than its place', () => {
    const place = { file: 'issue.md', start: { line: 1, column: 1 }, end: { line: 1, column: 3 } };
    const { desk, messages } = fakeDesk({});
    const source = { file: 'issue.md', text: '花园', header: undefined };
    reportLostCopy([source], [{ text: '花圃', marks: [], place }], [], desk.report);
    expect(messages.map(shown)).toEqual(['issue.md:1:1']);
  });

  test('is not reported where an error says it already', () => {
    const { desk, messages } = fakeDesk({});
    const fault = { file: 'issue.md', start: { line: 1, column: 1 }, end: { line: 1, column: 3 } };
    reportLostCopy([{ file: 'issue.md', text: '花园', header: undefined }], [], [fault], desk.report);
    expect(messages).toEqual([]);
  });
});

describe('editing', () => {
  const run = (text: string): Run => ({ text, marks: [], place: { file: 'issue.md' } });
  const altered = (before: string, after: string) => {
    const { desk, messages } = fakeDesk({});
    reportAlteredCopy([run(before)], [run(after)], desk.report);
    return messages.length > 0;
  };

  test('may change widths, lookalikes and marks', () => {
    expect(altered('ＡＢ１２，⼈(甲)', 'AB12,人（甲）')).toBe(false);
    expect(altered('cafe\u0301', 'café')).toBe(false);
  });

  test.each([
    ['甲2乙', '甲乙'],
    ['甲*', '甲'],
    ['甲乙', '乙甲'],
    ['甲', '甲甲'],
  ])('may not change %s to %s', (before, after) => {
    expect(altered(before, after)).toBe(true);
  });
});

describe('an issue of every notation', () => {
  test('has an account that balances', async () => {
    const source = `---
paper: 梧桐里
pages:
  - { name: 要闻, editor: 田禾 }
  - { name: 社区, articles: [a.md] }
---

::page[要闻]{columns=3}

::kicker[家门口的花园]

# 一块空地\\
种成花园 {span=2 section=菜场}

::deck[居民**自己**动手]

::byline[田禾]

本报讯（记者 田禾）**居民**动手[^1]，*种*花，见[通知](https://example.org/a "说明"){qr}，&copy; 2026<br>:ruby[垚]{rt=yáo}。

1. 登记
2. 领号
   - 甲
   - [x] 乙

> 引文 <!-- 批注 -->

| 表 | 头 |
|:-:|---|
| 甲 | \\* |

\`\`\`js
let a = 1 * 2
\`\`\`

***

:::box[题]{tint=10%}
框
:::

::qr[码]{data="https://example.org" size=22mm}

见[参考][ref]与<https://example.org/b>，https://example.org/c。

（通讯员 林木）

[ref]: https://example.org
[^1]: 注文
    续行
`;
    const { lost, messages } = await built(source, { 'a.md': '---\nheadline: 社区\n---\n\n正文。\n' });
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(lost).toEqual([]);
  });
});

/** Copy of stars, dots, figures, quotes, brackets, tildes, underscores and numbers between Han. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'居民动手种花园社区开门张李王') },
  { weight: 2, arbitrary: fc.constantFrom(...'*.~_"\'()[]<>，。、：“”（）#:!`&-^+={}|\\$@') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('**', '****', '__', '~~', '...', '2.', '1)', '(3)', '[4]', '5*6', 'x'),
  },
  { weight: 1, arbitrary: fc.nat(99999).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('138****1234', '王**', '张*、', '3~5', '第7.2条', 'a_b', ' ', '\n'),
  },
);
const paragraph = fc.array(piece, { minLength: 1, maxLength: 24 }).map((parts) => parts.join(''));
const line = paragraph.map((text) => text.replace(/\n/g, ''));

/** Ten paragraphs of an article: its head, its text, and what is beside the text. */
const articleSource = fc
  .tuple(fc.array(line, { minLength: 7, maxLength: 7 }), fc.array(paragraph, { minLength: 3, maxLength: 3 }))
  .map(
    ([[kicker, head, item, number, cell, caption, code], [text, quote, last]]) => `::kicker[${kicker}]

# 题${head}

文${text}

- ${item}

7. ${number}

> 说${quote}

| 甲 | 乙 |
|---|---|
| 丙 | ${cell} |

![图${caption}](a.svg)

~~~
${code}
~~~

完${last}
`,
  );

/** The letters, digits and stars of a text by number. */
function census(...texts: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const character of texts.join('').replace(/[^\p{L}\p{N}*]/gu, ''))
    found.set(character, (found.get(character) ?? 0) + 1);
  return found;
}

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3H0z"/></svg>';

test('source and sheets have the same characters, less listed markup, or each difference is reported', async () => {
  await fc.assert(
    fc.asyncProperty(articleSource, async (source) => {
      const { desk, messages } = fakeDesk({ 'issue.md': source, 'a.svg': drawing });
      const { publication, consumed } = (await build(job, desk))!;
      const lines = source.split('\n');
      const wordsAt = ({ start, end }: Place): string => {
        if (start === undefined) return '';
        if (end === undefined || end.line === start.line)
          return lines[start.line - 1]!.slice(start.column - 1, (end?.column ?? start.column + 1) - 1);
        return lines.slice(start.line - 1, end.line).join('\n');
      };
      const typed = census(source);
      const printed = census(setCopyText(publication.sheets));
      const lost = messages.filter(isLost);
      expect(lost.filter(({ text }) => !text.endsWith('没有排出来'))).toEqual([]);
      const reported = census(...lost.map(({ place }) => wordsAt(place)));
      const errors = messages.filter(({ code, severity }) => severity === 'error' && code !== 'copy-lost');
      const excused = census(...errors.map(({ place }) => wordsAt(place)));
      const markup = census(...consumed.flatMap(({ places }) => places.map(wordsAt)));
      for (const [character, count] of typed) {
        const of = (found: ReadonlyMap<string, number>) => found.get(character) ?? 0;
        const found = of(printed) + of(reported);
        // What is in an error may be printed nevertheless, and markup may have values that are: {section=菜场}.
        expect(found, character).toBeLessThanOrEqual(count);
        expect(found + of(markup) + of(excused), character).toBeGreaterThanOrEqual(count);
      }
    }),
    runs(500, 6),
  );
}, 1_800_000);
