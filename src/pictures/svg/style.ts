import { substituteVariables } from './css.ts';
import type { Refuse } from './faults.ts';
import { geometry, harmless, properties } from './properties.ts';
import type { SourceElement } from './source.ts';
import type { StyleSheet } from './style-sheet.ts';

/**
 * The style of an SVG element: attributes, style sheets and `style`, cascaded and inherited by CSS Cascade 3. Every property of
 * `properties` has its computed value; what is not on that list, and a value that is not drawn, is refused by name.
 */
export interface Style {
  /** Computed values by property. */
  readonly values: Readonly<Record<string, string>>;
  /** Geometry that CSS sets, as written: it overrides the attributes. */
  readonly geometry: Readonly<Record<string, string>>;
  /** Custom properties, which are inherited. */
  readonly custom: Readonly<Record<string, string>>;
  /** The `background` of the element, as written. */
  readonly background: string | undefined;
}

export const initialStyle: Style = {
  values: Object.fromEntries(Object.entries(properties).map(([name, { initial }]) => [name, initial])),
  geometry: {},
  custom: {},
  background: undefined,
};

const initialOfElement: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(properties).flatMap(([name, { inherited, initial }]) =>
    inherited ? [] : [[name, initial]],
  ),
);

export interface StyleContext {
  readonly sheet: StyleSheet;
  readonly refuse: Refuse;
  /** What elements without declarations of their own have, by the style of their parent: most are such. */
  readonly undeclared: WeakMap<Style, Style>;
  /** Of the viewport, for percentages. */
  readonly diagonal: number;
}

/** A style in the making. */
interface Draft {
  readonly values: Record<string, string>;
  readonly geometry: Record<string, string>;
  background: string | undefined;
}

export function styleOf(element: SourceElement, parent: Style, context: StyleContext): Style {
  const css = context.sheet.declarationsFor(element);
  const variables = css.filter(({ name }) => name.startsWith('--'));
  const custom =
    variables.length === 0
      ? parent.custom
      : { ...parent.custom, ...Object.fromEntries(variables.map(({ name, value }) => [name, value])) };
  const declared = [
    ...Object.entries(element.attributes).filter(([name]) => isPresentation(name)),
    ...css.flatMap(({ name, value }) => (name.startsWith('--') ? [] : [[name, value] as const])),
  ].flatMap(([name, value]) => expand(element, name, value, custom, context.refuse));
  const undeclared = inheritFrom(parent, context.undeclared);
  if (declared.length === 0 && custom === parent.custom) return undeclared;
  // Sizes in em depend on the size of type, whatever the order.
  declared.sort(([a], [b]) => Number(b === 'font-size') - Number(a === 'font-size'));
  const draft: Draft = { values: { ...undeclared.values }, geometry: {}, background: undefined };
  for (const [name, value] of declared) declare(element, name, value, parent, draft, context);
  return { ...draft, custom };
}

function inheritFrom(parent: Style, known: WeakMap<Style, Style>): Style {
  const before = known.get(parent);
  if (before !== undefined) return before;
  const values = { ...parent.values, ...initialOfElement };
  const style: Style = { values, geometry: {}, custom: parent.custom, background: undefined };
  known.set(parent, style);
  return style;
}

/** `transform` of SVG 1.1 is one too: it has the syntax of CSS, and CSS overrides it. */
const isPresentation = (name: string): boolean =>
  Object.hasOwn(properties, name) &&
  !name.startsWith('-') &&
  !['rotate', 'scale', 'translate', 'border'].includes(name);

/** Declares the value of one property. */
function declare(
  element: SourceElement,
  name: string,
  value: string,
  parent: Style,
  draft: Draft,
  { refuse, diagonal }: StyleContext,
): void {
  // What editors write for "not set"; no viewer reads it as a value.
  if (value === '' || value === 'null' || value === 'undefined') return;
  const word = value.toLowerCase();
  if (geometry.has(name)) draft.geometry[name] = value;
  else if (name === 'background' || name === 'background-color') draft.background = value;
  else if (!Object.hasOwn(properties, name)) {
    if (!harmless.test(name)) refuse(element, `${name}: ${shortened(value)}`);
  } else {
    const property = properties[name]!;
    const isReset =
      word === 'initial' || (!property.inherited && ['unset', 'revert', 'revert-layer'].includes(word));
    const inherited = parent.values[name]!;
    if (isReset) draft.values[name] = property.initial;
    else if (['inherit', 'unset', 'revert', 'revert-layer'].includes(word)) draft.values[name] = inherited;
    else {
      const fontSize = Number((name === 'font-size' ? parent : draft).values['font-size']);
      const read = property.read(value, { fontSize, diagonal, inherited });
      if (read === undefined) refuse(element, `${name}: ${shortened(value)}`);
      else draft.values[name] = read;
    }
  }
}

type Pair = readonly [name: string, value: string];

/** A declaration with its variables replaced and its shorthand taken apart. */
function expand(
  element: SourceElement,
  name: string,
  written: string,
  custom: Readonly<Record<string, string>>,
  refuse: Refuse,
): readonly Pair[] {
  if (harmless.test(name)) return [];
  const value = substituteVariables(written.trim(), custom);
  if (value === undefined) {
    refuse(element, `${name}: ${shortened(written)}`);
    return [];
  }
  if (name === 'marker')
    return [
      ['marker-start', value],
      ['marker-mid', value],
      ['marker-end', value],
    ];
  if (name === 'font') {
    const longhands = expandFont(value);
    if (longhands === undefined) refuse(element, `font: ${shortened(value)}`);
    return longhands ?? [];
  }
  return [[name, value]];
}

/** CSS Fonts 3, 3.7: style, variant, weight and stretch in any order, then size and family. */
function expandFont(value: string): readonly Pair[] | undefined {
  if (/^(inherit|initial|unset)$/i.test(value))
    return ['font-style', 'font-weight', 'font-size', 'font-family'].map((name) => [name, value] as const);
  const [, before, size, family] =
    /^((?:(?:normal|italic|oblique|bold|bolder|lighter|[1-9]\d{0,2}|1000)\s+)*)([.\d]+(?:px|pt|em|rem|mm|cm|in|pc|%)|(?:x+-)?(?:small|large)|medium|larger|smaller)(?:\s*\/\s*[^\s]+)?\s+(.+)$/is.exec(
      value,
    ) ?? [];
  if (family === undefined) return undefined;
  const words = before!.trim().toLowerCase().split(/\s+/);
  const weight = words.find((word) => /^(bold|bolder|lighter|\d+)$/.test(word)) ?? 'normal';
  const style = words.find((word) => /^(italic|oblique)$/.test(word)) ?? 'normal';
  return [
    ['font-size', size!],
    ['font-family', family],
    ['font-weight', weight],
    ['font-style', style],
  ];
}

const shortened = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
