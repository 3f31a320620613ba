import type { Report } from '../core/diagnostics.ts';
import type { Article, Block, Ear, Issue, Masthead, Run } from '../issue/issue.ts';
import { type CheckedParagraph, checkParagraph } from './check-paragraph.ts';

/**
 * 校对: checks every text of an edited issue and reports what no rule can correct: unpaired punctuation and wordings
 * that may be slips. Each paragraph is checked by itself, except that a quotation may continue in the next.
 */
export function checkIssue({ masthead, pages }: Issue, report: Report): void {
  const paragraphs = [
    ...textsOfMasthead(masthead),
    ...pages.flatMap(({ name, editor, designer, articles }) => [
      ...[name, editor, designer].flatMap((run) => (run === undefined ? [] : [single([run])])),
      ...articles.flatMap(textsOfArticle),
    ]),
  ];
  for (const paragraph of paragraphs) checkParagraph(paragraph, report);
}

/** A text of its own that is not running text. */
const single = (runs: readonly Run[]): CheckedParagraph => ({ runs, next: [], running: false });

function textsOfMasthead({
  paper,
  slogan,
  publishers,
  imprint,
  ears,
  credits,
}: Masthead): readonly CheckedParagraph[] {
  const lines = [
    ...(paper === undefined ? [] : [paper.name, ...(paper.section === undefined ? [] : [paper.section])]),
    ...(publishers ?? []),
    ...imprint,
    ...credits.flatMap(({ role, names }) => [role, names]),
  ];
  // The parts of a slogan are one text; every other run is a text of its own.
  return [
    ...(slogan === undefined ? [] : [single(slogan)]),
    ...lines.map((run) => single([run])),
    ...ears.flatMap(textsOfEar),
  ];
}

function textsOfEar(ear: Ear): readonly CheckedParagraph[] {
  switch (ear.kind) {
    case 'qr':
      return [single(ear.code.caption)];
    case 'text':
      return [single(ear.text)];
    case 'image':
      return [single(ear.picture.caption), single(ear.picture.credit)];
  }
}

function textsOfArticle({
  headline,
  bylines,
  body,
  credits,
  notes,
  options,
}: Article): readonly CheckedParagraph[] {
  const texts = [...headline.kickers, headline.main, ...headline.decks, ...bylines, ...credits];
  return [
    ...(options.section === undefined ? [] : [single([options.section])]),
    ...texts.map(single),
    ...textsOfBlocks(body),
    ...notes.flatMap(textsOfBlocks),
  ];
}

function textsOfBlocks(blocks: readonly Block[]): readonly CheckedParagraph[] {
  return blocks.flatMap((block, index) => textsOfBlock(block, paragraphAfter(blocks, index)));
}

function textsOfBlock(block: Block, next: readonly Run[]): readonly CheckedParagraph[] {
  switch (block.kind) {
    case 'paragraph':
      return [{ runs: block.runs, next, running: true }];
    case 'crosshead':
      return [single(block.runs)];
    case 'pictures':
      return block.pictures.flatMap(({ caption, credit }) => [single(caption), single(credit)]);
    case 'qr':
      return [single(block.code.caption)];
    case 'box':
      return [single(block.title), ...textsOfBlocks(block.blocks)];
    case 'quote':
      return textsOfBlocks(block.blocks);
    case 'list':
      return block.items.flatMap((item) => textsOfBlocks(item.blocks));
    case 'table':
      return block.rows.flatMap((row) => row.map(single));
    case 'code':
    case 'rule':
      return [];
  }
}

/** The paragraph that continues the text: pictures, codes and boxes do not interrupt it. */
function paragraphAfter(blocks: readonly Block[], index: number): readonly Run[] {
  for (let after = index + 1; after < blocks.length; after += 1) {
    const block = blocks[after]!;
    if (block.kind === 'paragraph') return block.runs;
    if (block.kind !== 'pictures' && block.kind !== 'qr' && block.kind !== 'box') break;
  }
  return [];
}
