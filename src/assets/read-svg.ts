import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { Size } from '../core/geometry.ts';
import { type Drawing, NotSimple, type Shape } from './drawing.ts';
import { isShape, outlineOf, scaleOf } from './svg-shapes.ts';
import { initialStyle, number, type Style, styleOf } from './svg-style.ts';

/** More than this is smaller as a bitmap, and quicker at the press. */
const mostSteps = 60_000;

/** Never drawn where they stand: told of, or used by others. */
const silent: ReadonlySet<string> = new Set([
  ...['title', 'desc', 'metadata', 'defs', 'symbol', 'linearGradient', 'radialGradient', 'pattern'],
  ...['clipPath', 'mask', 'filter', 'marker'],
]);

/** Elements beyond shapes, in an editor's words. */
const beyond: Readonly<Record<string, string>> = {
  text: '文字',
  image: '位图',
  use: '引用的图形',
  style: '样式表',
  svg: '图中之图',
};

/**
 * Reads an SVG file as flat shapes. Out: the drawing, or what it asks for beyond them (text, gradients, transparency…),
 * in an editor's words; such a file is drawn by the image library as a whole.
 */
export function readSvg(bytes: Uint8Array): Drawing | { readonly beyond: string } {
  try {
    const { root } = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (root === null || root.name !== 'svg') throw new NotSimple('写法');
    if ('transform' in root.attributes) throw new NotSimple('transform');
    const { size, transform } = viewport(root.attributes);
    const shapes = shapesIn(root, styleOf(root.attributes, initialStyle), [transform]);
    if (shapes.length === 0) throw new NotSimple('看不到的图形');
    if (shapes.reduce((sum, { steps }) => sum + steps.length, 0) > mostSteps)
      throw new NotSimple('太多的图形');
    return { size, shapes };
  } catch (error) {
    // What this reader cannot parse, the image library still may.
    return { beyond: error instanceof NotSimple ? error.message : '特别的写法' };
  }
}

/** The drawing's size, and how its user units come into it. SVG 1.1, 7.8; other alignments are not simple. */
function viewport(attributes: Readonly<Record<string, string>>): {
  readonly size: Size;
  readonly transform: string;
} {
  const { viewBox, preserveAspectRatio = 'xMidYMid' } = attributes;
  if (!/^\s*xMidYMid(\s+meet)?\s*$/.test(preserveAspectRatio)) throw new NotSimple('preserveAspectRatio');
  const box = viewBox
    ?.trim()
    .split(/[\s,]+/)
    .map(number);
  const size = sizeOf(attributes, box);
  if (box === undefined) return { size, transform: 'matrix(1 0 0 1 0 0)' };
  const [x, y, width, height] = box as [number, number, number, number];
  if (box.length !== 4 || !(width > 0 && height > 0)) throw new NotSimple('viewBox');
  const scale = Math.min(size.width / width, size.height / height);
  const [left, top] = [(size.width - scale * width) / 2, (size.height - scale * height) / 2];
  return { size, transform: `matrix(${scale} 0 0 ${scale} ${left - scale * x} ${top - scale * y})` };
}

/** In whatever unit, the same for both: only their ratio counts. Without a size it is that of the view box. */
function sizeOf(
  { width, height }: Readonly<Record<string, string>>,
  box: readonly number[] | undefined,
): Size {
  const none = (value: string | undefined) => value === undefined || value === '100%';
  if (none(width) && none(height) && box?.[2] && box[3]) return { width: box[2], height: box[3] };
  const [across, down] = [width, height].map((value) =>
    /^\s*([\d.]+)\s*(px|mm|cm|in|pt|pc)?\s*$/.exec(value ?? ''),
  );
  if (!across || !down || (across[2] ?? 'px') !== (down[2] ?? 'px')) throw new NotSimple('大小的写法');
  if (box === undefined && (across[2] ?? 'px') !== 'px') throw new NotSimple('大小的写法');
  const size = { width: Number(across[1]), height: Number(down[1]) };
  if (!(size.width > 0 && size.height > 0)) throw new NotSimple('大小的写法');
  return size;
}

function shapesIn(parent: XmlElement, style: Style, transforms: readonly string[]): readonly Shape[] {
  return parent.children.flatMap((child) => {
    if (!(child instanceof XmlElement) || silent.has(child.name) || isForeign(child.name)) return [];
    const { name, attributes } = child;
    if (name !== 'g' && !isShape(name)) throw new NotSimple(beyond[name] ?? `<${name}>`);
    const own = styleOf(attributes, style);
    if (!own.shown) return [];
    const { transform } = attributes;
    if (transform !== undefined && !knownTransforms.test(transform)) throw new NotSimple('transform');
    const path = transform === undefined ? transforms : [transform, ...transforms];
    return name === 'g' ? shapesIn(child, own, path) : shape(child, own, path);
  });
}

/** A drawing program's own notes, such as `sodipodi:namedview`. */
const isForeign = (name: string): boolean => name.includes(':') && !name.startsWith('svg:');

/** SVG 1.1, 7.6: numbers without units. */
const knownTransforms = /^(\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\([-+\d.,eE\s]*\)\s*,?)*\s*$/;

function shape(
  { name, attributes }: XmlElement,
  style: Style,
  transforms: readonly string[],
): readonly Shape[] {
  const steps = outlineOf(name, attributes, transforms);
  const { fill, stroke, rule, width, cap, join, miterLimit } = style;
  const stroked = stroke !== undefined && width > 0;
  if (steps.length === 0 || (fill === undefined && !stroked)) return [];
  const scale = stroked ? scaleOf(transforms) : 1;
  if (scale === undefined) throw new NotSimple('变形的线');
  return [
    {
      steps,
      ...(fill && name !== 'line' && { fill: { colour: fill, rule } }),
      ...(stroked && { stroke: { colour: stroke, width: width * scale, cap, join, miterLimit } }),
    },
  ];
}
