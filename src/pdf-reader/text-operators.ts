import {
  fillOverprint,
  type GraphicsState,
  type OperatorContext,
  type Operators,
  strokeOverprint,
} from './graphics-state.ts';
import {
  type Bounds,
  boundsOf,
  corners,
  identity,
  intersect,
  join,
  type Matrix,
  matrixOf,
  multiply,
  scaleOf,
} from './matrix.ts';
import { isList, isString, PdfFault, type PdfValue } from './objects.ts';
import type { PaintedText } from './painted-objects.ts';
import type { Font, Type3Glyph } from './pdf-fonts.ts';

/** How a Type 3 glyph is painted: from glyph space, scaled to the em, to the page. */
export type GlyphPainter = (glyph: Type3Glyph, emToPage: Matrix) => void;

/**
 * The text operators: state, positioning and showing. ISO 32000-1, 9.3 and 9.4. In: also how to read the font that an
 * operand names.
 */
export function textOperators(
  context: OperatorContext,
  readFont: (value: PdfValue) => Font,
  paintGlyph: GlyphPainter,
): Operators {
  let [textMatrix, lineMatrix]: [Matrix, Matrix] = [identity, identity];
  const number = (index = 0) => context.numbers()[index] ?? 0;
  const { update } = context;
  const setMatrix = (to: Matrix) => {
    [textMatrix, lineMatrix] = [to, to];
  };
  const moveLine = (x: number, y: number) => setMatrix(multiply([1, 0, 0, 1, x, y], lineMatrix));
  const nextLine = () => moveLine(0, -context.state.leading);
  const show = (parts: readonly PdfValue[]) => {
    const shown = showText(context.state, textMatrix, parts);
    textMatrix = shown.textMatrix;
    for (const object of shown.painted) context.paint(object);
    for (const [glyph, emToPage] of shown.type3Glyphs) paintGlyph(glyph, emToPage);
  };
  return {
    BT: () => setMatrix(identity),
    Tf: () => update({ font: readFont(context.resource('Font', context.operands[0])), fontSize: number() }),
    Tc: () => update({ charSpacing: number() }),
    Tw: () => update({ wordSpacing: number() }),
    Tz: () => update({ horizontalScaling: (context.numbers()[0] ?? 100) / 100 }),
    TL: () => update({ leading: number() }),
    Ts: () => update({ rise: number() }),
    Tr: () => update({ renderingMode: number() }),
    Td: () => moveLine(number(), number(1)),
    TD: () => {
      update({ leading: -number(1) });
      moveLine(number(), number(1));
    },
    Tm: () => setMatrix(matrixOf(context.numbers())),
    'T*': nextLine,
    Tj: () => show(context.operands),
    TJ: () => {
      const [parts] = context.operands;
      show(isList(parts) ? parts : []);
    },
    "'": () => {
      nextLine();
      show(context.operands);
    },
    '"': () => {
      update({ wordSpacing: number(), charSpacing: number(1) });
      nextLine();
      show(context.operands.slice(2));
    },
  };
}

/** The effect of showing a string. */
interface ShownText {
  /** The filled text; if it is stroked as well, also its outlines, without the text, which would count twice. */
  readonly painted: readonly PaintedText[];
  /** The text matrix afterwards. */
  readonly textMatrix: Matrix;
  readonly type3Glyphs: readonly (readonly [glyph: Type3Glyph, emToPage: Matrix])[];
}

/**
 * Shows the operand of TJ: strings, and numbers that move the pen. ISO 32000-1, 9.4.3 and 9.4.4. Vertical writing is
 * read as horizontal.
 */
function showText(state: GraphicsState, from: Matrix, parts: readonly PdfValue[]): ShownText {
  const { font, fontSize, horizontalScaling, rise, charSpacing, wordSpacing } = state;
  if (font === undefined) throw new PdfFault('文字没有选定字体');
  const hidden = state.renderingMode === 3 || state.renderingMode === 7;
  const boxes: Bounds[] = [];
  const missing: string[] = [];
  const type3Glyphs: (readonly [Type3Glyph, Matrix])[] = [];
  let [textMatrix, text] = [from, ''];
  const advance = (by: number) => {
    textMatrix = multiply([1, 0, 0, 1, by * horizontalScaling, 0], textMatrix);
  };
  for (const part of parts) {
    if (typeof part === 'number') advance((-part / 1000) * fontSize);
    if (!isString(part)) continue;
    for (const code of font.decode(part.bytes)) {
      const emToPage = multiply(
        [fontSize * horizontalScaling, 0, 0, fontSize, 0, rise],
        multiply(textMatrix, state.ctm),
      );
      // Hidden text needs no glyphs. It still has a place, which decides whether it is on the page.
      const box = code.box ?? (hidden ? emBox(code.width) : undefined);
      if (box !== undefined) {
        const { left, bottom, right, top } = box;
        const placed = boundsOf(corners(emToPage, left / 1000, bottom / 1000, right / 1000, top / 1000));
        const visible = placed && intersect(placed, state.clipBounds);
        if (visible !== undefined) boxes.push(visible);
      }
      if (code.glyph !== undefined && !hidden) type3Glyphs.push([code.glyph, emToPage]);
      if (code.missing) missing.push(code.text ?? `代码 ${code.code}`);
      text += code.text ?? '\ufffd';
      advance((code.width / 1000) * fontSize + charSpacing + (code.isSpace ? wordSpacing : 0));
    }
  }
  const painted = text === '' ? [] : paintedText(state, font, from, { text, hidden, boxes, missing });
  return { painted, textMatrix, type3Glyphs };
}

function paintedText(
  state: GraphicsState,
  font: Font,
  textMatrix: Matrix,
  shown: Pick<PaintedText, 'text' | 'hidden' | 'boxes' | 'missing'>,
): readonly PaintedText[] {
  const { renderingMode, fontSize } = state;
  const toPage = multiply(textMatrix, state.ctm);
  const isStroked = renderingMode === 1 || renderingMode === 5;
  const object: PaintedText = {
    kind: 'text',
    ...shown,
    font: font.name,
    bold: font.bold,
    size: Math.abs(fontSize) * scaleOf(toPage).y,
    colour: isStroked ? state.stroke : state.fill,
    overprint: isStroked ? strokeOverprint(state) : fillOverprint(state),
    bounds: shown.boxes.length === 0 ? originOf(toPage) : shown.boxes.reduce(join),
    clipPaths: state.clipPaths,
  };
  if (renderingMode !== 2 && renderingMode !== 6) return [object];
  const colour = state.stroke;
  return [object, { ...object, text: '', missing: [], colour, overprint: strokeOverprint(state) }];
}

/** The em box of a glyph, in thousandths of the em, above its baseline. */
const emBox = (width: number): Bounds => ({ left: 0, bottom: 0, right: width, top: 1000 });

const originOf = ([, , , , x, y]: Matrix): Bounds => ({ left: x, bottom: y, right: x, top: y });
