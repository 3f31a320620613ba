import { describe, expect, test } from 'vitest';
import { editIssue } from '../../src/edit/edit-issue.ts';
import type { Block, Issue, Mark, Picture, QrCode, Run } from '../../src/issue/issue.ts';

const place = { file: 'issue.md', start: { line: 3, column: 7 } };

function run(text: string, ...marks: readonly Mark[]): Run {
  return { text, marks, place };
}

/** An issue with `text` wherever an author's words stand, and `kept` wherever nothing may be changed. */
function issueOf(text: string, kept: string): Issue {
  const words = [run(text)];
  const code: QrCode = { data: { value: kept, place }, caption: words, level: 'M' };
  const picture: Picture = { path: kept, caption: words, credit: words, place };
  const paragraph: Block = { kind: 'paragraph', runs: words, place };
  const body: readonly Block[] = [
    paragraph,
    { kind: 'crosshead', runs: words, depth: 2, place },
    { kind: 'pictures', pictures: [picture], wishes: { place: 'auto' }, place },
    { kind: 'qr', code, place },
    { kind: 'box', title: words, blocks: [paragraph], place },
    { kind: 'quote', blocks: [paragraph], place },
    { kind: 'list', items: [{ blocks: [paragraph], place }], place },
    { kind: 'table', align: [undefined], rows: [[words], [words]], place },
    { kind: 'code', runs: [run(kept)], place },
    { kind: 'rule', place },
  ];
  return {
    source: kept,
    template: { value: kept, place },
    masthead: {
      paper: { name: run(text), latin: run(kept), section: run(text), sectionLatin: run(kept) },
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
            wishes: { section: run(text), span: 2 },
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

/** What editing makes of the runs of one paragraph. */
function edited(...runs: readonly Run[]): readonly Run[] {
  const bare = issueOf('', '');
  const article = { ...bare.pages[0]!.articles[0]!, body: [{ kind: 'paragraph' as const, runs, place }] };
  const issue = editIssue({ ...bare, pages: [{ ...bare.pages[0]!, articles: [article] }] });
  const block = issue.pages[0]!.articles[0]!.body[0]!;
  return block.kind === 'paragraph' ? block.runs : [];
}

describe('editIssue', () => {
  test('edits every text an author wrote, and nothing else', () => {
    expect(editIssue(frozen(issueOf('春天,花开', '甲,乙')))).toEqual(issueOf('春天，花开', '甲,乙'));
  });

  test('leaves out what is not there', () => {
    const bare = issueOf('春', '甲');
    const issue: Issue = {
      ...bare,
      masthead: { kind: 'internal', imprint: [], ears: [], credits: [] },
      pages: [],
    };
    expect(editIssue(issue)).toEqual(issue);
  });

  test('keeps marks and places', () => {
    const before = run('春天,花开', { kind: 'strong' });
    expect(edited(before)).toEqual([{ ...before, text: '春天，花开' }]);
  });

  test('reads the runs of a paragraph together', () => {
    expect(edited(run('春天'), run(',花开', { kind: 'strong' })).map(({ text }) => text)).toEqual([
      '春天',
      '，花开',
    ]);
  });

  test('leaves code, notes, addresses and forced line ends as they are', () => {
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

  test('a mark after a note belongs to the words before it, one after code does not', () => {
    const textAfter = (mark: Mark) => edited(run('春天'), run('1', mark), run('...花开'))[2]?.text;
    expect(textAfter({ kind: 'note', number: 1 })).toBe('……花开');
    expect(textAfter({ kind: 'code' })).toBe('...花开');
  });
});
