import { breakLines, createBreakBuffers, type LineEnd } from '../../src/text/break-lines.ts';
import { evenLines } from '../../src/text/even-lines.ts';
import type { Box, BreakLimits, Glue } from '../../src/text/line-sums.ts';

/** An item of a paragraph in the terms of Knuth and Plass. */
export type Item =
  | { readonly kind: 'box'; readonly width: number }
  | ({ readonly kind: 'glue' } & Pick<Glue, 'width'> & Partial<Pick<Glue, 'shrink' | 'stretch'>>)
  /** A possible line end and its cost: Infinity forbids it, -Infinity forces it. `width` is added if the line ends there. */
  | { readonly kind: 'penalty'; readonly width: number; readonly cost: number };

/** The measures of the first line and of the others; a single measure applies to all lines. */
export interface ItemLimits extends Pick<BreakLimits, 'justify' | 'em'> {
  readonly measures: readonly number[];
}

interface Ends {
  /** The indexes of the items at which lines end. */
  readonly ends: readonly number[];
  /** Those that count the contrast of neighbouring lines as well. */
  readonly even: readonly number[];
  readonly cost: number;
  readonly evaluated: number;
}

const noGlue: Item & { readonly kind: 'glue' } = { kind: 'glue', width: 0 };

/** Shared by all paragraphs, as in the program. */
const buffers = createBreakBuffers();

/** Breaks items into lines. Each box is followed by a penalty, a glue, both in this order, or neither. */
export function breakItems(items: readonly Item[], { measures, justify, em }: ItemLimits): Ends {
  const boxes: Box[] = [];
  const glues: Glue[] = [];
  const boxEnds: number[] = [];
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'box') continue;
    const [next, afterNext] = [items[index + 1], items[index + 2]];
    const penalty = next?.kind === 'penalty' ? next : { cost: 0, width: 0 };
    const glue = next?.kind === 'penalty' ? afterNext : next;
    const { width, shrink = [], stretch } = glue?.kind === 'glue' ? glue : noGlue;
    boxes.push(item);
    glues.push({ width, shrink, stretch, cost: penalty.cost, hyphen: penalty, hang: 0 });
    boxEnds.push(index + 1);
  }
  const [first, others = first] = measures as [number, number?];
  const limits = { first, others, justify, em };
  const search = breakLines(boxes, glues, new Map(), limits, buffers);
  const toItems = (ends: readonly LineEnd[]) => ends.map(({ box }) => boxEnds[box] as number);
  const { cost, evaluated } = search;
  return {
    ends: toItems(search.ends),
    even: toItems(evenLines(search, limits)),
    cost,
    evaluated,
  };
}
