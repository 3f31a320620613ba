import type { Cell } from './band.ts';
import { type SetStory, setHigher } from './story.ts';

/** A higher filling is taken only while its faults stay below those of an empty line in a column. */
const growthLimit = 40;

/**
 * Makes a cell higher by up to `slack` lines without a hole: by its pictures' crops, then by a line of white round
 * each headline, then by one in each gap between stories; what is left after that stays empty.
 */
export function growCell(cell: Cell, slack: number): Cell {
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
    set.story.continues === undefined && set.headLines > 0 && set.headLines === natural(set)
      ? { ...set, headLines: set.headLines + 1 }
      : undefined,
  );
  const wider = Math.min(left, stories.length - 1 - cell.widened);
  return { ...cell, stories, widened: cell.widened + wider };
}
