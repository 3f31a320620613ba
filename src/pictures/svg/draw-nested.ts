import { clipTo } from './clip-to.ts';
import { lengthIn } from './lengths.ts';
import { placeImage } from './linked-pictures.ts';
import { identity, isIdentity, multiply, translation, writeMatrix } from './matrix.ts';
import { node, type PlainNode } from './plain-svg.ts';
import type { SourceElement } from './source.ts';
import { readViewBox, viewBoxTransform } from './viewport.ts';
import { type Frame, isHidden, lengthOf, type Walk } from './walk.ts';

/** The nesting of `use` elements: no drawing program goes deeper, and a reference cycle has no end. */
const maxUseDepth = 20;

/** A nested viewport: its size is that of `user`, a `use` element, where that has one. SVG 1.1, 5.6 and 7.9. */
export function drawViewport(
  element: SourceElement,
  user: SourceElement,
  frame: Frame,
  walk: Walk,
): readonly PlainNode[] {
  const { refuse, definitions, drawChildren } = walk;
  const sized = (name: 'width' | 'height') => {
    const value = user.attributes[name] ?? element.attributes[name];
    const isAuto = value === undefined || value === 'auto';
    return lengthIn(isAuto ? '100%' : value, {
      fontSize: Number(frame.style.values['font-size']),
      whole: frame.viewport[name],
    });
  };
  const [width, height] = [sized('width'), sized('height')];
  const x = element.name === 'svg' ? lengthOf(element, frame.style, 'x', frame.viewport.width, refuse) : 0;
  const y = element.name === 'svg' ? lengthOf(element, frame.style, 'y', frame.viewport.height, refuse) : 0;
  if (width === undefined || height === undefined) {
    refuse(element, 'width、height');
    return [];
  }
  if (width <= 0 || height <= 0) return [];
  const inner = readViewBox(element.attributes['viewBox']);
  const { preserveAspectRatio } = element.attributes;
  const fitted = inner ? viewBoxTransform(inner, { width, height }, preserveAspectRatio) : identity;
  if (fitted === undefined) {
    refuse(element, `preserveAspectRatio="${preserveAspectRatio}"`);
    return [];
  }
  if (frame.clip !== undefined) refuse(element, 'clipPath 里的组或图片');
  const toParent = multiply(translation(x, y), fitted);
  const content = drawChildren(element, {
    ...frame,
    viewport: inner ?? { width, height },
    matrix: multiply(frame.matrix, toParent),
  });
  if (content.length === 0) return [];
  const placed = isIdentity(toParent) ? content : [node('g', { transform: writeMatrix(toParent) }, content)];
  const { overflow } = frame.style.values;
  if (overflow === 'visible' || overflow === 'auto') return placed;
  return [node('g', { 'clip-path': clipTo({ x, y, width, height }, definitions) }, placed)];
}

/** SVG 1.1, 5.6: the element referred to is drawn as if it were a child. */
export function drawUse(element: SourceElement, frame: Frame, walk: Walk): readonly PlainNode[] {
  const { refuse, byId, draw } = walk;
  const href = element.attributes['href'] ?? '';
  const target = href.startsWith('#') ? byId.get(href.slice(1)) : undefined;
  const isOwnAncestor = target !== undefined && (frame.uses.includes(target) || isWithin(element, target));
  if (target === undefined || isOwnAncestor || frame.uses.length >= maxUseDepth) {
    refuse(element, href === '' ? '' : `引用的 ${href.length > 60 ? `${href.slice(0, 60)}…` : href}`);
    return [];
  }
  const x = lengthOf(element, frame.style, 'x', frame.viewport.width, refuse);
  const y = lengthOf(element, frame.style, 'y', frame.viewport.height, refuse);
  const shift = translation(x, y);
  const inside: Frame = {
    ...frame,
    matrix: multiply(frame.matrix, shift),
    clip: frame.clip && multiply(frame.clip, shift),
    uses: [...frame.uses, target],
  };
  const drawn =
    target.name === 'symbol' || target.name === 'svg'
      ? drawSymbol(target, element, inside, walk)
      : draw(target, inside);
  if (frame.clip !== undefined || (x === 0 && y === 0) || drawn.length === 0) return drawn;
  return [node('g', { transform: writeMatrix(shift) }, drawn)];
}

function drawSymbol(
  target: SourceElement,
  user: SourceElement,
  frame: Frame,
  walk: Walk,
): readonly PlainNode[] {
  const { styleIn, ownTransform, effects } = walk;
  const style = styleIn(target, frame.style, frame.viewport);
  if (style.values['display'] === 'none') return [];
  const transform = ownTransform(target, style, frame);
  const within = { ...frame, style, matrix: multiply(frame.matrix, transform) };
  const content = drawViewport(target, user, within, walk);
  const attributes = {
    ...(!isIdentity(transform) && { transform: writeMatrix(transform) }),
    ...effects(target, style, within),
  };
  return Object.keys(attributes).length === 0 || content.length === 0
    ? content
    : [node('g', attributes, content)];
}

export function drawImage(element: SourceElement, frame: Frame, walk: Walk): readonly PlainNode[] {
  if (isHidden(frame.style)) return [];
  const { refuse, pictures, definitions } = walk;
  const picture = pictures.get(element);
  if (picture === undefined || 'detail' in picture) {
    refuse(element, picture?.detail ?? '没有写明图片');
    return [];
  }
  const extent = (name: 'width' | 'height') =>
    frame.style.geometry[name] ?? element.attributes[name] ?? 'auto';
  const [across, down] = [extent('width'), extent('height')];
  const ratio = picture.width / picture.height;
  const isAuto = (value: string) => value === 'auto' || value === '';
  const length = (name: 'width' | 'height') =>
    lengthOf(element, frame.style, name, frame.viewport[name], refuse);
  const width = isAuto(across) ? (isAuto(down) ? picture.width : length('height') * ratio) : length('width');
  const height = isAuto(down)
    ? isAuto(across)
      ? picture.height
      : length('width') / ratio
    : length('height');
  const x = lengthOf(element, frame.style, 'x', frame.viewport.width, refuse);
  const y = lengthOf(element, frame.style, 'y', frame.viewport.height, refuse);
  if (!(width > 0 && height > 0)) return [];
  return placeImage(picture, { x, y, width, height }, element, frame.style, {
    refuse,
    definitions,
  });
}

function isWithin(element: SourceElement, ancestor: SourceElement): boolean {
  for (let each: SourceElement | undefined = element; each !== undefined; each = each.parent)
    if (each === ancestor) return true;
  return false;
}
