import { costs, thresholds } from './costs.ts';
import {
  asksFor,
  type Band,
  bandLines,
  type Cell,
  canSpan,
  cellLines,
  type SetStory,
  type Story,
  setWhole,
  storyGap,
  storyLines,
} from './story.ts';

/**
 * Plans a page: which stories are side by side and which one under another.
 *
 * Algorithm: exhaustive search with memoisation. A page is a sequence of bands from the top down, a band a sequence of
 * cells from left to right, a cell a sequence of stories from the top down. For each story that can begin a band, all ways
 * to divide the next stories into cells are listed once, the cheapest for each number of stories and height. Dynamic
 * programming over the first story not placed and the free lines then chooses the sequence of bands.
 *
 * In: the stories that wait, in the editor's order, and the lines of the page. Out: the bands and how many stories they
 * hold, counted from the first.
 * Costs: `costs.page`, for each band, cell and story, for each story that waits, and for lines left at the foot.
 *
 * Invariants: stories stay in the editor's order, left to right and down. A story is placed whole, at a width it can have, or not
 * at all. Heights are whole grid lines, at most the page's.
 *
 * Complexity: s stories over c columns have C(c + s − 1, s) divisions into cells, s being at most `maxStories`. Each story
 * is filled once for each width. The dynamic programming visits at most stories × lines states.
 */
export function planPage(stories: readonly Story[], lines: number): PagePlan {
  const sizes = memoizeSizes(lines);
  const options = stories.map((_, index) => bandOptions(stories.slice(index), lines, sizes));
  const plans = new Map<string, PagePlan>();
  const plan = (from: number, free: number): PagePlan => {
    const key = `${from} ${free}`;
    const cached = plans.get(key);
    if (cached !== undefined) return cached;
    let best: PagePlan = { bands: [], taken: 0, cost: costOfStopping(stories.length - from, free) };
    for (const option of options[from] ?? []) {
      if (option.lines > free) continue;
      const rest = plan(from + option.taken, free - option.lines - storyGap);
      const total = option.cost + rest.cost;
      if (total < best.cost - 1e-9) {
        best = { bands: [option.band, ...rest.bands], taken: option.taken + rest.taken, cost: total };
      }
    }
    plans.set(key, best);
    return best;
  };
  return plan(0, lines);
}

/** What a page holds, how many of its stories that is, and the sum of its faults. */
interface PagePlan {
  readonly bands: readonly Band[];
  readonly taken: number;
  readonly cost: number;
}

/** A band that can be next on a page: how many stories it takes, its height, the sum of its faults. */
interface BandOption {
  readonly band: Band;
  readonly taken: number;
  readonly lines: number;
  readonly cost: number;
}

/** Stories in one band: more than six side by side and under each other are a page of their own. */
const maxStories = 6;

const costOfStopping = (waiting: number, free: number): number =>
  waiting * costs.page.waiting + Math.max(0, free) * costs.page.foot;

type Sizes = (story: Story, span: number) => SetStory | undefined;

/** Sets each story to each width once. */
function memoizeSizes(lines: number): Sizes {
  const sizes = new Map<string, SetStory | undefined>();
  return (story, span) => {
    const key = `${story.index} ${span}`;
    if (!sizes.has(key)) sizes.set(key, setWhole(story, span, lines));
    return sizes.get(key);
  };
}

/** The bands that can be next: of those that take the same stories at the same height, the cheapest. */
function bandOptions(stories: readonly Story[], lines: number, sizes: Sizes): readonly BandOption[] {
  const candidates = sameColumns(stories);
  const best = new Map<string, BandOption>();
  for (let taken = 1; taken <= Math.min(maxStories, candidates.length); taken += 1) {
    const columns = candidates[0]?.galley.columns ?? 1;
    for (const cells of divisions(candidates.slice(0, taken), columns, lines, sizes)) {
      const band = { columns, cells };
      const height = bandLines(band);
      const option = { band, taken, lines: height, cost: costOfBand(band) };
      const key = `${taken} ${height}`;
      if (option.cost < (best.get(key)?.cost ?? Number.POSITIVE_INFINITY)) best.set(key, option);
    }
  }
  return [...best.values()];
}

/** The first stories that may share a band: those set to the same columns; a rest from another page has its own band. */
function sameColumns(stories: readonly Story[]): readonly Story[] {
  const [first] = stories;
  if (first === undefined || first.continues !== undefined) return stories.slice(0, 1);
  const end = stories.findIndex(
    (story) => story.galley.columns !== first.galley.columns || story.continues !== undefined,
  );
  return end === -1 ? stories : stories.slice(0, end);
}

/** Every way to divide these stories, in order, into cells side by side; columns may stay empty at the right. */
function* divisions(
  stories: readonly Story[],
  columns: number,
  lines: number,
  sizes: Sizes,
): Generator<readonly Cell[]> {
  if (stories.length === 0) {
    yield [];
    return;
  }
  for (let count = 1; count <= stories.length; count += 1) {
    for (let span = 1; span <= columns; span += 1) {
      const cell = cellOf(stories.slice(0, count), span, sizes);
      if (cell === undefined || cellLines(cell) > lines) continue;
      for (const rest of divisions(stories.slice(count), columns - span, lines, sizes)) yield [cell, ...rest];
    }
  }
}

function cellOf(stories: readonly Story[], span: number, sizes: Sizes): Cell | undefined {
  const set: SetStory[] = [];
  for (const story of stories) {
    const size = canSpan(story, span) ? sizes(story, span) : undefined;
    if (size === undefined) return undefined;
    set.push(size);
  }
  return { span, stories: set, widened: 0 };
}

/** Sum of a band's faults, capped at what it costs to leave its stories waiting. */
function costOfBand(band: Band): number {
  const height = bandLines(band);
  const cells = band.cells.map((cell) => costOfCell(cell, height - cellLines(cell)));
  const empty = band.cells.reduce((columns, { span }) => columns - span, band.columns);
  const stories = band.cells.reduce((sum, cell) => sum + cell.stories.length, 0);
  const sum = cells.reduce((all, one) => all + one, costs.page.band + empty * height * costs.page.hole);
  return Math.min(sum, stories * costs.page.waiting);
}

/** Sum of the faults of a cell that is `short` lines lower than its band. */
function costOfCell(cell: Cell, short: number): number {
  const { hole, slack, unrequestedSpan, shallowLine, towerLine } = costs.page;
  // Each story can give a line to the space around its headline, each picture a line to its crop.
  const flexible = cell.stories.reduce((sum, { filling }) => sum + 1 + filling.floats.length, 0);
  const flexed = Math.min(short, flexible);
  let sum = (flexed * slack + (short - flexed) * hole) * cell.span;
  for (const set of cell.stories) {
    const { filling, span, story } = set;
    if (!asksFor(story, span)) sum += unrequestedSpan;
    // The last column may be a line short for each column before it; any more is a hole under the text.
    const empty = filling.short.reduce((total, one) => total + one, 0);
    sum += empty + Math.max(0, empty - span + 1) * (hole - 1);
    sum += Math.max(0, thresholds.minTextLines * span - filling.lines) * shallowLine;
    sum += Math.max(0, storyLines(set) - thresholds.towerLines) * towerLine;
  }
  return sum;
}
