import { initialValues, inksOf, patternSpace, readColourSpace } from './colour-spaces.ts';
import { colourOf, fillOverprint, type GraphicsState } from './graphics-state.ts';
import { corners, identity } from './matrix.ts';
import { type PdfDict, PdfFault, type PdfValue } from './objects.ts';
import type { Colour, PaintedObject } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { readFunction } from './pdf-functions.ts';

/** Places along a gradient where its colour is looked at. */
const places = 512;

/**
 * A shading as the one colour of it that lays the most ink, which is then taken to lie everywhere: no limit is passed by
 * mistake. Out: a colour that says it is not measured, where the shading's function is not read. ISO 32000-1, 8.7.4.5.
 */
export function heaviestShadingColour(
  file: PdfFile,
  value: PdfValue | undefined,
  resources: PdfDict | undefined,
): Colour {
  const dict = file.dict(value);
  if (dict === undefined) throw new PdfFault('渐变不在');
  const space = readColourSpace(file, dict.map.get('ColorSpace'), resources);
  const curve = readFunction(file, dict.map.get('Function'));
  const kind = file.number(dict.map.get('ShadingType'));
  const numbers = (key: string) => file.list(dict.map.get(key)).map((each) => file.number(each) ?? 0);
  if (curve === undefined || kind === 1) {
    return { ...colourOf(space, initialValues(space)), inks: [0, 0, 0, 0], unmeasured: '渐变的颜色算不出' };
  }
  // A mesh says in its Decode what goes into the function.
  const [low = 0, high = 1] = kind === 2 || kind === 3 ? numbers('Domain') : numbers('Decode').slice(4);
  const background = numbers('Background');
  const candidates = Array.from({ length: places + 1 }, (_, index) =>
    curve(low + ((high - low) * index) / places),
  ).concat(background.length > 0 ? [background] : []);
  const sums = candidates.map((values) => inksOf(space, values).reduce((sum, ink) => sum + ink, 0));
  return colourOf(space, candidates[sums.indexOf(Math.max(...sums))]!);
}

/** What `sh` paints: all that is not clipped away. */
export function shadingMark(colour: Colour, graphics: GraphicsState): PaintedObject {
  const { clipBounds: bounds, clipPaths } = graphics;
  const outline = [corners(identity, bounds.left, bounds.bottom, bounds.right, bounds.top)];
  const overprint = fillOverprint(graphics);
  return { kind: 'fill', outline, evenOdd: false, width: 0, colour, overprint, bounds, clipPaths };
}

/**
 * A tile as the heaviest colour in it, which is then taken to lie wherever the pattern does. Out: with the tile, whose
 * colours and sizes are held to the rules as well. ISO 32000-1, 8.7.3.
 */
export function heaviestTileColour(tile: readonly PaintedObject[]): Colour {
  const sum = ({ colour }: PaintedObject) => colour.inks.reduce((total, ink) => total + ink, 0);
  const flat = tile.filter((mark) => mark.kind !== 'picture' || mark.space === undefined);
  const heaviest = flat.toSorted((a, b) => sum(b) - sum(a))[0]?.colour ?? colourOf(patternSpace, []);
  return { ...heaviest, tileObjects: tile, ...(flat.length < tile.length && { unmeasured: '图案里有图片' }) };
}
