import type { Cache, Memoize } from '../core/cache.ts';
import { openHeadlineBreaks } from '../headline/headline-break-cache.ts';
import type { Issue } from '../issue/issue.ts';
import type { Galley, ParagraphLengths, SetIssue } from './galley.ts';
import type { SettingContext } from './pieces.ts';
import { articleColumns, setArticle } from './set-article.ts';

/**
 * Sets every article of an issue, in order. In: the context of setting, the cache for the breaks of headlines, and
 * `memoize`, whose keys cover the template, fonts and pictures.
 */
export function setIssue(
  { pages, words = [] }: Issue,
  context: Omit<SettingContext, 'report' | 'findBreaks'>,
  cache: Cache,
  memoize: Memoize,
): SetIssue {
  const headlines = pages.flatMap(({ articles }) =>
    articles.map(({ headline }) => headline.main.map(({ text }) => text).join('')),
  );
  const { find: findBreaks, save } = openHeadlineBreaks(headlines, words, cache);
  const articles = pages.flatMap((page) =>
    page.articles.map((article) => {
      const columns = articleColumns(article, page, context.template);
      const facts = [columns, columns.spans.map(columns.rankAt), article, words];
      return { article, columns, facts };
    }),
  );
  const galleys = articles.map(({ article, columns, facts }) =>
    memoize('galley', facts, (report) => setArticle(article, columns, { ...context, findBreaks, report })),
  );
  save();
  const reset = (index: number, lengths: ParagraphLengths): Galley => {
    const { article, columns, facts } = articles[index]!;
    return memoize('galley', [...facts, ...lengths], () =>
      setArticle(article, columns, { ...context, findBreaks, report: () => undefined, lengths }),
    );
  };
  return { galleys, reset };
}
