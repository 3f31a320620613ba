import type { Rect } from '../core/geometry.ts';
import type { GlyphsOp, PaintOp, Path, PlacedGlyph, Publication, Sheet } from '../paint/paint.ts';
import type { LinkTarget } from '../paint/structure.ts';
import { thousandth } from '../paint/translate.ts';
import type { PdfObject, PressFile } from './pdfkit-seam.ts';

/** A place on a sheet that a click leads away from. */
export interface Link {
  readonly rect: Rect;
  readonly target: LinkTarget;
}

/** A link as a page knows it, before the page it leads to is there. */
export interface OpenLink extends Link {
  readonly object: PdfObject;
  readonly sheet: Sheet;
}

/** The frame of a line of type above and below its baseline, in em. */
const frame = { above: 0.88, below: 0.12 };

/** The links of a sheet: neighbouring glyphs of one target are one. */
export function linksOf({ ops }: Sheet): readonly Link[] {
  return ops.flatMap((op) => (op.op === 'glyphs' ? wordLinks(op) : drawnLink(op)));
}

function wordLinks({ glyphs, at, size }: GlyphsOp): readonly Link[] {
  const groups: PlacedGlyph[][] = [];
  for (const [index, glyph] of glyphs.entries()) {
    if (glyph.link === undefined) continue;
    if (same(glyphs[index - 1]?.link, glyph.link)) groups.at(-1)?.push(glyph);
    else groups.push([glyph]);
  }
  return groups.map((group) => {
    const [first, last] = [group[0] as PlacedGlyph, group.at(-1) as PlacedGlyph];
    const width = last.x + last.advance - first.x;
    const rect = {
      x: at.x + first.x,
      y: at.y - frame.above * size,
      width,
      height: (frame.above + frame.below) * size,
    };
    return { rect, target: first.link as LinkTarget };
  });
}

const same = (one: LinkTarget | undefined, other: LinkTarget): boolean =>
  one !== undefined && JSON.stringify(one) === JSON.stringify(other);

const drawnLink = (op: PaintOp): readonly Link[] =>
  op.op === 'fill' && op.link !== undefined ? [{ rect: boundsOf(op.path), target: op.link }] : [];

function boundsOf(path: Path): Rect {
  const ends = path.flatMap((step) => (step.to === 'close' ? [] : [step]));
  const [x, y] = [least(ends.map((end) => end.x)), least(ends.map((end) => end.y))];
  return { x, y, width: most(ends.map((end) => end.x)) - x, height: most(ends.map((end) => end.y)) - y };
}

// A code has too many corners to be the arguments of one call.
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

/**
 * Puts a sheet's links on the page that is open, but for those that lead nowhere: a page that was not asked for is not
 * among the sheets. Out: links that wait for the pages they lead to.
 */
export function openLinks(file: PressFile, sheet: Sheet, sheets: readonly Sheet[]): readonly OpenLink[] {
  const links = linksOf(sheet).filter(({ target }) =>
    'page' in target ? sheets.some(({ page }) => page === target.page) : addressOf(target.url) !== undefined,
  );
  const open = links.map((link) => ({ ...link, sheet, object: file.newObject() }));
  if (open.length > 0) file.page().data['Annots'] = open.map(({ object }) => object);
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
    const top = thousandth((sheets[index]?.trim.height ?? 0) - (y ?? 0));
    return index === -1 ? undefined : [pages[index], 'XYZ', 0, top, 0];
  };
  for (const { rect, target, sheet, object } of links) {
    Object.assign(object.data, {
      Type: 'Annot',
      Subtype: 'Link',
      Border: [0, 0, 0],
      Rect: corners(rect, sheet),
    });
    if ('page' in target) object.data['Dest'] = spotOn(target.page);
    else object.data['A'] = { S: 'URI', URI: new String(addressOf(target.url)) };
    object.end();
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
    object.end();
  }
  Object.assign(outline.data, {
    Type: 'Outlines',
    First: objects[0],
    Last: objects.at(-1),
    Count: items.length,
  });
  outline.end();
  Object.assign(file.catalogue, { Outlines: outline, PageMode: 'UseOutlines' });
}

/** The corners of a rectangle in the page's own space, whose y runs up. */
const corners = ({ x, y, width, height }: Rect, { trim }: Sheet): readonly number[] =>
  [x, trim.height - y - height, x + width, trim.height - y].map(thousandth);

/** An address as a viewer may open it, in ASCII; undefined for what is none, or would run something. */
function addressOf(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url);
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
