import colorString from 'color-string';
import { type Colour, type Stroke, UnsupportedFeature } from '../drawing.ts';

/*
 * The style of an SVG element: attributes, style sheets and `style`, cascaded and inherited by CSS 2.1, chapter 6, for the
 * properties that flat shapes have. Every value that would change the picture in another way throws `UnsupportedFeature`.
 */

/** A colour, `currentColor`, or none. */
type Paint = Colour | 'currentColor' | undefined;

/** The properties of flat shapes. SVG 1.1, 11. */
export interface Style {
  readonly fill: Paint;
  readonly stroke: Paint;
  readonly rule: 'nonzero' | 'evenodd';
  readonly clipRule: 'nonzero' | 'evenodd';
  /** The id of the element's `clip-path`. Not inherited. */
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

/** A property and its value, as written. */
type Declaration = readonly [name: string, value: string];

/** The rules of all style sheets, in order of ascending specificity. */
export type StyleSheet = readonly Rule[];

interface Rule {
  readonly element: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** `path`, `.a`, `path.a.b`, `#a`, `*`: no combinators, no pseudo-classes. */
const simpleSelector = /^(?<element>\*|[\w-]+)?(?<id>#[\w-]+)?(?<classes>(?:\.[\w-]+)*)$/;

/**
 * Parses the text of `<style>` elements, as far as drawing programs use CSS: rules for an element, a class or an id. CSS 2.1,
 * 4.1. Throws `UnsupportedFeature` for anything else, such as `@import` or a descendant selector.
 */
export function readStyleSheet(text: string): StyleSheet {
  // Comments, and the brackets that hid sheets from old browsers.
  const css = text.replace(/\/\*.*?\*\/|<!--|-->/gs, ' ');
  const rules = [...css.matchAll(/([^{}]*)\{([^{}]*)\}/g)];
  const rest = css.replace(/[^{}]*\{[^{}]*\}/g, '');
  if (rest.trim() !== '' || css.includes('@')) throw new UnsupportedFeature('复杂的样式表');
  return rules
    .flatMap(([, selectors = '', body = '']) =>
      selectors.split(',').map((selector) => readRule(selector.trim(), readDeclarations(body))),
    )
    .sort((a, b) => specificity(a) - specificity(b));
}

function readRule(selector: string, declarations: readonly Declaration[]): Rule {
  const { element, id, classes = '' } = simpleSelector.exec(selector)?.groups ?? {};
  if (selector === '' || (element ?? id ?? classes) === '') throw new UnsupportedFeature('复杂的样式表');
  return {
    element: element === '*' ? undefined : element,
    id: id?.slice(1),
    classes: classes.split('.').slice(1),
    declarations,
  };
}

/** CSS 2.1, 6.4.3: an id outweighs any number of classes, a class an element name. */
const specificity = ({ element, id, classes }: Rule): number =>
  (id === undefined ? 0 : 1e6) + classes.length * 10 + (element === undefined ? 0 : 1);

/** The declarations that apply to an element, in order of ascending precedence. */
function declarationsFor(
  sheet: StyleSheet,
  name: string,
  attributes: Readonly<Record<string, string>>,
): readonly Declaration[] {
  const classesOfElement = new Set((attributes['class'] ?? '').split(/\s+/));
  return sheet
    .filter(
      ({ element, id, classes }) =>
        (element === undefined || element === name) &&
        (id === undefined || id === attributes['id']) &&
        classes.every((each) => classesOfElement.has(each)),
    )
    .flatMap(({ declarations }) => declarations);
}

/** `fill: red; stroke: none`. */
function readDeclarations(css: string): readonly Declaration[] {
  return css
    .replace(/\/\*.*?\*\//gs, ' ')
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', value = ''] = part.split(/:(.*)/s);
      return [name.trim().toLowerCase(), value.trim()] as const;
    });
}

/** What a property sets. In: its value, and the style so far. */
type Setter = (value: string, style: Style) => Partial<Style>;

const keyword = <T extends string>(values: readonly T[], key: keyof Style): Setter => {
  return (value) => {
    if (!values.includes(value as T)) throw new UnsupportedFeature(`${key} ${value}`);
    return { [key]: value };
  };
};

/** A property that is supported only with values that have no effect. */
const only = (values: readonly string[], feature: string): Setter => {
  return (value) => {
    if (!values.includes(value)) throw new UnsupportedFeature(feature);
    return {};
  };
};

const opaque: Setter = (value) => {
  if (Number.parseFloat(value) !== (value.endsWith('%') ? 100 : 1)) throw new UnsupportedFeature('透明效果');
  return {};
};

const properties: Readonly<Record<string, Setter>> = {
  fill: (value) => ({ fill: readPaint(value) }),
  stroke: (value) => ({ stroke: readPaint(value) }),
  color: (value, style) => ({ colour: colourOf(readPaint(value), style) ?? style.colour }),
  'fill-rule': keyword(['nonzero', 'evenodd'], 'rule'),
  'clip-rule': keyword(['nonzero', 'evenodd'], 'clipRule'),
  'stroke-width': (value) => ({ width: lengthOf(value) }),
  'stroke-linecap': keyword(['butt', 'round', 'square'], 'cap'),
  'stroke-linejoin': keyword(['miter', 'round', 'bevel'], 'join'),
  'stroke-miterlimit': (value) => ({ miterLimit: lengthOf(value) }),
  display: (value) => (value === 'none' ? { shown: false } : {}),
  visibility: only(['visible'], '隐藏的图形'),
  'stroke-dasharray': only(['none'], '虚线'),
  opacity: opaque,
  'fill-opacity': opaque,
  'stroke-opacity': opaque,
  filter: only(['none'], '滤镜'),
  mask: only(['none'], '蒙版'),
  'clip-path': (value) => ({ clip: readReference(value) }),
  'marker-start': only(['none'], '线端箭头'),
  'marker-mid': only(['none'], '线端箭头'),
  'marker-end': only(['none'], '线端箭头'),
  marker: only(['none'], '线端箭头'),
  'vector-effect': only(['none'], '不随缩放变粗细的线'),
  'mix-blend-mode': only(['normal'], '混合模式'),
  'transform-origin': only([], 'transform-origin'),
  'paint-order': (value) => ({ strokeFirst: isStrokeFirst(value) }),
};

/** Properties without effect on flat shapes: of text, rendering hints, and parameters of properties refused above. */
const ignored =
  /^(font|text|letter|word|line|writing|white-space|direction|-inkscape|shape-rendering|color-|image-rendering|stroke-dashoffset|stop|solid|isolation|overflow|enable-background|cursor|pointer-events)/;

/**
 * The style of an element. In: its name and attributes, the style sheets, and the style it inherits. Style sheets override
 * presentation attributes, and `style` overrides both. Throws `UnsupportedFeature`.
 */
export function styleOf(
  name: string,
  attributes: Readonly<Record<string, string>>,
  sheet: StyleSheet,
  inherited: Style,
): Style {
  const { style: inline = '', ...others } = attributes;
  const declarations = [
    ...Object.entries(others).filter(([attribute]) => attribute in properties),
    ...declarationsFor(sheet, name, attributes),
    ...readDeclarations(inline),
  ];
  let style: Style = { ...inherited, clip: undefined };
  for (const [property, value] of declarations) {
    const set = Object.hasOwn(properties, property) ? properties[property] : undefined;
    if (set === undefined && !ignored.test(property)) throw new UnsupportedFeature(property);
    if (set !== undefined && value !== 'inherit') style = { ...style, ...set(value, style) };
  }
  return style;
}

/** The id in `url(#a)`; a reference into another file is unsupported. */
function readReference(value: string): string | undefined {
  if (value === 'none') return undefined;
  const [, id] = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/.exec(value) ?? [];
  if (id === undefined) throw new UnsupportedFeature('复杂的剪切路径');
  return id;
}

/** SVG 2, 13.8: parts not named follow in the order fill, stroke, markers. */
function isStrokeFirst(value: string): boolean {
  const order = value.split(/\s+/);
  if (!order.every((part) => ['normal', 'fill', 'stroke', 'markers'].includes(part)))
    throw new UnsupportedFeature('paint-order');
  return order.includes('stroke') && !order.slice(0, order.indexOf('stroke')).includes('fill');
}

/** Resolves `currentColor`, which is inherited as a keyword, by the element that is painted. CSS Color 4, 6.2. */
export const colourOf = (paint: Paint, { colour }: Style): Colour | undefined =>
  paint === 'currentColor' ? colour : paint;

function readPaint(value: string): Paint {
  const word = value.trim().toLowerCase();
  if (word === 'none') return undefined;
  if (word === 'currentcolor') return 'currentColor';
  if (word.startsWith('url(')) throw new UnsupportedFeature('渐变或图案');
  const read = colorString.get(word);
  if (read === null) throw new UnsupportedFeature(`无法识别的颜色 ${value}`);
  const [first = 0, second = 0, third = 0, alpha = 1] = read.value;
  if (alpha === 0) return undefined;
  if (alpha !== 1) throw new UnsupportedFeature('透明效果');
  switch (read.model) {
    case 'rgb':
      return [first, second, third];
    case 'hsl':
      return hslToRgb(first, second / 100, third / 100);
    default:
      throw new UnsupportedFeature(`无法识别的颜色 ${value}`);
  }
}

/** CSS Color 4, 7.1. In: hue in degrees, saturation and lightness from 0 to 1. */
function hslToRgb(hue: number, saturation: number, lightness: number): Colour {
  const a = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** Absolute units in px. CSS 2.1, 4.3.2. */
const units: Readonly<Record<string, number>> = {
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
  pc: 16,
};

/** A length in user units. Throws `UnsupportedFeature` for relative units and percentages. */
export function lengthOf(value: string): number {
  const [, digits, unit = 'px'] =
    /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(px|in|cm|mm|pt|pc)?\s*$/i.exec(value) ?? [];
  if (digits === undefined) throw new UnsupportedFeature(`无法识别的长度 ${value}`);
  return Number(digits) * units[unit.toLowerCase()]!;
}
