import type { Galley, Piece } from '../../src/galley/galley.ts';
import type { Article, ArticleOptions, Issue, IssuePage } from '../../src/issue/issue.ts';
import type { Dummy } from '../../src/makeup/dummy.ts';

const place = { file: 'issue.md', start: { line: 1, column: 1 } };

/** A piece of one grid line with ten characters, with changes. */
export function bodyPiece(changes: Partial<Piece> = {}): Piece {
  const lines = changes.lines ?? 1;
  return {
    lines,
    minLines: lines,
    maxLines: lines,
    spaceBefore: 0,
    breakBefore: 0,
    ops: [],
    frames: [],
    characters: 10,
    faults: [],
    place,
    ...changes,
  };
}

export const article = (options: ArticleOptions = {}): Article => ({
  headline: { kickers: [], main: [], decks: [] },
  bylines: [],
  body: [],
  credits: [],
  notes: [],
  options,
  place,
});

export const page = (articles: readonly Article[]): IssuePage => ({ articles, place });

export function issueOf(pages: readonly IssuePage[], pagesFixed = false): Issue {
  return {
    source: 'issue.md',
    template: { value: 'tabloid', place },
    masthead: { kind: 'internal', imprint: [], ears: [], credits: [] },
    pages,
    pagesFixed,
    overrides: { fonts: new Map(), print: new Map(), typography: new Map() },
  };
}

/** A galley with a headline of three lines and `lines` lines of text, for a page of two columns. */
export function galley(lines: number, changes: Partial<Galley> = {}): Galley {
  const columns = changes.columns ?? 2;
  const spans = changes.spans ?? [columns];
  return {
    measure: 336,
    gutter: 21,
    pitch: 357,
    columns,
    inset: 0,
    spans,
    heads: new Map([...spans, columns].map((span) => [span, bodyPiece({ lines: 3 })])),
    body: Array.from({ length: lines }, () => bodyPiece()),
    floats: [],
    ...changes,
  };
}

/** The copy characters that were reported as not fitting. */
export const oversetCharacters = ({ overset }: Dummy): number =>
  overset.reduce((sum, { characters }) => sum + characters, 0);
