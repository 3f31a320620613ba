import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/diagnostics.ts';
import type { Place } from '../../src/core/place.ts';
import { editIssue } from '../../src/edit/edit-issue.ts';
import { editRuns } from '../../src/edit/edit-runs.ts';
import type { Article, Block, Issue, Mark, Picture, QrCode, Run } from '../../src/issue/issue.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place = { file: 'issue.md', start: { line: 3, column: 7 } };

function run(text: string, ...marks: readonly Mark[]): Run {
  return { text, marks, place };
}

/** An issue with `text` wherever the author's text is edited, and `verbatim` wherever nothing may change. */
function issueOf(text: string, verbatim: string): Issue {
  const words = [run(text)];
  const code: QrCode = { data: { value: verbatim, place }, caption: words, level: 'M' };
  const picture: Picture = { path: verbatim, caption: words, credit: words, place };
  const paragraph: Block = { kind: 'paragraph', runs: words, place };
  const body: readonly Block[] = [
    paragraph,
    { kind: 'crosshead', runs: words, depth: 2, place },
    { kind: 'pictures', pictures: [picture], options: { place: 'auto' }, place },
    { kind: 'qr', code, place },
    { kind: 'box', title: words, blocks: [paragraph], place },
    { kind: 'quote', blocks: [paragraph], place },
    { kind: 'list', items: [{ blocks: [paragraph], place }], place },
    { kind: 'table', align: [undefined], rows: [[words], [words]], place },
    { kind: 'code', runs: [run(verbatim)], place },
    { kind: 'rule', place },
  ];
  return {
    source: verbatim,
    template: { value: verbatim, place },
    masthead: {
      paper: { name: run(text), latin: run(verbatim), section: run(text), sectionLatin: run(verbatim) },
      kind: 'newspaper',
      slogan: words,
      publishers: words,
      imprint: words,
      ears: [
        { kind: 'qr', code, place },
        { kind: 'text', text: words, place },
        { kind: 'image', picture, place },
      ],
      credits: [{ role: run(text), names: run(text) }],
    },
    pages: [
      {
        name: run(text),
        editor: run(text),
        designer: run(text),
        articles: [
          {
            headline: { kickers: [words], main: words, decks: [words] },
            bylines: [words],
            body,
            credits: [words],
            notes: [[paragraph]],
            options: { section: run(text), span: 2 },
            place,
          },
        ],
        place,
      },
    ],
    pagesFixed: false,
    overrides: { fonts: new Map(), print: new Map(), typography: new Map() },
  };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

interface Note {
  readonly place: Place;
  readonly was: string;
  readonly now: string;
}

/** Edits the runs of one paragraph. Returns the new runs and the changes reported. */
function editedWithNotes(...runs: readonly Run[]): { edited: readonly Run[]; notes: readonly Note[] } {
  const notes: Note[] = [];
  const report: Report = (code, at, details) => {
    if (code === 'mark-normalised') notes.push({ place: at, ...(details as { was: string; now: string }) });
  };
  return { edited: editRuns(runs, report), notes };
}

const edited = (...runs: readonly Run[]): readonly Run[] => editedWithNotes(...runs).edited;

const silent: Report = () => {};

describe('editIssue', () => {
  test('edits every text of the author and nothing else', () => {
    expect(editIssue(frozen(issueOf('春天,花开', '甲,乙')), silent)).toEqual(issueOf('春天，花开', '甲,乙'));
  });

  test('adds nothing that is missing', () => {
    const bare = issueOf('春', '甲');
    const issue: Issue = {
      ...bare,
      masthead: { kind: 'internal', imprint: [], ears: [], credits: [] },
      pages: [],
    };
    expect(editIssue(issue, silent)).toEqual(issue);
  });

  test('makes a space next to a quotation or a book title in a headline one em wide', async () => {
    const { desk } = fakeDesk({
      'issue.md':
        '::kicker[学习《条例》 争当先锋]\n\n# 居民点单"微心愿" 党员上门圆梦\n\n::deck[街坊 “走读” 老街，  看变化]\n\n## 喜迎“五一” 再出发\n\n街坊 “走读” 老街。\n',
    });
    const issue = (await readIssue('issue.md', desk)) as Issue;
    const [{ headline, body }] = editIssue(issue, silent).pages[0]!.articles as readonly [Article];
    const textOf = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
    const texts = [...headline.kickers, headline.main, ...headline.decks].map(textOf);
    expect(texts).toEqual([
      '学习《条例》　争当先锋',
      '居民点单“微心愿”　党员上门圆梦',
      '街坊　“走读”　老街，看变化',
    ]);
    expect(body.map((block) => textOf((block as Extract<Block, { kind: 'paragraph' }>).runs))).toEqual([
      '喜迎“五一”　再出发',
      '街坊“走读”老街。',
    ]);
  });

  test('keeps marks and places', () => {
    const before = run('春天,花开', { kind: 'strong' });
    expect(edited(before)).toEqual([{ ...before, text: '春天，花开' }]);
  });

  test('applies the rules across the runs of a paragraph', () => {
    expect(edited(run('春天'), run(',花开', { kind: 'strong' })).map(({ text }) => text)).toEqual([
      '春天',
      '，花开',
    ]);
  });

  test('leaves code, note numbers, addresses and forced line ends as written', () => {
    const link: Mark = { kind: 'link', url: 'https://example.org/春,夏', qr: false };
    const runs = [
      run('春,夏', { kind: 'code' }),
      run('春,夏', { kind: 'note', number: 1 }),
      run('example.org/春,夏', link),
      run('\n'),
    ];
    expect(edited(...runs)).toEqual(runs);
    expect(edited(run('春天,花开', link))[0]?.text).toBe('春天，花开');
  });

  test('treats a mark after a note number as after the words before it, but not one after code', () => {
    const textAfter = (mark: Mark) =>
      edited(run('春天'), run('1', mark), run('...花开'))
        .slice(2)
        .map(({ text }) => text)
        .join('');
    expect(textAfter({ kind: 'note', number: 1 })).toBe('……花开');
    expect(textAfter({ kind: 'code' })).toBe('...花开');
  });
});

describe('a line end of the source', () => {
  test.each([
    ['ends a clause', '热线12345.\n地址在友谊路。', '热线12345。地址在友谊路。'],
    [
      'after Chinese leaves no doubt that a dot is a full stop',
      '今天开门.\n欢迎光临。',
      '今天开门。欢迎光临。',
    ],
    ['after a number alone does not', '事项：\n1.\n登记。', '事项：1.登记。'],
    ['before a number leaves its dot', '公约：1.种花\n2.浇水', '公约：1.种花2.浇水'],
  ])('%s', async (_, source, expected) => {
    const { desk, messages } = fakeDesk({ 'issue.md': source });
    const issue = editIssue((await readIssue('issue.md', desk))!, desk.report);
    const blocks = issue.pages[0]!.articles[0]!.body;
    const text = blocks.flatMap((block) => (block.kind === 'paragraph' ? block.runs : []));
    expect(text.map((part) => part.text).join('')).toBe(expected);
    expect(messages.filter(({ code }) => code === 'dot-between-han')).toEqual([]);
  });
});

describe('the reported changes', () => {
  test('have their place, the old text and the new', () => {
    const { notes } = editedWithNotes(run('他说"好",'), run('"走"...', { kind: 'strong' }));
    const at = (column: number, endColumn: number) => ({
      file: 'issue.md',
      start: { line: 3, column },
      end: { line: 3, column: endColumn },
    });
    expect(notes).toEqual([
      { place: at(9, 10), was: '"', now: '“' },
      { place: at(11, 13), was: '",', now: '”，' },
      { place: at(7, 8), was: '"', now: '“' },
      { place: at(9, 13), was: '"...', now: '”……' },
    ]);
  });

  test('are none for normalised text', () => {
    const once = edited(run('他说"好",'), run('"走"...', { kind: 'strong' }));
    expect(editedWithNotes(...once).notes).toEqual([]);
    expect(editedWithNotes(run('他说：“好”')).notes).toEqual([]);
  });

  test('the text after a change of length keeps its place in the source', () => {
    const runs = edited(run('等等...好 App 吧'));
    expect(runs.map(({ text, place: { start, end } }) => [text, start?.column, end?.column])).toEqual([
      ['等等……', 7, 11],
      ['好', 12, 13],
      ['App', 14, 17],
      ['吧', 18, 19],
    ]);
  });

  test('a run without a position in its file is not split', () => {
    const before: Run = { text: '等等...好', marks: [], place: { file: 'issue.md' } };
    expect(edited(before)).toEqual([{ ...before, text: '等等……好' }]);
  });

  test('include full-width letters of ruby, and runs that share a ruby mark still share it', () => {
    const at = { file: 'issue.md', start: { line: 3, column: 15 }, end: { line: 3, column: 17 } };
    const ruby: Mark = { kind: 'ruby', rt: 'ｙáｏ', place: at };
    const { edited: runs, notes } = editedWithNotes(run('垚', ruby), run('垚', { kind: 'strong' }, ruby));
    const [first, second] = runs.map(({ marks }) => marks.find(({ kind }) => kind === 'ruby'));
    expect(first).toEqual({ ...ruby, rt: 'yáo' });
    expect(second).toBe(first);
    expect(notes.map(({ was, now, place: { start } }) => [was, now, start?.column])).toEqual([
      ['ｙ', 'y', 15],
      ['ｏ', 'o', 17],
    ]);
  });

  const part = fc.constantFrom(
    ...[
      '社区',
      '花园',
      'App',
      '12',
      '３',
      'Ｂ',
      ',',
      '.',
      '"',
      '(',
      ')',
      '...',
      ' ',
      '\u3000',
      '?!',
      '--',
      '\u200b',
    ],
    ...[
      '**粗体,**',
      '*着重"*',
      '[链接,](https://example.org/)',
      '`a,b`',
      '\\*',
      '&amp;',
      ':ruby[垚]{rt=yáo}',
      '\n',
      '⼈',
    ],
  );
  const markdown = fc.array(part, { minLength: 1, maxLength: 16 }).map((parts) => `社${parts.join('')}区`);

  test('applied to the source, the changes give the edited text', async () => {
    await fc.assert(
      fc.asyncProperty(markdown, async (source) => {
        const before = await paragraphOf(source);
        const { edited: after, notes } = editedWithNotes(...before);
        const lines = source.split('\n');
        const applied = before.map((written) => {
          const { start } = written.place;
          let { text } = written;
          const inRun = notes.filter(
            ({ place: { start: at } }) =>
              at?.line === start!.line &&
              at.column >= start!.column &&
              at.column < start!.column + written.text.length,
          );
          for (const { place: at, was, now } of inRun.toReversed()) {
            const from = at.start!.column - start!.column;
            expect(text.slice(from, from + was.length)).toBe(was);
            // A line end between two words is read as a space, and a character reference as its character.
            if (at.end!.line === at.start!.line && written.text !== '&')
              expect(lines[start!.line - 1]!.slice(at.start!.column - 1, at.end!.column - 1)).toBe(was);
            text = text.slice(0, from) + now + text.slice(from + was.length);
          }
          return text;
        });
        expect(applied.join('')).toBe(after.map(({ text }) => text).join(''));
      }),
      { numRuns: 600 },
    );
  });

  test('every unchanged character is in the source at the place of its run', async () => {
    await fc.assert(
      fc.asyncProperty(markdown, async (source) => {
        const lines = source.split('\n');
        for (const { text, place: at } of edited(...(await paragraphOf(source)))) {
          for (const match of text.matchAll(/(?!人)[\p{sc=Han}a-z]/gu)) {
            expect(lines[at.start!.line - 1]![at.start!.column - 1 + match.index]).toBe(match[0]);
          }
        }
      }),
      { numRuns: 600 },
    );
  });
});

/** The runs of the first paragraph of a source. */
async function paragraphOf(source: string): Promise<readonly Run[]> {
  const issue = await readIssue('issue.md', fakeDesk({ 'issue.md': source }).desk);
  const block = issue?.pages[0]?.articles[0]?.body[0];
  return block?.kind === 'paragraph' ? block.runs : [];
}
