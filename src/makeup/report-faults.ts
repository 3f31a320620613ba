import type { Code, Report } from '../core/diagnostics.ts';
import type { Galley, LineFault, Piece } from '../galley/galley.ts';
import { thresholds } from './costs.ts';
import type { Dummy, DummyPage, Placement } from './dummy.ts';

const codeOf: Readonly<Record<LineFault['kind'], Extract<Code, `line-${string}`>>> = {
  loose: 'line-loose',
  short: 'line-short',
  over: 'line-over',
  runt: 'line-runt',
  dotted: 'line-dotted',
};

/**
 * Reports badly set lines with their page, column and line, which only the dummy determines. Lines are counted on the
 * page grid from the type area's top, columns from the left.
 */
export function reportLineFaults({ pages }: Dummy, galleys: readonly Galley[], report: Report): void {
  for (const [pageIndex, { placements }] of pages.entries()) {
    for (const [index, placement] of placements.entries()) {
      const galley = galleys[placement.galley];
      if (galley === undefined || placement.part.kind !== 'body') continue;
      const { faults } = galley.body[placement.part.index] as Piece;
      for (const { kind, line, amount, words, place } of faults) {
        // At a column's head the line before is not the one above.
        if (kind === 'dotted' && line === 0 && placements[index - 1]?.x !== placement.x) continue;
        const column = columnOf(placement, galley);
        const pagePlace = { page: pageIndex + 1, column, line: placement.line + line + 1, lines: 1 };
        report(codeOf[kind], place, { pagePlace, amount, words });
      }
    }
  }
}

/** Number of the page's column in which a placement begins; a boxed article's columns begin a little right of it. */
const columnOf = ({ x }: Placement, { pitch }: Galley): number => Math.floor(x / pitch + 1e-6) + 1;

/** Reports a page that was opened for a few lines of text only. */
export function reportShortRest({ placements }: DummyPage, galleys: readonly Galley[], report: Report): void {
  const pieces = placements.map(({ galley, part }) =>
    part.kind === 'body' ? galleys[galley]?.body[part.index] : undefined,
  );
  const text = pieces.filter((piece) => piece !== undefined);
  const lines = text.reduce((sum, piece) => sum + piece.lines, 0);
  const [first] = text;
  if (first === undefined || text.length < pieces.length || lines > thresholds.shortRest) return;
  const characters = text.reduce((sum, piece) => sum + piece.characters, 0);
  report('short-rest', first.place, { lines, characters });
}
