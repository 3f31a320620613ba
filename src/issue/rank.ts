import type { Article } from './issue.ts';

/** Urgency of an article that says none: after those with priority 1, before those with 3. */
const usualPriority = 2;

/** The articles of a page by rank: by priority, and in the order they were written. */
export function byRank(articles: readonly Article[]): readonly Article[] {
  const urgency = ({ options }: Article) => options.priority ?? usualPriority;
  return articles.toSorted((a, b) => urgency(a) - urgency(b));
}
