import type { PaintOp, Sheet } from '../paint/paint.ts';
import type { PartPath, PartStep, Role } from '../paint/structure.ts';
import type { PdfObject, PressFile } from './pdfkit-seam.ts';

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
  readonly tag?: { readonly role: Role; readonly id: number };
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
  const stretches = sheets.map(({ ops }, sheet) => {
    let id = 0;
    return cut(ops).map((stretch): Stretch => {
      const path = stretch[0]?.part;
      const last = path?.at(-1);
      if (path === undefined || last === undefined) return { ops: stretch };
      find(path).kids.push({ sheet, id });
      return { ops: stretch, tag: { role: last.role, id: id++ } };
    });
  });
  return { root, stretches };
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

/** Writes the tree. In: the file, whose pages are inked, the tree, and the pages' own objects. ISO 32000-1, 14.7. */
export function writeTags(file: PressFile, root: TagElement, pages: readonly PdfObject[]): void {
  const owners = pages.map((): PdfObject[] => []);
  const tree = file.newObject();
  const write = (element: TagElement, parent: PdfObject): PdfObject => {
    const object = file.newObject();
    const kids = element.kids.map((kid) => {
      if ('role' in kid) return write(kid, object);
      (owners[kid.sheet] as PdfObject[])[kid.id] = object;
      return { Type: 'MCR', Pg: pages[kid.sheet], MCID: kid.id };
    });
    const alt = element.alt === undefined ? {} : { Alt: new String(element.alt) };
    Object.assign(object.data, { Type: 'StructElem', S: element.role, P: parent, ...alt, K: kids });
    object.end();
    return object;
  };
  const document = write(root, tree);
  const parents = file.newObject();
  Object.assign(parents.data, { Nums: owners.flatMap((elements, sheet) => [sheet, elements]) });
  parents.end();
  Object.assign(tree.data, {
    Type: 'StructTreeRoot',
    K: [document],
    ParentTree: parents,
    ParentTreeNextKey: pages.length,
  });
  const marked = file.newObject();
  marked.data['Marked'] = true;
  Object.assign(file.catalogue, { MarkInfo: marked, StructTreeRoot: tree });
}
