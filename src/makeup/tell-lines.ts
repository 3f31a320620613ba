import type { Code, Report } from '../core/diagnostics.ts';
import type { Galley, LineFault, Piece } from '../galley/galley.ts';
import type { Dummy, Placement } from './dummy.ts';

const codeOf: Readonly<Record<LineFault['kind'], Extract<Code, `line-${string}`>>> = {
  loose: 'line-loose',
  short: 'line-short',
  over: 'line-over',
  runt: 'line-runt',
  dotted: 'line-dotted',
};

/**
 * Tells the lines that have no good setting, now that their page, column and line are known. Lines count on the page
 * grid from the type area's top, columns from the left.
 */
export function tellLines({ pages }: Dummy, galleys: readonly Galley[], report: Report): void {
  for (const [index, { placements }] of pages.entries()) {
    for (const [at, one] of placements.entries()) {
      const galley = galleys[one.galley];
      if (galley === undefined || one.part.kind !== 'body') continue;
      const { faults } = galley.body[one.part.index] as Piece;
      for (const { kind, line, amount, words, place } of faults) {
        // At a column's head the line before is not the one above.
        if (kind === 'dotted' && line === 0 && placements[at - 1]?.x !== one.x) continue;
        const column = columnOf(one, galley);
        const pagePlace = { page: index + 1, column, line: one.line + line + 1, lines: 1 };
        report(codeOf[kind], place, { pagePlace, amount, words });
      }
    }
  }
}

/** A boxed article's columns stand a little right of the page's own. */
const columnOf = ({ x }: Placement, { pitch }: Galley): number => Math.floor(x / pitch + 1e-6) + 1;
