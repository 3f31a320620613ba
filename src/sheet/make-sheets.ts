import type { ImageFile } from '../assets/image-file.ts';
import type { Point } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Galley, PictureFrame, Piece } from '../galley/galley.ts';
import type { Article, Issue, Picture } from '../issue/issue.ts';
import type { Dummy, DummyPage, Laid } from '../makeup/dummy.ts';
import type { DocumentInfo, ImageOp, PaintOp, Publication, Sheet } from '../paint/paint.ts';
import { translate } from '../paint/translate.ts';
import type { Template } from '../template/template.ts';
import { folio, foot } from './folio.ts';
import { jumpLine } from './jump-lines.ts';
import { masthead } from './masthead.ts';
import { pageRules } from './rules.ts';
import type { Fittings } from './set-text.ts';

/**
 * 大样: finishes the sheets. In: the dummy, the galleys it refers to, the issue, the template. Out: every page's
 * paint, absolute and in reading order: masthead or folio, then each story from its head to its end.
 */
export function makeSheets(
  dummy: Dummy,
  galleys: readonly Galley[],
  issue: Issue,
  template: Template,
  fittings: Fittings & { readonly image: (picture: Picture) => ImageFile | undefined },
  info: DocumentInfo,
): Publication {
  const articles = issue.pages.flatMap((page) => page.articles);
  const sheets = dummy.pages.map((page, index): Sheet => {
    const source = page.source === undefined ? undefined : issue.pages[page.source];
    const head =
      index === 0
        ? masthead(issue, dummy.pages.length, template, fittings)
        : folio(issue, source, index + 1, template, fittings);
    const tail = index === 0 ? foot(issue, source, template, fittings) : [];
    const body = pageBody(page, galleys, articles, template, fittings);
    const ops = [...head, ...pageRules(page, template.area, template), ...body, ...tail];
    return { trim: template.trim, bleed: template.print.bleed, ops: translate(ops, 0, 0) };
  });
  return { info, sheets };
}

function pageBody(
  page: DummyPage,
  galleys: readonly Galley[],
  articles: readonly Article[],
  template: Template,
  fittings: Fittings,
): readonly PaintOp[] {
  const ops: PaintOp[] = [];
  const inkJumps = (galley: number, kind: 'from' | 'to'): void => {
    for (const jump of page.jumps.filter((one) => one.galley === galley && one.kind === kind)) {
      const article = articles[jump.galley];
      if (article === undefined) throw new Error('a jump names an article that is not there');
      ops.push(...jumpLine(jump, article, template.area, template, fittings));
    }
  };
  for (const [index, laid] of page.laid.entries()) {
    if (page.laid[index - 1]?.galley !== laid.galley) inkJumps(laid.galley, 'from');
    ops.push(...inkLaid(laid, galleys, template.area, template));
    if (page.laid[index + 1]?.galley !== laid.galley) inkJumps(laid.galley, 'to');
  }
  return ops;
}

function inkLaid(
  laid: Laid,
  galleys: readonly Galley[],
  origin: Point,
  { grid }: Template,
): readonly PaintOp[] {
  const piece = pieceOf(laid, galleys);
  const x = origin.x + laid.x;
  const y = origin.y + laid.line * grid.leading;
  const growth = (laid.lines - piece.lines) * grid.leading;
  // A headline block that was given more lines stands in their middle.
  if (laid.part.kind === 'head') return translate(piece.ops, x, y + growth / 2);
  const pictures = piece.frames.map((frame) => inkPicture(frame, growth));
  // Above the piece's own paint: the tint of a box must not cover the pictures in it.
  return [...translate(piece.ops, x, y + growth), ...translate(pictures, x, y)];
}

function pieceOf({ galley, part }: Laid, galleys: readonly Galley[]): Piece {
  const held = galleys[galley];
  const piece =
    part.kind === 'head'
      ? held?.heads.get(part.span)
      : part.kind === 'body'
        ? held?.body[part.index]
        : held?.floats[part.index]?.bySpan.get(part.span);
  if (piece === undefined) throw new Error('the dummy names a piece that was never set');
  return piece;
}

/** The picture in its frame, grown by as much as the piece; what its shape does not cover is cropped round the focus. */
function inkPicture({ image, rect, ratio, focus }: PictureFrame, growth: Pt): ImageOp {
  const frame = { ...rect, height: rect.height + growth };
  const wanted = frame.width / frame.height;
  const width = Math.min(1, wanted / ratio);
  const height = Math.min(1, ratio / wanted);
  const crop = { x: cropFrom(focus.x, width), y: cropFrom(focus.y, height), width, height };
  return { op: 'image', image, rect: frame, crop };
}

/** Where a crop begins so that the focus keeps to its middle as far as the picture's edges allow. */
const cropFrom = (focus: number, size: number): number => Math.min(Math.max(0, focus - size / 2), 1 - size);
