import type { Diagnostic } from '../core/diagnostics.ts';
import type { PagePlace, Place } from '../core/place.ts';
import type { Galley } from '../galley/galley.ts';
import type { Dummy, Placement } from '../makeup/dummy.ts';
import { pieceOf } from '../sheet/plan-pictures.ts';

/** A message with its number on the proof, and the spot it is marked at; without one it is only listed. */
export interface NumberedTrouble {
  readonly number: number;
  readonly message: Diagnostic;
  readonly spot?: PagePlace;
}

/** Numbers the messages in the order in which the page is read; those that have no spot come last. */
export function numberTroubles(
  messages: readonly Diagnostic[],
  dummy: Dummy,
  galleys: readonly Galley[],
): readonly NumberedTrouble[] {
  const placed = messages.map((message) => ({
    message,
    spot: message.pagePlace ?? spotOf(message.place, dummy, galleys),
  }));
  const found = placed.filter(({ spot }) => spot !== undefined) as { message: Diagnostic; spot: PagePlace }[];
  const lost = placed.filter(({ spot }) => spot === undefined).map(({ message }) => ({ message }));
  found.sort(({ spot: a }, { spot: b }) => a.page - b.page || a.column - b.column || a.line - b.line);
  return [...found, ...lost].map((trouble, index) => ({ number: index + 1, ...trouble }));
}

/** The lines in which what stands at a place of the source was set: the last piece that begins at it or before. */
function spotOf(place: Place, { pages }: Dummy, galleys: readonly Galley[]): PagePlace | undefined {
  if (place.start === undefined) return undefined;
  let best: { readonly laid: Placement; readonly page: number; readonly place: Place } | undefined;
  for (const [index, { placements: all }] of pages.entries()) {
    for (const laid of all) {
      const piece = pieceOf(laid, galleys);
      if (piece.place.file !== place.file || !isBefore(piece.place, place)) continue;
      if (best === undefined || isBefore(best.place, piece.place))
        best = { laid, page: index + 1, place: piece.place };
    }
  }
  if (best === undefined) return undefined;
  const { laid, page } = best;
  return { page, column: columnOf(laid, galleys), line: laid.line + 1, lines: Math.max(1, laid.lines) };
}

function isBefore({ start: one }: Place, { start: other }: Place): boolean {
  if (one === undefined || other === undefined) return false;
  return one.line < other.line || (one.line === other.line && one.column <= other.column);
}

/** The last column of what is laid over several. */
function columnOf({ galley, part, x }: Placement, galleys: readonly Galley[]): number {
  const pitch = galleys[galley]?.pitch ?? Number.POSITIVE_INFINITY;
  const span = part.kind === 'body' ? 1 : part.span;
  return Math.floor(x / pitch + 1e-6) + span;
}
