import { deviceSpace, initialValues, inksOf, patternSpace, readColourSpace } from './colour-spaces.ts';
import {
  colourOf,
  fillOverprint,
  type GraphicsState,
  type OperatorContext,
  type Operators,
} from './graphics-state.ts';
import { corners, identity } from './matrix.ts';
import { isName, type PdfDict, PdfFault, type PdfName, type PdfValue } from './objects.ts';
import type { Colour, PaintedObject } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { readFunction } from './pdf-functions.ts';

/**
 * The colour operators for fills and strokes, ISO 32000-1, 8.6.8. In: whether colours may be set, which they may not in
 * an uncoloured tile or glyph (8.7.3.3), and how to read a pattern, of which an uncoloured one is painted in `colour`.
 */
export function colourOperators(
  context: OperatorContext,
  mayChange: boolean,
  readPattern: (name: PdfName, colour: Colour) => Colour,
): Operators {
  const { file, resources, numbers } = context;
  type Side = 'fill' | 'stroke';
  const set = (side: Side, colour: Colour) => {
    if (mayChange) context.update({ [side]: colour });
  };
  const setDevice = (side: Side, name: string) => () =>
    set(side, colourOf(deviceSpace(file, name, resources), numbers()));
  const setSpace = (side: Side) => () => {
    const space = readColourSpace(file, context.operands[0], resources);
    set(side, colourOf(space, initialValues(space)));
  };
  const setColour = (side: Side) => () => {
    const { space } = context.state[side];
    const [pattern] = context.operands.filter(isName);
    const colour = colourOf(pattern === undefined ? space : (space.base ?? space), numbers());
    set(side, pattern === undefined ? colour : readPattern(pattern, colour));
  };
  return {
    g: setDevice('fill', 'DeviceGray'),
    G: setDevice('stroke', 'DeviceGray'),
    k: setDevice('fill', 'DeviceCMYK'),
    K: setDevice('stroke', 'DeviceCMYK'),
    rg: setDevice('fill', 'DeviceRGB'),
    RG: setDevice('stroke', 'DeviceRGB'),
    cs: setSpace('fill'),
    CS: setSpace('stroke'),
    sc: setColour('fill'),
    scn: setColour('fill'),
    SC: setColour('stroke'),
    SCN: setColour('stroke'),
  };
}

/** Points along a gradient at which its colour is sampled. */
const samples = 512;

/**
 * Reduces a shading to its heaviest colour, which then counts as the colour everywhere: the ink total is never
 * underestimated. If the function cannot be read, the colour is marked as unmeasured. ISO 32000-1, 8.7.4.5.
 */
export function heaviestShadingColour(
  file: PdfFile,
  value: PdfValue | undefined,
  resources: PdfDict | undefined,
): Colour {
  const dict = file.dict(value);
  if (dict === undefined) throw new PdfFault('缺少渐变（Shading）');
  const space = readColourSpace(file, dict.map.get('ColorSpace'), resources);
  const colourAt = readFunction(file, dict.map.get('Function'));
  const type = file.number(dict.map.get('ShadingType'));
  const numbers = (key: string) => file.list(dict.map.get(key)).map((each) => file.number(each) ?? 0);
  if (colourAt === undefined || type === 1) {
    return { ...colourOf(space, initialValues(space)), inks: [0, 0, 0, 0], unmeasured: '无法计算渐变的颜色' };
  }
  // The domain of a mesh is given by its Decode array, after the ranges of x and y.
  const [low = 0, high = 1] = type === 2 || type === 3 ? numbers('Domain') : numbers('Decode').slice(4);
  const background = numbers('Background');
  const candidates = Array.from({ length: samples + 1 }, (_, index) =>
    colourAt(low + ((high - low) * index) / samples),
  ).concat(background.length > 0 ? [background] : []);
  const totals = candidates.map((values) => inksOf(space, values).reduce((sum, ink) => sum + ink, 0));
  return colourOf(space, candidates[totals.indexOf(Math.max(...totals))]!);
}

/** What the operator `sh` paints: the whole visible area. */
export function paintedShading(colour: Colour, state: GraphicsState): PaintedObject {
  const { clipBounds: bounds, clipPaths } = state;
  const outline = [corners(identity, bounds.left, bounds.bottom, bounds.right, bounds.top)];
  const overprint = fillOverprint(state);
  return { kind: 'fill', outline, evenOdd: false, width: 0, colour, overprint, bounds, clipPaths };
}

/**
 * Reduces a tile to its heaviest colour, which then counts as the colour of the whole pattern. The tile's objects are
 * returned with it, because their colours and sizes are checked as well. ISO 32000-1, 8.7.3.
 */
export function heaviestTileColour(tileObjects: readonly PaintedObject[]): Colour {
  const total = ({ colour }: PaintedObject) => colour.inks.reduce((sum, ink) => sum + ink, 0);
  const flat = tileObjects.filter((object) => object.kind !== 'image' || object.space === undefined);
  const heaviest = flat.toSorted((a, b) => total(b) - total(a))[0]?.colour ?? colourOf(patternSpace, []);
  return {
    ...heaviest,
    tileObjects,
    ...(flat.length < tileObjects.length && { unmeasured: '图案里有图片' }),
  };
}
