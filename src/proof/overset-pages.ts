import type { Galley } from '../galley/galley.ts';
import type { Dummy, Part, Placement } from '../makeup/dummy.ts';
import { translate } from '../paint/ops.ts';
import type { PaintOp, Sheet } from '../paint/paint.ts';
import { paintPlacement } from '../sheet/page-body.ts';
import { pieceOf, placePictures } from '../sheet/plan-pictures.ts';
import type { Template } from '../template/template.ts';

/** Grid lines of the title at the head of each page. */
const titleLines = 2;

/** A piece, or a part of a piece that is taller than a page. Its top left corner is at 0, 0. */
interface Strip {
  readonly ops: readonly PaintOp[];
  readonly lines: number;
  readonly spaceBefore: number;
  readonly span: number;
  readonly galley: Galley;
}

/**
 * Sets the overset copy (排不下的文字), for which no page of the issue has room, in columns on further pages of the proof,
 * so that it is proofread with the rest. First fit: a strip goes below the one before, into the next column if it does not
 * fit there, and to a new page after the last column; a strip that spans columns starts at the top of a page. In: a function
 * that draws the title of a page. Out: the pages; none if everything was placed.
 */
export function makeOversetPages(
  dummy: Dummy,
  galleys: readonly Galley[],
  title: (page: number) => readonly PaintOp[],
  template: Template,
): readonly Sheet[] {
  const { area, grid, trim } = template;
  const maxLines = grid.lines - titleLines;
  const pages: PaintOp[][] = [];
  // `top` is the first line below the strips that span columns.
  let [column, line, top] = [0, titleLines, titleLines];
  const startPage = (): void => {
    pages.push([...title(pages.length)]);
    [column, line, top] = [0, titleLines, titleLines];
  };
  const strips = oversetParts(dummy, galleys).flatMap((part) => stripsOf(part, galleys, maxLines, template));
  for (const { ops, lines, spaceBefore, span, galley } of strips) {
    if (pages.length === 0 || (span > 1 && (column > 0 || line > top))) startPage();
    if (line > top) line += spaceBefore;
    if (line + lines > grid.lines) {
      [column, line] = [column + 1, top];
      if (column >= galley.columns || line + lines > grid.lines) startPage();
    }
    pages.at(-1)?.push(...translate(ops, area.x + column * galley.pitch, area.y + line * grid.leading));
    line += lines;
    if (span > 1) top = line;
  }
  return pages.map((ops) => ({ trim, bleed: 0, ops }));
}

interface GalleyPart {
  readonly galley: number;
  readonly part: Part;
}

/** The parts of the galleys that no page has; of a head or float that is set for several spans, the narrowest. */
function oversetParts({ pages }: Dummy, galleys: readonly Galley[]): readonly GalleyPart[] {
  const placed = new Set(pages.flatMap((page) => page.placements.map(keyOf)));
  const narrowest = (spans: Iterable<number>): number => Math.min(...spans);
  return galleys.flatMap(({ heads, body, floats }, galley) => {
    const parts: readonly Part[] = [
      ...(heads.size === 0 ? [] : [{ kind: 'head', span: narrowest(heads.keys()) } as const]),
      ...body.map((_, index) => ({ kind: 'body', index }) as const),
      ...floats.map(
        ({ bySpan }, index) => ({ kind: 'float', index, span: narrowest(bySpan.keys()) }) as const,
      ),
    ];
    return parts.map((part) => ({ galley, part })).filter((one) => !placed.has(keyOf(one)));
  });
}

const keyOf = ({ galley, part }: GalleyPart): string =>
  `${galley} ${part.kind} ${part.kind === 'head' ? '' : part.index}`;

function stripsOf(
  { galley, part }: GalleyPart,
  galleys: readonly Galley[],
  maxLines: number,
  template: Template,
): readonly Strip[] {
  const { leading } = template.grid;
  const unsized: Placement = { galley, part, x: 0, line: 0, lines: 0 };
  const { lines, spaceBefore } = pieceOf(unsized, galleys);
  const placement = { ...unsized, lines };
  const origin = { x: 0, y: 0 };
  const pictures = placePictures(placement, galleys, origin, template);
  const ops = paintPlacement(placement, galleys, origin, template, pictures);
  const common = { span: part.kind === 'body' ? 1 : part.span, galley: galleys[galley] as Galley };
  if (lines <= maxLines) return [{ ops, lines, spaceBefore, ...common }];
  // A box taller than a page is cut into strips of a page each: its text alone, without pictures and frame.
  return Array.from({ length: Math.ceil(lines / maxLines) }, (_, index) => {
    const from = index * maxLines;
    const text = ops.filter((op) => op.op === 'glyphs' && Math.floor(op.at.y / leading / maxLines) === index);
    return {
      ops: translate(text, 0, -from * leading),
      lines: Math.min(maxLines, lines - from),
      spaceBefore: 0,
      ...common,
    };
  });
}
