import type { Galley, Piece } from '../galley/galley.ts';
import { costs, thresholds } from './costs.ts';
import { balance, fillExactly, fillPart } from './fill-columns.ts';
import type { Filling } from './filling.ts';
import type { FillFloat } from './fit-column.ts';

// The units of a page plan: stories, set to a width and a height; cells of stories; bands of cells.

/** What is left of an article to be placed: all of it, or the rest that jumped from another page. */
export interface Story {
  readonly galley: Galley;
  /** Index of the galley. */
  readonly index: number;
  /** The first body piece that is not placed yet. */
  readonly from: number;
  /** The floats that are not placed yet. */
  readonly floats: readonly number[];
  /** The page of its last part, if this is a rest. */
  readonly continues?: number;
  /** True if it is rather placed elsewhere than with a forbidden break. */
  readonly firm: boolean;
}

/** A story, or a part of one, at a width and a height. */
export interface SetStory {
  readonly story: Story;
  readonly span: number;
  readonly headLines: number;
  readonly filling: Filling;
  /** True if a jump line follows the text. */
  readonly jumps: boolean;
}

/** Stories one under another, over the same columns. */
export interface Cell {
  readonly span: number;
  readonly stories: readonly SetStory[];
  /** How many of the gaps between its stories are a line wider, counted from the foot. */
  readonly widened: number;
}

/** Cells side by side over the whole width of the page. */
export interface Band {
  readonly columns: number;
  readonly cells: readonly Cell[];
}

/** Lines of the headline repeated where a story goes on, and of the jump line at its foot. */
const continuedHead = 2;
const jumpFoot = 1;
/** A boxed article has a line for its frame below the text; above it the headline block's space is enough. */
const frameFoot = 1;
/** Empty lines between two stories and between two bands; the cut rule is in the middle. */
export const storyGap = 1;

/** Height of everything a set story takes, in lines. */
export function storyLines(set: SetStory): number {
  const foot = (set.jumps ? jumpFoot : 0) + (set.story.galley.inset > 0 ? frameFoot : 0);
  return set.headLines + set.filling.lines + foot;
}

/** Empty lines above the story at this index of a cell. */
export const gapAbove = ({ stories, widened }: Cell, index: number): number =>
  index === 0 ? 0 : storyGap + (index >= stories.length - widened ? 1 : 0);

export const cellLines = (cell: Cell): number =>
  cell.stories.reduce((sum, set) => sum + storyLines(set), 0) +
  storyGap * (cell.stories.length - 1) +
  cell.widened;

export const bandLines = (band: Band): number => Math.max(...band.cells.map(cellLines));

/** Makes a whole article a story. */
export function wholeStory(galley: Galley, index: number, firm = false): Story {
  return { galley, index, from: 0, floats: galley.floats.map((_, float) => float), firm };
}

/** Whether a story can be this wide: at the widths it asks for, and, if it has no frame, over the whole page. */
export function canSpan({ galley, continues }: Story, span: number): boolean {
  return continues === undefined ? galley.heads.has(span) : span === galley.columns;
}

/** Whether a story asks to be this wide. A rest is always as wide as its page. */
export const asksFor = ({ galley, continues }: Story, span: number): boolean =>
  continues !== undefined || galley.spans.includes(span);

/** Sets the story at its lowest height over `span` columns; undefined if `lines` do not hold it. */
export function setWhole(story: Story, span: number, lines: number): SetStory | undefined {
  const headLines = headLinesOf(story, span);
  const room = lines - headLines - (story.galley.inset > 0 ? frameFoot : 0);
  const rest = nextOf(story, span * room);
  if (story.from + rest.length < story.galley.body.length) return undefined;
  const filling = balance(rest, floatsOf(story), span, room);
  if (filling !== undefined && story.firm && isTorn(filling)) return undefined;
  return filling && { story, span, headLines, filling, jumps: false };
}

/** Sets the story with its columns `more` lines taller; undefined if they cannot be filled, and for a part. */
export function setHigher(set: SetStory, more: number): SetStory | undefined {
  if (set.jumps) return undefined;
  const filling = fillExactly(restOf(set.story), floatsOf(set.story), set.span, set.filling.lines + more);
  return filling && { ...set, filling };
}

/**
 * Sets as much of a story as `lines` hold, with a jump line below; undefined if that is too little. A few lines stay free
 * where a column would otherwise begin with a widow or the like.
 */
export function setPart(story: Story, span: number, lines: number): SetStory | undefined {
  const headLines = headLinesOf(story, span);
  const most = lines - headLines - jumpFoot;
  let best: Filling | undefined;
  for (let room = most; room >= Math.max(thresholds.minPartLines, most - thresholds.freeLines); room -= 1) {
    const filling = fillPart(nextOf(story, span * room), 0, floatsOf(story), span, room);
    if (filling === undefined || filling.next === 0) continue;
    if (best === undefined || !isTorn(filling)) best = filling;
    if (!isTorn(best)) break;
  }
  if (best !== undefined && story.firm && isTorn(best)) return undefined;
  return best && { story, span, headLines, filling: best, jumps: true };
}

/** Whether a column begins where none may. */
const isTorn = ({ cost }: Filling): boolean => cost >= costs.column.forbiddenBreak;

/** What is left of the story after a part on page `page`. */
export function afterPart({ story, filling }: SetStory, page: number): Story {
  const placed = new Set(filling.floats.map(({ float }) => story.floats[float]));
  return {
    ...story,
    from: story.from + filling.next,
    floats: story.floats.filter((float) => !placed.has(float)),
    continues: page,
  };
}

export const restOf = (story: Story): readonly Piece[] => story.galley.body.slice(story.from);

const headLinesOf = (story: Story, span: number): number =>
  story.continues === undefined ? (story.galley.heads.get(span)?.lines ?? 0) : continuedHead;

/**
 * The next pieces of a story: as many as `capacity` lines hold at their minimum heights, and two more. A long story is
 * set on many pages, and copying all that is left of it for each would make make-up quadratic.
 */
function nextOf({ galley: { body }, from }: Story, capacity: number): readonly Piece[] {
  let to = from;
  let minLines = 0;
  while (to < body.length && minLines <= capacity) {
    minLines += (body[to] as Piece).minLines;
    to += 1;
  }
  return body.slice(from, to + 1);
}

function floatsOf(story: Story): readonly FillFloat[] {
  return story.floats.flatMap((index) => {
    const float = story.galley.floats[index];
    return float === undefined ? [] : [{ ...float, anchor: Math.max(0, float.anchor - story.from) }];
  });
}
