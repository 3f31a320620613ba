import type { Galley } from '../galley/galley.ts';
import type { Dummy, Part, Placement } from '../makeup/dummy.ts';
import { translate } from '../paint/ops.ts';
import type { PaintOp, Sheet } from '../paint/paint.ts';
import { inkLaid, pieceOf } from '../sheet/make-sheets.ts';
import type { Template } from '../template/template.ts';

/** Grid lines for the title at the head of each page. */
const titleLines = 2;

/** A piece, or some lines of one that is higher than a page; its own top left is 0, 0. */
interface Strip {
  readonly ops: readonly PaintOp[];
  readonly lines: number;
  readonly spaceBefore: number;
  readonly span: number;
  readonly galley: Galley;
}

/**
 * 排不下的文字: the copy that no page took, in columns on pages of the proof's own, so that it is read with the rest. In:
 * the paint of each page's title. Out: no sheet where everything was laid.
 */
export function oversetSheets(
  dummy: Dummy,
  galleys: readonly Galley[],
  title: (page: number) => readonly PaintOp[],
  template: Template,
): readonly Sheet[] {
  const { area, grid, trim } = template;
  const most = grid.lines - titleLines;
  const pages: PaintOp[][] = [];
  // `top` is the first line under what lies over all columns.
  let [column, line, top] = [0, titleLines, titleLines];
  const turn = (): void => {
    pages.push([...title(pages.length)]);
    [column, line, top] = [0, titleLines, titleLines];
  };
  const strips = leftOver(dummy, galleys).flatMap((left) => stripsOf(left, galleys, most, template));
  for (const { ops, lines, spaceBefore, span, galley } of strips) {
    if (pages.length === 0 || (span > 1 && (column > 0 || line > top))) turn();
    if (line > top) line += spaceBefore;
    if (line + lines > grid.lines) {
      [column, line] = [column + 1, top];
      if (column >= galley.columns || line + lines > grid.lines) turn();
    }
    const place = { x: area.x + column * galley.pitch, y: area.y + line * grid.leading };
    pages.at(-1)?.push(...translate(ops, place.x, place.y));
    line += lines;
    if (span > 1) top = line;
  }
  return pages.map((ops) => ({ trim, bleed: 0, ops }));
}

interface Left {
  readonly galley: number;
  readonly part: Part;
}

/** What was set and lies on no page; of what may be laid over several columns the narrowest. */
function leftOver({ pages }: Dummy, galleys: readonly Galley[]): readonly Left[] {
  const laid = new Set(pages.flatMap((page) => page.placements.map(nameOf)));
  const narrowest = (spans: Iterable<number>): number => Math.min(...spans);
  return galleys.flatMap(({ heads, body, floats }, galley) => {
    const parts: readonly Part[] = [
      ...(heads.size === 0 ? [] : [{ kind: 'head', span: narrowest(heads.keys()) } as const]),
      ...body.map((_, index) => ({ kind: 'body', index }) as const),
      ...floats.map(
        ({ bySpan }, index) => ({ kind: 'float', index, span: narrowest(bySpan.keys()) }) as const,
      ),
    ];
    return parts.map((part) => ({ galley, part })).filter((left) => !laid.has(nameOf(left)));
  });
}

const nameOf = ({ galley, part }: Left): string =>
  `${galley} ${part.kind} ${part.kind === 'head' ? '' : part.index}`;

function stripsOf(
  { galley, part }: Left,
  galleys: readonly Galley[],
  most: number,
  template: Template,
): readonly Strip[] {
  const { leading } = template.grid;
  const asked: Placement = { galley, part, x: 0, line: 0, lines: 0 };
  const { lines, spaceBefore } = pieceOf(asked, galleys);
  const ops = inkLaid({ ...asked, lines }, galleys, { x: 0, y: 0 }, template);
  const facts = { span: part.kind === 'body' ? 1 : part.span, galley: galleys[galley] as Galley };
  if (lines <= most) return [{ ops, lines, spaceBefore, ...facts }];
  // A box that is higher than any page: its type, line by line, without its frame.
  return Array.from({ length: Math.ceil(lines / most) }, (_, at) => {
    const from = at * most;
    const own = ops.filter((op) => op.op === 'glyphs' && Math.floor(op.at.y / leading / most) === at);
    return {
      ops: translate(own, 0, -from * leading),
      lines: Math.min(most, lines - from),
      spaceBefore: 0,
      ...facts,
    };
  });
}
