import type { Size } from '../../core/geometry.ts';
import type { OutlineStep } from '../../fonts/face.ts';
import {
  type Colour,
  type Drawing,
  type Outline,
  type Shape,
  type Stroke,
  UnsupportedFeature,
} from '../drawing.ts';
import { isShape, outlineOf, strokeScale } from './outlines.ts';
import type { PlainDrawing, PlainNode } from './plain-svg.ts';

/** Path steps in a drawing; beyond these, a bitmap is smaller and quicker to print. */
const maxSteps = 60_000;

/** How far coordinates may lie outside, in sizes of the drawing: the numbers of a PDF have a limited range. */
const maxExtent = 100;

/** The names of unsupported elements and attributes in messages. */
const features: Readonly<Record<string, string>> = {
  image: '位图',
  opacity: '透明效果',
  'fill-opacity': '透明效果',
  'stroke-opacity': '透明效果',
  'stroke-dasharray': '虚线',
  filter: '滤镜',
  mask: '蒙版',
  style: '混合模式',
  'marker-start': '线端箭头',
  'marker-mid': '线端箭头',
  'marker-end': '线端箭头',
};

/** What a shape or group inherits from the groups around it. */
interface Inherited {
  /** Innermost first. */
  readonly transforms: readonly string[];
  readonly clips: readonly Outline[];
}

interface Context {
  readonly definitions: PlainDrawing['definitions'];
  /** Charges path steps against `maxSteps`. */
  readonly charge: (steps: number) => void;
}

/**
 * Reads a plain drawing as flat shapes. Out: the shapes, or the first feature that it needs beyond them (gradients, transparency
 * …), named in Chinese; such a drawing is rendered to pixels by sharp.
 */
export function flatDrawing({
  width,
  height,
  children,
  definitions,
}: PlainDrawing): Drawing | { readonly unsupported: string } {
  let charged = 0;
  const charge = (steps: number) => {
    charged += steps;
    if (charged > maxSteps) throw new UnsupportedFeature('过多的图形');
  };
  try {
    const shapes = children.flatMap((child) =>
      shapesOf(child, { transforms: [], clips: [] }, { definitions, charge }),
    );
    if (shapes.length === 0) throw new UnsupportedFeature('不可见的图形');
    if (shapes.some(({ steps }) => isFarOutside(steps, { width, height })))
      throw new UnsupportedFeature('远在画面之外的图形');
    return { size: { width, height }, shapes };
  } catch (error) {
    if (error instanceof UnsupportedFeature) return { unsupported: error.message };
    throw error;
  }
}

const isFarOutside = (steps: readonly OutlineStep[], { width, height }: Size): boolean => {
  const max = maxExtent * Math.max(width, height);
  return steps.some((step) => step.to !== 'close' && !(Math.abs(step.x) < max && Math.abs(step.y) < max));
};

function shapesOf(element: PlainNode, inherited: Inherited, context: Context): readonly Shape[] {
  const { name, attributes, children } = element;
  if (!isShape(name) && name !== 'g') throw new UnsupportedFeature(features[name] ?? `<${name}>`);
  for (const attribute of Object.keys(attributes))
    if (Object.hasOwn(features, attribute)) throw new UnsupportedFeature(features[attribute]!);
  const { transform, 'clip-path': clip } = attributes;
  const transforms = transform === undefined ? inherited.transforms : [transform, ...inherited.transforms];
  const clips =
    clip === undefined ? inherited.clips : [...inherited.clips, clipOf(clip, transforms, context)];
  if (isShape(name)) return paintShape(element, { transforms, clips }, context);
  return children.flatMap((child) => shapesOf(child, { transforms, clips }, context));
}

/** The outline of a `clipPath` with one shape; that of several would be their union. SVG 1.1, 14.3.5. */
function clipOf(url: string, transforms: readonly string[], { definitions, charge }: Context): Outline {
  const clip = definitions.get(url.slice(5, -1));
  const [only, ...others] = clip?.children ?? [];
  const isSimple =
    clip !== undefined &&
    only !== undefined &&
    others.length === 0 &&
    isShape(only.name) &&
    clip.attributes['clip-path'] === undefined &&
    only.attributes['clip-path'] === undefined &&
    (clip.attributes['clipPathUnits'] ?? 'userSpaceOnUse') === 'userSpaceOnUse';
  if (!isSimple) throw new UnsupportedFeature('复杂的剪切路径');
  const all = [only.attributes['transform'], clip.attributes['transform']].filter(
    (each) => each !== undefined,
  );
  const steps = outlineOf(only.name, only.attributes, [...all, ...transforms]);
  if (steps.length === 0) throw new UnsupportedFeature('复杂的剪切路径');
  charge(steps.length);
  return { steps, rule: only.attributes['clip-rule'] === 'evenodd' ? 'evenodd' : 'nonzero' };
}

/** A shape element as one painted shape; as two if `paint-order` puts the stroke below the fill. */
function paintShape(
  { name, attributes }: PlainNode,
  { transforms, clips }: Inherited,
  { charge }: Context,
): readonly Shape[] {
  const steps = outlineOf(name, attributes, transforms);
  charge(steps.length * (1 + clips.length));
  const fill = colourOf(attributes['fill'] ?? '#000000');
  const stroke = colourOf(attributes['stroke'] ?? 'none');
  const width = Number(attributes['stroke-width'] ?? 1);
  const hasStroke = stroke !== undefined && width > 0;
  const hasFill = fill !== undefined && name !== 'line';
  if (steps.length === 0) return [];
  const scale = hasStroke ? strokeScale(transforms) : 1;
  if (scale === undefined) throw new UnsupportedFeature('变形的线条');
  const rule = attributes['fill-rule'] === 'evenodd' ? 'evenodd' : 'nonzero';
  const pen = {
    cap: (attributes['stroke-linecap'] ?? 'butt') as Stroke['cap'],
    join: (attributes['stroke-linejoin'] ?? 'miter') as Stroke['join'],
    miterLimit: Number(attributes['stroke-miterlimit'] ?? 4),
  };
  const clipped = clips.length > 0 && { clips };
  const filled = hasFill && { fill: { colour: fill, rule } as const };
  const stroked = hasStroke && { stroke: { colour: stroke, width: width * scale, ...pen } };
  const isStrokeFirst = startsWithStroke(attributes['paint-order'] ?? 'normal');
  const layers = isStrokeFirst ? [stroked, filled] : [{ ...filled, ...stroked }];
  return layers.flatMap((layer) =>
    layer !== false && Object.keys(layer).length > 0 ? [{ steps, ...clipped, ...layer }] : [],
  );
}

/** SVG 2, 13.8: parts not named follow in the order fill, stroke, markers. */
function startsWithStroke(value: string): boolean {
  const order = value.split(/\s+/);
  return order.includes('stroke') && !order.slice(0, order.indexOf('stroke')).includes('fill');
}

function colourOf(value: string): Colour | undefined {
  if (value === 'none') return undefined;
  if (value.startsWith('url(')) throw new UnsupportedFeature('渐变或图案');
  return [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16)) as unknown as Colour;
}
