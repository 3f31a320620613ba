import type { Place } from '../core/place.ts';
import { readBlocks } from './blocks.ts';
import type { Article, ArticleOptions, Block, Mark, Run } from './issue.ts';
import { sliceRun } from './join-lines.ts';
import type { FileContext } from './open-file.ts';

/** An article while its blocks are being read. */
export interface Draft {
  readonly kickers: (readonly Run[])[];
  main: readonly Run[];
  readonly decks: (readonly Run[])[];
  readonly bylines: (readonly Run[])[];
  readonly credits: (readonly Run[])[];
  readonly body: Block[];
  options: ArticleOptions;
  place: Place;
  /** The context of the file, with the notes of this article. */
  readonly context: FileContext;
}

/** A draft without any content. */
export function emptyDraft(context: FileContext, place: Place): Draft {
  return {
    kickers: [],
    main: [],
    decks: [],
    bylines: [],
    credits: [],
    body: [],
    options: {},
    place,
    context: { ...context, noteOrder: [] },
  };
}

/** Whether the next heading is the headline of this article: it has neither a headline nor text yet. */
export function awaitsHeadline(draft: Draft): boolean {
  return draft.main.length === 0 && draft.body.length === 0 && draft.credits.length === 0;
}

/** Whether the draft contains nothing to print. */
export function isBlank(draft: Draft): boolean {
  const lines = [draft.kickers, draft.decks, draft.bylines];
  return awaitsHeadline(draft) && lines.every(({ length }) => length === 0);
}

/** Makes the article of a draft: marks its dateline, moves its credit out of the text and reads its notes. */
export function finishDraft(draft: Draft): Article {
  const { body, credits } = extractCredit(markDateline(draft.body));
  return {
    headline: { kickers: draft.kickers, main: draft.main, decks: draft.decks },
    bylines: draft.bylines,
    body,
    credits: [...credits, ...draft.credits],
    notes: readNotes(draft.context),
    options: draft.options,
    place: draft.place,
  };
}

/** 电头: 本报讯, optionally followed by （…）, or 【…】. */
const dateline = /^(?:本报讯(?:\s*[（(][^（）()]*[）)])?|【[^】]*】)/;

/** Marks the dateline (电头) at the start of the first paragraph. Pictures may precede that paragraph. */
function markDateline(body: readonly Block[]): readonly Block[] {
  const first = body.findIndex(({ kind }) => kind === 'paragraph');
  return body.map((block, index) =>
    index === first && block.kind === 'paragraph' ? { ...block, runs: markDatelineRuns(block.runs) } : block,
  );
}

function markDatelineRuns(runs: readonly Run[]): readonly Run[] {
  const text = textOf(runs);
  const match = text.startsWith('本报讯') || text.startsWith('【') ? dateline.exec(text) : null;
  return match === null ? runs : markStart(runs, match[0].length, { kind: 'dateline' });
}

/** Adds a mark to the first `length` characters, and splits the run in which they end. */
function markStart(runs: readonly Run[], length: number, mark: Mark): readonly Run[] {
  let rest = length;
  return runs.flatMap((run) => {
    const inside = Math.min(rest, run.text.length);
    rest -= inside;
    if (inside === 0) return [run];
    const marked = { ...sliceRun(run, 0, inside), marks: [...run.marks, mark] };
    return inside === run.text.length ? [marked] : [marked, sliceRun(run, inside, run.text.length)];
  });
}

/** The blocks without text, which may follow the credit. */
const afterText: readonly Block['kind'][] = ['pictures', 'qr', 'rule'];

/** 供稿: takes the last paragraph out of the text if it is entirely in brackets. */
function extractCredit(body: readonly Block[]): {
  body: readonly Block[];
  credits: readonly (readonly Run[])[];
} {
  const last = body.findLastIndex(({ kind }) => !afterText.includes(kind));
  const block = body[last];
  if (block?.kind !== 'paragraph' || !isBracketed(block.runs)) return { body, credits: [] };
  return { body: body.toSpliced(last, 1), credits: [block.runs] };
}

/** Whether a single pair of brackets encloses the text: （供稿 某某） but not （一）春季（二）. */
function isBracketed(runs: readonly Run[]): boolean {
  const text = textOf(runs);
  if (!text.startsWith('（') && !text.startsWith('(')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '（' || character === '(') depth += 1;
    else if (character === '）' || character === ')') depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}

function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** The notes in the order of their figures. Reading a note may append further notes to the order. */
function readNotes(context: FileContext): readonly (readonly Block[])[] {
  const notes: (readonly Block[])[] = [];
  for (let next = context.noteOrder[0]; next !== undefined; next = context.noteOrder[notes.length]) {
    notes.push(readBlocks(context.footnotes.get(next)?.children ?? [], context));
  }
  return notes;
}
