import type { Report } from '../core/diagnostics.ts';
import type {
  Article,
  Block,
  Ear,
  Issue,
  IssuePage,
  Masthead,
  Picture,
  QrCode,
  Run,
} from '../issue/issue.ts';
import { editHeadline, editRun, editRuns } from './edit-runs.ts';

/**
 * 编辑加工: returns the issue with the punctuation of all its texts normalised and reports each change. Code,
 * addresses and the paper's Latin names stay as written.
 */
export function editIssue(issue: Issue, report: Report): Issue {
  return {
    ...issue,
    masthead: editMasthead(issue.masthead, report),
    pages: issue.pages.map((page) => editPage(page, report)),
  };
}

function editMasthead(masthead: Masthead, report: Report): Masthead {
  const { paper, slogan, publishers } = masthead;
  const edit = (run: Run) => editRun(run, report);
  return {
    ...masthead,
    ...(paper && {
      paper: { ...paper, name: edit(paper.name), ...(paper.section && { section: edit(paper.section) }) },
    }),
    // Each part, name and line is a text of its own and no context for the next.
    ...(slogan && { slogan: slogan.map(edit) }),
    ...(publishers && { publishers: publishers.map(edit) }),
    imprint: masthead.imprint.map(edit),
    ears: masthead.ears.map((ear) => editEar(ear, report)),
    credits: masthead.credits.map(({ role, names }) => ({ role: edit(role), names: edit(names) })),
  };
}

function editEar(ear: Ear, report: Report): Ear {
  switch (ear.kind) {
    case 'qr':
      return { ...ear, code: editCode(ear.code, report) };
    case 'text':
      return { ...ear, text: editRuns(ear.text, report) };
    case 'image':
      return { ...ear, picture: editPicture(ear.picture, report) };
  }
}

function editPage(page: IssuePage, report: Report): IssuePage {
  const { name, editor, designer } = page;
  return {
    ...page,
    ...(name && { name: editRun(name, report) }),
    ...(editor && { editor: editRun(editor, report) }),
    ...(designer && { designer: editRun(designer, report) }),
    articles: page.articles.map((article) => editArticle(article, report)),
  };
}

function editArticle(article: Article, report: Report): Article {
  const { kickers, main, decks } = article.headline;
  const { section } = article.options;
  const edit = (runs: readonly Run[]) => editRuns(runs, report);
  const head = (runs: readonly Run[]) => editHeadline(runs, report);
  return {
    ...article,
    headline: { kickers: kickers.map(head), main: head(main), decks: decks.map(head) },
    bylines: article.bylines.map(edit),
    body: editBlocks(article.body, report),
    credits: article.credits.map(edit),
    notes: article.notes.map((blocks) => editBlocks(blocks, report)),
    options: { ...article.options, ...(section && { section: editRun(section, report) }) },
  };
}

function editBlocks(blocks: readonly Block[], report: Report): readonly Block[] {
  return blocks.map((block) => editBlock(block, report));
}

function editBlock(block: Block, report: Report): Block {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, runs: editRuns(block.runs, report) };
    case 'crosshead':
      return { ...block, runs: editHeadline(block.runs, report) };
    case 'pictures':
      return { ...block, pictures: block.pictures.map((picture) => editPicture(picture, report)) };
    case 'qr':
      return { ...block, code: editCode(block.code, report) };
    case 'box':
      return { ...block, title: editRuns(block.title, report), blocks: editBlocks(block.blocks, report) };
    case 'quote':
      return { ...block, blocks: editBlocks(block.blocks, report) };
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => ({ ...item, blocks: editBlocks(item.blocks, report) })),
      };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map((cell) => editRuns(cell, report))) };
    case 'code':
    case 'rule':
      return block;
  }
}

function editPicture(picture: Picture, report: Report): Picture {
  return {
    ...picture,
    caption: editRuns(picture.caption, report),
    credit: editRuns(picture.credit, report),
  };
}

function editCode(code: QrCode, report: Report): QrCode {
  return { ...code, caption: editRuns(code.caption, report) };
}
