import { splitColour } from './colours.ts';
import { pathDataOf, shapeAttributes } from './outlines.ts';
import { node, type PlainNode } from './plain-svg.ts';
import { setText } from './set-text.ts';
import type { SourceElement } from './source.ts';
import { initialStyle, type Style } from './style.ts';
import { collectCharacters } from './text-characters.ts';
import { unscaledStroke } from './unscaled-stroke.ts';
import { type Frame, isHidden, type Walk } from './walk.ts';

const strokeProperties = [
  ...[
    'stroke-width',
    'stroke-linecap',
    'stroke-linejoin',
    'stroke-miterlimit',
    'stroke-dasharray',
    'stroke-dashoffset',
  ],
];

export function drawShape(element: SourceElement, frame: Frame, walk: Walk): readonly PlainNode[] {
  if (isHidden(frame.style)) return [];
  const { refuse } = walk;
  const attributes = shapeAttributes(element, frame.style, frame.viewport, refuse);
  if (attributes === undefined) return [];
  if (element.attributes['pathLength'] !== undefined && frame.style.values['stroke-dasharray'] !== 'none')
    refuse(element, 'pathLength');
  const painted = paintOf(element, frame, walk);
  if (frame.style.values['vector-effect'] === 'non-scaling-stroke' && painted['stroke'] !== undefined)
    return unscaledStroke(pathDataOf(element.name, attributes), painted, frame.matrix, () =>
      refuse(element, 'vector-effect: non-scaling-stroke'),
    );
  return [node(element.name, { ...attributes, ...painted })];
}

/** Fill and stroke as attributes, those that are not initial. */
function paintOf(element: SourceElement, frame: Frame, walk: Walk): Record<string, string> {
  const { byId, refer } = walk;
  const { values } = frame.style;
  const out: Record<string, string> = {};
  const colourTo = (property: 'fill' | 'stroke', value: string): void => {
    const { colour, opacity } = splitColour(value === 'currentColor' ? values['color']! : value);
    const total = opacity * Number(values[`${property}-opacity`]);
    if (total === 0) out[property] = 'none';
    else {
      out[property] = colour;
      if (total < 1) out[`${property}-opacity`] = String(total);
    }
  };
  for (const property of ['fill', 'stroke'] as const) {
    const value = values[property]!;
    const [, id, fallback] = /^url\(#(.*)\) (.*)$/s.exec(value) ?? [];
    if (id !== undefined && (byId.has(id) || fallback === 'none')) {
      const url = refer(element, property, id, frame);
      out[property] = url ?? 'none';
      if (values[`${property}-opacity`] !== '1') out[`${property}-opacity`] = values[`${property}-opacity`]!;
    } else if ((fallback ?? value) === 'none') out[property] = 'none';
    else colourTo(property, fallback ?? value);
  }
  if (out['stroke'] === 'none') delete out['stroke'];
  else
    for (const name of strokeProperties)
      if (values[name] !== initialStyle.values[name]) out[name] = values[name]!;
  for (const name of ['fill-rule', 'clip-rule', 'paint-order'])
    if (values[name] !== initialStyle.values[name]) out[name] = values[name]!;
  if (['path', 'line', 'polyline', 'polygon'].includes(element.name))
    for (const name of ['marker-start', 'marker-mid', 'marker-end']) {
      const url = values[name] === 'none' ? undefined : refer(element, name, values[name]!, frame);
      if (url !== undefined) out[name] = url;
    }
  return out;
}

export function drawText(element: SourceElement, frame: Frame, walk: Walk): readonly PlainNode[] {
  const { refuse, styleIn, definitions } = walk;
  const textContext = {
    refuse,
    viewport: frame.viewport,
    styleOf: (child: SourceElement, parent: Style) => styleIn(child, parent, frame.viewport),
  };
  const characters = collectCharacters(element, frame.style, textContext);
  const { values } = frame.style;
  const isFlowed = values['shape-inside'] !== 'none' || values['inline-size'] !== 'auto';
  if (isFlowed && characters[0]?.x === undefined) refuse(element, '自动换行的文字');
  const runs = setText(element, characters, walk);
  const drawn = runs.filter(({ style }) => !isHidden(style));
  return drawn.map(({ style, d }) => {
    const painted = paintOf(element, { ...frame, style }, walk);
    // Glyphs are filled by the rule of the fonts, whatever the drawing says of its shapes.
    const { 'fill-rule': _, ...attributes } = painted;
    const url = [painted['fill'], painted['stroke']].find((value) => value?.startsWith('url('));
    const definition = definitions.get((url ?? '').slice(5, -1));
    const units = definition?.attributes[definition.name === 'pattern' ? 'patternUnits' : 'gradientUnits'];
    if (drawn.length > 1 && definition && units !== 'userSpaceOnUse')
      refuse(element, '几段文字合用的渐变或图案');
    return node('path', { d, ...attributes, ...(painted['clip-rule'] && { 'clip-rule': 'nonzero' }) });
  });
}
