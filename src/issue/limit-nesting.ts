import type { Nodes, Root } from 'mdast';

/**
 * A bound for nesting. The parser takes time that grows faster than the depth of quotations and lists inside each other,
 * and readers of the tree call themselves for each level: some thousand levels would take minutes, or more stack than
 * there is. No paper has more than a few.
 *
 * Before parsing, the markers beyond the bound are blanked (maskDeepNesting); after it, what is deeper for other reasons,
 * emphasis in emphasis, is cut off (cutDeepNodes). Both are found again for the message by findDeepNesting and isCutOff, and
 * it is an error: nothing is printed without what was left out. Only quotations beyond the bound are a warning, since their
 * words are all set.
 */
export const maxNesting = 40;

const marker = '[ \\t\u3000]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t]))';
/** More markers than the bound at the head of a line, or one behind an indent of two columns a level; no rule. */
const deepPrefix = new RegExp(
  `^(?!(?:[* \\t]+|[- \\t]+)$)(?:(?:${marker}){${maxNesting}}((?:${marker})+)|[ \\t>]{${maxNesting * 2}}(${marker}))`,
  'gm',
);

/** A text of this many markers in a row, or columns of indent, may be too deep; nearly no text is. */
const suspect = new RegExp(`^[ \\t>*+.)\\d\u3000-]{${maxNesting}}`, 'm');

/** Blanks the markers of quotations and items beyond the bound; the text keeps its length. */
export function maskDeepNesting(text: string): string {
  if (!suspect.test(text)) return text;
  return text.replace(deepPrefix, (prefix, deep?: string, indented?: string) => {
    const excess = (deep ?? indented)!.length;
    return prefix.slice(0, prefix.length - excess) + ' '.repeat(excess);
  });
}

/** Markers that are nested too deep. */
interface DeepNesting {
  readonly start: number;
  readonly end: number;
  /** Whether the markers beyond the bound are all of quotations. */
  readonly isQuoted: boolean;
}

/** The stretch of the first line whose markers are nested too deep: of one that loses more than quotations, if there is one. */
export function findDeepNesting(text: string): DeepNesting | undefined {
  if (!suspect.test(text)) return undefined;
  let first: DeepNesting | undefined;
  for (const { 0: prefix, 1: deep, 2: indented, index } of text.matchAll(deepPrefix)) {
    const isQuoted = /^[>\s]*$/.test(deep ?? indented ?? '');
    const found = { start: index, end: index + prefix.length, isQuoted };
    if (!isQuoted) return found;
    first ??= found;
  }
  return first;
}

/** A quotation and its paragraph are two levels of the tree, an item with its list and paragraph three. */
const maxDepth = maxNesting * 3 + 10;

/** Cuts off what is nested too deep for the readers of the tree. Without recursion, since it is there for its sake. */
export function cutDeepNodes(root: Root): void {
  let level: readonly Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === maxDepth) {
      for (const node of level) {
        if (!('children' in node) || node.children.length === 0) continue;
        node.children = [];
        node.data = { ...node.data, cutOff: true } as typeof node.data;
      }
      return;
    }
    level = level.flatMap((node): readonly Nodes[] => ('children' in node ? node.children : []));
  }
}

/** Whether the content of a node was cut off. */
export const isCutOff = (node: Nodes): boolean => node.data !== undefined && 'cutOff' in node.data;
