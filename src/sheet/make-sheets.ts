import type { Point } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Galley, PictureFrame, Piece } from '../galley/galley.ts';
import type { Article, Issue, Run } from '../issue/issue.ts';
import type { Dummy, DummyPage, Placement } from '../makeup/dummy.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { Bookmark, DocumentInfo, ImageOp, PaintOp, Publication, Sheet } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { folio, foot } from './folio.ts';
import { jumpLine } from './jump-lines.ts';
import { masthead } from './masthead.ts';
import { layOnPaper } from './on-paper.ts';
import { pageRules } from './rules.ts';
import { type Fittings, standing } from './set-text.ts';
import { type Pictures, tellCoarsePicture } from './tell-coarse.ts';

/**
 * 大样: finishes the sheets. In: the dummy, the galleys it refers to, the issue, the template. Out: every page's
 * paint, absolute and in reading order: masthead or folio, then each story from its head to its end; the marks round it.
 */
export function makeSheets(
  dummy: Dummy,
  galleys: readonly Galley[],
  issue: Issue,
  template: Template,
  fittings: Pictures,
  info: DocumentInfo,
): Publication {
  const articles = issue.pages.flatMap((page) => page.articles);
  const sheets = dummy.pages.map((page, index): Sheet => {
    const source = page.source === undefined ? undefined : issue.pages[page.source];
    const head =
      index === 0
        ? tagOps({ role: 'Sect', key: 'masthead' }, headOf(issue, dummy.pages.length, template, fittings))
        : folio(issue, source, index + 1, template, fittings);
    const tail =
      index === 0 ? tagOps({ role: 'P', key: 'foot' }, foot(issue, source, template, fittings)) : [];
    const body = pageBody(page, galleys, articles, template, fittings);
    tellCoarse(page, galleys, template, fittings);
    const ops = [...head, ...pageRules(page, template.area, template), ...body, ...tail];
    const facts = { title: info.title, page: index + 1, pages: dummy.pages.length, date: info.date };
    return { ...layOnPaper(ops, facts, template, fittings), page: index + 1 };
  });
  return { info, sheets, bookmarks: bookmarksOf(dummy, articles, template) };
}

const headOf = (issue: Issue, pages: number, template: Template, fittings: Pictures): readonly PaintOp[] =>
  standing(fittings, 'masthead', [issue.masthead, pages], (own) => masthead(issue, pages, template, own));

/** The articles by their headlines, each where it begins. */
function bookmarksOf(
  { pages }: Dummy,
  articles: readonly Article[],
  { area, grid }: Template,
): readonly Bookmark[] {
  return pages.flatMap(({ placements }, index) =>
    placements
      .filter(({ part }) => part.kind === 'head')
      .map(({ galley, line }) => ({
        title: headlineText(articles[galley]?.headline.main ?? []),
        page: index + 1,
        y: area.y + line * grid.leading,
      }))
      .filter(({ title }) => title !== ''),
  );
}

const headlineText = (runs: readonly Run[]): string =>
  runs
    .map(({ text }) => (text === '\n' ? ' ' : text))
    .join('')
    .trim();

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
  for (const [index, laid] of page.placements.entries()) {
    if (page.placements[index - 1]?.galley !== laid.galley) inkJumps(laid.galley, 'from');
    const article = { role: 'Art', key: `${laid.galley}` } as const;
    ops.push(...tagOps(article, inkLaid(laid, galleys, template.area, template)));
    if (page.placements[index + 1]?.galley !== laid.galley) inkJumps(laid.galley, 'to');
  }
  return ops;
}

/** The paint of what was laid, from the type area's top left. */
export function inkLaid(
  laid: Placement,
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
  // Above the piece's own paint: the tint of a box must not cover the pictures in it.
  return [...translate(piece.ops, x, y + growth), ...laidPictures(laid, galleys, origin, { grid })];
}

/** The pictures of what was laid, which grow with it where make-up gave it more lines; a headline block has none. */
export function laidPictures(
  laid: Placement,
  galleys: readonly Galley[],
  origin: Point,
  { grid }: Pick<Template, 'grid'>,
): readonly PaintOp[] {
  const { frames, lines } = pieceOf(laid, galleys);
  const growth = (laid.lines - lines) * grid.leading;
  const pictures = frames.map((frame) => inkPicture(frame, growth));
  return translate(pictures, origin.x + laid.x, origin.y + laid.line * grid.leading);
}

/** What was laid. */
export function pieceOf({ galley, part }: Placement, galleys: readonly Galley[]): Piece {
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
function inkPicture(
  { image, rect, ratio, focus, part }: PictureFrame,
  growth: Pt,
): ImageOp & Pick<PaintOp, 'part'> {
  const frame = { ...rect, height: rect.height + growth };
  const wanted = frame.width / frame.height;
  const width = Math.min(1, wanted / ratio);
  const height = Math.min(1, ratio / wanted);
  const crop = { x: cropFrom(focus.x, width), y: cropFrom(focus.y, height), width, height };
  return { op: 'image', image, rect: frame, crop, part };
}

/** Tells the pictures whose pixels are too few for the size that make-up gave them. */
function tellCoarse(
  page: DummyPage,
  galleys: readonly Galley[],
  { grid }: Template,
  fittings: Pictures,
): void {
  for (const laid of page.placements) {
    const piece = pieceOf(laid, galleys);
    for (const frame of piece.frames) {
      const image = fittings.image(frame.picture);
      const { crop, rect } = inkPicture(frame, (laid.lines - piece.lines) * grid.leading);
      if (image !== undefined) tellCoarsePicture(frame.picture, image, crop, rect, frame.mayCrop, fittings);
    }
  }
}

/** Where a crop begins so that the focus keeps to its middle as far as the picture's edges allow. */
const cropFrom = (focus: number, size: number): number => Math.min(Math.max(0, focus - size / 2), 1 - size);
