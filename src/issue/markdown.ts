import type { Nodes, Root } from 'mdast';
import type {} from 'mdast-util-directive';
import type { Extension as MdastExtension } from 'mdast-util-from-markdown';
import { htmlFlow } from 'micromark-core-commonmark';
import type {
  Construct,
  State,
  Extension as SyntaxExtension,
  TokenizeContext,
  TokenType,
} from 'micromark-util-types';
import remarkCjkFriendly from 'remark-cjk-friendly/parseOnly';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { acceptRawHtml, endAtAddress } from './adapted-constructs.ts';

/**
 * The Markdown dialect of an issue: CommonMark, GFM, front matter and directives, adapted to Chinese copy.
 * docs/format.md is its specification.
 */

/** The settings that each directive accepts. */
export const directiveSettings: Readonly<Record<string, readonly string[]>> = {
  '::kicker': [],
  '::deck': [],
  '::byline': [],
  '::credit': [],
  '::qr': ['data', 'size', 'ecc'],
  '::article': ['src', 'span', 'boxed', 'jump', 'priority', 'section'],
  '::page': ['columns', 'editor', 'designer'],
  ':::box': ['tint'],
  ':ruby': ['rt'],
};

/** The names of all directives, with their colons. */
export const directiveNames = Object.keys(directiveSettings);

/** The names of the directives that are used within a line, without their colon. */
const inlineDirectiveNames = directiveNames.filter((name) => /^:\w/.test(name)).map((name) => name.slice(1));

const colon = 58;
const lessThan = 60;

const rawHtml = { ...acceptRawHtml(htmlFlow), name: 'rawHtml' };

/**
 * A unified plugin that adapts the syntax to Chinese copy. It changes the extensions of the other plugins and therefore
 * comes last.
 * - A line indented by four spaces is a paragraph: layout staff indent with spaces and never mean code.
 * - An inline directive needs a known name and brackets: `8:30`, `电话:12345` and `（一）:甲` are text.
 * - Autolinks are found by the tokenizer only: the tree transform of GFM creates nodes without positions. They end where
 *   the address ends.
 * - Tags are read within paragraphs, so that the words between them are copy.
 */
function chineseSyntax(this: Processor): void {
  const data = this.data();
  const syntax = data.micromarkExtensions ?? [];
  data.micromarkExtensions = [
    ...syntax.map(withKnownInlineDirectives).map(withShortAutolinks),
    { disable: { null: ['codeIndented', 'htmlFlow'] }, flow: { [lessThan]: rawHtml } },
  ];
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map(withoutTransforms);
}

function withoutTransforms({ transforms: _, ...extension }: MdastExtension): MdastExtension {
  return extension;
}

function withKnownInlineDirectives(extension: SyntaxExtension): SyntaxExtension {
  const construct = extension.text?.[colon];
  if (construct === undefined || Array.isArray(construct)) return extension;
  return { ...extension, text: { ...extension.text, [colon]: acceptKnownOnly(construct) } };
}

/** The token types of the addresses that GFM links, by their constructs. */
const autolinks: ReadonlyMap<string, TokenType> = new Map([
  ['protocolAutolink', 'literalAutolinkHttp' as TokenType],
  ['wwwAutolink', 'literalAutolinkWww' as TokenType],
]);

function withShortAutolinks(extension: SyntaxExtension): SyntaxExtension {
  const shorten = (construct: Construct) => {
    const type = autolinks.get(construct.name ?? '');
    return type === undefined ? construct : endAtAddress(construct, type);
  };
  const adapted = Object.entries(extension.text ?? {}).map(([code, constructs]) => [
    code,
    Array.isArray(constructs) ? constructs.map(shorten) : constructs && shorten(constructs),
  ]);
  return extension.text === undefined ? extension : { ...extension, text: Object.fromEntries(adapted) };
}

function acceptKnownOnly(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(this: TokenizeContext, effects, ok, nok) {
      const accept: State = (code) => (isKnownDirective(this) ? ok(code) : nok(code));
      return construct.tokenize.call(this, effects, accept, nok);
    },
  };
}

/** Whether the directive just tokenized has a known name and brackets: `gem:ruby` has no brackets and is text. */
function isKnownDirective({ events, sliceSerialize }: TokenizeContext): boolean {
  // The types of micromark do not include the token types of its extensions.
  const types = events.map(([, token]): string => token.type);
  const nameIndex = types.lastIndexOf('directiveTextName');
  const name = events[nameIndex];
  if (name === undefined || !inlineDirectiveNames.includes(sliceSerialize(name[1]))) return false;
  return types.indexOf('directiveTextLabel', nameIndex) > nameIndex;
}

/** A single `~` is not strikethrough: `5~8日` is a range of days. */
const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkDirective)
  .use(chineseSyntax)
  .freeze();

/**
 * Parses Markdown. Every node has a position, and offsets count from the start of `text`. Files are parsed by
 * parseCopy of parse-copy.ts, which is faster.
 */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}

/** The offset of a node's first character, and the offset after its last one. */
export function extentOf(node: Nodes): { readonly start: number; readonly end: number } {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) throw new Error(`a ${node.type} node without position`);
  return { start, end };
}

/** Calls `see` for a node and all its descendants, in reading order. */
export function visitNodes(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visitNodes(child, see);
}

/** The character that a reference such as `&nbsp;` denotes; an unknown reference is returned unchanged. */
export function decodeReference(reference: string): string {
  const paragraph = parseMarkdown(`x${reference}x`).children[0];
  const text = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  return text?.type === 'text' ? text.value.slice(1, -1) : reference;
}
