import { type DefinitionContext, targets, writeDefinition } from './definitions.ts';
import { drawImage, drawUse, drawViewport } from './draw-nested.ts';
import { drawShape, drawText } from './draw-shape.ts';
import { refuseChildren } from './faults.ts';
import { identity, isIdentity, type Matrix, multiply, translation, writeMatrix } from './matrix.ts';
import { isShape } from './outlines.ts';
import { node, type PlainDrawing, type PlainNode } from './plain-svg.ts';
import { background, sizeOf } from './root.ts';
import type { SourceElement } from './source.ts';
import { initialStyle, type Style, styleOf } from './style.ts';
import { readStyleSheets } from './style-sheet.ts';
import { isSelected, selectChild, wordsOf } from './switch.ts';
import { readOrigin, readTransform } from './transforms.ts';
import { readViewBox, viewBoxTransform } from './viewport.ts';
import type { DrawingContext, Frame, Walk } from './walk.ts';

/** Elements drawn, copies by `use` included. */
const maxElements = 100_000;

/** Elements that paint nothing in place: metadata, definitions, and fonts, which the font book takes the place of. */
const unpainted: ReadonlySet<string> = new Set([
  ...['title', 'desc', 'metadata', 'defs', 'symbol', 'style', 'view', 'cursor', 'color-profile'],
  ...['linearGradient', 'radialGradient', 'pattern', 'clipPath', 'mask', 'filter', 'marker'],
  ...['font', 'font-face', 'missing-glyph', 'glyph', 'hkern', 'vkern'],
]);

/**
 * Turns an SVG file into plain SVG: the closed list of what is drawn is here, in `properties.ts` and in `definitions.ts`.
 *
 * Guarantees: whatever the plain drawing does not show as a viewer would is refused at its element; what is neither refused nor
 * drawn paints nothing in any viewer (metadata, hidden elements, definitions that nothing refers to). Text is outlines, linked
 * pictures are in the drawing, `use` is expanded; the number of elements is limited, copies included.
 */
export function makePlainDrawing(root: SourceElement, context: DrawingContext): PlainDrawing | undefined {
  const { refuse } = context;
  const sheet = readStyleSheets(root, refuse);
  const byId = new Map<string, SourceElement>();
  indexIds(root, byId);
  const definitions = new Map<string, PlainNode>();
  const written = new Map<SourceElement, string>();
  const styles = new Map<SourceElement, Style>();
  let elements = 0;

  const diagonalOf = ({ width, height }: Frame['viewport']) => Math.hypot(width, height) / Math.SQRT2;
  const undeclared = new WeakMap<Style, Style>();
  const styleIn = (element: SourceElement, parent: Style, viewport: Frame['viewport']) =>
    styleOf(element, parent, { sheet, refuse, undeclared, diagonal: diagonalOf(viewport) });

  const rootStyle = styleIn(root, initialStyle, { width: 0, height: 0 });
  const size = sizeOf(root, rootStyle);
  if (size === undefined) return undefined;
  const box = readViewBox(root.attributes['viewBox']);
  const viewport = box ?? size;
  const matrix = box ? viewBoxTransform(box, size, root.attributes['preserveAspectRatio']) : identity;
  if (matrix === undefined) refuse(root, `preserveAspectRatio="${root.attributes['preserveAspectRatio']}"`);

  /** The style of a definition, which inherits from where it is written. */
  const styleAt = (element: SourceElement): Style => {
    const known = styles.get(element);
    if (known !== undefined) return known;
    const parent = element.parent === undefined ? initialStyle : styleAt(element.parent);
    const style = styleIn(element, parent, viewport);
    styles.set(element, style);
    return style;
  };

  const refer = (user: SourceElement, property: string, id: string, frame: Frame): string | undefined => {
    const element = byId.get(id);
    const kind = property.startsWith('marker') ? 'marker' : (targets[property] ?? targets['paint']!);
    const allowed = typeof kind === 'string' ? targets['marker']! : kind;
    if (element === undefined || !allowed.includes(element.name)) {
      refuse(user, `${property}: url(#${id})`);
      return undefined;
    }
    const known = written.get(element);
    if (known !== undefined) {
      // A definition that is still being written refers to itself.
      if (!definitions.has(known)) refuse(user, `${property}: url(#${id})`);
      return `url(#${known})`;
    }
    const name = `d${written.size + 1}`;
    written.set(element, name);
    const inside: Frame = {
      ...frame,
      style: styleAt(element),
      uses: [...frame.uses, element],
      clip: undefined,
    };
    const made = writeDefinition(element, name, definitionContext(inside));
    definitions.set(name, made);
    return `url(#${name})`;
  };

  const definitionContext = (frame: Frame): DefinitionContext => ({
    refuse,
    viewport: frame.viewport,
    styleAt,
    find: (id) => byId.get(id),
    childrenOf: (element, use) =>
      drawChildren(element, {
        ...frame,
        style: styleAt(element),
        clip: use === 'clip' ? identity : undefined,
      }),
    effectsOf: (element, style) => effects(element, style, frame),
  });

  const effects = (element: SourceElement, { values }: Style, frame: Frame): Record<string, string> => {
    const out: Record<string, string> = {};
    for (const property of ['clip-path', 'mask'] as const) {
      if (values[property] === 'none') continue;
      const url = refer(element, property, values[property]!, frame);
      if (url !== undefined) out[property] = url;
    }
    const { filter, opacity } = values;
    const [, id] = /^url\(#(.*)\)$/s.exec(filter!) ?? [];
    if (id !== undefined) {
      const url = refer(element, 'filter', id, frame);
      if (url !== undefined) out['filter'] = url;
    } else if (filter !== 'none') out['filter'] = filter!;
    if (opacity !== '1') out['opacity'] = opacity!;
    if (values['mix-blend-mode'] !== 'normal') out['style'] = `mix-blend-mode:${values['mix-blend-mode']}`;
    else if (values['isolation'] === 'isolate') out['style'] = 'isolation:isolate';
    return out;
  };

  const ownTransform = (element: SourceElement, { values }: Style, frame: Frame): Matrix => {
    const written = values['transform']!;
    const matrix = readTransform(written, frame.viewport);
    if (matrix === undefined) refuse(element, `transform: ${written}`);
    if (matrix === undefined || isIdentity(matrix)) return identity;
    const origin = readOrigin(values['transform-origin']!, frame.viewport);
    const isOfView = ['view-box', 'border-box'].includes(values['transform-box']!);
    if (origin === undefined) refuse(element, `transform-origin: ${values['transform-origin']}`);
    else if (!isOfView) refuse(element, `transform-box: ${values['transform-box']}`);
    const [x, y] = origin ?? [0, 0];
    return multiply(multiply(translation(x, y), matrix), translation(-x, -y));
  };

  const drawChildren = (parent: SourceElement, frame: Frame): readonly PlainNode[] =>
    parent.children.flatMap((child) => (typeof child === 'string' ? [] : draw(child, frame)));

  const draw = (element: SourceElement, above: Frame): readonly PlainNode[] => {
    if (element.namespace !== 'svg') {
      if (element.namespace === 'html' && element.name !== 'style') refuse(element);
      return [];
    }
    if (unpainted.has(element.name) || !isSelected(element) || isEmptyFlow(element)) return [];
    elements += 1;
    if (elements > maxElements) {
      refuse(root, `十万个以上的图形`);
      return [];
    }
    const style = styleIn(element, above.style, above.viewport);
    if (style.values['display'] === 'none') return [];
    const transform = ownTransform(element, style, above);
    const frame: Frame = {
      ...above,
      style,
      matrix: multiply(above.matrix, transform),
      clip: above.clip && multiply(above.clip, transform),
    };
    const content = contentOf(element, frame);
    if (content === undefined) return [];
    if (frame.clip !== undefined) return content.map((each) => clipShape(each, element, frame));
    const attributes = {
      ...(!isIdentity(transform) && { transform: writeMatrix(transform) }),
      ...effects(element, style, frame),
    };
    if (Object.keys(attributes).length === 0 || content.length === 0) return content;
    const [only] = content;
    const isAlone = content.length === 1 && only!.name !== 'g' && only!.attributes['transform'] === undefined;
    const isFree = isAlone && Object.keys(attributes).every((name) => !(name in only!.attributes));
    return isFree
      ? [{ ...only!, attributes: { ...only!.attributes, ...attributes } }]
      : [node('g', attributes, content)];
  };

  const clipShape = (each: PlainNode, element: SourceElement, frame: Frame): PlainNode => {
    if (each.name === 'g' || each.name === 'image') refuse(element, 'clipPath 里的组或图片');
    const isOwn = each.attributes['transform'] === undefined && !isIdentity(frame.clip!);
    return {
      ...each,
      attributes: {
        ...each.attributes,
        ...(isOwn && { transform: writeMatrix(frame.clip!) }),
        ...(each.attributes['clip-path'] === undefined && effects(element, frame.style, frame)),
      },
    };
  };

  const contentOf = (element: SourceElement, frame: Frame): readonly PlainNode[] | undefined => {
    const { name } = element;
    if (isShape(name) || name === 'use' || name === 'image') refuseChildren(element, refuse);
    if (isShape(name)) return drawShape(element, frame, walk);
    switch (name) {
      case 'g':
      case 'a':
        return drawChildren(element, frame);
      case 'switch': {
        const child = selectChild(element, refuse);
        return child && draw(child, frame);
      }
      case 'svg':
        return drawViewport(element, element, frame, walk);
      case 'use':
        return drawUse(element, frame, walk);
      case 'text':
        return drawText(element, frame, walk);
      case 'image':
        return drawImage(element, frame, walk);
      default:
        refuse(element);
        return undefined;
    }
  };

  const walk: Walk = {
    ...context,
    ...{ byId, definitions, styleIn, refer, ownTransform, effects, draw, drawChildren },
  };
  const base: Frame = {
    style: rootStyle,
    viewport,
    matrix: matrix ?? identity,
    uses: [root],
    clip: undefined,
  };
  const content = isSelected(root) ? drawChildren(root, base) : [];
  const outer = ownTransform(root, rootStyle, base);
  const fitted =
    content.length === 0 || matrix === undefined || isIdentity(matrix)
      ? content
      : [node('g', { transform: writeMatrix(matrix) }, content)];
  const wholeEffects = {
    ...(!isIdentity(outer) && { transform: writeMatrix(outer) }),
    ...effects(root, rootStyle, base),
  };
  const whole = Object.keys(wholeEffects).length === 0 ? fitted : [node('g', wholeEffects, fitted)];
  const shown = rootStyle.values['display'] === 'none' ? [] : whole;
  return { ...size, children: [...background(root, rootStyle, size, refuse), ...shown], definitions };
}

/** Flowed text of SVG 1.2, which some programs leave behind without a word in it. */
const isEmptyFlow = (element: SourceElement): boolean =>
  element.name === 'flowRoot' && wordsOf(element) === '';

/** Of several elements with one id the first is meant. */
function indexIds(element: SourceElement, byId: Map<string, SourceElement>): void {
  const { id } = element.attributes;
  if (id !== undefined && element.namespace === 'svg' && !byId.has(id)) byId.set(id, element);
  for (const child of element.children) if (typeof child !== 'string') indexIds(child, byId);
}
