import type { Pt } from '../core/units.ts';
import type { Article, IssuePage } from '../issue/issue.ts';
import { byRank } from '../issue/rank.ts';
import type { HeadlineRank, Template } from '../template/template.ts';

/** The columns an article is set to, and the widths in columns at which it may be laid. */
export interface ArticleColumns {
  readonly columns: number;
  readonly measure: Pt;
  readonly gutter: Pt;
  /** From one column's left edge to the next of the page's own columns. */
  readonly pitch: Pt;
  /** White and frame at each side of a boxed article. */
  readonly inset: Pt;
  readonly spans: readonly number[];
  readonly rankAt: (span: number) => HeadlineRank;
}

/**
 * The columns of a page divided into `columns`. A measure is a whole number of characters; what is left over goes
 * to the gutters, which are at least as wide as the template asks (CLREQ: the type area is counted in characters).
 */
export function divideColumns(
  template: Template,
  columns: number,
): { readonly measure: Pt; readonly gutter: Pt } {
  const { size, minGutter } = template.grid;
  const { width } = template.area;
  // The half-thousandth keeps a width that is whole but for rounding from losing a character.
  const measure = Math.floor((width - (columns - 1) * minGutter) / columns / size + 5e-4) * size;
  return { measure, gutter: columns === 1 ? 0 : (width - columns * measure) / (columns - 1) };
}

/** Width of `span` neighbouring columns. */
export const spanWidth = ({ measure, gutter }: { measure: Pt; gutter: Pt }, span: number): Pt =>
  span * measure + (span - 1) * gutter;

/** How an article of a page is to be set: its columns, and how wide it may lie by its wish and its rank. */
export function articleColumns(article: Article, page: IssuePage, template: Template): ArticleColumns {
  const columns = page.columns ?? template.grid.columns;
  const own = divideColumns(template, columns);
  const leads = byRank(page.articles)[0] === article;
  const pitch = own.measure + own.gutter;
  const rankAt = (span: number): HeadlineRank => (leads ? 'lead' : span * 2 > columns ? 'second' : 'brief');
  const spans = spansOf(article, page, columns, leads);
  const [span] = spans;
  if (article.options.boxed !== true || span === undefined) {
    return { columns, ...own, pitch, inset: 0, spans, rankAt };
  }
  const inset = template.grid.size;
  const measure = own.measure - (2 * inset) / span;
  return { columns, measure, gutter: own.gutter, pitch, inset, spans: [span], rankAt };
}

/** Without a wish: alone on its page or leading a page of two columns, the full width; else what serves the page. */
function spansOf(article: Article, page: IssuePage, columns: number, leads: boolean): readonly number[] {
  const wish = article.options.span;
  if (wish !== undefined) return [Math.min(wish, columns)];
  const all = Array.from({ length: columns }, (_, index) => index + 1);
  if (page.articles.length === 1) return [columns];
  if (article.options.boxed === true) return [Math.ceil(columns / 2)];
  return leads ? all.filter((span) => (columns <= 2 ? span === columns : span * 2 > columns)) : all;
}
