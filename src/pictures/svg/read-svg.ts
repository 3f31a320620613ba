import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { Size } from '../../core/geometry.ts';
import type { OutlineStep } from '../../fonts/face.ts';
import { type Drawing, NotSimple, type Outline, type Shape } from '../drawing.ts';
import { isShape, outlineOf, scaleOf } from './shapes.ts';
import { colourOf, initialStyle, number, type Style, styleOf } from './style.ts';
import { declaredFor, readStyleSheet, type StyleSheet } from './style-sheet.ts';

/** More than this is smaller as a bitmap, and quicker at the press. */
const mostSteps = 60_000;

/** A copy of a copy, and so on: no drawing program nests more, and a copy of itself has no end. */
const mostCopies = 20;

/** A shape that reaches this many times the drawing's size beyond it: more than a number of a PDF is sure to hold. */
const farthest = 100;

/** Never drawn where they stand: told of, used by others, or read before. */
const silent: ReadonlySet<string> = new Set([
  ...['title', 'desc', 'metadata', 'defs', 'symbol', 'linearGradient', 'radialGradient', 'pattern', 'style'],
  ...['clipPath', 'mask', 'filter', 'marker'],
]);

/** Elements beyond shapes, in an editor's words. */
const beyond: Readonly<Record<string, string>> = {
  text: '文字',
  image: '位图',
  use: '引用的图形',
  svg: '图中之图',
};

/** What holds for the whole file: its style sheets, and its elements by their ids. */
interface Whole {
  readonly sheet: StyleSheet;
  readonly byId: ReadonlyMap<string, XmlElement>;
  /** Counts what was drawn, copies too: a few lines can ask for a million. */
  readonly draw: (steps: number) => void;
}

/** What holds where an element stands: how often it is copied, transforms innermost first, and what clips it. */
interface Spot {
  readonly style: Style;
  readonly transforms: readonly string[];
  readonly clips: readonly Outline[];
  readonly copies: number;
}

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
    const whole = wholeOf(root);
    const style = styleOf(root.attributes, initialStyle, declaredFor(whole.sheet, 'svg', root.attributes));
    if (style.clip !== undefined) throw new NotSimple('剪切');
    const spot = { style, transforms: [transform], clips: [], copies: 0 };
    const shapes = style.shown ? shapesIn(root, spot, whole) : [];
    if (shapes.length === 0) throw new NotSimple('看不到的图形');
    if (shapes.some(({ steps }) => isFar(steps, size))) throw new NotSimple('远在图外的图形');
    return { size, shapes };
  } catch (error) {
    // What this reader cannot parse, the image library still may.
    return { beyond: error instanceof NotSimple ? error.message : '特别的写法' };
  }
}

function wholeOf(root: XmlElement): Whole {
  const elements = [root, ...within(root)];
  const sheets = elements.filter(({ name }) => name === 'style');
  for (const { attributes } of sheets) {
    const { type = 'text/css', media = 'all' } = attributes;
    if (type !== 'text/css' || media !== 'all') throw new NotSimple('样式表');
  }
  let drawn = 0;
  return {
    sheet: readStyleSheet(sheets.map(({ text }) => text).join('\n')),
    // Of two with the same id the first is meant.
    byId: new Map(elements.map((element) => [element.attributes['id'] ?? '', element] as const).reverse()),
    draw: (steps) => {
      drawn += steps;
      if (drawn > mostSteps) throw new NotSimple('太多的图形');
    },
  };
}

const within = (parent: XmlElement): readonly XmlElement[] =>
  parent.children.flatMap((child) => (child instanceof XmlElement ? [child, ...within(child)] : []));

const isFar = (steps: readonly OutlineStep[], { width, height }: Size): boolean => {
  const most = farthest * Math.max(width, height);
  return steps.some((step) => step.to !== 'close' && !(Math.abs(step.x) < most && Math.abs(step.y) < most));
};

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

function shapesIn(parent: XmlElement, spot: Spot, whole: Whole): readonly Shape[] {
  return parent.children.flatMap((child) =>
    child instanceof XmlElement && !silent.has(child.name) && !isForeign(child.name)
      ? shapesOf(child, spot, whole)
      : [],
  );
}

function shapesOf(element: XmlElement, spot: Spot, whole: Whole): readonly Shape[] {
  const { name, attributes } = element;
  if (!isShape(name) && name !== 'g' && name !== 'a' && name !== 'use')
    throw new NotSimple(beyond[name] ?? `<${name}>`);
  const style = styleOf(attributes, spot.style, declaredFor(whole.sheet, name, attributes));
  if (!style.shown) return [];
  const transforms = [...transformOf(element), ...spot.transforms];
  const clips =
    style.clip === undefined ? spot.clips : [...spot.clips, clipOf(style.clip, transforms, whole)];
  const own = { ...spot, style, transforms, clips };
  if (name === 'use') return shapesOf(originalOf(element, whole), copySpot(element, own), whole);
  return isShape(name) ? shape(element, own, whole) : shapesIn(element, own, whole);
}

function transformOf({ attributes: { transform } }: XmlElement): readonly string[] {
  if (transform === undefined) return [];
  if (!knownTransforms.test(transform)) throw new NotSimple('transform');
  return [transform];
}

/** What a `use` element shows. SVG 1.1, 5.6; another file is never opened. */
function originalOf({ attributes }: XmlElement, { byId, draw }: Whole): XmlElement {
  draw(1);
  const address = attributes['href'] ?? attributes['xlink:href'] ?? '';
  const original = address.startsWith('#') ? byId.get(address.slice(1)) : undefined;
  if (original === undefined) throw new NotSimple('引用的图形');
  return original;
}

function copySpot({ attributes: { x = '0', y = '0' } }: XmlElement, spot: Spot): Spot {
  if (spot.copies >= mostCopies) throw new NotSimple('引用的图形');
  return {
    ...spot,
    transforms: [`translate(${number(x)} ${number(y)})`, ...spot.transforms],
    copies: spot.copies + 1,
  };
}

/** The outline that a `clipPath` of one shape cuts along; of several it would be their union. SVG 1.1, 14.3.5. */
function clipOf(id: string, transforms: readonly string[], whole: Whole): Outline {
  const clip = whole.byId.get(id);
  const parts =
    clip?.children.filter((child) => child instanceof XmlElement && !silent.has(child.name)) ?? [];
  const [only] = parts;
  if (clip?.name !== 'clipPath' || parts.length !== 1 || !(only instanceof XmlElement))
    throw new NotSimple('剪切');
  if ((clip.attributes['clipPathUnits'] ?? 'userSpaceOnUse') !== 'userSpaceOnUse')
    throw new NotSimple('剪切');
  const style = styleOf(clip.attributes, initialStyle, declaredFor(whole.sheet, clip.name, clip.attributes));
  if (style.clip !== undefined) throw new NotSimple('剪切');
  const spot = { style, transforms: [...transformOf(clip), ...transforms], clips: [], copies: 0 };
  return clipOutline(only, spot, whole);
}

function clipOutline(element: XmlElement, spot: Spot, whole: Whole): Outline {
  const { name, attributes } = element;
  const style = styleOf(attributes, spot.style, declaredFor(whole.sheet, name, attributes));
  const own = { ...spot, style, transforms: [...transformOf(element), ...spot.transforms] };
  if (style.clip !== undefined || !style.shown || (name !== 'use' && !isShape(name)))
    throw new NotSimple('剪切');
  if (name === 'use') return clipOutline(originalOf(element, whole), copySpot(element, own), whole);
  const steps = outlineOf(name, attributes, own.transforms);
  if (steps.length === 0) throw new NotSimple('剪切');
  whole.draw(steps.length);
  return { steps, rule: style.clipRule };
}

/** A drawing program's own notes, such as `sodipodi:namedview`. */
const isForeign = (name: string): boolean => name.includes(':') && !name.startsWith('svg:');

/** SVG 1.1, 7.6: numbers without units. */
const knownTransforms = /^(\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\([-+\d.,eE\s]*\)\s*,?)*\s*$/;

function shape(
  { name, attributes }: XmlElement,
  { style, transforms, clips }: Spot,
  { draw }: Whole,
): readonly Shape[] {
  const steps = outlineOf(name, attributes, transforms);
  draw(steps.length * (1 + clips.length));
  const { rule, width, cap, join, miterLimit } = style;
  const [fill, stroke] = [colourOf(style.fill, style), colourOf(style.stroke, style)];
  const stroked = stroke !== undefined && width > 0;
  const filled = fill !== undefined && name !== 'line';
  if (steps.length === 0) return [];
  const scale = stroked ? scaleOf(transforms) : 1;
  if (scale === undefined) throw new NotSimple('变形的线');
  const clipped = clips.length > 0 && { clips };
  const inner = filled && { fill: { colour: fill, rule } };
  const outer = stroked && { stroke: { colour: stroke, width: width * scale, cap, join, miterLimit } };
  const layers = style.strokeFirst ? [outer, inner] : [{ ...inner, ...outer }];
  return layers.flatMap((layer) =>
    layer !== false && Object.keys(layer).length > 0 ? [{ steps, ...clipped, ...layer }] : [],
  );
}
