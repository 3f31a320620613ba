import { glyphsOf, toGlyphRow } from '../paint/glyph-row.ts';
import type { LinkTarget, PaintOp, PartPath, PartStep, PlacedGlyph, Role, Sheet } from '../paint/paint.ts';
import { leadsSomewhere, type OpenLink, sameTarget, targetOf } from './navigation.ts';
import type { PdfObject } from './pdfkit-seam.ts';
import type { PressFile } from './press-file.ts';

/** An element of the tree of tags: other elements and stretches of pages' contents, in reading order. */
export interface TagElement {
  readonly role: Role | 'Document';
  readonly alt?: string;
  readonly kids: (TagElement | MarkedContent)[];
}

/** A stretch of a page's content: the index of the sheet, and the stretch's number on it. */
export interface MarkedContent {
  readonly sheet: number;
  readonly id: number;
}

/** Neighbouring ops of one element, or of none. */
export interface Stretch {
  readonly ops: readonly PaintOp[];
  readonly tag?: Tag;
}

interface Tag {
  readonly role: Role;
  readonly id: number;
  readonly element: TagElement;
  /** Where all of the stretch leads. */
  readonly target?: LinkTarget;
}

/** A publication's tree, and each sheet's ops cut into what belongs together. */
export interface Tagged {
  readonly root: TagElement;
  readonly stretches: readonly (readonly Stretch[])[];
}

/** Gathers the elements of the sheets. Reading order is the order of the ops; an element stands where it begins. */
export function tagSheets(sheets: readonly Sheet[]): Tagged {
  const root: TagElement = { role: 'Document', kids: [] };
  const find = elementFinder(root);
  const withWords = wordParts(sheets);
  const stretches = sheets.map(({ ops }, sheet) => {
    let id = 0;
    return cut(ops.flatMap(withWords)).map((stretch): Stretch => {
      const [first] = stretch;
      const path = first?.part;
      const last = path?.at(-1);
      if (path === undefined || last === undefined) return { ops: stretch };
      const element = find(path);
      element.kids.push({ sheet, id });
      const target = last.role === 'Link' && first !== undefined ? targetOf(first) : undefined;
      return { ops: stretch, tag: { role: last.role, id: id++, element, ...(target && { target }) } };
    });
  });
  return { root, stretches };
}

/**
 * Makes elements of the words that lead somewhere, and of those that have a reading, within their paragraph: one for each
 * link, also where it goes on on the next line; a reading belongs to its base, although it is set after the line. To be
 * called with the ops in reading order. ISO 32000-1, 14.8.4.4.
 */
function wordParts(sheets: readonly Sheet[]): (op: PaintOp) => readonly PaintOp[] {
  let open: { readonly name: string; readonly target: LinkTarget } | undefined;
  let number = 0;
  return (op) =>
    cutAtWords(op).map((piece): PaintOp => {
      const part = [...(piece.part ?? []), ...rubyPart(piece)];
      const target = targetOf(piece);
      if (target === undefined || !leadsSomewhere(target, sheets)) {
        // Dots and rules between two lines of a link are no part of the text.
        if (part.length > 0) open = undefined;
        return part.length === 0 ? piece : { ...piece, part };
      }
      const name = part.map(nameOf).join('\n');
      if (open === undefined || open.name !== name || !sameTarget(open.target, target)) number += 1;
      open = { name, target };
      return { ...piece, part: [...part, { role: 'Link', key: `${number}` }] };
    });
}

function rubyPart(op: PaintOp): PartPath {
  const ruby = op.op === 'glyphs' ? op.row.bonds?.[0]?.ruby : undefined;
  if (ruby === undefined) return [];
  return [
    { role: 'Ruby', key: ruby.key },
    { role: ruby.part, key: '' },
  ];
}

/** An op cut where a link, a base or a reading begins or ends. */
function cutAtWords(op: PaintOp): readonly PaintOp[] {
  if (op.op !== 'glyphs' || op.row.bonds === undefined) return [op];
  const pieces: PlacedGlyph[][] = [];
  const glyphs = glyphsOf(op.row);
  const kind = ({ link, ruby }: PlacedGlyph) => JSON.stringify([link, ruby]);
  for (const [index, glyph] of glyphs.entries()) {
    const before = glyphs[index - 1];
    if (before !== undefined && kind(before) === kind(glyph)) pieces.at(-1)?.push(glyph);
    else pieces.push([glyph]);
  }
  return pieces.length < 2 ? [op] : pieces.map((piece) => ({ ...op, row: toGlyphRow(piece) }));
}

function cut(ops: readonly PaintOp[]): readonly (readonly PaintOp[])[] {
  const stretches: PaintOp[][] = [];
  let open: string | undefined;
  for (const op of ops) {
    const path = (op.part ?? []).map(nameOf).join('\n');
    if (path === open) stretches.at(-1)?.push(op);
    else stretches.push([op]);
    open = path;
  }
  return stretches;
}

const nameOf = ({ role, key }: PartStep): string => `${role} ${key}`;

function elementFinder(root: TagElement): (path: PartPath) => TagElement {
  const known = new Map<TagElement, Map<string, TagElement>>();
  const childOf = (parent: TagElement, step: PartStep): TagElement => {
    const children = known.get(parent) ?? new Map<string, TagElement>();
    known.set(parent, children);
    const found = children.get(nameOf(step));
    if (found !== undefined) return found;
    const { role, alt } = step;
    const made: TagElement = { role, ...(alt !== undefined && { alt }), kids: [] };
    children.set(nameOf(step), made);
    parent.kids.push(made);
    return made;
  };
  return (path) => path.reduce(childOf, root);
}

/** The operators before and after a stretch. ISO 32000-1, 14.6 and 14.8.2.2: what is no content is an artifact. */
export function tagOperators({ tag }: Stretch): readonly [before: string, after: string] {
  return [tag === undefined ? '/Artifact BMC' : `/${tag.role} <</MCID ${tag.id}>> BDC`, 'EMC'];
}

/** A table's heads stand over its columns. ISO 32000-1, 14.8.5.7. */
const headAttributes = { A: { O: 'Table', Scope: 'Column' } };

/**
 * Writes the tree. In: the file, whose pages are inked, the tree, the pages' own objects, and the links of elements.
 * ISO 32000-1, 14.7.
 */
export function writeTags(
  file: PressFile,
  root: TagElement,
  pages: readonly PdfObject[],
  links: ReadonlyMap<TagElement, readonly OpenLink[]>,
): void {
  const owners = pages.map((): PdfObject[] => []);
  const linked: PdfObject[] = [];
  const tree = file.newObject();
  const write = (element: TagElement, parent: PdfObject): PdfObject => {
    const object = file.newObject();
    const kids = element.kids.map((kid) => {
      if ('role' in kid) return write(kid, object);
      (owners[kid.sheet] as PdfObject[])[kid.id] = object;
      return { Type: 'MCR', Pg: pages[kid.sheet], MCID: kid.id };
    });
    const annotations = (links.get(element) ?? []).map((link) => {
      link.object.data['StructParent'] = pages.length + linked.push(object) - 1;
      return { Type: 'OBJR', Pg: link.page, Obj: link.object };
    });
    const alt = element.alt === undefined ? {} : { Alt: new String(element.alt) };
    const attributes = element.role === 'TH' ? headAttributes : {};
    const facts = { Type: 'StructElem', S: element.role, P: parent, ...alt, ...attributes };
    Object.assign(object.data, facts, { K: [...kids, ...annotations] });
    return object;
  };
  const document = write(root, tree);
  const parents = file.newObject();
  // Of a page the elements of its stretches, of a link the one that it belongs to.
  Object.assign(parents.data, { Nums: [...owners, ...linked].flatMap((owner, key) => [key, owner]) });
  Object.assign(tree.data, {
    Type: 'StructTreeRoot',
    K: [document],
    ParentTree: parents,
    ParentTreeNextKey: pages.length + linked.length,
  });
  const marked = file.newObject();
  marked.data['Marked'] = true;
  Object.assign(file.catalogue, { MarkInfo: marked, StructTreeRoot: tree });
}
