import type { Rect } from '../core/geometry.ts';
import { roundToThousandth } from '../paint/ops.ts';
import type { LinkTarget, PaintOp, Path, Publication, Sheet } from '../paint/paint.ts';
import type { PdfObject } from './pdfkit-seam.ts';
import type { PressFile } from './press-file.ts';

/** A place on a page that a click leads away from, before the page it leads to is there. */
export interface OpenLink {
  readonly rect: Rect;
  readonly target: LinkTarget;
  readonly sheet: Sheet;
  readonly page: PdfObject;
  readonly object: PdfObject;
}

/** The frame of a line of type above and below its baseline, in em. */
const frame = { above: 0.88, below: 0.12 };

/** Where a piece of paint leads. */
export function targetOf(op: PaintOp): LinkTarget | undefined {
  if (op.op === 'glyphs') return op.row.bonds?.[0]?.link;
  return op.op === 'fill' ? op.link : undefined;
}

export const sameTarget = (one: LinkTarget | undefined, other: LinkTarget | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether a click would open anything: a page that was not asked for is not among the sheets. */
export const leadsSomewhere = (target: LinkTarget, sheets: readonly Sheet[]): boolean =>
  'page' in target ? sheets.some(({ page }) => page === target.page) : addressOf(target.url) !== undefined;

/** The rectangles of what leads to one target: one for each line of type, whatever faces it is set in. */
export function linkRects(ops: readonly PaintOp[]): readonly Rect[] {
  const lines = new Map<string, Rect>();
  for (const op of ops) {
    const rect = rectOf(op);
    if (rect === undefined) continue;
    const line = op.op === 'glyphs' ? `${op.at.x} ${op.at.y}` : `${lines.size}`;
    const before = lines.get(line);
    lines.set(line, before === undefined ? rect : union(before, rect));
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
    y: at.y - frame.above * size,
    width: last + row.advances.at(-1)! - first,
    height: (frame.above + frame.below) * size,
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
  const [x, y] = [least(ends.map((end) => end.x)), least(ends.map((end) => end.y))];
  return { x, y, width: most(ends.map((end) => end.x)) - x, height: most(ends.map((end) => end.y)) - y };
}

// A code has too many corners to be the arguments of one call.
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

/** Puts the links of what leads to one target on the page that is open. Out: links that wait for the pages they lead to. */
export function openLinks(
  file: PressFile,
  ops: readonly PaintOp[],
  target: LinkTarget,
  sheet: Sheet,
): readonly OpenLink[] {
  const page = file.page();
  const open = linkRects(ops).map((rect) => ({ rect, target, sheet, page, object: file.newObject() }));
  const before = (page.data['Annots'] ?? []) as readonly PdfObject[];
  page.data['Annots'] = [...before, ...open.map(({ object }) => object)];
  return open;
}

/** Finishes the links, and lists the articles. In: the pages' own objects in the order of the sheets. */
export function writeNavigation(
  file: PressFile,
  { sheets, bookmarks = [] }: Publication,
  links: readonly OpenLink[],
  pages: readonly PdfObject[],
): void {
  const spotOn = (number: number, y?: number): readonly unknown[] | undefined => {
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
      // What is said of it where its words are not read. ISO 32000-1, 14.9.3.
      Contents: new String('page' in target ? `第${target.page}版` : target.url),
    });
    if ('page' in target) object.data['Dest'] = spotOn(target.page);
    else object.data['A'] = { S: 'URI', URI: new String(addressOf(target.url)) };
  }
  const items = bookmarks.flatMap(({ title, page, y }) => {
    const spot = spotOn(page, y);
    return spot === undefined ? [] : [{ Title: new String(title), Dest: spot }];
  });
  if (items.length > 0) writeOutline(file, items);
  const preferences = file.newObject();
  preferences.data['DisplayDocTitle'] = true;
  file.catalogue['ViewerPreferences'] = preferences;
}

/** ISO 32000-1, 12.3.3: a list of siblings that know each other. */
function writeOutline(file: PressFile, items: readonly Readonly<Record<string, unknown>>[]): void {
  const outline = file.newObject();
  const objects = items.map(() => file.newObject());
  for (const [index, object] of objects.entries()) {
    const [before, after] = [objects[index - 1], objects[index + 1]];
    Object.assign(object.data, items[index], {
      Parent: outline,
      ...(before && { Prev: before }),
      ...(after && { Next: after }),
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

/** The corners of a rectangle in the page's own space, whose y runs up. */
const corners = ({ x, y, width, height }: Rect, { trim }: Sheet): readonly number[] =>
  [x, trim.height - y - height, x + width, trim.height - y].map(roundToThousandth);

/** An address as a viewer may open it, in ASCII; undefined for what is none, or would run something. */
function addressOf(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url);
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
