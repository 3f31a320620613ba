import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { Size } from '../../core/geometry.ts';
import type { OutlineStep } from '../../fonts/face.ts';
import { type Drawing, type Outline, type Shape, UnsupportedFeature } from '../drawing.ts';
import { isShape, outlineOf, strokeScale } from './outlines.ts';
import {
  colourOf,
  initialStyle,
  lengthOf,
  readStyleSheet,
  type Style,
  type StyleSheet,
  styleOf,
} from './style.ts';

/** Path steps in a drawing; beyond these, a bitmap is smaller and quicker to print. */
const maxSteps = 60_000;

/** The nesting of `use` elements: no drawing program goes deeper, and a reference cycle has no end. */
const maxUseDepth = 20;

/** How far coordinates may lie outside, in sizes of the drawing: the numbers of a PDF have a limited range. */
const maxExtent = 100;

/** Elements that paint nothing in place: metadata, and definitions for use by other elements. */
const unpainted: ReadonlySet<string> = new Set([
  ...['title', 'desc', 'metadata', 'defs', 'symbol', 'linearGradient', 'radialGradient', 'pattern', 'style'],
  ...['clipPath', 'mask', 'filter', 'marker'],
]);

/** The names of unsupported elements in messages. */
const unsupportedElements: Readonly<Record<string, string>> = {
  text: '文字',
  image: '位图',
  use: '引用的图形',
  svg: '嵌套的 SVG',
};

/** The context of the whole file. */
interface SvgFile {
  readonly sheet: StyleSheet;
  readonly byId: ReadonlyMap<string, XmlElement>;
  /** Charges path steps against `maxSteps`, those of copies too: a few lines of nested `use` can ask for a million. */
  readonly charge: (steps: number) => void;
}

/** What an element inherits from its ancestors. */
interface Inherited {
  readonly style: Style;
  /** Innermost first. */
  readonly transforms: readonly string[];
  readonly clips: readonly Outline[];
  readonly useDepth: number;
}

/**
 * Reads an SVG file as flat shapes. Out: the drawing, or the first feature that it needs beyond them (text, gradients,
 * transparency …), named in Chinese; such a file is rendered to pixels by sharp.
 *
 * The tree is walked once, with style, transforms and clips passed down; `use` elements are expanded in place. It ends
 * because nesting of `use` and the number of steps are limited.
 */
export function readSvg(bytes: Uint8Array): Drawing | { readonly unsupported: string } {
  try {
    const { root } = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (root === null || root.name !== 'svg') throw new UnsupportedFeature('不合规范的内容');
    if ('transform' in root.attributes) throw new UnsupportedFeature('transform');
    const { size, transform } = viewport(root.attributes);
    const file = svgFile(root);
    const style = styleOf('svg', root.attributes, file.sheet, initialStyle);
    if (style.clip !== undefined) throw new UnsupportedFeature('复杂的剪切路径');
    const inherited = { style, transforms: [transform], clips: [], useDepth: 0 };
    const shapes = style.shown ? shapesOfChildren(root, inherited, file) : [];
    if (shapes.length === 0) throw new UnsupportedFeature('不可见的图形');
    if (shapes.some(({ steps }) => isFarOutside(steps, size)))
      throw new UnsupportedFeature('远在画面之外的图形');
    return { size, shapes };
  } catch (error) {
    // sharp may render what this parser refuses.
    return { unsupported: error instanceof UnsupportedFeature ? error.message : '特殊的写法' };
  }
}

function svgFile(root: XmlElement): SvgFile {
  const elements = [root, ...descendants(root)];
  const sheets = elements.filter(({ name }) => name === 'style');
  for (const { attributes } of sheets) {
    const { type = 'text/css', media = 'all' } = attributes;
    if (type !== 'text/css' || media !== 'all') throw new UnsupportedFeature('复杂的样式表');
  }
  let charged = 0;
  return {
    sheet: readStyleSheet(sheets.map(({ text }) => text).join('\n')),
    // Reversed: of several elements with one id the first is meant.
    byId: new Map(elements.map((element) => [element.attributes['id'] ?? '', element] as const).reverse()),
    charge: (steps) => {
      charged += steps;
      if (charged > maxSteps) throw new UnsupportedFeature('过多的图形');
    },
  };
}

const descendants = (parent: XmlElement): readonly XmlElement[] =>
  parent.children.flatMap((child) => (child instanceof XmlElement ? [child, ...descendants(child)] : []));

const isFarOutside = (steps: readonly OutlineStep[], { width, height }: Size): boolean => {
  const max = maxExtent * Math.max(width, height);
  return steps.some((step) => step.to !== 'close' && !(Math.abs(step.x) < max && Math.abs(step.y) < max));
};

/** The size of the drawing, and the transform of the view box into it. SVG 1.1, 7.8, with the default alignment only. */
function viewport(attributes: Readonly<Record<string, string>>): {
  readonly size: Size;
  readonly transform: string;
} {
  const { viewBox, preserveAspectRatio = 'xMidYMid' } = attributes;
  if (!/^\s*xMidYMid(\s+meet)?\s*$/.test(preserveAspectRatio))
    throw new UnsupportedFeature('preserveAspectRatio');
  const box = viewBox
    ?.trim()
    .split(/[\s,]+/)
    .map(lengthOf);
  const size = sizeOf(attributes, box);
  if (box === undefined) return { size, transform: 'matrix(1 0 0 1 0 0)' };
  const [x, y, width, height] = box as [number, number, number, number];
  if (box.length !== 4 || !(width > 0 && height > 0)) throw new UnsupportedFeature('viewBox');
  const scale = Math.min(size.width / width, size.height / height);
  const [left, top] = [(size.width - scale * width) / 2, (size.height - scale * height) / 2];
  return { size, transform: `matrix(${scale} 0 0 ${scale} ${left - scale * x} ${top - scale * y})` };
}

/** Width and height, or the size of the view box. With a view box the unit does not matter: only the ratio counts. */
function sizeOf(
  { width, height }: Readonly<Record<string, string>>,
  box: readonly number[] | undefined,
): Size {
  const isAuto = (value: string | undefined) => value === undefined || value === '100%';
  if (isAuto(width) && isAuto(height) && box?.[2] && box[3]) return { width: box[2], height: box[3] };
  const [across, down] = [width, height].map((value) =>
    /^\s*([\d.]+)\s*(px|mm|cm|in|pt|pc)?\s*$/.exec(value ?? ''),
  );
  if (!across || !down || (across[2] ?? 'px') !== (down[2] ?? 'px'))
    throw new UnsupportedFeature('无法识别的尺寸');
  if (box === undefined && (across[2] ?? 'px') !== 'px') throw new UnsupportedFeature('无法识别的尺寸');
  const size = { width: Number(across[1]), height: Number(down[1]) };
  if (!(size.width > 0 && size.height > 0)) throw new UnsupportedFeature('无法识别的尺寸');
  return size;
}

function shapesOfChildren(parent: XmlElement, inherited: Inherited, file: SvgFile): readonly Shape[] {
  return parent.children.flatMap((child) =>
    child instanceof XmlElement && !unpainted.has(child.name) && !isForeign(child.name)
      ? shapesOf(child, inherited, file)
      : [],
  );
}

/** Elements of other namespaces, such as `sodipodi:namedview`, which drawing programs add for themselves. */
const isForeign = (name: string): boolean => name.includes(':') && !name.startsWith('svg:');

function shapesOf(element: XmlElement, inherited: Inherited, file: SvgFile): readonly Shape[] {
  const { name, attributes } = element;
  if (!isShape(name) && name !== 'g' && name !== 'a' && name !== 'use')
    throw new UnsupportedFeature(unsupportedElements[name] ?? `<${name}>`);
  const style = styleOf(name, attributes, file.sheet, inherited.style);
  if (!style.shown) return [];
  const transforms = [...transformOf(element), ...inherited.transforms];
  const clips =
    style.clip === undefined ? inherited.clips : [...inherited.clips, clipOf(style.clip, transforms, file)];
  const context = { ...inherited, style, transforms, clips };
  if (name === 'use') return shapesOf(referenceOf(element, file), enterUse(element, context), file);
  return isShape(name) ? paintShape(element, context, file) : shapesOfChildren(element, context, file);
}

/** The SVG 1.1 syntax, numbers without units: 7.6. */
const supportedTransforms = /^(\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\([-+\d.,eE\s]*\)\s*,?)*\s*$/;

function transformOf({ attributes: { transform } }: XmlElement): readonly string[] {
  if (transform === undefined) return [];
  if (!supportedTransforms.test(transform)) throw new UnsupportedFeature('transform');
  return [transform];
}

/** The element that a `use` element copies. SVG 1.1, 5.6; references into other files are never followed. */
function referenceOf({ attributes }: XmlElement, { byId, charge }: SvgFile): XmlElement {
  charge(1);
  const href = attributes['href'] ?? attributes['xlink:href'] ?? '';
  const element = href.startsWith('#') ? byId.get(href.slice(1)) : undefined;
  if (element === undefined) throw new UnsupportedFeature('引用的图形');
  return element;
}

function enterUse({ attributes: { x = '0', y = '0' } }: XmlElement, context: Inherited): Inherited {
  if (context.useDepth >= maxUseDepth) throw new UnsupportedFeature('引用的图形');
  return {
    ...context,
    transforms: [`translate(${lengthOf(x)} ${lengthOf(y)})`, ...context.transforms],
    useDepth: context.useDepth + 1,
  };
}

/** The outline of a `clipPath` with one shape; that of several would be their union. SVG 1.1, 14.3.5. */
function clipOf(id: string, transforms: readonly string[], file: SvgFile): Outline {
  const clip = file.byId.get(id);
  const children =
    clip?.children.filter((child) => child instanceof XmlElement && !unpainted.has(child.name)) ?? [];
  const [only] = children;
  if (clip?.name !== 'clipPath' || children.length !== 1 || !(only instanceof XmlElement))
    throw new UnsupportedFeature('复杂的剪切路径');
  if ((clip.attributes['clipPathUnits'] ?? 'userSpaceOnUse') !== 'userSpaceOnUse')
    throw new UnsupportedFeature('复杂的剪切路径');
  const style = styleOf(clip.name, clip.attributes, file.sheet, initialStyle);
  if (style.clip !== undefined) throw new UnsupportedFeature('复杂的剪切路径');
  const context = { style, transforms: [...transformOf(clip), ...transforms], clips: [], useDepth: 0 };
  return clipOutline(only, context, file);
}

function clipOutline(element: XmlElement, inherited: Inherited, file: SvgFile): Outline {
  const { name, attributes } = element;
  const style = styleOf(name, attributes, file.sheet, inherited.style);
  const context = { ...inherited, style, transforms: [...transformOf(element), ...inherited.transforms] };
  if (style.clip !== undefined || !style.shown || (name !== 'use' && !isShape(name)))
    throw new UnsupportedFeature('复杂的剪切路径');
  if (name === 'use') return clipOutline(referenceOf(element, file), enterUse(element, context), file);
  const steps = outlineOf(name, attributes, context.transforms);
  if (steps.length === 0) throw new UnsupportedFeature('复杂的剪切路径');
  file.charge(steps.length);
  return { steps, rule: style.clipRule };
}

/** A shape element as one painted shape; as two if `paint-order` puts the stroke below the fill. */
function paintShape(
  { name, attributes }: XmlElement,
  { style, transforms, clips }: Inherited,
  { charge }: SvgFile,
): readonly Shape[] {
  const steps = outlineOf(name, attributes, transforms);
  charge(steps.length * (1 + clips.length));
  const { rule, width, cap, join, miterLimit } = style;
  const [fill, stroke] = [colourOf(style.fill, style), colourOf(style.stroke, style)];
  const hasStroke = stroke !== undefined && width > 0;
  const hasFill = fill !== undefined && name !== 'line';
  if (steps.length === 0) return [];
  const scale = hasStroke ? strokeScale(transforms) : 1;
  if (scale === undefined) throw new UnsupportedFeature('变形的线条');
  const clipped = clips.length > 0 && { clips };
  const filled = hasFill && { fill: { colour: fill, rule } };
  const stroked = hasStroke && { stroke: { colour: stroke, width: width * scale, cap, join, miterLimit } };
  const layers = style.strokeFirst ? [stroked, filled] : [{ ...filled, ...stroked }];
  return layers.flatMap((layer) =>
    layer !== false && Object.keys(layer).length > 0 ? [{ steps, ...clipped, ...layer }] : [],
  );
}
