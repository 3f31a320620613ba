import colorString from 'color-string';
import { type Colour, NotSimple, type Stroke } from './drawing.ts';

/** How a shape is inked, as far as simple drawings go. SVG 1.1, 11. */
export interface Style {
  readonly fill: Colour | undefined;
  readonly stroke: Colour | undefined;
  readonly rule: 'nonzero' | 'evenodd';
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
  fill: (value, style) => ({ fill: paint(value, style) }),
  stroke: (value, style) => ({ stroke: paint(value, style) }),
  color: (value, style) => ({ colour: paint(value, style) ?? style.colour }),
  'fill-rule': oneOf(['nonzero', 'evenodd'], 'rule'),
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
  'clip-path': only(['none'], '剪切'),
  'marker-start': only(['none'], '箭头'),
  'marker-mid': only(['none'], '箭头'),
  'marker-end': only(['none'], '箭头'),
  marker: only(['none'], '箭头'),
  'vector-effect': only(['none'], '不随大小变的线'),
  'mix-blend-mode': only(['normal'], '混合模式'),
  'transform-origin': only([], 'transform-origin'),
  'paint-order': only(['normal'], 'paint-order'),
};

/** Says nothing of shapes: text's own properties, hints to a screen, and those whose effect only begins with another. */
const idle =
  /^(font|text|letter|word|line|writing|white-space|direction|-inkscape|shape-rendering|color-|image-rendering|clip-rule|stroke-dashoffset|stop|solid|isolation|overflow|enable-background|cursor|pointer-events)/;

/**
 * The style of an element below another. In: its attributes, of which `style` goes before the others, and what it
 * inherits. Throws `NotSimple`.
 */
export function styleOf(attributes: Readonly<Record<string, string>>, inherited: Style): Style {
  const { style: inline = '', ...others } = attributes;
  const declared = [
    ...Object.entries(others).filter(([name]) => name in properties),
    ...declarations(inline),
  ];
  let style = inherited;
  // The element's own colour first: `currentColor` means that one, wherever it is written.
  for (const [name, value] of declared.sort(([name]) => (name === 'color' ? -1 : 0))) {
    const read = properties[name];
    if (read === undefined && !idle.test(name)) throw new NotSimple(name);
    if (read !== undefined && value !== 'inherit') style = { ...style, ...read(value, style) };
  }
  return style;
}

function declarations(style: string): readonly (readonly [string, string])[] {
  return style
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', value = ''] = part.split(/:(.*)/s);
      return [name.trim(), value.trim()] as const;
    });
}

function paint(value: string, { colour }: Style): Colour | undefined {
  const word = value.trim().toLowerCase();
  if (word === 'none') return undefined;
  if (word === 'currentcolor') return colour;
  if (word.startsWith('url(')) throw new NotSimple('渐变或图案');
  const read = colorString.get.rgb(word);
  if (read === null) throw new NotSimple(`颜色 ${value}`);
  const [red = 0, green = 0, blue = 0, alpha = 1] = read;
  if (alpha !== 1) throw new NotSimple('透明');
  return [red, green, blue];
}

/** A number of the drawing's own units. */
export function number(value: string): number {
  const [, digits] = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?:px)?\s*$/i.exec(value) ?? [];
  if (digits === undefined) throw new NotSimple(`长度 ${value}`);
  return Number(digits);
}
