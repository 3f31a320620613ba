import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Galley, Piece } from '../galley/galley.ts';
import { type Issue, sortByPriority } from '../issue/issue.ts';
import type { Template } from '../template/template.ts';
import type { Dummy, DummyPage } from './dummy.ts';
import { emitBands } from './emit.ts';
import { levelBands } from './level-bands.ts';
import { planPage } from './place-articles.ts';
import { reportLineFaults, reportShortRest, reportTornColumns } from './report-faults.ts';
import {
  afterPart,
  type Band,
  bandLines,
  restOf,
  type SetStory,
  type Story,
  setPart,
  storyGap,
  wholeStory,
} from './story.ts';

/**
 * 划版: plans the pages. In: the issue, the galleys of its articles in reading order, the template, which of them are
 * rather placed elsewhere than with a forbidden break. Out: the dummy.
 *
 * Algorithm: page by page, greedily. The stories due on a page are planned into bands (`planPage`); the first that does
 * not fit whole fills the lines that are left and jumps; the rest waits for its continuation page. The bands are levelled
 * (`levelBands`) and turned into placements (`emitBands`). Text that is left after the last planned page opens pages of
 * its own or, if the pages are fixed, is reported as overset, as is a story that an empty page does not take.
 *
 * Invariants: every piece is on one page or in `overset`; all heights are whole grid lines.
 * It ends because every page after the planned ones places a piece of a waiting story or drops one.
 */
export function makeUp(
  issue: Issue,
  galleys: readonly Galley[],
  template: Template,
  report: Report,
  firm: ReadonlySet<number> = new Set(),
): Dummy {
  const planned = planPages(issue, galleys, firm);
  const pages: DummyPage[] = [];
  let waiting: readonly Waiting[] = [];
  const overset: Piece[] = [];
  const dropStory = (story: Story): void => {
    reportOverset(story, report);
    overset.push(...leftOf(story));
  };
  while (pages.length < planned.length || waiting.length > 0) {
    const number = pages.length + 1;
    if (number > planned.length && issue.pagesFixed) {
      for (const { story } of waiting) dropStory(story);
      break;
    }
    const due = waiting
      .filter((one) => one.due <= number || number > planned.length)
      .map(({ story }) => story);
    const stories = [...due, ...(planned[number - 1] ?? [])];
    const { page, rest } = layOutPage(stories, number, planned.length, issue, template);
    const taken = new Set(due);
    waiting = [...waiting.filter(({ story }) => !taken.has(story)), ...rest];
    if (page.placements.length === 0 && rest[0] !== undefined) {
      // An empty page did not hold it, so no page will.
      dropStory(rest[0].story);
      waiting = waiting.filter((one) => one !== rest[0]);
      if (number > planned.length) continue;
    }
    pages.push(page);
  }
  const last = pages.at(-1);
  if (last !== undefined && pages.length > planned.length) reportShortRest(last, galleys, report);
  const dummy: Dummy = { pages: withFinalJumps(pages), overset };
  reportLineFaults(dummy, galleys, report);
  reportTornColumns(dummy, galleys, report);
  return dummy;
}

/** Corrects the jumps to a rest that came later than planned, because another rest filled its page. */
function withFinalJumps(pages: readonly DummyPage[]): readonly DummyPage[] {
  const pageAfter = (galley: number, page: number): number => {
    let after = page + 1;
    while (pages[after]?.placements.some((one) => one.galley === galley) === false) after += 1;
    return after < pages.length ? after : -1;
  };
  return pages.map((page, index) => ({
    ...page,
    jumps: page.jumps.map((jump) => {
      const found = jump.kind === 'to' ? pageAfter(jump.galley, index) : -1;
      return found === -1 ? jump : { ...jump, page: found + 1 };
    }),
  }));
}

/** A story that waits for its continuation page. */
interface Waiting {
  readonly story: Story;
  readonly due: number;
}

/** The stories of each page of the issue, the most important first. */
function planPages(
  issue: Issue,
  galleys: readonly Galley[],
  firm: ReadonlySet<number>,
): readonly (readonly Story[])[] {
  const articles = issue.pages.flatMap((page) => page.articles);
  return issue.pages.map((page) =>
    sortByPriority(page.articles).map((article) => {
      const index = articles.indexOf(article);
      const galley = galleys[index];
      if (galley === undefined) throw new Error('an article has no galley');
      return wholeStory(galley, index, firm.has(index));
    }),
  );
}

/** The grid line at which a page's text begins. */
export function firstLine(page: number, { masthead, dateline, folio }: Template): number {
  return page === 1 ? masthead.lines + dateline.lines : folio.lines;
}

function layOutPage(
  stories: readonly Story[],
  number: number,
  planned: number,
  issue: Issue,
  template: Template,
): { readonly page: DummyPage; readonly rest: readonly Waiting[] } {
  const top = firstLine(number, template);
  const { bands, left } = fillPage(stories, template.grid.lines - top, number);
  const jumpPage = (story: Story): number => {
    const requested = articleAt(issue, story.index)?.options.jump ?? 0;
    return requested > number && requested <= planned ? requested : number + 1;
  };
  const levelled = levelBands(bands, template.grid.lines - top, left.length > 0);
  const placed = levelled.map(({ band, line }) => ({ band, line: line + top }));
  const layout = emitBands(placed, template.area.width, template.grid, ({ story }: SetStory) =>
    jumpPage(story),
  );
  const source = number <= planned ? { source: number - 1 } : {};
  return {
    page: { ...source, ...layout },
    rest: left.map((story) => ({ story, due: story.continues === number ? jumpPage(story) : number + 1 })),
  };
}

/**
 * Plans a page's bands until no further story fits whole; the next one fills the lines that are left with a part that
 * jumps, if they are enough.
 */
function fillPage(
  stories: readonly Story[],
  lines: number,
  number: number,
): { readonly bands: readonly Band[]; readonly left: readonly Story[] } {
  const { bands, taken } = planPage(stories, lines);
  const left = stories.slice(taken);
  const free = bands.reduce((sum, band) => sum - bandLines(band) - storyGap, lines);
  // A story that the plan left for the next page may still fit whole into the lines that are free.
  if (taken > 0 && left.length > 0) {
    const more = fillPage(left, free, number);
    return { bands: [...bands, ...more.bands], left: more.left };
  }
  const [first, ...others] = left;
  const part = first && first.galley.inset === 0 ? setPart(first, first.galley.columns, free) : undefined;
  if (part === undefined) return { bands, left };
  const { columns } = part.story.galley;
  return {
    bands: [...bands, { columns, cells: [{ span: columns, stories: [part], widened: 0 }] }],
    left: [afterPart(part, number), ...others],
  };
}

const articleAt = (issue: Issue, index: number) => issue.pages.flatMap(({ articles }) => articles)[index];

function reportOverset(story: Story, report: Report): void {
  const left = leftOf(story);
  const lines = left.reduce((sum, piece) => sum + piece.lines + piece.spaceBefore, 0);
  // Of a story that did not even begin, the headline is the first that has no room.
  const [first] = left;
  if (first === undefined) return;
  const last = left.findLast(({ place }) => place.file === first.place.file && place.end !== undefined);
  const characters = left.reduce((sum, piece) => sum + piece.characters, 0);
  report('article-overset', reachingTo(first.place, last?.place), { lines, characters });
}

const firstOf = (pieces: ReadonlyMap<number, Piece> | undefined): readonly Piece[] =>
  [...(pieces?.values() ?? [])].slice(0, 1);

/** Headline, text and pictures of a story that are not placed. */
function leftOf(story: Story): readonly Piece[] {
  const head = story.continues === undefined ? firstOf(story.galley.heads) : [];
  const pictures = story.floats.flatMap((index) => firstOf(story.galley.floats[index]?.bySpan));
  return [...head, ...restOf(story), ...pictures];
}

/** From the beginning of a place to the end of a later one. */
function reachingTo(place: Place, { end }: Partial<Place> = {}): Place {
  const { start } = place;
  const isLater = start !== undefined && end !== undefined && end.line >= start.line;
  return isLater ? { ...place, end } : place;
}
