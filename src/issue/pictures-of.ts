import type { Block, Issue, Picture } from './issue.ts';

/** Every picture of an issue, in reading order: the ears' first. */
export function picturesOf(issue: Issue): readonly Picture[] {
  const ears = issue.masthead.ears.flatMap((ear) => (ear.kind === 'image' ? [ear.picture] : []));
  const articles = issue.pages.flatMap((page) => page.articles);
  return [...ears, ...articles.flatMap(({ body, notes }) => [...body, ...notes.flat()].flatMap(inBlock))];
}

function inBlock(block: Block): readonly Picture[] {
  switch (block.kind) {
    case 'pictures':
      return block.pictures;
    case 'box':
    case 'quote':
      return block.blocks.flatMap(inBlock);
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(inBlock));
    default:
      return [];
  }
}
