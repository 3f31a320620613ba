import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { editIssue } from '../../src/edit/edit-issue.ts';
import type { Article, Block, Issue, Run } from '../../src/issue/issue.ts';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { runCommand } from '../support/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });

const sentences = [
  '江湾路街道上周在社区会堂开了一次碰头会,请来二十位居民代表,说说弄堂里的新变化',
  '家住三号楼的退休教师秦老师带来一本相册,里面有46张照片,从1987年一直拍到今年春天',
  '他说:"以前下雨要穿套鞋,现在雨停了路就干,孩子们可以马上出来玩"',
  '物业经理算了一笔账:去年修补路面用去3.6万元,今年只用了不到一半,省下的钱添了12盏路灯',
  '“夜里回家不再摸黑”,住在弄底的年轻人这样说,他每天加班到22:30才下车',
];
const longLead = `---
date: 2026-03-06
ears:
  - qr: https://example.org/jiangwan
    caption: 读电子版
---

::kicker[弄堂里的新变化]

# 二十位居民代表坐在一起 说说家门口的路灯和雨水

${Array.from({ length: 14 }, (_, index) => `第${index + 1},${sentences.map((_, at) => sentences[(index + at) % 5]).join(';')}。`).join('\n\n')}

(文 田禾)
`;
const plain = `# 社区花园开门迎客\n\n${Array.from({ length: 6 }, () => sentences.join('。')).join('\n\n')}\n`;

const issues: Readonly<Record<string, string>> = {
  lead: join(packageRoot, 'examples/lead'),
  'four-pages': join(packageRoot, 'examples/four-pages'),
  plain: join(folder, 'sources/plain'),
  'long-lead': join(folder, 'sources/long-lead'),
};
for (const [name, text] of Object.entries({ plain, 'long-lead': longLead })) {
  mkdirSync(issues[name]!, { recursive: true });
  writeFileSync(join(issues[name]!, 'issue.md'), text);
}

/** The issue as the program sets it, read from the files of its folder. */
async function read(name: string): Promise<Issue> {
  const root = issues[name]!;
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(root, path)).isFile());
  const { desk, messages } = fakeDesk(
    Object.fromEntries(files.map((path) => [path, new Uint8Array(readFileSync(join(root, path)))])),
  );
  const issue = await readIssue('issue.md', desk);
  if (issue === undefined) throw new Error(JSON.stringify(messages));
  return editIssue(issue, desk.report);
}

const squeeze = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');
const textOf = (runs: readonly Run[]): string => squeeze(runs.map(({ text }) => text).join(''));

type Ruby = Extract<Run['marks'][number], { kind: 'ruby' }>;
const rubyOf = (one: Run): Ruby | undefined => one.marks.find((mark): mark is Ruby => mark.kind === 'ruby');

/** The same with every reading in brackets after its character, as it is set where lines are near each other. */
const inBrackets = (runs: readonly Run[]): string =>
  textOf(
    runs.flatMap((one) => {
      const ruby = rubyOf(one);
      return ruby === undefined ? [one] : [one, { ...one, text: `（${ruby.rt}）` }];
    }),
  );

/** A text as extracted, without the lines of ruby, which are between the lines of their bases. */
function withoutReadings(text: string, copy: readonly Run[]): string {
  const syllables = new Set(copy.flatMap((one) => rubyOf(one)?.rt.split(/\s+/) ?? []));
  const isReading = (line: string) =>
    line.trim() !== '' &&
    line
      .trim()
      .split(/\s+/)
      .every((word) => syllables.has(word));
  return text
    .split('\n')
    .filter((line) => !isReading(line))
    .join('\n');
}

/** The running text of an article, block by block; tables, pictures and codes have an order of their own. */
function paragraphsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
      case 'code':
        return [textOf(block.runs)];
      case 'crosshead':
        return [inBrackets(block.runs)];
      case 'quote':
        return paragraphsOf(block.blocks);
      case 'box':
        return [inBrackets(block.title), ...paragraphsOf(block.blocks)];
      case 'list':
        return block.items.flatMap((item) => paragraphsOf(item.blocks));
      default:
        return [];
    }
  });
}

const textsOf = ({ headline, body }: Article): readonly string[] => [
  textOf(headline.main),
  ...paragraphsOf(body),
];

/** What the codes of an issue say: ears, blocks, links that ask for one. */
function codesOf({ masthead, pages }: Issue): readonly string[] {
  const inBlocks = (blocks: readonly Block[]): readonly string[] =>
    blocks.flatMap((block) => {
      if (block.kind === 'qr') return [block.code.data.value];
      if (block.kind === 'box' || block.kind === 'quote') return inBlocks(block.blocks);
      if (block.kind === 'list') return block.items.flatMap((item) => inBlocks(item.blocks));
      if (block.kind !== 'paragraph') return [];
      const marks = block.runs.flatMap((one) => one.marks);
      return marks.flatMap((mark) => (mark.kind === 'link' && mark.qr ? [mark.url] : []));
    });
  const ears = masthead.ears.flatMap((ear) => (ear.kind === 'qr' ? [ear.code.data.value] : []));
  return [...ears, ...pages.flatMap(({ articles }) => articles.flatMap(({ body }) => inBlocks(body)))];
}

/** Whether all of a text comes in order in another. Out: what does not, from its first character on. */
function outOfOrder(text: string, inside: string): string {
  let at = 0;
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    at = inside.indexOf(character, at) + 1;
    if (at === 0) return characters.slice(index).join('');
  }
  return '';
}

function counted(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

const readers: Readonly<Record<string, (file: string) => string>> = {
  'pdftotext -raw': (file) => run('pdftotext', '-raw', file, '-'),
  pdftotext: (file) => run('pdftotext', file, '-'),
  mutool: (file) => run('mutool', 'draw', '-F', 'txt', file),
};

describe.each(Object.keys(issues))('the finished pages of %s', (name) => {
  const pdf = join(folder, `${name}.pdf`);
  let issue: Issue;
  beforeAll(async () => {
    issue = await read(name);
    const ended = await runCommand(['build', 'issue.md', '-o', pdf, '--quiet'], { cwd: issues[name]! });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
  });

  it('are sound', () => {
    expect(run('qpdf', '--check', pdf)).toMatch(/No syntax or stream encoding errors/);
  });

  it('hold all their fonts, in part, with their characters', () => {
    const fonts = run('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(2);
    for (const font of fonts) expect(font).toMatch(/ yes +yes +yes +\d+ +\d+$/);
  });

  it('are 275 by 390 millimetres in a bleed of 3, with 9 for the marks', () => {
    const pages = Number(/^Pages: +(\d+)$/m.exec(run('pdfinfo', pdf))![1]);
    const boxes = run('pdfinfo', '-box', '-f', '1', '-l', String(pages), pdf);
    for (const [box, inset, count] of [
      ['TrimBox', 12, pages],
      ['BleedBox', 9, pages],
    ] as const) {
      const found = [...boxes.matchAll(new RegExp(`^Page +\\d+ ${box}: +([\\d. ]+)$`, 'gm'))];
      expect(found).toHaveLength(count);
      for (const [, sides] of found) {
        const millimetres = sides!
          .trim()
          .split(/ +/)
          .map((side) => (Number(side) * 25.4) / 72);
        const wanted = [inset, inset, 299 - inset, 414 - inset];
        for (const [at, side] of millimetres.entries()) expect(side).toBeCloseTo(wanted[at]!, 1);
      }
    }
  });

  it('have pictures on the press’s plates only', () => {
    const pictures = run('pdfimages', '-list', pdf).trim().split('\n').slice(2);
    for (const picture of pictures) expect(picture.trim().split(/ +/)[5]).toMatch(/^(cmyk|gray)$/);
    expect(pictures.length > 0).toBe(['lead', 'four-pages'].includes(name));
  });

  it.each(Object.keys(readers))('give every character back through %s', (reader) => {
    const got = counted(squeeze(readers[reader]!(pdf)));
    const missing = [...counted(textOf(collectCopy(issue)))].filter(
      ([character, count]) => (got.get(character) ?? 0) < count,
    );
    expect(missing).toEqual([]);
  });

  // By default pdftotext orders blocks by its own guess, which crossheads and pieces side by side lead astray.
  const inOrder = name === 'four-pages' ? ['pdftotext -raw', 'mutool'] : Object.keys(readers);
  it.each(inOrder)('give every article back in order through %s', (reader) => {
    const got = squeeze(withoutReadings(readers[reader]!(pdf), collectCopy(issue)));
    for (const article of issue.pages.flatMap(({ articles }) => articles)) {
      expect(outOfOrder(textsOf(article).join(''), got)).toBe('');
      const whole = textsOf(article).filter((text) => got.includes(text));
      // One paragraph of an article may be parted by a picture or by a page's end.
      expect(whole.length).toBeGreaterThanOrEqual(textsOf(article).length - 1);
    }
  });

  it('have codes that a phone reads', () => {
    run('pdftoppm', '-r', '200', '-gray', '-png', pdf, join(folder, `${name}-page`));
    const pages = readdirSync(folder).filter((file) => file.startsWith(`${name}-page-`));
    const said = pages.flatMap((page) => scan(join(folder, page)));
    expect(said.toSorted()).toEqual([...new Set(codesOf(issue))].toSorted());
  });
});

function scan(picture: string): readonly string[] {
  try {
    return run('zbarimg', '-q', '--raw', '-Sdisable', '-Sqrcode.enable', picture).trim().split('\n');
  } catch {
    // It ends with 4 where a page has no code.
    return [];
  }
}

describe('the same issue', () => {
  const places = [
    {
      cwd: join(folder, 'here/desk'),
      env: { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
    },
    { cwd: join(folder, 'there'), env: { TZ: 'America/Los_Angeles', LANG: 'de_DE.UTF-8', LC_ALL: 'C' } },
  ];

  it.each([
    ['its own date', ''],
    ['SOURCE_DATE_EPOCH', '1657843200'],
  ])('is the same bytes anywhere, dated by %s', async (_, epoch) => {
    const bytes = [];
    for (const [index, { cwd, env }] of places.entries()) {
      const copy = join(cwd, 'four-pages');
      mkdirSync(cwd, { recursive: true });
      cpSync(issues['four-pages']!, copy, { recursive: true });
      const from = index === 0 ? cwd : copy;
      const ended = await runCommand(
        ['build', relative(from, join(copy, 'issue.md')), '-o', 'out.pdf', '--quiet'],
        { cwd: from, env: { ...env, SOURCE_DATE_EPOCH: epoch } },
      );
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      bytes.push(readFileSync(join(from, 'out.pdf')));
    }
    expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
    const date = run('pdfinfo', '-isodates', join(places[0]!.cwd, 'out.pdf'));
    expect(date).toMatch(epoch === '' ? /^CreationDate: +2026-06-05/m : /^CreationDate: +2022-07-15/m);
  });
});
