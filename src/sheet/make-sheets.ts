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
import { type PicturePlan, pieceOf, type StoryPicture } from './plan-pictures.ts';
import { pageRules } from './rules.ts';
import { type Fittings, memoized } from './set-text.ts';
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
  plan: PicturePlan,
  masthead: readonly PaintOp[],
  fittings: Pictures,
  info: DocumentInfo,
): Publication {
  const articles = issue.pages.flatMap((page) => page.articles);
  const sheets = dummy.pages.map((page, index): Sheet => {
    const source = page.source === undefined ? undefined : issue.pages[page.source];
    const head = index === 0 ? masthead : folio(issue, source, index + 1, template, fittings);
    const tail =
      index === 0 ? tagOps({ role: 'P', key: 'foot' }, foot(issue, source, template, fittings)) : [];
    const body = pageBody(page, galleys, articles, plan, template, fittings);
    for (const laid of page.placements) reportCoarse(plan.stories.get(laid) ?? [], fittings);
    const ops = [...head, ...pageRules(page, template.area, template), ...body, ...tail];
    const facts = { title: info.title, page: index + 1, pages: dummy.pages.length, date: info.date };
    return { ...layOnPaper(ops, facts, template, fittings), page: index + 1 };
  });
  return { info, sheets, bookmarks: bookmarksOf(dummy, articles, template) };
}

/** The masthead of the first page as a section of the document. In: also how many pages the issue has. */
export const paintMasthead = (
  issue: Issue,
  pages: number,
  template: Template,
  fittings: Pictures,
): readonly PaintOp[] =>
  tagOps(
    { role: 'Sect', key: 'masthead' },
    memoized(fittings, 'masthead', [issue.masthead, pages], (local) =>
      masthead(issue, pages, template, local),
    ),
  );

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
  plan: PicturePlan,
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
    ops.push(
      ...tagOps(
        article,
        paintPlacement(laid, galleys, template.area, template, plan.stories.get(laid) ?? []),
      ),
    );
    if (page.placements[index + 1]?.galley !== laid.galley) inkJumps(laid.galley, 'to');
  }
  return ops;
}

/** The paint of a placement, from the origin, with its pictures at their places. */
export function paintPlacement(
  laid: Placement,
  galleys: readonly Galley[],
  origin: Point,
  { grid }: Template,
  pictures: readonly StoryPicture[],
): readonly PaintOp[] {
  const piece = pieceOf(laid, galleys);
  const x = origin.x + laid.x;
  const y = origin.y + laid.line * grid.leading;
  const growth = (laid.lines - piece.lines) * grid.leading;
  // A headline block that was given more lines is set in their middle.
  if (laid.part.kind === 'head') return translate(piece.ops, x, y + growth / 2);
  // Pictures come after the piece's own paint: the tint of a box must not cover the pictures in it.
  return [...translate(piece.ops, x, y + growth), ...pictures.map(({ op }) => op)];
}

/** Reports the pictures of a placement whose pixels are too few for the size that make-up gave them. */
function reportCoarse(stories: readonly StoryPicture[], fittings: Pictures): void {
  for (const { op, picture, mayCrop } of stories) {
    const image = fittings.image(picture);
    if (image !== undefined) tellCoarsePicture(picture, image, op.crop, op.rect, mayCrop, fittings);
  }
}
