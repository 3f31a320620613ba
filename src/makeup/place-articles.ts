import { type SetStory, type Story, setHigher, setWhole, spansOf, storyLines } from './story.ts';

/** Stories one under another, over the same columns. */
export interface Cell {
  readonly span: number;
  readonly stories: readonly SetStory[];
}

/** Cells side by side over the whole width of the page. */
export interface Band {
  readonly columns: number;
  readonly cells: readonly Cell[];
}

/** Empty lines between two stories and between two bands; the cut rule lies in the middle. */
export const storyGap = 1;

/** Stories one band may hold: more than six side by side and below each other is a page of its own. */
const mostInBand = 6;
/** A line left empty in one column costs this much… */
const costOfHole = 10;
/** …and a band more this much, so that pieces of like height are put side by side. */
const costOfBand = 15;
/** Text under so few lines of height makes a shallow strip under a wide headline. */
const shallow = { lines: 6, cost: 12 };
/** Columns so long under one narrow headline make a tower. */
const tower = { lines: 44, cost: 4 };

/** Height of a cell or a band in lines. */
export const cellLines = (cell: Cell): number =>
  cell.stories.reduce((sum, set) => sum + storyLines(set), 0) + storyGap * (cell.stories.length - 1);

export const bandLines = (band: Band): number => Math.max(...band.cells.map(cellLines));

/**
 * The next band of a page. In: the stories that wait, in order of rank; the page's columns; the lines that are
 * free. Out: the band and how many stories it takes, or undefined where not even the first fits.
 *
 * Searches the ways to put the next stories into cells side by side and takes the one with the least empty space
 * for the run of stories as a whole; the order of the stories is the editor's and is kept.
 */
export function nextBand(
  stories: readonly Story[],
  lines: number,
): { readonly band: Band; readonly taken: number } | undefined {
  const [first] = stories;
  if (first === undefined) return undefined;
  const columns = first.galley.columns;
  const alike = stories.findIndex(
    (story) => story.galley.columns !== columns || story.continues !== undefined,
  );
  const run = stories.slice(0, first.continues !== undefined ? 1 : alike === -1 ? stories.length : alike);
  const sizes = remember(lines);
  let best: { band: Band; taken: number; cost: number } | undefined;
  for (let taken = 1; taken <= Math.min(mostInBand, run.length); taken += 1) {
    for (const band of bandsOf(run.slice(0, taken), columns, sizes)) {
      if (bandLines(band) > lines) continue;
      // Cost per story, so that a band of four is weighed against four bands of one.
      const cost = (bandCost(band) + costOfBand) / taken;
      if (best === undefined || cost < best.cost - 1e-9) best = { band, taken, cost };
    }
  }
  return best;
}

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

/** Every way to lay these stories, in order, into cells that fill the columns. */
function* bandsOf(stories: readonly Story[], columns: number, sizes: Sizes): Generator<Band> {
  for (const cells of cellsOf(stories, columns, sizes)) yield { columns, cells };
}

function* cellsOf(stories: readonly Story[], columns: number, sizes: Sizes): Generator<readonly Cell[]> {
  if (stories.length === 0) {
    if (columns === 0) yield [];
    return;
  }
  for (let count = 1; count <= stories.length; count += 1) {
    for (let span = 1; span <= columns; span += 1) {
      const cell = cellOf(stories.slice(0, count), span, sizes);
      if (cell === undefined) continue;
      for (const rest of cellsOf(stories.slice(count), columns - span, sizes)) yield [cell, ...rest];
    }
  }
}

function cellOf(stories: readonly Story[], span: number, sizes: Sizes): Cell | undefined {
  const set: SetStory[] = [];
  for (const story of stories) {
    const size = spansOf(story).includes(span) ? sizes(story, span) : undefined;
    if (size === undefined) return undefined;
    set.push(size);
  }
  return { span, stories: set };
}

function bandCost(band: Band): number {
  const height = bandLines(band);
  let cost = 0;
  for (const cell of band.cells) {
    cost += (height - cellLines(cell)) * cell.span * costOfHole;
    for (const { filling, span } of cell.stories) {
      cost += filling.short.reduce((sum, short) => sum + short, 0);
      if (filling.lines < shallow.lines && span > 1) cost += shallow.cost * (shallow.lines - filling.lines);
      if (filling.lines > tower.lines) cost += tower.cost * (filling.lines - tower.lines);
    }
  }
  return cost;
}

/** Lines a headline block may gain to take up slack. */
const mostHeadGrowth = 2;
/** A higher filling is taken only while its faults stay below those of an empty line in a column. */
const growthLimit = 40;

/**
 * Makes a cell higher by up to `slack` lines without a hole: by its pictures' crops, then by white round its
 * headlines. Out: the cell, and how many lines it could not take.
 */
export function growCell(cell: Cell, slack: number): { readonly cell: Cell; readonly left: number } {
  const stories = [...cell.stories];
  let left = slack;
  const grow = (change: (set: SetStory) => SetStory | undefined): void => {
    for (let turn = true; turn && left > 0; ) {
      turn = false;
      for (const [index, set] of stories.entries()) {
        const higher = left > 0 ? change(set) : undefined;
        if (higher === undefined) continue;
        stories[index] = higher;
        left -= 1;
        turn = true;
      }
    }
  };
  grow((set) => {
    const higher = setHigher(set, 1);
    return higher !== undefined && higher.filling.cost <= Math.max(set.filling.cost, growthLimit)
      ? higher
      : undefined;
  });
  const natural = (set: SetStory) => set.story.galley.heads.get(set.span)?.lines ?? 0;
  grow((set) =>
    set.story.continues === undefined && set.headLines > 0 && set.headLines < natural(set) + mostHeadGrowth
      ? { ...set, headLines: set.headLines + 1 }
      : undefined,
  );
  return { cell: { ...cell, stories }, left };
}
