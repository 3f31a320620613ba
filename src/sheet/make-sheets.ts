import type { Galley } from '../galley/galley.ts';
import type { Article, Issue, Run } from '../issue/issue.ts';
import type { Dummy } from '../makeup/dummy.ts';
import { tagOps } from '../paint/ops.ts';
import type { Bookmark, DocumentInfo, PaintOp, Publication, Sheet } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { paintFolio, paintFoot } from './folio.ts';
import type { PictureContext } from './furniture.ts';
import { placeOnPaper } from './on-paper.ts';
import { paintPageBody, paintPageRules } from './page-body.ts';
import { type PicturePlan, reportCoarse, reportCropped } from './plan-pictures.ts';

/**
 * Finishes the sheets (大样). In: the dummy, the galleys it refers to, the issue, the template, the planned pictures and the
 * painted masthead. Out: the display list of every page in reading order (masthead or folio, then each article from its head
 * to its end), its printer's marks, and the bookmarks of the document.
 */
export function makeSheets(
  dummy: Dummy,
  galleys: readonly Galley[],
  issue: Issue,
  template: Template,
  plan: PicturePlan,
  masthead: readonly PaintOp[],
  context: PictureContext,
  info: DocumentInfo,
): Publication {
  const articles = issue.pages.flatMap((page) => page.articles);
  const sheets = dummy.pages.map((page, index): Sheet => {
    const source = page.source === undefined ? undefined : issue.pages[page.source];
    const head = index === 0 ? masthead : paintFolio(issue, source, index + 1, template, context);
    const tail =
      index === 0 ? tagOps({ role: 'P', key: 'foot' }, paintFoot(issue, source, template, context)) : [];
    const body = paintPageBody(page, galleys, articles, plan, template, context);
    for (const placement of page.placements) {
      const pictures = plan.stories.get(placement) ?? [];
      reportCoarse(pictures, context);
      reportCropped(pictures, index + 1, context);
    }
    const ops = [...head, ...paintPageRules(page, template.area, template), ...body, ...tail];
    const facts = { title: info.title, page: index + 1, pages: dummy.pages.length, date: info.date };
    return { ...placeOnPaper(ops, facts, template, context), page: index + 1 };
  });
  return { info, sheets, bookmarks: bookmarksOf(dummy, articles, template) };
}

/** A bookmark for every headline, at the top of its block. */
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

/** What the caller knows of the file. */
interface FileFacts {
  readonly creator: string;
  readonly date: string | undefined;
  readonly now: string;
}

/** The document information. The title is the name of the paper, the number of the issue and the first headline. */
export function makeDocumentInfo(
  { masthead, pages }: Issue,
  template: Template,
  { creator, date, now }: FileFacts,
): DocumentInfo {
  const { paper } = masthead;
  const name =
    paper === undefined
      ? template.masthead.paper.name + template.masthead.paper.section
      : paper.name.text + (paper.section?.text ?? '');
  const number = masthead.number === undefined ? '' : `第${masthead.number.value}期`;
  const headline = pages[0]?.articles[0]?.headline.main.map(({ text }) => text.trim()).join('') ?? '';
  const title = [name, number, headline].filter((part) => part !== '').join(' ');
  return { title, creator, date: date ?? issueDate(masthead) ?? now };
}

function issueDate({ date }: Issue['masthead']): string | undefined {
  if (date === undefined) return undefined;
  return new Date(Date.UTC(date.year, date.month - 1, date.day)).toISOString();
}
