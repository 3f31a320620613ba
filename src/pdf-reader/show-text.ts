import { fillOverprint, type GraphicsState, strokeOverprint } from './graphics-state.ts';
import { type Bounds, boundsOf, corners, intersect, join, type Matrix, multiply, scaleOf } from './matrix.ts';
import { isString, PdfFault, type PdfValue } from './objects.ts';
import type { PaintedText } from './painted-objects.ts';
import type { Type3Glyph } from './type3.ts';

/** A string set, and where the pen stands after it. */
export interface Shown {
  /** The text as it is filled; and, where it is outlined as well, its outlines, which repeat its letters. */
  readonly marks: readonly PaintedText[];
  readonly matrix: Matrix;
  /** The glyphs of a Type 3 font, and from the em to the page. */
  readonly drawings: readonly (readonly [drawing: Type3Glyph, place: Matrix])[];
}

/**
 * Shows a string, or strings with shifts between them. In: the state, the text matrix, the operand of TJ.
 * ISO 32000-1, 9.4.3 and 9.4.4; vertical writing is read as horizontal.
 */
export function showText(graphics: GraphicsState, from: Matrix, parts: readonly PdfValue[]): Shown {
  const { font, fontSize, horizontalScaling, rise, charSpacing, wordSpacing, renderingMode } = graphics;
  if (font === undefined) throw new PdfFault('文字没有选定字体');
  const hidden = renderingMode === 3 || renderingMode === 7;
  const boxes: Bounds[] = [];
  const missing: string[] = [];
  const drawings: (readonly [Type3Glyph, Matrix])[] = [];
  let [matrix, text] = [from, ''];
  const advance = (by: number) => {
    matrix = multiply([1, 0, 0, 1, by * horizontalScaling, 0], matrix);
  };
  for (const part of parts) {
    if (typeof part === 'number') advance((-part / 1000) * fontSize);
    if (!isString(part)) continue;
    for (const glyph of font.decode(part.bytes)) {
      const place = multiply(
        [fontSize * horizontalScaling, 0, 0, fontSize, 0, rise],
        multiply(matrix, graphics.ctm),
      );
      // What is set to be found and not to be seen needs no glyphs, and stands where it is set.
      const box = glyph.box ?? (hidden ? emBox(glyph.width) : undefined);
      if (box !== undefined) {
        const { left, bottom, right, top } = box;
        const placed = boundsOf(corners(place, left / 1000, bottom / 1000, right / 1000, top / 1000));
        const seen = placed && intersect(placed, graphics.clipBounds);
        if (seen !== undefined) boxes.push(seen);
      }
      if (glyph.drawing !== undefined && !hidden) drawings.push([glyph.drawing, place]);
      if (glyph.missing) missing.push(glyph.text ?? `代码 ${glyph.code}`);
      text += glyph.text ?? '\ufffd';
      advance((glyph.width / 1000) * fontSize + charSpacing + (glyph.space ? wordSpacing : 0));
    }
  }
  const whole = multiply(from, graphics.ctm);
  const extent = boxes.length === 0 ? undefined : boxes.reduce(join);
  const stroked = renderingMode === 1 || renderingMode === 5;
  const mark: PaintedText = {
    kind: 'text',
    text,
    font: font.name,
    bold: font.bold,
    size: Math.abs(fontSize) * scaleOf(whole).up,
    colour: stroked ? graphics.stroke : graphics.fill,
    overprint: stroked ? strokeOverprint(graphics) : fillOverprint(graphics),
    hidden,
    boxes,
    missing,
    bounds: extent ?? pointAt(whole),
    clipPaths: graphics.clipPaths,
  };
  const outlined = renderingMode === 2 || renderingMode === 6;
  const outlines = {
    ...mark,
    text: '',
    missing: [],
    colour: graphics.stroke,
    overprint: strokeOverprint(graphics),
  };
  return { marks: text === '' ? [] : outlined ? [mark, outlines] : [mark], matrix, drawings };
}

/** The room of a character, in thousandths of the em, from its baseline up. */
const emBox = (width: number): Bounds => ({ left: 0, bottom: 0, right: width, top: 1000 });

const pointAt = ([, , , , x, y]: Matrix): Bounds => ({ left: x, bottom: y, right: x, top: y });
