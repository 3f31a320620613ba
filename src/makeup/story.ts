import type { Galley, Piece } from '../galley/galley.ts';
import { balance, type FillFloat, type Filling, fillExactly, fillPart } from './fill-columns.ts';

/** What is left of an article to be laid: all of it, or the rest that jumped from another page. */
export interface Story {
  readonly galley: Galley;
  /** Index of the galley. */
  readonly index: number;
  /** First body piece not laid yet. */
  readonly from: number;
  /** Floats not laid yet. */
  readonly floats: readonly number[];
  /** The page its last part stands on, where this is a rest. */
  readonly continues?: number;
}

/** A story, or a part of one, at a width and a height. */
export interface SetStory {
  readonly story: Story;
  readonly span: number;
  readonly headLines: number;
  readonly filling: Filling;
  /** A jump line follows its text. */
  readonly jumps: boolean;
}

/** Lines of the headline repeated where a story goes on, and of the jump line at its foot. */
const continuedHead = 2;
const jumpFoot = 1;
/** A boxed article has a line for its frame below the text; above it the headline block's white serves. */
const frameFoot = 1;
/** Fewer lines than this under a headline are no part worth printing before a jump. */
const leastPart = 4;

/** Makes a whole article a story. */
export function wholeStory(galley: Galley, index: number): Story {
  return { galley, index, from: 0, floats: galley.floats.map((_, float) => float) };
}

/** Whether a story can be laid so wide: at the widths it asks for, and, where it has no frame, over the whole page. */
export function canSpan({ galley, continues }: Story, span: number): boolean {
  return continues === undefined ? galley.heads.has(span) : span === galley.columns;
}

/** Whether a story asks to be so wide. A rest is always as wide as its page. */
export const asksFor = ({ galley, continues }: Story, span: number): boolean =>
  continues !== undefined || galley.spans.includes(span);

const headLinesOf = (story: Story, span: number): number =>
  story.continues === undefined ? (story.galley.heads.get(span)?.lines ?? 0) : continuedHead;

/** Height of all that a set story takes. */
export function storyLines(set: SetStory): number {
  const foot = (set.jumps ? jumpFoot : 0) + (set.story.galley.inset > 0 ? frameFoot : 0);
  return set.headLines + set.filling.lines + foot;
}

/** The story at its lowest height over `span` columns; undefined where `lines` do not hold it. */
export function setWhole(story: Story, span: number, lines: number): SetStory | undefined {
  const headLines = headLinesOf(story, span);
  const room = lines - headLines - (story.galley.inset > 0 ? frameFoot : 0);
  const rest = nextOf(story, span * room);
  if (story.from + rest.length < story.galley.body.length) return undefined;
  const filling = balance(rest, floatsOf(story), span, room);
  return filling && { story, span, headLines, filling, jumps: false };
}

/** The same story with its columns a number of lines higher; undefined where that cannot be filled, and for a part. */
export function setHigher(set: SetStory, more: number): SetStory | undefined {
  if (set.jumps) return undefined;
  const filling = fillExactly(restOf(set.story), floatsOf(set.story), set.span, set.filling.lines + more);
  return filling && { ...set, filling };
}

/** As much of a story as `lines` hold, with a jump line below; undefined where too little would stand there. */
export function setPart(story: Story, span: number, lines: number): SetStory | undefined {
  const headLines = headLinesOf(story, span);
  const room = lines - headLines - jumpFoot;
  if (room < leastPart) return undefined;
  const filling = fillPart(nextOf(story, span * room), 0, floatsOf(story), span, room);
  if (filling === undefined || filling.next === 0) return undefined;
  return { story, span, headLines, filling, jumps: true };
}

/** What of the story comes after a part that stands on page `page`. */
export function afterPart({ story, filling }: SetStory, page: number): Story {
  const laid = new Set(filling.floats.map(({ float }) => story.floats[float]));
  return {
    ...story,
    from: story.from + filling.next,
    floats: story.floats.filter((float) => !laid.has(float)),
    continues: page,
  };
}

export const restOf = (story: Story): readonly Piece[] => story.galley.body.slice(story.from);

/**
 * The next pieces of a story: as many as `capacity` lines may hold at their lowest, and two that they do not. A long story
 * is asked for these on every page, and has all its pages before it.
 */
function nextOf({ galley: { body }, from }: Story, capacity: number): readonly Piece[] {
  let to = from;
  let least = 0;
  while (to < body.length && least <= capacity) {
    least += (body[to] as Piece).minLines;
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
