import type { Face, OutlineStep, ShapedGlyph } from '../../fonts/face.ts';
import type { FontBook } from '../../fonts/font-book.ts';
import type { Refuse } from './faults.ts';
import { lengthIn } from './lengths.ts';
import { type Matrix, multiply, rotation, translation } from './matrix.ts';
import type { SourceElement } from './source.ts';
import type { Style } from './style.ts';
import type { TextCharacter } from './text-characters.ts';
import { chooseType, findFace, type TypeRequest } from './type-faces.ts';

/**
 * Sets the text of a drawing as outlines of the font book's faces, so that no renderer ever looks for a font. SVG 2, 11:
 * a new chunk starts at each absolute position and is anchored as a whole; within it glyphs follow each other.
 *
 * In: the characters of one `<text>`. Out: the path data of each run of one style, in the coordinates of the element. The same
 * characters give the same outlines on every machine. What no face has is passed to `missing`; text that runs from right to
 * left, and scripts whose letters change with their neighbours, are refused.
 */
export interface TextRun {
  readonly style: Style;
  readonly d: string;
}

export interface TextSetting {
  readonly fonts: FontBook;
  readonly refuse: Refuse;
  readonly missing: (element: SourceElement, characters: string) => void;
  /** Is called for each family that another takes the place of. */
  readonly replaced: (family: string, role: string) => void;
}

/** Scripts from right to left, and those whose letters join or move. */
const unsettable =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Mongolian}]/u;

/** Characters that ask for no glyph: joiners, marks of direction, variation selectors. */
const invisible = /\u00ad|[\u200b-\u200f]|\u2060|\ufeff|[\ufe00-\ufe0f]/gu;

/** Several signs for one picture: a family, a flag, a skin colour, a key. */
const sequence = /^\p{Extended_Pictographic}.|^\p{Regional_Indicator}.|\u20e3/u;
const variationSelectors = /[\ufe00-\ufe0f]/g;

/** Text that is shaped as a whole, for its kerning and ligatures: words, and dashes that join. */
const shapedTogether = /^(?:[\p{Script=Latin}\p{Nd}\p{M}'’.,:;!?()%&/+-]+|—+|…+)$/u;

/** The em box of the faces, above the baseline: where type of another centre hangs. */
const emTop = 0.88;
const emBottom = -0.12;

/** A stretch of glyphs that nothing divides. */
interface Item {
  readonly characters: readonly TextCharacter[];
  readonly text: string;
  readonly face: Face;
  readonly slanted: boolean;
  readonly size: number;
  /** Of an emoji of several characters, which is not shaped. */
  readonly glyph?: number;
}

export function setText(
  text: SourceElement,
  characters: readonly TextCharacter[],
  setting: TextSetting,
): readonly TextRun[] {
  const isSpaced = text.attributes['textLength'] !== undefined;
  const items = toItems(characters, isSpaced, setting);
  const glyphs: { style: Style; parts: string[] }[] = [];
  const lines: TextRun[] = [];
  const pen: Pen = { x: 0, y: 0 };
  for (const chunk of toChunks(items)) {
    const stretch = stretchOf(text, chunk, items, setting.refuse);
    for (const { style, d, line } of setChunk(chunk, stretch, pen)) {
      const last = glyphs.at(-1);
      if (last?.style === style) last.parts.push(d);
      else glyphs.push({ style, parts: [d] });
      // Apart from the glyphs, whose outlines may turn the other way and cut holes where they meet.
      if (line !== '') lines.push({ style, d: line });
    }
  }
  const set = glyphs.map(({ style, parts }) => ({ style, d: parts.join('') }));
  return [...set.filter(({ d }) => d !== ''), ...lines];
}

const sizeOf = ({ values }: Style): number => Number(values['font-size']);

const typeRequestOf = ({ values }: Style): TypeRequest => ({
  family: values['font-family']!,
  weight: Number(values['font-weight']),
  italic: values['font-style'] === 'italic',
});

/** In: whether every character is apart, so that the space between them can change. */
function toItems(
  characters: readonly TextCharacter[],
  isSpaced: boolean,
  setting: TextSetting,
): readonly Item[] {
  const items: Item[] = [];
  for (const character of characters) {
    const { style, element } = character;
    if (unsettable.test(character.text)) {
      setting.refuse(element, `从右向左或字形相连的文字“${character.text}”`);
      continue;
    }
    const text = character.text.normalize('NFC').replace(invisible, '').replace('\u00a0', ' ');
    if (text === '' || sizeOf(style) === 0) continue;
    const request = typeRequestOf(style);
    const found = findGlyphs(setting.fonts, request, text, character.text.replace(variationSelectors, ''));
    if (found === undefined) {
      setting.missing(element, text);
      continue;
    }
    const { role, replaced } = chooseType(request);
    if (replaced !== undefined) setting.replaced(replaced[0], role);
    const last = items.at(-1);
    const joins =
      last !== undefined &&
      !isSpaced &&
      last.face === found.face &&
      last.slanted === found.slanted &&
      last.characters[0]!.style === style &&
      character.x === undefined &&
      character.y === undefined &&
      character.dx === 0 &&
      character.dy === 0 &&
      character.rotate === 0 &&
      last.characters[0]!.rotate === 0 &&
      Number(style.values['letter-spacing']) === 0 &&
      shapedTogether.test(last.text + text);
    if (joins)
      items[items.length - 1] = {
        ...last,
        characters: [...last.characters, character],
        text: last.text + text,
      };
    else items.push({ characters: [character], text, ...found, size: sizeOf(style) });
  }
  return items;
}

/** The face of a cluster, and its glyph if it is an emoji of several characters. In: with and without its joiners. */
function findGlyphs(fonts: FontBook, request: TypeRequest, text: string, joined: string) {
  if (!sequence.test(joined)) return findFace(fonts, request, text);
  const emoji = fonts.emojiFor(chooseType(request).role, joined);
  return emoji && { ...emoji, slanted: false };
}

/** Each begins at an absolute position. */
function toChunks(items: readonly Item[]): readonly (readonly Item[])[] {
  const chunks: Item[][] = [];
  for (const item of items) {
    const { x, y } = item.characters[0]!;
    if (chunks.length === 0 || x !== undefined || y !== undefined) chunks.push([item]);
    else chunks.at(-1)!.push(item);
  }
  return chunks;
}

/** The space after each item and the factor of its width by which a chunk gets its `textLength`. */
interface Stretch {
  readonly extra: number;
  readonly factor: number;
}

function stretchOf(
  text: SourceElement,
  chunk: readonly Item[],
  items: readonly Item[],
  refuse: Refuse,
): Stretch {
  const { textLength, lengthAdjust = 'spacing' } = text.attributes;
  if (textLength === undefined) return { extra: 0, factor: 1 };
  const wanted = lengthIn(textLength, { fontSize: chunk[0]!.size, whole: undefined });
  if (wanted === undefined || wanted <= 0 || chunk.length !== items.length) {
    refuse(text, `textLength="${textLength}"`);
    return { extra: 0, factor: 1 };
  }
  const natural = widthOf(chunk);
  if (lengthAdjust === 'spacingAndGlyphs') return { extra: 0, factor: wanted / natural };
  return { extra: chunk.length > 1 ? (wanted - natural) / (chunk.length - 1) : 0, factor: 1 };
}

/** The first `dx` moves the chunk as a whole. SVG 2, 11.5.2. */
const widthOf = (chunk: readonly Item[]): number =>
  chunk.reduce((sum, item, index) => sum + (index === 0 ? 0 : item.characters[0]!.dx) + advanceOf(item), 0);

function advanceOf(item: Item): number {
  const { values } = item.characters[0]!.style;
  const spaces = [...item.text].filter((sign) => sign === ' ').length;
  return (
    glyphsOf(item).reduce((sum, { advance }) => sum + advance, 0) * item.size +
    Number(values['letter-spacing']) +
    spaces * Number(values['word-spacing'])
  );
}

const glyphsOf = ({ face, text, glyph }: Item): readonly Omit<ShapedGlyph, 'text'>[] =>
  glyph === undefined ? face.shape(text) : [{ id: glyph, advance: face.advance(glyph), x: 0, y: 0 }];

const anchors: Readonly<Record<string, number>> = { start: 0, middle: 0.5, end: 1 };

/** Where chunks continue: the end of the one before. */
interface Pen {
  x: number;
  y: number;
}

function* setChunk(
  chunk: readonly Item[],
  { extra, factor }: Stretch,
  pen: Pen,
): Iterable<TextRun & { readonly line: string }> {
  const first = chunk[0]!.characters[0]!;
  const width = (widthOf(chunk) + extra * (chunk.length - 1)) * factor;
  const start = (first.x ?? pen.x) - width * anchors[first.style.values['text-anchor']!]!;
  let [x, y] = [start, first.y ?? pen.y];
  for (const item of chunk) {
    const { style, dx, dy, rotate, shift } = item.characters[0]!;
    x += dx * factor;
    y += dy;
    const origin = multiply(translation(x, y - shift - baselineOf(item)), rotation(rotate));
    const advance = advanceOf(item) * factor;
    yield {
      style,
      d: outlinesOf(item, multiply(origin, [factor, 0, 0, 1, 0, 0])),
      line: decorations(item, x, y - shift - baselineOf(item), advance),
    };
    x += advance + extra;
  }
  pen.x = x - extra;
  pen.y = y;
}

/** How far the baseline that the style asks for is above the alphabetic one. */
function baselineOf({ characters, face, size }: Item): number {
  const { values } = characters[0]!.style;
  const own = values['alignment-baseline']!;
  const name = own === 'auto' || own === 'baseline' ? values['dominant-baseline']! : own;
  switch (name) {
    case 'middle':
      return (heightOfX(face) / 2) * size * -1;
    case 'central':
      return ((emTop + emBottom) / 2) * size * -1;
    case 'hanging':
      return 0.8 * emTop * size * -1;
    case 'mathematical':
      return 0.5 * size * -1;
    case 'text-before-edge':
    case 'text-top':
    case 'before-edge':
      return emTop * size * -1;
    case 'ideographic':
    case 'text-after-edge':
    case 'text-bottom':
    case 'after-edge':
      return emBottom * size * -1;
    default:
      return 0;
  }
}

/** The height of a small x, which the centre of `middle` is half of; that of our faces where one has no x. */
function heightOfX(face: Face): number {
  if (!face.has(0x78)) return 0.5;
  const heights = face.outline(face.glyph(0x78)).map((step) => (step.to === 'close' ? 0 : -step.y));
  return Math.max(0, ...heights);
}

/** The slope of type that has no italic, as viewers slant it. */
const slope = 0.25;

function outlinesOf(item: Item, matrix: Matrix): string {
  const { size, slanted, face } = item;
  const scale: Matrix = [size, 0, slanted ? -slope * size : 0, size, 0, 0];
  const toUser = multiply(matrix, scale);
  const parts: string[] = [];
  let pen = 0;
  for (const { id, advance, x, y } of glyphsOf(item)) {
    parts.push(pathOf(face.outline(id), multiply(toUser, translation(pen + x, y))));
    pen += advance;
  }
  return parts.join('');
}

/** Enough for a coordinate at any scale of the drawing, and the same on every machine. */
const write = (value: number): string => String(Number(value.toPrecision(8)));

function pathOf(steps: readonly OutlineStep[], [a, b, c, d, e, f]: Matrix): string {
  const point = (x: number, y: number) => `${write(a * x + c * y + e)} ${write(b * x + d * y + f)}`;
  return steps
    .map((step) => {
      if (step.to === 'close') return 'Z';
      const end = point(step.x, step.y);
      if (step.to !== 'curve') return `${step.to === 'move' ? 'M' : 'L'}${end}`;
      return `C${point(step.x1, step.y1)} ${point(step.x2, step.y2)} ${end}`;
    })
    .join('');
}

/** The height of a line's middle above the baseline, in em. */
const lineHeights: Readonly<Record<string, number>> = {
  underline: -0.12,
  'line-through': 0.3,
  overline: 0.9,
};

/** In em. */
const lineThickness = 0.05;

function decorations({ characters, size }: Item, x: number, y: number, width: number): string {
  const { values } = characters[0]!.style;
  const words = new Set([
    ...values['text-decoration']!.split(' '),
    ...values['text-decoration-line']!.split(' '),
  ]);
  return [...words]
    .filter((word) => word !== 'none')
    .map((word) => {
      const top = y - (lineHeights[word]! + lineThickness / 2) * size;
      return `M${write(x)} ${write(top)}h${write(width)}v${write(lineThickness * size)}h${write(-width)}Z`;
    })
    .join('');
}
