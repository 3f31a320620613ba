import colorString from 'color-string';
import { type Colour, NotSimple, type Stroke } from '../drawing.ts';
import { type Declaration, declarationsOf } from './style-sheet.ts';

type Paint = Colour | 'currentColor' | undefined;

/** How a shape is inked, as far as simple drawings go. SVG 1.1, 11. */
export interface Style {
  readonly fill: Paint;
  readonly stroke: Paint;
  readonly rule: 'nonzero' | 'evenodd';
  readonly clipRule: 'nonzero' | 'evenodd';
  /** The id of what the element itself is clipped by; never inherited. */
  readonly clip: string | undefined;
  readonly strokeFirst: boolean;
  readonly width: number;
  readonly cap: Stroke['cap'];
  readonly join: Stroke['join'];
  readonly miterLimit: number;
  readonly colour: Colour;
  readonly shown: boolean;
}

export const initialStyle: Style = {
  fill: [0, 0, 0],
  stroke: undefined,
  rule: 'nonzero',
  clipRule: 'nonzero',
  clip: undefined,
  strokeFirst: false,
  width: 1,
  cap: 'butt',
  join: 'miter',
  miterLimit: 4,
  colour: [0, 0, 0],
  shown: true,
};

type Reader = (value: string, style: Style) => Partial<Style>;

const oneOf = <T extends string>(values: readonly T[], key: keyof Style): Reader => {
  return (value) => {
    if (!values.includes(value as T)) throw new NotSimple(`${key} ${value}`);
    return { [key]: value };
  };
};

/** Only what has no effect: anything else is beyond flat shapes. */
const only = (values: readonly string[], what: string): Reader => {
  return (value) => {
    if (!values.includes(value)) throw new NotSimple(what);
    return {};
  };
};

const opaque: Reader = (value) => {
  if (Number.parseFloat(value) !== (value.endsWith('%') ? 100 : 1)) throw new NotSimple('透明');
  return {};
};

const properties: Readonly<Record<string, Reader>> = {
  fill: (value) => ({ fill: paint(value) }),
  stroke: (value) => ({ stroke: paint(value) }),
  color: (value, style) => ({ colour: colourOf(paint(value), style) ?? style.colour }),
  'fill-rule': oneOf(['nonzero', 'evenodd'], 'rule'),
  'clip-rule': oneOf(['nonzero', 'evenodd'], 'clipRule'),
  'stroke-width': (value) => ({ width: number(value) }),
  'stroke-linecap': oneOf(['butt', 'round', 'square'], 'cap'),
  'stroke-linejoin': oneOf(['miter', 'round', 'bevel'], 'join'),
  'stroke-miterlimit': (value) => ({ miterLimit: number(value) }),
  display: (value) => (value === 'none' ? { shown: false } : {}),
  visibility: only(['visible'], '隐藏的图形'),
  'stroke-dasharray': only(['none'], '虚线'),
  opacity: opaque,
  'fill-opacity': opaque,
  'stroke-opacity': opaque,
  filter: only(['none'], '滤镜'),
  mask: only(['none'], '蒙版'),
  'clip-path': (value) => ({ clip: clipOf(value) }),
  'marker-start': only(['none'], '箭头'),
  'marker-mid': only(['none'], '箭头'),
  'marker-end': only(['none'], '箭头'),
  marker: only(['none'], '箭头'),
  'vector-effect': only(['none'], '不随大小变的线'),
  'mix-blend-mode': only(['normal'], '混合模式'),
  'transform-origin': only([], 'transform-origin'),
  'paint-order': (value) => ({ strokeFirst: isStrokeFirst(value) }),
};

/** Says nothing of shapes: text's own properties, hints to a screen, and those whose effect only begins with another. */
const idle =
  /^(font|text|letter|word|line|writing|white-space|direction|-inkscape|shape-rendering|color-|image-rendering|stroke-dashoffset|stop|solid|isolation|overflow|enable-background|cursor|pointer-events)/;

/**
 * The style of an element below another. In: its attributes, what style sheets declare of it, and what it inherits; sheets
 * go before attributes, and `style` before both. Throws `NotSimple`.
 */
export function styleOf(
  attributes: Readonly<Record<string, string>>,
  inherited: Style,
  sheet: readonly Declaration[] = [],
): Style {
  const { style: inline = '', ...others } = attributes;
  const declared = [
    ...Object.entries(others).filter(([name]) => name in properties),
    ...sheet,
    ...declarationsOf(inline),
  ];
  let style: Style = { ...inherited, clip: undefined };
  for (const [name, value] of declared) {
    const read = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (read === undefined && !idle.test(name)) throw new NotSimple(name);
    if (read !== undefined && value !== 'inherit') style = { ...style, ...read(value, style) };
  }
  return style;
}

/** `url(#a)`: of the same file, or none at all. */
function clipOf(value: string): string | undefined {
  if (value === 'none') return undefined;
  const [, id] = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/.exec(value) ?? [];
  if (id === undefined) throw new NotSimple('剪切');
  return id;
}

/** SVG 2, 13.8: whatever is not named follows in the order of fill, stroke, markers. */
function isStrokeFirst(value: string): boolean {
  const order = value.split(/\s+/);
  if (!order.every((part) => ['normal', 'fill', 'stroke', 'markers'].includes(part)))
    throw new NotSimple('paint-order');
  return order.includes('stroke') && !order.slice(0, order.indexOf('stroke')).includes('fill');
}

/** `currentColor` is inherited as it stands, and means the colour of the element that is drawn. CSS Color 4, 6.2. */
export const colourOf = (paint: Paint, { colour }: Style): Colour | undefined =>
  paint === 'currentColor' ? colour : paint;

function paint(value: string): Paint {
  const word = value.trim().toLowerCase();
  if (word === 'none') return undefined;
  if (word === 'currentcolor') return 'currentColor';
  if (word.startsWith('url(')) throw new NotSimple('渐变或图案');
  const read = colorString.get(word);
  if (read === null) throw new NotSimple(`颜色 ${value}`);
  const [first = 0, second = 0, third = 0, alpha = 1] = read.value;
  if (alpha === 0) return undefined;
  if (alpha !== 1) throw new NotSimple('透明');
  switch (read.model) {
    case 'rgb':
      return [first, second, third];
    case 'hsl':
      return ofHue(first, second / 100, third / 100);
    default:
      throw new NotSimple(`颜色 ${value}`);
  }
}

/** CSS Color 4, 7.1: hue in degrees, saturation and lightness of 1. */
function ofHue(hue: number, saturation: number, lightness: number): Colour {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  const channel = (from: number) => {
    const at = (from + hue / 30) % 12;
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** What absolute units are in units of the drawing. CSS 2.1, 4.3.2. */
const units: Readonly<Record<string, number>> = {
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
  pc: 16,
};

/** A length in the drawing's own units. */
export function number(value: string): number {
  const [, digits, unit = 'px'] =
    /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(px|in|cm|mm|pt|pc)?\s*$/i.exec(value) ?? [];
  if (digits === undefined) throw new NotSimple(`长度 ${value}`);
  return Number(digits) * units[unit.toLowerCase()]!;
}
