import type { Definition, FootnoteDefinition, Image, ImageReference, Nodes, Root } from 'mdast';
import type { Desk } from '../core/desk.ts';
import { stand } from '../core/standing.ts';
import { visit } from './markdown.ts';
import type { NoteBook } from './notes.ts';
import { parseCopy } from './parse-copy.ts';
import type { SourceText } from './source-text.ts';

/** One file being read: what every step needs to know besides its own nodes. */
export interface Reading {
  readonly source: SourceText;
  readonly desk: Desk;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** All footnotes as written, those of a name that was taken already included. */
  readonly footnoteNodes: readonly FootnoteDefinition[];
  /** Identifiers of link definitions that something refers to. */
  readonly linked: ReadonlySet<string>;
  /** Notes of the article at hand. */
  readonly notes: NoteBook;
  /** Footnotes that some article refers to; grows while the file is read. */
  readonly noted: Set<string>;
  /** Pictures met inside running text; whoever reads the paragraph takes them out. */
  readonly strays: (Image | ImageReference)[];
}

/** Begins the reading of a file. Out: its tree and the reading that goes with it. */
export function beginReading(
  source: SourceText,
  desk: Desk,
): { readonly root: Root; readonly reading: Reading } {
  const root = stand(
    desk,
    'markdown',
    () => source.text,
    () => parseCopy(source.text),
  );
  const definitions = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const footnoteNodes: FootnoteDefinition[] = [];
  const linked = new Set<string>();
  visit(root, (node: Nodes) => {
    // The first definition of a name counts (CommonMark 4.7).
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
    if (node.type === 'footnoteDefinition') {
      footnoteNodes.push(node);
      if (!footnotes.has(node.identifier)) footnotes.set(node.identifier, node);
    }
    if (node.type === 'linkReference' || node.type === 'imageReference') linked.add(node.identifier);
  });
  const reading = {
    source,
    desk,
    definitions,
    footnotes,
    footnoteNodes,
    linked,
    notes: { order: [] },
    noted: new Set<string>(),
    strays: [],
  };
  return { root, reading };
}
