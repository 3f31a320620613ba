import { readColour, splitColour, writeColour } from './colours.ts';
import type { Refuse } from './faults.ts';
import { lengthIn } from './lengths.ts';
import { node, type PlainNode } from './plain-svg.ts';
import type { SourceElement } from './source.ts';
import type { Style } from './style.ts';
import { readViewBox } from './viewport.ts';

/** The size of the drawing in px: as written, else by the ratio of the view box. Undefined if neither says. */
export function sizeOf(
  root: SourceElement,
  style: Style,
): { readonly width: number; readonly height: number } | undefined {
  const box = readViewBox(root.attributes['viewBox']);
  const read = (name: 'width' | 'height'): number | undefined => {
    const value = style.geometry[name] ?? root.attributes[name];
    const length =
      value && lengthIn(value, { fontSize: Number(style.values['font-size']), whole: undefined });
    if (length !== undefined && length !== '' && length > 0) return length;
    // A share of a window, or a word such as `auto`.
    return style.geometry[name] !== undefined && root.attributes[name] !== undefined
      ? lengthIn(root.attributes[name], { fontSize: 16, whole: undefined })
      : undefined;
  };
  const [width, height] = [read('width'), read('height')];
  if (width && height) return { width, height };
  if (box === undefined) return undefined;
  if (width) return { width, height: (width * box.height) / box.width };
  if (height) return { width: (height * box.width) / box.height, height };
  return { width: box.width, height: box.height };
}

/** A viewer paints the background of the root alone. */
export function background(
  root: SourceElement,
  { background: value }: Style,
  size: { readonly width: number; readonly height: number },
  refuse: Refuse,
): readonly PlainNode[] {
  if (value === undefined || /^(none|transparent|initial|inherit|unset)$/i.test(value)) return [];
  const read = readBackground(value);
  if (read === undefined) {
    refuse(root, `background: ${value}`);
    return [];
  }
  const { colour, opacity } = splitColour(read);
  if (opacity === 0) return [];
  const area = { width: String(size.width), height: String(size.height) };
  return [node('rect', { ...area, fill: colour, ...(opacity < 1 && { 'fill-opacity': String(opacity) }) })];
}

/** The colour of a `background` that is one and nothing else. */
function readBackground(value: string): string | undefined {
  const read = readColour(value);
  return read && writeColour(read);
}
