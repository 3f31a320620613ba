import type { Nodes, Root } from 'mdast';
import type {} from 'mdast-util-directive';
import remarkCjkFriendly from 'remark-cjk-friendly/parseOnly';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { houseSyntax } from './house-syntax.ts';

/**
 * CommonMark with GFM, front matter and directives, as a Chinese desk types it. One `~` is no strikethrough:
 * `5~8日` is a range of days.
 */
const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkDirective)
  .use(houseSyntax)
  .freeze();

/** Parses Markdown. Every node has its position; offsets count from the start of `text`. Copy: parse-copy.ts. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}

/** The offsets of a node's first character and of the one after its last. */
export function extentOf(node: Nodes): { readonly start: number; readonly end: number } {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) throw new Error(`a ${node.type} node without position`);
  return { start, end };
}

/** Visits a node and all below it, in reading order. */
export function visit(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visit(child, see);
}

/** What a character reference such as `&nbsp;` stands for; the reference itself where it names nothing. */
export function decodeReference(reference: string): string {
  const paragraph = parseMarkdown(`x${reference}x`).children[0];
  const text = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  return text?.type === 'text' ? text.value.slice(1, -1) : reference;
}
