import type { Definition, FootnoteDefinition, Image, ImageReference, Nodes, Root } from 'mdast';
import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import { visitNodes } from './markdown.ts';
import { parseCopy } from './parse-copy.ts';
import type { SourceText } from './source-text.ts';

/** One file being read: what every step needs to know besides its own nodes. */
export interface FileContext {
  readonly source: SourceText;
  readonly desk: Desk;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** All footnotes as written, those of a name that was taken already included. */
  readonly footnoteNodes: readonly FootnoteDefinition[];
  /** Identifiers of link definitions that something refers to. */
  readonly referencedDefinitions: ReadonlySet<string>;
  /** Notes of the article at hand. */
  readonly noteOrder: string[];
  /** Footnotes that some article refers to; grows while the file is read. */
  readonly referencedNotes: Set<string>;
  /** Pictures met inside running text; whoever reads the paragraph takes them out. */
  readonly inlineImages: (Image | ImageReference)[];
}

/** Begins the reading of a file. Out: its tree and the reading that goes with it. */
export function beginReading(
  source: SourceText,
  desk: Desk,
): { readonly root: Root; readonly context: FileContext } {
  const root = memoize(
    desk.cache.memory,
    desk.report,
    'markdown',
    () => source.text,
    () => parseCopy(source.text),
  );
  const definitions = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const footnoteNodes: FootnoteDefinition[] = [];
  const referencedDefinitions = new Set<string>();
  visitNodes(root, (node: Nodes) => {
    // The first definition of a name counts (CommonMark 4.7).
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
    if (node.type === 'footnoteDefinition') {
      footnoteNodes.push(node);
      if (!footnotes.has(node.identifier)) footnotes.set(node.identifier, node);
    }
    if (node.type === 'linkReference' || node.type === 'imageReference')
      referencedDefinitions.add(node.identifier);
  });
  const context = {
    source,
    desk,
    definitions,
    footnotes,
    footnoteNodes,
    referencedDefinitions,
    noteOrder: [],
    referencedNotes: new Set<string>(),
    inlineImages: [],
  };
  return { root, context };
}
