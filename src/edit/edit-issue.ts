import type {
  Article,
  Block,
  Ear,
  Issue,
  IssuePage,
  ListItem,
  Masthead,
  Picture,
  QrCode,
} from '../issue/issue.ts';
import { editRun, editRuns } from './edit-runs.ts';

/**
 * 编辑加工: the issue with its texts in the house's spelling of marks and quotation marks. Marks of meaning, places,
 * addresses, code and the paper's Latin names stay as they were written. The issue given is not changed.
 */
export function editIssue(issue: Issue): Issue {
  return { ...issue, masthead: editMasthead(issue.masthead), pages: issue.pages.map(editPage) };
}

function editMasthead(masthead: Masthead): Masthead {
  const { paper, slogan, publishers } = masthead;
  return {
    ...masthead,
    ...(paper && {
      paper: {
        ...paper,
        name: editRun(paper.name),
        ...(paper.section && { section: editRun(paper.section) }),
      },
    }),
    // Divisions, names and lines stand each for itself: none is context to the next.
    ...(slogan && { slogan: slogan.map(editRun) }),
    ...(publishers && { publishers: publishers.map(editRun) }),
    imprint: masthead.imprint.map(editRun),
    ears: masthead.ears.map(editEar),
    credits: masthead.credits.map(({ role, names }) => ({ role: editRun(role), names: editRun(names) })),
  };
}

function editEar(ear: Ear): Ear {
  switch (ear.kind) {
    case 'qr':
      return { ...ear, code: editCode(ear.code) };
    case 'text':
      return { ...ear, text: editRuns(ear.text) };
    case 'image':
      return { ...ear, picture: editPicture(ear.picture) };
  }
}

function editPage(page: IssuePage): IssuePage {
  return {
    ...page,
    ...(page.name && { name: editRun(page.name) }),
    ...(page.editor && { editor: editRun(page.editor) }),
    ...(page.designer && { designer: editRun(page.designer) }),
    articles: page.articles.map(editArticle),
  };
}

function editArticle(article: Article): Article {
  const { kickers, main, decks } = article.headline;
  const { section } = article.wishes;
  return {
    ...article,
    headline: { kickers: kickers.map(editRuns), main: editRuns(main), decks: decks.map(editRuns) },
    bylines: article.bylines.map(editRuns),
    body: article.body.map(editBlock),
    credits: article.credits.map(editRuns),
    notes: article.notes.map((blocks) => blocks.map(editBlock)),
    wishes: { ...article.wishes, ...(section && { section: editRun(section) }) },
  };
}

function editBlock(block: Block): Block {
  switch (block.kind) {
    case 'paragraph':
    case 'crosshead':
      return { ...block, runs: editRuns(block.runs) };
    case 'pictures':
      return { ...block, pictures: block.pictures.map(editPicture) };
    case 'qr':
      return { ...block, code: editCode(block.code) };
    case 'box':
      return { ...block, title: editRuns(block.title), blocks: block.blocks.map(editBlock) };
    case 'quote':
      return { ...block, blocks: block.blocks.map(editBlock) };
    case 'list':
      return { ...block, items: block.items.map(editItem) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(editRuns)) };
    case 'code':
    case 'rule':
      return block;
  }
}

function editItem(item: ListItem): ListItem {
  return { ...item, blocks: item.blocks.map(editBlock) };
}

function editPicture(picture: Picture): Picture {
  return { ...picture, caption: editRuns(picture.caption), credit: editRuns(picture.credit) };
}

function editCode(code: QrCode): QrCode {
  return { ...code, caption: editRuns(code.caption) };
}
