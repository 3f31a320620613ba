import { dirname, join } from 'node:path';
import type { Desk } from '../core/desk.ts';
import { type Entry, readArticles, type Surroundings } from './articles.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { type Fields, fieldsOf, itemsOf } from './header.ts';
import { linesOf } from './header-lines.ts';
import type { ArticleOptions, Told } from './issue.ts';
import { notUtf8, type OpenFile, openFile } from './open-file.ts';
import type { Reading } from './reading.ts';
import { placeOf } from './source-text.ts';
import { readWishes, wishesOfHeader, wishKeys } from './wishes.ts';

const articleKeys = ['kicker', 'headline', 'deck', 'byline', 'credit', ...wishKeys];

/** Reads `::article` directives. `trail` names the files being read, outermost first, as the desk resolved them. */
export function including(trail: readonly string[], desk: Desk): Surroundings['include'] {
  return async (settings, place) => {
    const src = settings.get('src');
    const wishes = readWishes(settings, desk);
    if (src !== undefined) return withWishes(await readArticleFile(src, trail, desk), wishes);
    desk.report('bad-value', place, { key: 'src', expected: '稿件文件的路径，如 src=articles/a.md' });
    return [];
  };
}

/** The articles of a file. In: its path, relative to the file it is written in. A file that includes itself is told. */
export async function readArticleFile(
  src: Told<string>,
  trail: readonly string[],
  desk: Desk,
): Promise<readonly Entry[]> {
  const read = await desk.read(src.value, src.place.file);
  if (!read.ok) {
    desk.report('article-missing', src.place, { path: src.value, detail: read.detail });
    return [];
  }
  if (trail.includes(read.path)) {
    desk.report('article-circular', src.place, { path: src.value });
    return [];
  }
  const file = openFile(read.bytes, join(dirname(src.place.file), src.value), desk);
  if (file === undefined) {
    desk.report('article-missing', src.place, { path: src.value, detail: notUtf8 });
    return [];
  }
  return readOpenFile(file, [...trail, read.path], desk);
}

async function readOpenFile(file: OpenFile, trail: readonly string[], desk: Desk): Promise<readonly Entry[]> {
  const fields = file.header === undefined ? new Map() : fieldsOf(file.header, '', articleKeys, desk);
  const entries = await readArticles(file.nodes, file.reading, {
    include: including(trail, desk),
    mayStartPages: false,
    begin: (reading) => draftOf(fields, reading),
  });
  const headline = fields.get('headline');
  const [first, second] = entries;
  const noText = first?.kind === 'article' && first.article.body.length === 0;
  if (headline !== undefined && noText && second !== undefined)
    desk.report('headline-twice', headline.place, {});
  return entries;
}

/** The first article of a file as its header begins it. */
function draftOf(fields: Fields, reading: Reading): Draft | undefined {
  if (fields.size === 0) return undefined;
  const { desk } = reading;
  const lines = (key: string) => itemsOf(fields.get(key)).map((item) => linesOf(item, key, desk));
  return {
    ...emptyDraft(reading, placeOf(reading.source, 0, 0)),
    kickers: lines('kicker'),
    main: linesOf(fields.get('headline'), 'headline', desk),
    decks: lines('deck'),
    bylines: lines('byline'),
    credits: lines('credit'),
    wishes: wishesOfHeader(fields, desk),
  };
}

/** What the directive asks of the article; it outweighs the file's own header. */
function withWishes(entries: readonly Entry[], wishes: ArticleOptions): readonly Entry[] {
  const first = entries.findIndex(({ kind }) => kind === 'article');
  return entries.map((entry, index) =>
    index === first && entry.kind === 'article'
      ? { ...entry, article: { ...entry.article, options: { ...entry.article.options, ...wishes } } }
      : entry,
  );
}
