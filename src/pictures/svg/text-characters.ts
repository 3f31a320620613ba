import type { Refuse } from './faults.ts';
import { lengthIn, numbersIn } from './lengths.ts';
import type { SourceElement } from './source.ts';
import type { Style } from './style.ts';

/**
 * The characters of a `<text>` element with what is said of each: SVG 2, 11.4 and 11.8. White space is collapsed before
 * positions are given out, so that the n-th number of a list belongs to the n-th character that is drawn.
 */
export interface TextCharacter {
  /** A character with the marks that combine with it. */
  text: string;
  readonly style: Style;
  /** The element that directly has it. */
  readonly element: SourceElement;
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly dx: number;
  readonly dy: number;
  readonly rotate: number;
  /** Of the elements around it, all together; upwards. */
  readonly shift: number;
}

interface TextContext {
  readonly styleOf: (element: SourceElement, parent: Style) => Style;
  readonly refuse: Refuse;
  readonly viewport: { readonly width: number; readonly height: number };
}

type ListName = 'x' | 'y' | 'dx' | 'dy' | 'rotate';

/** An element of the text, with its lists and how many characters it has had. */
interface Level {
  readonly lists: Readonly<Record<ListName, readonly number[]>>;
  count: number;
}

/** Marks that combine with the character before: they share its position. */
const combining = /^(?:\p{M}|\u200d|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007f}])/u;

/** Two letters of a flag. */
const flagLetter = /^\p{Regional_Indicator}$/u;

export function collectCharacters(text: SourceElement, style: Style, context: TextContext): TextCharacter[] {
  const characters: TextCharacter[] = [];
  /** Whether white space here would follow white space. */
  let afterSpace = true;
  let lastCollapses = true;

  const add = (
    sign: string,
    element: SourceElement,
    own: Style,
    shift: number,
    levels: readonly Level[],
  ): void => {
    const last = characters.at(-1);
    const isJoined =
      last !== undefined &&
      (combining.test(sign) ||
        last.text.endsWith('\u200d') ||
        (flagLetter.test(sign) && flagLetter.test(last.text)));
    const at = (name: 'x' | 'y') => nearest(levels, name);
    const [x, y] = [at('x'), at('y')];
    for (const level of levels) level.count += 1;
    if (isJoined && x === undefined && y === undefined) {
      last.text += sign;
      return;
    }
    for (const level of levels) level.count -= 1;
    characters.push({
      text: sign,
      style: own,
      element,
      x,
      y,
      dx: nearest(levels, 'dx') ?? 0,
      dy: nearest(levels, 'dy') ?? 0,
      rotate: rotationAt(levels),
      shift,
    });
    for (const level of levels) level.count += 1;
  };

  const visit = (element: SourceElement, own: Style, shift: number, above: readonly Level[]): void => {
    const levels = [...above, { lists: listsOf(element, own, context), count: 0 }];
    const collapses = !isPreserved(element, own);
    for (const child of element.children) {
      if (typeof child === 'string') {
        for (const sign of transformed(child, own)) {
          const isSpace = /^[ \t\n\r\u2028\u2029]$/.test(sign);
          if (isSpace && collapses && afterSpace) continue;
          add(isSpace ? ' ' : sign, element, own, shift, levels);
          afterSpace = isSpace;
          lastCollapses = collapses;
        }
      } else visitChild(child, own, shift, levels);
    }
  };

  const visitChild = (child: SourceElement, own: Style, shift: number, levels: readonly Level[]): void => {
    if (child.namespace !== 'svg') {
      if (child.namespace === 'html') context.refuse(child);
      return;
    }
    if (child.name === 'title' || child.name === 'desc' || child.name === 'metadata') return;
    if (child.name !== 'tspan' && child.name !== 'a') {
      context.refuse(child);
      return;
    }
    const style = context.styleOf(child, own);
    if (style.values['display'] === 'none') return;
    for (const name of ['opacity', 'clip-path', 'mask', 'filter', 'mix-blend-mode', 'transform'])
      if (
        style.values[name] !== { opacity: '1', 'mix-blend-mode': 'normal' }[name] &&
        style.values[name] !== 'none'
      )
        context.refuse(child, `${name}: ${style.values[name]}`);
    if (child.attributes['textLength'] !== undefined) context.refuse(child, 'textLength');
    visit(child, style, shift + Number(style.values['baseline-shift']), levels);
  };

  visit(text, style, Number(style.values['baseline-shift']), []);
  if (lastCollapses && characters.at(-1)?.text === ' ') characters.pop();
  return characters;
}

const transformed = (text: string, { values }: Style): string => {
  if (values['text-transform'] === 'uppercase') return text.toUpperCase();
  return values['text-transform'] === 'lowercase' ? text.toLowerCase() : text;
};

/** The number that the innermost element with one gives to the next character. */
function nearest(levels: readonly Level[], name: Exclude<ListName, 'rotate'>): number | undefined {
  for (let index = levels.length - 1; index >= 0; index -= 1) {
    const { lists, count } = levels[index]!;
    const value = lists[name][count];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** As `nearest`; the last number of a list holds for all characters after it. */
function rotationAt(levels: readonly Level[]): number {
  for (let index = levels.length - 1; index >= 0; index -= 1) {
    const { lists, count } = levels[index]!;
    if (lists.rotate.length > 0) return lists.rotate[Math.min(count, lists.rotate.length - 1)]!;
  }
  return 0;
}

function listsOf(
  element: SourceElement,
  { values }: Style,
  { refuse, viewport }: TextContext,
): Level['lists'] {
  const list = (name: ListName, whole: number): readonly number[] => {
    const value = element.attributes[name];
    if (value === undefined || value.trim() === '') return [];
    const basis = { fontSize: Number(values['font-size']), whole };
    const numbers =
      numbersIn(value) ??
      value
        .trim()
        .split(/[\s,]+/)
        .map((part) => lengthIn(part, basis));
    if (numbers.every((each) => each !== undefined)) return numbers as readonly number[];
    refuse(element, `${name}="${value}"`);
    return [];
  };
  return {
    x: list('x', viewport.width),
    y: list('y', viewport.height),
    dx: list('dx', viewport.width),
    dy: list('dy', viewport.height),
    rotate: list('rotate', 360),
  };
}

/** `white-space`, else the `xml:space` of the nearest element that has one. */
function isPreserved(element: SourceElement, { values }: Style): boolean {
  if (values['white-space'] !== '') return values['white-space'] === 'preserve';
  for (let each: SourceElement | undefined = element; each !== undefined; each = each.parent) {
    const space = each.attributes['xml:space'];
    if (space !== undefined) return space === 'preserve';
  }
  return false;
}
