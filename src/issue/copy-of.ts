import type { Article, Block, Ear, Issue, IssuePage, Masthead, Run } from './issue.ts';

/**
 * Every run of an issue that is to be printed, readings of ruby included: masthead, then page by page and article by
 * article in reading order. What the build counts as read.
 */
export function copyOf(issue: Issue): readonly Run[] {
  return withReadings([...mastheadRuns(issue.masthead), ...issue.pages.flatMap(pageRuns)]);
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
      return block.items.flatMap(({ blocks }) => blocks.flatMap(blockRuns));
    case 'table':
      return block.rows.flat(2);
    case 'rule':
      return [];
  }
}

function present(...runs: readonly (Run | undefined)[]): readonly Run[] {
  return runs.filter((run) => run !== undefined);
}

/** After each base the reading over it. Runs that share one mark share one reading. */
function withReadings(runs: readonly Run[]): readonly Run[] {
  return runs.flatMap((run, index) => {
    const ruby = run.marks.find(({ kind }) => kind === 'ruby');
    if (ruby?.kind !== 'ruby' || runs[index + 1]?.marks.includes(ruby)) return [run];
    return [run, { text: ruby.rt, marks: [], place: ruby.place }];
  });
}
