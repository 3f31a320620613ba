import type { Diagnostic } from '../core/diagnostics.ts';
import type { PagePlace, Place } from '../core/place.ts';
import type { Galley } from '../galley/galley.ts';
import type { Dummy, Placement } from '../makeup/dummy.ts';
import { pieceOf } from '../sheet/plan-pictures.ts';

/** A message with its number on the proof. One without a place on the pages is listed but not marked. */
export interface NumberedMessage {
  readonly number: number;
  readonly message: Diagnostic;
  readonly pagePlace?: PagePlace;
}

/** Numbers the messages in reading order of the pages; those without a place on a page come last. */
export function numberMessages(
  messages: readonly Diagnostic[],
  dummy: Dummy,
  galleys: readonly Galley[],
): readonly NumberedMessage[] {
  const located: { readonly message: Diagnostic; readonly pagePlace: PagePlace }[] = [];
  const others: { readonly message: Diagnostic }[] = [];
  for (const message of messages) {
    const pagePlace = message.pagePlace ?? locate(message.place, dummy, galleys);
    if (pagePlace === undefined) others.push({ message });
    else located.push({ message, pagePlace });
  }
  located.sort(
    ({ pagePlace: a }, { pagePlace: b }) => a.page - b.page || a.column - b.column || a.line - b.line,
  );
  return [...located, ...others].map((one, index) => ({ number: index + 1, ...one }));
}

/**
 * Finds the lines in which a place of the source was set: those of the last piece, in order of the source, that begins at or
 * before the place.
 */
function locate(place: Place, { pages }: Dummy, galleys: readonly Galley[]): PagePlace | undefined {
  if (place.start === undefined) return undefined;
  let best: { readonly placement: Placement; readonly page: number; readonly place: Place } | undefined;
  for (const [index, { placements }] of pages.entries()) {
    for (const placement of placements) {
      const piece = pieceOf(placement, galleys);
      if (piece.place.file !== place.file || !isBefore(piece.place, place)) continue;
      if (best === undefined || isBefore(best.place, piece.place))
        best = { placement, page: index + 1, place: piece.place };
    }
  }
  if (best === undefined) return undefined;
  const { placement, page } = best;
  return {
    page,
    column: columnOf(placement, galleys),
    line: placement.line + 1,
    lines: Math.max(1, placement.lines),
  };
}

function isBefore({ start: one }: Place, { start: other }: Place): boolean {
  if (one === undefined || other === undefined) return false;
  return one.line < other.line || (one.line === other.line && one.column <= other.column);
}

/** The column of a placement, or the last of several that it spans. */
function columnOf({ galley, part, x }: Placement, galleys: readonly Galley[]): number {
  const pitch = galleys[galley]?.pitch ?? Number.POSITIVE_INFINITY;
  const span = part.kind === 'body' ? 1 : part.span;
  return Math.floor(x / pitch + 1e-6) + span;
}
