import { glyphsOf, toGlyphRow } from '../paint/glyph-row.ts';
import type { LinkTarget, PaintOp, PartPath, PartStep, PlacedGlyph, Role, Sheet } from '../paint/paint.ts';
import type { PdfDocument } from './document.ts';
import { isReachable, type PendingLink, sameTarget, targetOf } from './navigation.ts';
import type { PdfObject } from './pdfkit-seam.ts';

/** A structure element: its children in reading order, which are elements or marked content. ISO 32000-1, 14.7.2. */
export interface TagElement {
  readonly role: Role | 'Document';
  readonly alt?: string;
  readonly kids: (TagElement | MarkedContent)[];
}

/** A marked-content sequence: the index of the sheet, and the MCID on it. */
export interface MarkedContent {
  readonly sheet: number;
  readonly id: number;
}

/** Consecutive ops of one element, or of none: what one pair of marked-content operators encloses. */
export interface Stretch {
  readonly ops: readonly PaintOp[];
  readonly tag?: Tag;
}

interface Tag {
  readonly role: Role;
  readonly id: number;
  readonly element: TagElement;
  /** The target of the stretch's link. */
  readonly target?: LinkTarget;
}

/** The structure tree of a publication, and the stretches of each sheet. */
export interface Tagged {
  readonly root: TagElement;
  readonly stretches: readonly (readonly Stretch[])[];
}

/**
 * Builds the structure tree. Reading order is the order of the ops; an element that continues later keeps the position where
 * it began.
 */
export function tagSheets(sheets: readonly Sheet[]): Tagged {
  const root: TagElement = { role: 'Document', kids: [] };
  const elementAt = elementFinder(root);
  const addInlineParts = inlineParts(sheets);
  const stretches = sheets.map(({ ops }, sheet) => {
    let id = 0;
    return stretchesOf(ops.flatMap(addInlineParts)).map((stretch): Stretch => {
      const [first] = stretch;
      const path = first?.part;
      const last = path?.at(-1);
      if (path === undefined || last === undefined) return { ops: stretch };
      const element = elementAt(path);
      element.kids.push({ sheet, id });
      const target = last.role === 'Link' && first !== undefined ? targetOf(first) : undefined;
      return { ops: stretch, tag: { role: last.role, id: id++, element, ...(target && { target }) } };
    });
  });
  return { root, stretches };
}

/**
 * Extends the paths of ops by inline elements: Link, one for each link even over several lines, and Ruby, which contains the
 * base and its ruby text although that is set after the line. ISO 32000-1, 14.8.4.4. Out: a function to be called with all
 * ops in reading order, since a link may continue from one op to the next.
 */
function inlineParts(sheets: readonly Sheet[]): (op: PaintOp) => readonly PaintOp[] {
  let open: { readonly parent: string; readonly target: LinkTarget } | undefined;
  let number = 0;
  return (op) =>
    splitAtBonds(op).map((fragment): PaintOp => {
      const part = [...(fragment.part ?? []), ...rubyPart(fragment)];
      const target = targetOf(fragment);
      if (target === undefined || !isReachable(target, sheets)) {
        // Emphasis dots and rules between two lines of a link are not content and do not end it.
        if (part.length > 0) open = undefined;
        return part.length === 0 ? fragment : { ...fragment, part };
      }
      const parent = part.map(nameOf).join('\n');
      if (open === undefined || open.parent !== parent || !sameTarget(open.target, target)) number += 1;
      open = { parent, target };
      return { ...fragment, part: [...part, { role: 'Link', key: `${number}` }] };
    });
}

function rubyPart(op: PaintOp): PartPath {
  const ruby = op.op === 'glyphs' ? op.row.markup?.[0]?.ruby : undefined;
  if (ruby === undefined) return [];
  return [
    { role: 'Ruby', key: ruby.key },
    { role: ruby.part, key: '' },
  ];
}

/** Splits a glyph op where a link, a ruby base or a ruby text begins or ends. */
function splitAtBonds(op: PaintOp): readonly PaintOp[] {
  if (op.op !== 'glyphs' || op.row.markup === undefined) return [op];
  const groups: PlacedGlyph[][] = [];
  const glyphs = glyphsOf(op.row);
  const markupOf = ({ link, ruby }: PlacedGlyph) => JSON.stringify([link, ruby]);
  for (const [index, glyph] of glyphs.entries()) {
    const previous = glyphs[index - 1];
    if (previous !== undefined && markupOf(previous) === markupOf(glyph)) groups.at(-1)?.push(glyph);
    else groups.push([glyph]);
  }
  return groups.length < 2 ? [op] : groups.map((group) => ({ ...op, row: toGlyphRow(group) }));
}

/** Groups consecutive ops with equal paths. */
function stretchesOf(ops: readonly PaintOp[]): readonly (readonly PaintOp[])[] {
  const stretches: PaintOp[][] = [];
  let current: string | undefined;
  for (const op of ops) {
    const path = (op.part ?? []).map(nameOf).join('\n');
    if (path === current) stretches.at(-1)?.push(op);
    else stretches.push([op]);
    current = path;
  }
  return stretches;
}

const nameOf = ({ role, key }: PartStep): string => `${role} ${key}`;

/** Out: a function that finds the element at a path, and creates what is missing of it. */
function elementFinder(root: TagElement): (path: PartPath) => TagElement {
  const childrenOf = new Map<TagElement, Map<string, TagElement>>();
  const childAt = (parent: TagElement, step: PartStep): TagElement => {
    const children = childrenOf.get(parent) ?? new Map<string, TagElement>();
    childrenOf.set(parent, children);
    const found = children.get(nameOf(step));
    if (found !== undefined) return found;
    const { role, alt } = step;
    const created: TagElement = { role, ...(alt !== undefined && { alt }), kids: [] };
    children.set(nameOf(step), created);
    parent.kids.push(created);
    return created;
  };
  return (path) => path.reduce(childAt, root);
}

/** The marked-content operators around a stretch. What is not content is an artifact: ISO 32000-1, 14.6 and 14.8.2.2. */
export function tagOperators({ tag }: Stretch): readonly [begin: string, end: string] {
  return [tag === undefined ? '/Artifact BMC' : `/${tag.role} <</MCID ${tag.id}>> BDC`, 'EMC'];
}

/** The attributes of TH: the header cells of our tables are at the top. ISO 32000-1, 14.8.5.7. */
const headerCell = { A: { O: 'Table', Scope: 'Column' } };

/**
 * Writes the structure tree and its parent tree. In: the file with its pages complete, the tree, the page objects, and the
 * link annotations of the Link elements. ISO 32000-1, 14.7.
 */
export function writeTags(
  file: PdfDocument,
  root: TagElement,
  pages: readonly PdfObject[],
  links: ReadonlyMap<TagElement, readonly PendingLink[]>,
): void {
  // The parent tree: for each page the elements of its MCIDs, then for each annotation its element.
  const elementsOfPages = pages.map((): PdfObject[] => []);
  const elementsOfLinks: PdfObject[] = [];
  const tree = file.newObject();
  const write = (element: TagElement, parent: PdfObject): PdfObject => {
    const object = file.newObject();
    const kids = element.kids.map((kid) => {
      if ('role' in kid) return write(kid, object);
      elementsOfPages[kid.sheet]![kid.id] = object;
      return { Type: 'MCR', Pg: pages[kid.sheet], MCID: kid.id };
    });
    const annotations = (links.get(element) ?? []).map((link) => {
      link.object.data['StructParent'] = pages.length + elementsOfLinks.push(object) - 1;
      return { Type: 'OBJR', Pg: link.page, Obj: link.object };
    });
    const alt = element.alt === undefined ? {} : { Alt: new String(element.alt) };
    const attributes = element.role === 'TH' ? headerCell : {};
    const entries = { Type: 'StructElem', S: element.role, P: parent, ...alt, ...attributes };
    Object.assign(object.data, entries, { K: [...kids, ...annotations] });
    return object;
  };
  const document = write(root, tree);
  const parents = file.newObject();
  const numbers = [...elementsOfPages, ...elementsOfLinks].flatMap((elements, key) => [key, elements]);
  Object.assign(parents.data, { Nums: numbers });
  Object.assign(tree.data, {
    Type: 'StructTreeRoot',
    K: [document],
    ParentTree: parents,
    ParentTreeNextKey: pages.length + elementsOfLinks.length,
  });
  const marked = file.newObject();
  marked.data['Marked'] = true;
  Object.assign(file.catalogue, { MarkInfo: marked, StructTreeRoot: tree });
}
