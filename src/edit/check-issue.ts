import type { Report } from '../core/diagnostics.ts';
import type { Article, Block, Ear, Issue, Masthead, Run } from '../issue/issue.ts';
import { type CheckedParagraph, checkParagraph } from './check-runs.ts';

/**
 * 校对: tells what no rule may settle about the texts of an edited issue: marks without a partner, and wordings that may
 * be slips. Each paragraph is read by itself, but for a quotation that goes on in the next.
 */
export function checkIssue({ masthead, pages }: Issue, report: Report): void {
  const proofs = [
    ...mastheadProofs(masthead),
    ...pages.flatMap(({ name, editor, designer, articles }) => [
      ...[name, editor, designer].flatMap((run) => (run === undefined ? [] : [apart([run])])),
      ...articles.flatMap(articleProofs),
    ]),
  ];
  for (const proof of proofs) checkParagraph(proof, report);
}

/** A text that stands for itself and is not running text. */
const apart = (runs: readonly Run[]): CheckedParagraph => ({ runs, next: [], running: false });

function mastheadProofs({
  paper,
  slogan,
  publishers,
  imprint,
  ears,
  credits,
}: Masthead): readonly CheckedParagraph[] {
  const single = [
    ...(paper === undefined ? [] : [paper.name, ...(paper.section === undefined ? [] : [paper.section])]),
    ...(publishers ?? []),
    ...imprint,
    ...credits.flatMap(({ role, names }) => [role, names]),
  ];
  // A slogan is one text in divisions; all else is a text each.
  return [
    ...(slogan === undefined ? [] : [apart(slogan)]),
    ...single.map((run) => apart([run])),
    ...ears.flatMap(earProofs),
  ];
}

function earProofs(ear: Ear): readonly CheckedParagraph[] {
  switch (ear.kind) {
    case 'qr':
      return [apart(ear.code.caption)];
    case 'text':
      return [apart(ear.text)];
    case 'image':
      return [apart(ear.picture.caption), apart(ear.picture.credit)];
  }
}

function articleProofs({
  headline,
  bylines,
  body,
  credits,
  notes,
  options,
}: Article): readonly CheckedParagraph[] {
  const texts = [...headline.kickers, headline.main, ...headline.decks, ...bylines, ...credits];
  return [
    ...(options.section === undefined ? [] : [apart([options.section])]),
    ...texts.map(apart),
    ...blockProofs(body),
    ...notes.flatMap(blockProofs),
  ];
}

function blockProofs(blocks: readonly Block[]): readonly CheckedParagraph[] {
  return blocks.flatMap((block, index) => proofsOf(block, paragraphAfter(blocks, index)));
}

function proofsOf(block: Block, next: readonly Run[]): readonly CheckedParagraph[] {
  switch (block.kind) {
    case 'paragraph':
      return [{ runs: block.runs, next, running: true }];
    case 'crosshead':
      return [apart(block.runs)];
    case 'pictures':
      return block.pictures.flatMap(({ caption, credit }) => [apart(caption), apart(credit)]);
    case 'qr':
      return [apart(block.code.caption)];
    case 'box':
      return [apart(block.title), ...blockProofs(block.blocks)];
    case 'quote':
      return blockProofs(block.blocks);
    case 'list':
      return block.items.flatMap((item) => blockProofs(item.blocks));
    case 'table':
      return block.rows.flatMap((row) => row.map(apart));
    case 'code':
    case 'rule':
      return [];
  }
}

/** The paragraph in which the text goes on: pictures, codes and boxes stand beside the text. */
function paragraphAfter(blocks: readonly Block[], index: number): readonly Run[] {
  for (let after = index + 1; after < blocks.length; after += 1) {
    const block = blocks[after]!;
    if (block.kind === 'paragraph') return block.runs;
    if (block.kind !== 'pictures' && block.kind !== 'qr' && block.kind !== 'box') break;
  }
  return [];
}
