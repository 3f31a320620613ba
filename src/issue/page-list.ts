import type { Desk } from '../core/desk.ts';
import { readArticleFile } from './article-file.ts';
import type { Entry } from './articles.ts';
import { fieldsOf, type Header, itemsOf, runOf, toldOf } from './header.ts';
import type { Article, IssuePage } from './issue.ts';
import { columnCount } from './values.ts';

const pageKeys = ['name', 'editor', 'designer', 'articles', 'columns'];

/** Reads `pages:` of the header with the articles it names. */
export async function readPageList(
  header: Header | undefined,
  trail: readonly string[],
  desk: Desk,
): Promise<readonly IssuePage[]> {
  const pages: IssuePage[] = [];
  for (const item of itemsOf(header)) pages.push(await readPage(item, trail, desk));
  if (header !== undefined && pages.length === 0) {
    desk.report('bad-value', header.place, { key: 'pages', expected: '至少一个版' });
  }
  return pages;
}

async function readPage(item: Header, trail: readonly string[], desk: Desk): Promise<IssuePage> {
  const fields = fieldsOf(item, 'pages', pageKeys, desk);
  const entries: Entry[] = [];
  for (const path of itemsOf(fields.get('articles'))) {
    const src = toldOf(path, 'articles', desk);
    if (src !== undefined) entries.push(...(await readArticleFile(src, trail, desk)));
  }
  const name = runOf(fields.get('name'), 'name', desk);
  const editor = runOf(fields.get('editor'), 'editor', desk);
  const designer = runOf(fields.get('designer'), 'designer', desk);
  const columns = columnCount(toldOf(fields.get('columns'), 'columns', desk), desk);
  return {
    ...(name !== undefined && { name }),
    ...(editor !== undefined && { editor }),
    ...(designer !== undefined && { designer }),
    ...(columns !== undefined && { columns }),
    articles: articlesOf(entries),
    place: item.place,
  };
}

/** The pages of an issue file's own text: what stands before the first `::page` is a page without a name. */
export function pagesOfText(entries: readonly Entry[], file: string): readonly IssuePage[] {
  const starts = entries.flatMap(({ kind }, index) => (kind === 'page' ? [index] : []));
  const before = articlesOf(entries.slice(0, starts[0]));
  const named = starts.flatMap((start, index): readonly IssuePage[] => {
    const entry = entries[start];
    if (entry?.kind !== 'page') return [];
    return [{ ...entry.page, articles: articlesOf(entries.slice(start + 1, starts[index + 1])) }];
  });
  if (before.length === 0 && named.length > 0) return named;
  const place = before[0]?.place ?? { file, start: { line: 1, column: 1 } };
  return [{ articles: before, place }, ...named];
}

/**
 * Pages named in the header, and those of the text. A `::page` of a name that the header has fills that page, text
 * before the first one the front page; a page's own text comes before the articles that the header adds to it.
 */
export function joinPages(listed: readonly IssuePage[], written: readonly IssuePage[]): readonly IssuePage[] {
  const pages = [...listed];
  for (const page of written) {
    const index = page.name === undefined ? 0 : pages.findIndex(({ name }) => name?.text === page.name?.text);
    const same = pages[index];
    if (same === undefined) pages.push(page);
    else pages[index] = { ...page, ...same, articles: [...page.articles, ...same.articles] };
  }
  return pages;
}

function articlesOf(entries: readonly Entry[]): readonly Article[] {
  return entries.flatMap((entry) => (entry.kind === 'article' ? [entry.article] : []));
}
