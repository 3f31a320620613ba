import type { Report } from '../core/diagnostics.ts';
import type { Galley, Piece } from '../galley/galley.ts';
import type { Issue } from '../issue/issue.ts';
import { byRank } from '../issue/rank.ts';
import type { Template } from '../template/template.ts';
import { type Band, bandLines, storyGap } from './band.ts';
import type { Dummy, DummyPage } from './dummy.ts';
import { emitBands } from './emit.ts';
import { levelBands } from './level.ts';
import { planPage } from './place-articles.ts';
import { afterPart, restOf, type SetStory, type Story, setPart, wholeStory } from './story.ts';
import { tellLines } from './tell-lines.ts';

/** A story that waits for the page on which it goes on. */
interface Waiting {
  readonly story: Story;
  readonly due: number;
}

/**
 * 划版: plans the pages. In: the issue, the galleys of its articles in reading order, the template. Out: the dummy.
 * Text that does not fit its page goes on on the next; where the pages are fixed, what is left after the last is
 * told with its lines and characters.
 */
export function makeUp(issue: Issue, galleys: readonly Galley[], template: Template, report: Report): Dummy {
  const planned = planPages(issue, galleys);
  const pages: DummyPage[] = [];
  let waiting: readonly Waiting[] = [];
  let overset = 0;
  const giveUp = (story: Story): void => {
    reportOverset(story, report);
    overset += oversetCharacters(story);
  };
  while (pages.length < planned.length || waiting.length > 0) {
    const number = pages.length + 1;
    if (number > planned.length && issue.pagesFixed) {
      for (const { story } of waiting) giveUp(story);
      break;
    }
    const due = waiting
      .filter((one) => one.due <= number || number > planned.length)
      .map(({ story }) => story);
    const stories = [...due, ...(planned[number - 1] ?? [])];
    const { page, rest } = layPage(stories, number, planned.length, issue, template);
    const taken = new Set(due);
    waiting = [...waiting.filter(({ story }) => !taken.has(story)), ...rest];
    if (page.placements.length === 0 && rest[0] !== undefined) {
      // An empty page did not take it, so no page will.
      giveUp(rest[0].story);
      waiting = waiting.filter((one) => one !== rest[0]);
      if (number > planned.length) continue;
    }
    pages.push(page);
  }
  if (pages.length > planned.length) tellShortRest(pages.at(-1), galleys, report);
  const dummy: Dummy = { pages: withTrueJumps(pages), overset };
  tellLines(dummy, galleys, report);
  return dummy;
}

/** So few lines on a page that the text itself had to open are sooner cut than printed. */
const shortRest = 10;

function tellShortRest(page: DummyPage | undefined, galleys: readonly Galley[], report: Report): void {
  const pieces = (page?.placements ?? []).map(({ galley, part }) =>
    part.kind === 'body' ? galleys[galley]?.body[part.index] : undefined,
  );
  const text = pieces.filter((piece) => piece !== undefined);
  const lines = text.reduce((sum, piece) => sum + piece.lines, 0);
  const [first] = text;
  if (first === undefined || text.length < pieces.length || lines > shortRest) return;
  const characters = text.reduce((sum, piece) => sum + piece.characters, 0);
  report('short-rest', first.place, { lines, characters });
}

/**
 * A rest comes later than its jump line promised where another rest filled the page it was due on; the line tells
 * where it went.
 */
function withTrueJumps(pages: readonly DummyPage[]): readonly DummyPage[] {
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

/** The stories that each page of the issue begins with, the most important first. */
function planPages(issue: Issue, galleys: readonly Galley[]): readonly (readonly Story[])[] {
  const articles = issue.pages.flatMap((page) => page.articles);
  return issue.pages.map((page) =>
    byRank(page.articles).map((article) => {
      const index = articles.indexOf(article);
      const galley = galleys[index];
      if (galley === undefined) throw new Error('an article has no galley');
      return wholeStory(galley, index);
    }),
  );
}

/** The grid line at which a page's text begins. */
export function firstLine(page: number, { masthead, dateline, folio }: Template): number {
  return page === 1 ? masthead.lines + dateline.lines : folio.lines;
}

function layPage(
  stories: readonly Story[],
  number: number,
  planned: number,
  issue: Issue,
  template: Template,
): { readonly page: DummyPage; readonly rest: readonly Waiting[] } {
  const top = firstLine(number, template);
  const { bands, left } = fillPage(stories, template.grid.lines - top, number);
  const jumpPage = (story: Story): number => {
    const wish = articleAt(issue, story.index)?.options.jump ?? 0;
    return wish > number && wish <= planned ? wish : number + 1;
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
 * Plans a page's bands until no story more goes in whole; the next one fills the lines that are left as a part that
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
  // A story planned for a whole page may be content with less when no more is to be had.
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
  const first = restOf(story)[0] ?? left[0];
  if (first === undefined) return;
  report('article-overset', first.place, { lines, characters: oversetCharacters(story) });
}

const firstOf = (pieces: ReadonlyMap<number, Piece> | undefined): readonly Piece[] =>
  [...(pieces?.values() ?? [])].slice(0, 1);

/** Headline, text and pictures of a story that are not laid. */
function leftOf(story: Story): readonly Piece[] {
  const head = story.continues === undefined ? firstOf(story.galley.heads) : [];
  const pictures = story.floats.flatMap((index) => firstOf(story.galley.floats[index]?.bySpan));
  return [...head, ...restOf(story), ...pictures];
}

/** Copy characters of what is left of a story. */
const oversetCharacters = (story: Story): number =>
  leftOf(story).reduce((sum, { characters }) => sum + characters, 0);
