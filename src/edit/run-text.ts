import type { Place } from '../core/place.ts';
import type { Run } from '../issue/issue.ts';

/** The place of part of a run, from one UTF-16 unit of its text to another. */
export function placeWithin({ text, place }: Run, from: number, to: number): Place {
  const { file, start, end } = place;
  if (start === undefined || (from === 0 && to === text.length)) return place;
  const { line, column } = start;
  const known = to === text.length && end !== undefined;
  return { file, start: { line, column: column + from }, end: known ? end : { line, column: column + to } };
}
