import type { Code, Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
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

/** Where a column begins with a piece that must be in the column of the piece before it. */
export interface TornColumn {
  readonly page: number;
  readonly galley: number;
  /** The index of the column's first piece in the galley's body. */
  readonly piece: number;
  readonly placement: Placement;
}

/** Finds the columns that begin where none may: with a widow, with the text of a crosshead, with a credit. */
export function findTornColumns({ pages }: Dummy, galleys: readonly Galley[]): readonly TornColumn[] {
  return pages.flatMap(({ placements }, page) => {
    const columns = new Map<number, Pt>();
    return placements.flatMap((placement): readonly TornColumn[] => {
      const { galley, part, x } = placement;
      if (part.kind !== 'body') return [];
      const isHead = columns.get(galley) !== x;
      columns.set(galley, x);
      if (!isHead || part.index === 0) return [];
      const isForbidden = galleys[galley]?.body[part.index]?.breakBefore === Number.POSITIVE_INFINITY;
      return isForbidden ? [{ page, galley, piece: part.index, placement }] : [];
    });
  });
}

/** Whether a piece is the last line of a paragraph of two lines or more. */
function isWidow({ body }: Galley, piece: number): boolean {
  const paragraph = body[piece]?.paragraph;
  return (
    paragraph !== undefined &&
    body[piece - 1]?.paragraph === paragraph &&
    body[piece + 1]?.paragraph !== paragraph
  );
}

/** How many characters of a line a message quotes. */
const quotedCharacters = 8;

/** Reports the columns that begin where none may. */
export function reportTornColumns(dummy: Dummy, galleys: readonly Galley[], report: Report): void {
  for (const { page, galley: index, piece, placement } of findTornColumns(dummy, galleys)) {
    const galley = galleys[index] as Galley;
    const { ops, place } = galley.body[piece] as Piece;
    const text = ops.map((op) => (op.op === 'glyphs' ? op.row.text : '')).join('');
    const words = Array.from(text.trim()).slice(0, quotedCharacters).join('');
    const column = columnOf(placement, galley);
    const pagePlace = { page: page + 1, column, line: placement.line + 1, lines: 1 };
    report(isWidow(galley, piece) ? 'line-widow' : 'line-torn', place, { pagePlace, amount: 0, words });
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
