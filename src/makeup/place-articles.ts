import { type Band, bandLines, type Cell, cellLines, storyGap } from './band.ts';
import { asksFor, canSpan, type SetStory, type Story, setWhole, storyLines } from './story.ts';

/** A band that could stand next on a page: how many stories it takes, how high it is, what is amiss with it. */
interface Option {
  readonly band: Band;
  readonly taken: number;
  readonly lines: number;
  readonly cost: number;
}

/** What a page holds, and how many of its stories. */
export interface PagePlan {
  readonly bands: readonly Band[];
  readonly taken: number;
}

/** Stories one band may hold: more than six side by side and below each other is a page of its own. */
const mostInBand = 6;
/** Faults in the unit of one line left empty in one column at the foot of a cell. */
const cost = {
  hole: 10,
  /** A line short that pictures or the white round a headline can take up. */
  slack: 3,
  /** A story wider than it asked for, because nothing would stand beside it. */
  unasked: 60,
  /** A band more: pieces of like height belong side by side. */
  band: 12,
  /** A line by which text is lower than it should be under a headline of its width. */
  shallow: 6,
  /** A line by which a story is higher than a reader's eye follows under one headline. */
  tower: 4,
  /** A story that must wait for the next page. */
  waiting: 400,
  /** A line left over at the page's foot, over all columns. */
  foot: 4,
} as const;
/** Text should be as high as this for each column its headline covers. */
const leastHeight = 4;
const towerLines = 44;

/**
 * Plans a page: which stories stand side by side and which below. In: the stories that wait, in the editor's order,
 * and the lines of the page. Out: the bands of the page and how many stories they hold.
 *
 * Searches all ways to part the stories into bands and the bands into cells, and takes the one with the fewest
 * faults in sum. The editor's order is kept: left to right, and down.
 */
export function planPage(stories: readonly Story[], lines: number): PagePlan {
  const sizes = remember(lines);
  const options = stories.map((_, index) => optionsFrom(stories.slice(index), lines, sizes));
  const known = new Map<
    string,
    { readonly bands: readonly Band[]; readonly taken: number; readonly cost: number }
  >();
  const plan = (from: number, free: number): { bands: readonly Band[]; taken: number; cost: number } => {
    const key = `${from} ${free}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    let best = { bands: [] as readonly Band[], taken: 0, cost: costOfStopping(stories.length - from, free) };
    for (const option of options[from] ?? []) {
      if (option.lines > free) continue;
      const rest = plan(from + option.taken, free - option.lines - storyGap);
      const total = option.cost + rest.cost;
      if (total < best.cost - 1e-9) {
        best = { bands: [option.band, ...rest.bands], taken: option.taken + rest.taken, cost: total };
      }
    }
    known.set(key, best);
    return best;
  };
  return plan(0, lines);
}

const costOfStopping = (waiting: number, free: number): number =>
  waiting * cost.waiting + Math.max(0, free) * cost.foot;

type Sizes = (story: Story, span: number) => SetStory | undefined;

/** Each story is set to each width once. */
function remember(lines: number): Sizes {
  const known = new Map<string, SetStory | undefined>();
  return (story, span) => {
    const key = `${story.index} ${span}`;
    if (!known.has(key)) known.set(key, setWhole(story, span, lines));
    return known.get(key);
  };
}

/** The bands that may come next: of those equally high that take the same stories, the one with the fewest faults. */
function optionsFrom(stories: readonly Story[], lines: number, sizes: Sizes): readonly Option[] {
  const run = sameColumns(stories);
  const best = new Map<string, Option>();
  for (let taken = 1; taken <= Math.min(mostInBand, run.length); taken += 1) {
    const columns = run[0]?.galley.columns ?? 1;
    for (const cells of cellsOf(run.slice(0, taken), columns, lines, sizes)) {
      const band = { columns, cells };
      const height = bandLines(band);
      const option = { band, taken, lines: height, cost: costOfBand(band) };
      const key = `${taken} ${height}`;
      if (option.cost < (best.get(key)?.cost ?? Number.POSITIVE_INFINITY)) best.set(key, option);
    }
  }
  return [...best.values()];
}

/** Stories that may share a band: those set to the same columns; a rest from another page keeps to itself. */
function sameColumns(stories: readonly Story[]): readonly Story[] {
  const [first] = stories;
  if (first === undefined || first.continues !== undefined) return stories.slice(0, 1);
  const end = stories.findIndex(
    (story) => story.galley.columns !== first.galley.columns || story.continues !== undefined,
  );
  return end === -1 ? stories : stories.slice(0, end);
}

/** Every way to lay these stories, in order, into cells side by side; columns may stay empty at their right. */
function* cellsOf(
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
      for (const rest of cellsOf(stories.slice(count), columns - span, lines, sizes)) yield [cell, ...rest];
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

/** What is amiss with a band; however much it is, to leave its stories waiting is no better. */
function costOfBand(band: Band): number {
  const height = bandLines(band);
  const cells = band.cells.map((cell) => costOfCell(cell, height - cellLines(cell)));
  const empty = band.cells.reduce((columns, { span }) => columns - span, band.columns);
  const stories = band.cells.reduce((sum, cell) => sum + cell.stories.length, 0);
  const sum = cells.reduce((all, one) => all + one, cost.band + empty * height * cost.hole);
  return Math.min(sum, stories * cost.waiting);
}

function costOfCell(cell: Cell, short: number): number {
  // Each story can give a line to the white round its headline, each picture a line to its crop.
  const give = cell.stories.reduce((sum, { filling }) => sum + 1 + filling.floats.length, 0);
  const taken = Math.min(short, give);
  let sum = (taken * cost.slack + (short - taken) * cost.hole) * cell.span;
  for (const set of cell.stories) {
    const { filling, span, story } = set;
    if (!asksFor(story, span)) sum += cost.unasked;
    // The last column may be a line short for each column before it; any more is a hole under the text.
    const empty = filling.short.reduce((total, one) => total + one, 0);
    sum += empty + Math.max(0, empty - span + 1) * (cost.hole - 1);
    sum += Math.max(0, leastHeight * span - filling.lines) * cost.shallow;
    sum += Math.max(0, storyLines(set) - towerLines) * cost.tower;
  }
  return sum;
}
