import type { Rect } from '../core/geometry.ts';
import { roundToThousandth } from '../paint/ops.ts';
import type { LinkTarget, PaintOp, Path, Publication, Sheet } from '../paint/paint.ts';
import type { PdfDocument } from './document.ts';
import type { PdfObject } from './pdfkit-seam.ts';

/** A link annotation that is on its page, but whose destination is not written yet: the page may not exist. */
export interface PendingLink {
  readonly rect: Rect;
  readonly target: LinkTarget;
  readonly sheet: Sheet;
  readonly page: PdfObject;
  readonly object: PdfObject;
}

/** The extent of a line of text above and below its baseline, in em: that of a Han character frame. */
const extent = { above: 0.88, below: 0.12 };

/** What an op links to. */
export function targetOf(op: PaintOp): LinkTarget | undefined {
  if (op.op === 'glyphs') return op.row.markup?.[0]?.link;
  return op.op === 'fill' ? op.link : undefined;
}

export const sameTarget = (one: LinkTarget | undefined, other: LinkTarget | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether a link can be followed: only part of the pages may be in the file, and only some URL schemes are allowed. */
export const isReachable = (target: LinkTarget, sheets: readonly Sheet[]): boolean =>
  'page' in target ? sheets.some(({ page }) => page === target.page) : safeUrl(target.url) !== undefined;

/** The rectangles of one link: one for each line of text, whatever its faces, and one for each filled path. */
export function linkRects(ops: readonly PaintOp[]): readonly Rect[] {
  const lines = new Map<string, Rect>();
  for (const op of ops) {
    const rect = rectOf(op);
    if (rect === undefined) continue;
    const line = op.op === 'glyphs' ? `${op.at.x} ${op.at.y}` : `${lines.size}`;
    const soFar = lines.get(line);
    lines.set(line, soFar === undefined ? rect : union(soFar, rect));
  }
  return [...lines.values()];
}

function rectOf(op: PaintOp): Rect | undefined {
  if (op.op === 'fill') return boundsOf(op.path);
  if (op.op !== 'glyphs') return undefined;
  const { at, size, row } = op;
  const [first, last] = [row.xs[0], row.xs.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    x: at.x + first,
    y: at.y - extent.above * size,
    width: last + row.advances.at(-1)! - first,
    height: (extent.above + extent.below) * size,
  };
}

function union(one: Rect, other: Rect): Rect {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}

function boundsOf(path: Path): Rect {
  const ends = path.flatMap((step) => (step.to === 'close' ? [] : [step]));
  const [x, y] = [min(ends.map((end) => end.x)), min(ends.map((end) => end.y))];
  return { x, y, width: max(ends.map((end) => end.x)) - x, height: max(ends.map((end) => end.y)) - y };
}

// Not Math.min(...values): a QR code has more corners than a call can have arguments.
const min = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const max = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

/** Adds the annotations of one link to the current page. Out: the annotations, to be completed by `writeNavigation`. */
export function addLinks(
  file: PdfDocument,
  ops: readonly PaintOp[],
  target: LinkTarget,
  sheet: Sheet,
): readonly PendingLink[] {
  const page = file.page();
  const links = linkRects(ops).map((rect) => ({ rect, target, sheet, page, object: file.newObject() }));
  const annotations = (page.data['Annots'] ?? []) as readonly PdfObject[];
  page.data['Annots'] = [...annotations, ...links.map(({ object }) => object)];
  return links;
}

/** Completes the links and writes the bookmarks. In: the page objects in the order of the sheets. */
export function writeNavigation(
  file: PdfDocument,
  { sheets, bookmarks = [] }: Publication,
  links: readonly PendingLink[],
  pages: readonly PdfObject[],
): void {
  const destination = (number: number, y?: number): readonly unknown[] | undefined => {
    const index = sheets.findIndex(({ page }) => page === number);
    const top = roundToThousandth((sheets[index]?.trim.height ?? 0) - (y ?? 0));
    return index === -1 ? undefined : [pages[index], 'XYZ', 0, top, 0];
  };
  for (const { rect, target, sheet, object } of links) {
    Object.assign(object.data, {
      Type: 'Annot',
      Subtype: 'Link',
      Border: [0, 0, 0],
      Rect: corners(rect, sheet),
      // The alternate description of the annotation. ISO 32000-1, 14.9.3.
      Contents: new String('page' in target ? `第${target.page}版` : target.url),
    });
    if ('page' in target) object.data['Dest'] = destination(target.page);
    else object.data['A'] = { S: 'URI', URI: new String(safeUrl(target.url)) };
  }
  const items = bookmarks.flatMap(({ title, page, y }) => {
    const dest = destination(page, y);
    return dest === undefined ? [] : [{ Title: new String(title), Dest: dest }];
  });
  if (items.length > 0) writeOutline(file, items);
  const preferences = file.newObject();
  preferences.data['DisplayDocTitle'] = true;
  file.catalogue['ViewerPreferences'] = preferences;
}

/** A flat outline: a doubly linked list of siblings. ISO 32000-1, 12.3.3. */
function writeOutline(file: PdfDocument, items: readonly Readonly<Record<string, unknown>>[]): void {
  const outline = file.newObject();
  const objects = items.map(() => file.newObject());
  for (const [index, object] of objects.entries()) {
    const [previous, next] = [objects[index - 1], objects[index + 1]];
    Object.assign(object.data, items[index], {
      Parent: outline,
      ...(previous && { Prev: previous }),
      ...(next && { Next: next }),
    });
  }
  Object.assign(outline.data, {
    Type: 'Outlines',
    First: objects[0],
    Last: objects.at(-1),
    Count: items.length,
  });
  Object.assign(file.catalogue, { Outlines: outline, PageMode: 'UseOutlines' });
}

/** A rectangle in default user space, whose y axis points up. */
const corners = ({ x, y, width, height }: Rect, { trim }: Sheet): readonly number[] =>
  [x, trim.height - y - height, x + width, trim.height - y].map(roundToThousandth);

/** A URL in ASCII; undefined if it does not parse, or has a scheme that could run something. */
function safeUrl(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url);
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
