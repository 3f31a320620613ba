import type { Place } from '../core/place.ts';
import type { Run } from '../issue/issue.ts';

/** The place of part of a run, from one UTF-16 unit of its text to another. */
export function placeIn({ text, place }: Run, from: number, to: number): Place {
  const { file, start, end } = place;
  if (start === undefined || (from === 0 && to === text.length)) return place;
  const spot = (index: number) => ({ line: start.line, column: start.column + index });
  return { file, start: spot(from), end: to === text.length && end !== undefined ? end : spot(to) };
}
