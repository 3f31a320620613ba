import { type SetStory, storyLines } from './story.ts';

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

/** Empty lines between two stories and between two bands; the cut rule lies in the middle. */
export const storyGap = 1;

/** Height of a cell or a band in lines. */
export const cellLines = (cell: Cell): number =>
  cell.stories.reduce((sum, set) => sum + storyLines(set), 0) +
  storyGap * (cell.stories.length - 1) +
  cell.widened;

/** Empty lines above the story at this index of a cell. */
export const gapAbove = ({ stories, widened }: Cell, index: number): number =>
  index === 0 ? 0 : storyGap + (index >= stories.length - widened ? 1 : 0);

export const bandLines = (band: Band): number => Math.max(...band.cells.map(cellLines));
