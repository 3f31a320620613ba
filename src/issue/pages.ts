import type { Desk } from '../core/desk.ts';
import { type Entry, readArticleFile } from './articles.ts';
import { asItems, type HeaderNode, readFields, readRun, readText } from './header.ts';
import type { Article, IssuePage } from './issue.ts';
import { readColumnCount } from './values.ts';

const pageKeys = ['name', 'editor', 'designer', 'articles', 'columns'];

/** Reads `pages:` of the front matter, and the articles that it names. */
export async function readPageList(
  header: HeaderNode | undefined,
  trail: readonly string[],
  desk: Desk,
): Promise<readonly IssuePage[]> {
  const pages: IssuePage[] = [];
  for (const item of asItems(header)) pages.push(await readPage(item, trail, desk));
  if (header !== undefined && pages.length === 0) {
    desk.report('bad-value', header.place, { key: 'pages', expected: '至少一个版' });
  }
  return pages;
}

async function readPage(item: HeaderNode, trail: readonly string[], desk: Desk): Promise<IssuePage> {
  const fields = readFields(item, 'pages', pageKeys, desk);
  const entries: Entry[] = [];
  for (const path of asItems(fields.get('articles'))) {
    const src = readText(path, 'articles', desk);
    if (src !== undefined) entries.push(...(await readArticleFile(src, trail, desk)));
  }
  const name = readRun(fields.get('name'), 'name', desk);
  const editor = readRun(fields.get('editor'), 'editor', desk);
  const designer = readRun(fields.get('designer'), 'designer', desk);
  const columns = readColumnCount(readText(fields.get('columns'), 'columns', desk), desk);
  return {
    ...(name !== undefined && { name }),
    ...(editor !== undefined && { editor }),
    ...(designer !== undefined && { designer }),
    ...(columns !== undefined && { columns }),
    articles: collectArticles(entries),
    place: item.place,
  };
}

/** The pages of the text of the issue file. Articles before the first `::page` form a page without a name. */
export function collectPages(entries: readonly Entry[], file: string): readonly IssuePage[] {
  const starts = entries.flatMap(({ kind }, index) => (kind === 'page' ? [index] : []));
  const before = collectArticles(entries.slice(0, starts[0]));
  const named = starts.flatMap((start, index): readonly IssuePage[] => {
    const entry = entries[start];
    if (entry?.kind !== 'page') return [];
    return [{ ...entry.page, articles: collectArticles(entries.slice(start + 1, starts[index + 1])) }];
  });
  if (before.length === 0 && named.length > 0) return named;
  const place = before[0]?.place ?? { file, start: { line: 1, column: 1 } };
  return [{ articles: before, place }, ...named];
}

/**
 * Joins the pages of the front matter with those of the text. A `::page` adds its articles to the listed page of the
 * same name, and articles before the first `::page` go to the front page; in both cases they precede the listed
 * articles. A `::page` with another name is added at the end.
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

function collectArticles(entries: readonly Entry[]): readonly Article[] {
  return entries.flatMap((entry) => (entry.kind === 'article' ? [entry.article] : []));
}
