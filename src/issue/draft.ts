import type { Place } from '../core/place.ts';
import { readBlocks } from './blocks.ts';
import type { Article, ArticleOptions, Block, Run } from './issue.ts';
import { isBracketed, markDateline } from './mark-runs.ts';
import type { Reading } from './reading.ts';

/** An article while its file is read. */
export interface Draft {
  readonly kickers: (readonly Run[])[];
  main: readonly Run[];
  readonly decks: (readonly Run[])[];
  readonly bylines: (readonly Run[])[];
  readonly credits: (readonly Run[])[];
  readonly body: Block[];
  wishes: ArticleOptions;
  place: Place;
  /** With the article's own notes. */
  readonly reading: Reading;
}

/** An article of which nothing is written yet. */
export function emptyDraft(reading: Reading, place: Place): Draft {
  return {
    kickers: [],
    main: [],
    decks: [],
    bylines: [],
    credits: [],
    body: [],
    wishes: {},
    place,
    reading: { ...reading, notes: { order: [] } },
  };
}

/** Whether a heading that comes now is this article's own: it has neither headline nor text. */
export function awaitsHeadline(draft: Draft): boolean {
  return draft.main.length === 0 && draft.body.length === 0 && draft.credits.length === 0;
}

/** Whether there is nothing in the draft to print. */
export function isBlank(draft: Draft): boolean {
  const lines = [draft.kickers, draft.decks, draft.bylines];
  return awaitsHeadline(draft) && lines.every(({ length }) => length === 0);
}

/** The article of a draft: its dateline marked, its credit taken from the text, its notes gathered. */
export function finishDraft(draft: Draft): Article {
  const { body, credits } = withoutCredit(withDateline(draft.body));
  return {
    headline: { kickers: draft.kickers, main: draft.main, decks: draft.decks },
    bylines: draft.bylines,
    body,
    credits: [...credits, ...draft.credits],
    notes: notesOf(draft.reading),
    options: draft.wishes,
    place: draft.place,
  };
}

/** 电头 stands at the start of the first paragraph; pictures may come before it. */
function withDateline(body: readonly Block[]): readonly Block[] {
  const first = body.findIndex(({ kind }) => kind === 'paragraph');
  return body.map((block, index) =>
    index === first && block.kind === 'paragraph' ? { ...block, runs: markDateline(block.runs) } : block,
  );
}

const afterText: readonly Block['kind'][] = ['pictures', 'qr', 'rule'];

/** 供稿: the last paragraph where it stands wholly in brackets. What is no text may follow it. */
function withoutCredit(body: readonly Block[]): {
  body: readonly Block[];
  credits: readonly (readonly Run[])[];
} {
  const last = body.findLastIndex(({ kind }) => !afterText.includes(kind));
  const block = body[last];
  if (block?.kind !== 'paragraph' || !isBracketed(block.runs)) return { body, credits: [] };
  return { body: body.toSpliced(last, 1), credits: [block.runs] };
}

/** The notes in the order of their marks. A note may itself refer to a further one. */
function notesOf(reading: Reading): readonly (readonly Block[])[] {
  const notes: (readonly Block[])[] = [];
  for (let next = reading.notes.order[0]; next !== undefined; next = reading.notes.order[notes.length]) {
    notes.push(readBlocks(reading.footnotes.get(next)?.children ?? [], reading));
  }
  return notes;
}
