import { describe, expect, test } from 'vitest';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace } from '../support/issue-outline.ts';

/** Reads an issue with this text. Out: the issue, its copy, and the messages as `line:column code`. */
async function read(text: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': text, 'a.jpg': '' });
  const issue = await readIssue('issue.md', desk);
  return {
    issue,
    copy: issue && collectCopy(issue).map((run) => run.text),
    reported: messages.map(({ place, code }) => `${formatPlace(place, 'issue.md')} ${code}`),
    messages,
  };
}

const header = (yaml: string) => `---\n${yaml}\n---\n\n# 甲\n`;

describe('front matter', () => {
  test('is read with any of the three line ends', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { issue, reported } = await read(header('paper: 河湾\nnumber: 12').replaceAll('\n', end));
      expect(reported).toEqual([]);
      expect(issue?.masthead).toMatchObject({ paper: { name: { text: '河湾' } }, number: { value: 12 } });
    }
  });

  test('may repeat a value by an alias', async () => {
    const { copy, reported } = await read(header('imprint: &names [甲街, 乙街]\npublishers: *names'));
    expect(reported).toEqual([]);
    expect(copy?.filter((text) => text === '乙街')).toHaveLength(2);
  });

  test('may not have aliases of aliases, which may grow exponentially or be recursive', async () => {
    const grown = Array.from({ length: 9 }, (_, turn) => {
      const content = turn === 0 ? 'x' : `*a${turn - 1}`;
      return `  - &a${turn} [${Array(10).fill(content).join(', ')}]`;
    });
    const bomb = await read(header(`imprint:\n${grown.join('\n')}`));
    expect(bomb.reported).toContain('5:10 bad-yaml');
    expect((await read(header('imprint: &a [甲街, *a]'))).reported).toEqual(['2:18 bad-yaml']);
    expect((await read(header('paper: &a {name: *a}'))).reported).toEqual(['2:18 bad-yaml']);
  });

  test('may not repeat more than a limit, nor be longer than one', async () => {
    const many = (count: number, word: string) => Array(count).fill(word).join(', ');
    const repeated = (items: number, aliases: number) =>
      read(header(`imprint: &a [${many(items, '甲')}]\npublishers: [${many(aliases, '*a')}]`));
    expect((await repeated(90, 100)).reported).not.toContain('3:14 bad-yaml');
    const started = performance.now();
    for (const { reported } of [await repeated(3000, 3000), await repeated(1, 101)]) {
      expect(reported).toHaveLength(1);
      expect(reported[0]).toMatch(/^3:\d+ bad-yaml$/);
    }
    expect((await read(header(`slogan: ${'甲'.repeat(300_000)}`))).reported).toEqual(['2:1 bad-yaml']);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test.for<[string, string]>([
    ['? [a, b]\n: c', '2:3 bad-yaml'],
    ['paper: [甲]', '2:8 bad-value'],
    ['paper: !foo 甲', '2:8 bad-yaml'],
    ['date: 0022-07-15', '2:7 bad-value'],
    ['lunar: maybe', '2:8 bad-value'],
    ['ears:\n  - {qr: "", caption: 码}', '3:10 bad-value'],
    ['ears:\n  - {qr: x, size: 0mm}', '3:19 bad-length'],
  ])('with the fault %j is reported once, at its place', async ([yaml, expected]) => {
    expect((await read(header(yaml))).reported).toEqual([expected]);
  });

  test('has messages whose places are within its lines', async () => {
    const { messages } = await read('---\n: 甲\r\n\r\n-\n---\n');
    const lines = ['---', ': 甲', '', '-', '---', ''];
    expect(messages.length).toBeGreaterThan(0);
    for (const { start, end } of messages.map(({ place }) => place)) {
      for (const at of [start!, end!]) {
        expect(at.column).toBeLessThanOrEqual(lines[at.line - 1]!.length + 1);
      }
    }
  });
});

describe('settings', () => {
  test('may be written only once each', async () => {
    expect((await read('::qr[码]{data=a data=b}\n')).reported).toEqual(['1:21 bad-value']);
    expect((await read('# 甲 {span=2 span=3}\n')).reported).toEqual(['1:18 bad-value']);
  });

  test('may have curly quotes inside straight ones but not instead of them', async () => {
    const { issue, reported } = await read('::qr[码]{data="“河湾”"}\n');
    expect(reported).toEqual([]);
    expect(issue?.pages[0]?.articles[0]?.body).toMatchObject([{ code: { data: { value: '“河湾”' } } }]);
    expect((await read('::qr[码]{data=“河湾”}\n')).reported).toEqual(['1:14 bad-value']);
  });

  test('may not have values of several lines', async () => {
    expect((await read(':ruby[字]{rt="z\nì"}\n')).reported).toEqual(['1:14 bad-value']);
  });

  test('may not have a length of zero', async () => {
    expect((await read('![图](a.jpg){width=0mm}\n')).reported).toEqual(['1:19 bad-length']);
  });
});

describe('a ruby annotation', () => {
  test('has its own place in the file', async () => {
    const { desk } = fakeDesk({ 'issue.md': '河:ruby[湾]{rt="wān le"}边\n' });
    const runs = collectCopy((await readIssue('issue.md', desk))!);
    expect(runs.map(({ text, place }) => [text, place.start?.column])).toEqual([
      ['河', 1],
      ['湾', 8],
      ['wān le', 15],
      ['边', 23],
    ]);
  });

  test('within another one is reported, since only one of them is set', async () => {
    expect((await read(':ruby[:ruby[河]{rt=hé}湾]{rt=wān}\n')).reported).toEqual(['1:7 misplaced-directive']);
  });

  test('without a base text is reported', async () => {
    expect((await read('甲:ruby[]{rt=jiǎ}\n')).reported).toEqual(['1:2 bad-directive']);
  });

  test('in the name of a page becomes part of the name', async () => {
    const { issue, copy } = await read('::page[要:ruby[**闻**道]{rt=wén}]\n\n甲\n');
    expect(issue?.pages[0]?.name?.text).toBe('要闻道（wén）');
    expect(copy?.filter((text) => text.includes('wén'))).toHaveLength(1);
  });
});

describe('a block directive within a line of text', () => {
  test.for<[string, readonly string[]]>([
    ['扫码 ::qr[码]{data=x} 报名', ['1:4 bad-directive']],
    ['扫码::qr[码]{data=x}', ['1:3 bad-directive']],
    ['**扫码** ::qr[码]{data=x}', ['1:8 bad-directive']],
    ['甲\n乙 :::box[框]', ['2:3 bad-directive']],
    ['std::vector[0] 与 a::box[1]、甲::乙[丙]、\\::qr[码]', []],
    ['`::qr[码]` 与 http://a::qr', []],
  ])('is reported in %j', async ([text, expected]) => {
    expect((await read(`${text}\n`)).reported).toEqual(expected);
  });

  test('is reported once if it begins the line', async () => {
    for (const prefix of ['', '- ', '> ', '1. ', '\u3000\u3000']) {
      expect(
        (await read(`${prefix}::deck[副题] 尾\n`)).reported.map((reported) => reported.split(' ')[1]),
      ).toEqual(['bad-directive']);
    }
  });
});

test('a link needs an address to get a QR code', async () => {
  expect((await read('[甲](){qr}与[乙](https://example.org){qr}\n')).reported).toEqual(['1:1 bad-value']);
});
