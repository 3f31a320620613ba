import type { Article, Block, Ear, Issue, IssuePage, Masthead, Picture, Run } from './issue.ts';

/** All text and all pictures of an issue. */

/**
 * Collects every run of an issue that is to be printed, including ruby annotations, in reading order: the masthead, then
 * page by page and article by article. The build compares their characters with those on the finished sheets.
 */
export function collectCopy(issue: Issue): readonly Run[] {
  return withAnnotations([...mastheadRuns(issue.masthead), ...issue.pages.flatMap(pageRuns)]);
}

function mastheadRuns(masthead: Masthead): readonly Run[] {
  const { paper } = masthead;
  return [
    ...present(paper?.name, paper?.latin, paper?.section, paper?.sectionLatin),
    ...(masthead.slogan ?? []),
    ...(masthead.publishers ?? []),
    ...masthead.imprint,
    ...masthead.ears.flatMap(earRuns),
    ...masthead.credits.flatMap(({ role, names }) => [role, names]),
  ];
}

function earRuns(ear: Ear): readonly Run[] {
  if (ear.kind === 'qr') return ear.code.caption;
  return ear.kind === 'text' ? ear.text : [...ear.picture.caption, ...ear.picture.credit];
}

function pageRuns(page: IssuePage): readonly Run[] {
  return [...present(page.name, page.editor, page.designer), ...page.articles.flatMap(articleRuns)];
}

function articleRuns({ headline, bylines, body, credits, notes, options }: Article): readonly Run[] {
  return [
    ...present(options.section),
    ...headline.kickers.flat(),
    ...headline.main,
    ...headline.decks.flat(),
    ...bylines.flat(),
    ...body.flatMap(blockRuns),
    ...notes.flat().flatMap(blockRuns),
    ...credits.flat(),
  ];
}

function blockRuns(block: Block): readonly Run[] {
  switch (block.kind) {
    case 'paragraph':
    case 'crosshead':
    case 'code':
      return block.runs;
    case 'pictures':
      return block.pictures.flatMap(({ caption, credit }) => [...caption, ...credit]);
    case 'qr':
      return block.code.caption;
    case 'box':
      return [...block.title, ...block.blocks.flatMap(blockRuns)];
    case 'quote':
      return block.blocks.flatMap(blockRuns);
    case 'list':
      return block.items.flatMap(({ label, blocks }) => [...present(label), ...blocks.flatMap(blockRuns)]);
    case 'table':
      return block.rows.flat(2);
    case 'rule':
      return [];
  }
}

function present(...runs: readonly (Run | undefined)[]): readonly Run[] {
  return runs.filter((run) => run !== undefined);
}

/** Inserts each ruby annotation after its base text. Adjacent runs with the same mark have one annotation. */
function withAnnotations(runs: readonly Run[]): readonly Run[] {
  return runs.flatMap((run, index) => {
    const ruby = run.marks.find(({ kind }) => kind === 'ruby');
    if (ruby?.kind !== 'ruby' || runs[index + 1]?.marks.includes(ruby)) return [run];
    return [run, { text: ruby.rt, marks: [], place: ruby.place }];
  });
}

/** Collects every picture of an issue in reading order, those of the ears first. */
export function collectPictures(issue: Issue): readonly Picture[] {
  const ears = issue.masthead.ears.flatMap((ear) => (ear.kind === 'image' ? [ear.picture] : []));
  const articles = issue.pages.flatMap((page) => page.articles);
  return [
    ...ears,
    ...articles.flatMap(({ body, notes }) => [...body, ...notes.flat()].flatMap(blockPictures)),
  ];
}

function blockPictures(block: Block): readonly Picture[] {
  switch (block.kind) {
    case 'pictures':
      return block.pictures;
    case 'box':
    case 'quote':
      return block.blocks.flatMap(blockPictures);
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(blockPictures));
    default:
      return [];
  }
}
