import { splitColour } from './colours.ts';
import { type Refuse, refuseChildren } from './faults.ts';
import { lengthIn } from './lengths.ts';
import { isIdentity, type Matrix, writeMatrix } from './matrix.ts';
import { node, type PlainNode } from './plain-svg.ts';
import type { SourceElement } from './source.ts';
import type { Style } from './style.ts';
import { readTransform } from './transforms.ts';

/** What the definitions of a drawing need of the walk through it. */
export interface DefinitionContext {
  readonly refuse: Refuse;
  readonly viewport: { readonly width: number; readonly height: number };
  /** The style of an element by its place in the file. */
  readonly styleAt: (element: SourceElement) => Style;
  readonly childrenOf: (element: SourceElement, use: 'content' | 'clip') => readonly PlainNode[];
  readonly find: (id: string) => SourceElement | undefined;
  /** The attributes of an element's own `clip-path` and `mask`. */
  readonly effectsOf: (element: SourceElement, style: Style) => Record<string, string>;
}

/** Elements that a property may refer to. */
export const targets: Readonly<Record<string, readonly string[]>> = {
  paint: ['linearGradient', 'radialGradient', 'pattern'],
  'clip-path': ['clipPath'],
  mask: ['mask'],
  filter: ['filter'],
  marker: ['marker'],
};

/** Gradients and patterns take what they lack from the one that they refer to; circles end. SVG 1.1, 13.2. */
const maxReferences = 10;

/** The element and those that it takes attributes from, itself first. */
function chainOf(element: SourceElement, context: DefinitionContext): readonly SourceElement[] {
  const chain = [element];
  for (let each = element; each.attributes['href'] !== undefined; ) {
    const href = each.attributes['href'];
    const next = href.startsWith('#') ? context.find(href.slice(1)) : undefined;
    if (next === undefined || chain.length > maxReferences) {
      context.refuse(each, `引用的 ${href.length > 60 ? `${href.slice(0, 60)}…` : href}`);
      break;
    }
    chain.push(next);
    each = next;
  }
  return chain;
}

/** Writes the element that a property refers to. Undefined if it is not drawn. */
export function writeDefinition(element: SourceElement, id: string, context: DefinitionContext): PlainNode {
  const made = makers[element.name]!(element, context);
  return { ...made, attributes: { id, ...made.attributes } };
}

type Maker = (element: SourceElement, context: DefinitionContext) => PlainNode;

const makers: Readonly<Record<string, Maker>> = {
  linearGradient: gradient,
  radialGradient: gradient,
  pattern,
  clipPath,
  mask,
  marker,
  filter,
};

/** The first of a chain that has the attribute. */
const attributeIn = (chain: readonly SourceElement[], name: string): string | undefined =>
  chain.find(({ attributes }) => attributes[name] !== undefined)?.attributes[name];

/** Lengths of a chain as attributes: in shares of the painted box as they are, else in user units. */
function lengthsOf(
  chain: readonly SourceElement[],
  names: Readonly<Record<string, 'width' | 'height' | 'diagonal'>>,
  isOfBox: boolean,
  context: DefinitionContext,
): Record<string, string> {
  const [element] = chain as [SourceElement];
  const { width, height } = context.viewport;
  const wholes = { width, height, diagonal: Math.hypot(width, height) / Math.SQRT2 };
  const fontSize = Number(context.styleAt(element).values['font-size']);
  const out: Record<string, string> = {};
  for (const [name, direction] of Object.entries(names)) {
    const value = attributeIn(chain, name);
    if (value === undefined || value.trim() === '') continue;
    const read = lengthIn(value, { fontSize, whole: isOfBox ? 1 : wholes[direction] });
    if (read === undefined) context.refuse(element, `${name}="${value}"`);
    else out[name] = String(read);
  }
  return out;
}

/** Without attributes that are not set. */
const present = (attributes: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );

function transformIn(
  chain: readonly SourceElement[],
  name: string,
  context: DefinitionContext,
): Record<string, string> {
  const [element] = chain as [SourceElement];
  const value = attributeIn(chain, name);
  if (value === undefined) return {};
  const matrix: Matrix | undefined = readTransform(value, context.viewport);
  if (matrix === undefined) context.refuse(element, `${name}="${value}"`);
  return matrix === undefined || isIdentity(matrix) ? {} : { [name]: writeMatrix(matrix) };
}

function gradient(element: SourceElement, context: DefinitionContext): PlainNode {
  const chain = chainOf(element, context);
  for (const each of chain) refuseChildren(each, context.refuse, ['stop']);
  const units = attributeIn(chain, 'gradientUnits');
  const isOfBox = units !== 'userSpaceOnUse';
  const names: Record<string, 'width' | 'height' | 'diagonal'> =
    element.name === 'linearGradient'
      ? { x1: 'width', y1: 'height', x2: 'width', y2: 'height' }
      : { cx: 'width', cy: 'height', r: 'diagonal', fx: 'width', fy: 'height', fr: 'diagonal' };
  const lengths = lengthsOf(chain, names, isOfBox, context);
  // What is not given is a share of the viewport, which the plain drawing no longer has.
  if (!isOfBox) {
    const { width, height } = context.viewport;
    const defaults: Record<string, number> =
      element.name === 'linearGradient'
        ? { x2: width }
        : { cx: width / 2, cy: height / 2, r: Math.hypot(width, height) / Math.SQRT2 / 2 };
    for (const [name, value] of Object.entries(defaults)) lengths[name] ??= String(value);
  }
  const stops = chain
    .map((each) => each.children.filter((child) => typeof child !== 'string' && child.name === 'stop'))
    .find((found) => found.length > 0) as readonly SourceElement[] | undefined;
  return node(
    element.name,
    {
      ...present({ gradientUnits: units, spreadMethod: attributeIn(chain, 'spreadMethod') }),
      ...lengths,
      ...transformIn(chain, 'gradientTransform', context),
    },
    (stops ?? []).map((stop) => writeStop(stop, context)),
  );
}

function writeStop(stop: SourceElement, context: DefinitionContext): PlainNode {
  refuseChildren(stop, context.refuse);
  const { values } = context.styleAt(stop);
  const written = values['stop-color'] === 'currentColor' ? values['color']! : values['stop-color']!;
  const { colour, opacity } = splitColour(written);
  const total = opacity * Number(values['stop-opacity']);
  return node('stop', {
    offset: stop.attributes['offset'] ?? '0',
    'stop-color': colour,
    ...(total < 1 && { 'stop-opacity': String(total) }),
  });
}

const box = { x: 'width', y: 'height', width: 'width', height: 'height' } as const;

function pattern(element: SourceElement, context: DefinitionContext): PlainNode {
  const chain = chainOf(element, context);
  const isOfBox = attributeIn(chain, 'patternUnits') !== 'userSpaceOnUse';
  const filled = chain.find(({ children }) => children.some((child) => typeof child !== 'string')) ?? element;
  return node(
    'pattern',
    {
      ...present({
        patternUnits: attributeIn(chain, 'patternUnits'),
        patternContentUnits: attributeIn(chain, 'patternContentUnits'),
        viewBox: attributeIn(chain, 'viewBox'),
        preserveAspectRatio: attributeIn(chain, 'preserveAspectRatio'),
      }),
      ...lengthsOf(chain, box, isOfBox, context),
      ...transformIn(chain, 'patternTransform', context),
      ...overflowOf(element, context),
    },
    context.childrenOf(filled, 'content'),
  );
}

const overflowOf = (element: SourceElement, context: DefinitionContext): Record<string, string> => {
  const overflow = context.styleAt(element).values['overflow'];
  return overflow === 'visible' || overflow === 'auto' ? { overflow: 'visible' } : {};
};

function clipPath(element: SourceElement, context: DefinitionContext): PlainNode {
  return node(
    'clipPath',
    {
      ...present({ clipPathUnits: element.attributes['clipPathUnits'] }),
      ...transformIn([element], 'transform', context),
      ...context.effectsOf(element, context.styleAt(element)),
    },
    context.childrenOf(element, 'clip'),
  );
}

function mask(element: SourceElement, context: DefinitionContext): PlainNode {
  const { maskUnits, maskContentUnits } = element.attributes;
  const style = context.styleAt(element);
  return node(
    'mask',
    {
      ...present({ maskUnits, maskContentUnits }),
      ...lengthsOf([element], box, maskUnits !== 'userSpaceOnUse', context),
      ...(style.values['mask-type'] === 'alpha' && { 'mask-type': 'alpha' }),
      ...context.effectsOf(element, style),
    },
    context.childrenOf(element, 'content'),
  );
}

function marker(element: SourceElement, context: DefinitionContext): PlainNode {
  const { markerUnits, orient, viewBox, preserveAspectRatio } = element.attributes;
  const names = { refX: 'width', refY: 'height', markerWidth: 'width', markerHeight: 'height' } as const;
  return node(
    'marker',
    {
      ...present({ markerUnits, orient, viewBox, preserveAspectRatio }),
      ...lengthsOf([element], names, false, context),
      ...overflowOf(element, context),
    },
    context.childrenOf(element, 'content'),
  );
}

/** The filter primitives that are drawn; their attributes are passed on. */
const primitives: ReadonlySet<string> = new Set([
  ...[
    'feBlend',
    'feColorMatrix',
    'feComponentTransfer',
    'feComposite',
    'feConvolveMatrix',
    'feDiffuseLighting',
  ],
  ...[
    'feDisplacementMap',
    'feDropShadow',
    'feFlood',
    'feGaussianBlur',
    'feMerge',
    'feMorphology',
    'feOffset',
  ],
  ...[
    'feSpecularLighting',
    'feTile',
    'feTurbulence',
    'feFuncR',
    'feFuncG',
    'feFuncB',
    'feFuncA',
    'feMergeNode',
  ],
  ...['feDistantLight', 'fePointLight', 'feSpotLight'],
]);

const notPassed: ReadonlySet<string> = new Set([
  'class',
  'style',
  'id',
  'flood-color',
  'flood-opacity',
  'lighting-color',
]);

function filter(element: SourceElement, context: DefinitionContext): PlainNode {
  const { filterUnits, primitiveUnits } = element.attributes;
  return node(
    'filter',
    {
      ...present({ filterUnits, primitiveUnits }),
      ...lengthsOf([element], box, filterUnits !== 'userSpaceOnUse', context),
    },
    primitivesOf(element, context),
  );
}

const primitivesOf = (element: SourceElement, context: DefinitionContext): readonly PlainNode[] =>
  element.children.flatMap((child) => {
    if (typeof child === 'string' || child.namespace !== 'svg' || ['title', 'desc'].includes(child.name))
      return [];
    if (!primitives.has(child.name)) {
      context.refuse(child);
      return [];
    }
    const { values } = context.styleAt(child);
    const passed = Object.entries(child.attributes).filter(
      ([name]) => !notPassed.has(name) && !name.includes(':'),
    );
    for (const [name, value] of passed)
      if ((name === 'in' || name === 'in2') && /^Background(?:Image|Alpha)$/.test(value))
        context.refuse(child, `${name}="${value}"`);
    const resolved = (name: string) =>
      splitColour(values[name] === 'currentColor' ? values['color']! : values[name]!);
    const flood = resolved('flood-color');
    return [
      node(
        child.name,
        {
          ...Object.fromEntries(passed),
          ...(passed.some(([name, value]) => name in box && value.includes('%')) &&
            lengthsOf([child], box, element.attributes['primitiveUnits'] === 'objectBoundingBox', context)),
          ...(values['color-interpolation-filters'] === 'sRGB' && { 'color-interpolation-filters': 'sRGB' }),
          ...(['feFlood', 'feDropShadow'].includes(child.name) && {
            'flood-color': flood.colour,
            'flood-opacity': String(flood.opacity * Number(values['flood-opacity'])),
          }),
          ...(child.name.endsWith('Lighting') && { 'lighting-color': resolved('lighting-color').colour }),
        },
        primitivesOf(child, context),
      ),
    ];
  });
