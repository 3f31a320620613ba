import { fillOverprint, type Graphics, strokeOverprint } from './graphics.ts';
import type { TextMark } from './marks.ts';
import { type Bounds, boundsOf, corners, intersect, join, type Matrix, scaleOf, times } from './matrix.ts';
import { isString, PdfFault, type PdfValue } from './objects.ts';

/** A string set, and where the pen stands after it. */
export interface Shown {
  readonly mark: TextMark | undefined;
  readonly matrix: Matrix;
}

/**
 * Shows a string, or strings with shifts between them. In: the state, the text matrix, the operand of TJ.
 * ISO 32000-1, 9.4.3 and 9.4.4; vertical writing is read as horizontal.
 */
export function showText(graphics: Graphics, from: Matrix, parts: readonly PdfValue[]): Shown {
  const { font, size, stretch, rise, letterSpace, wordSpace, render } = graphics;
  if (font === undefined) throw new PdfFault('文字没有选定字体');
  const boxes: Bounds[] = [];
  const missing: string[] = [];
  let [matrix, text] = [from, ''];
  const advance = (by: number) => {
    matrix = times([1, 0, 0, 1, by * stretch, 0], matrix);
  };
  for (const part of parts) {
    if (typeof part === 'number') advance((-part / 1000) * size);
    if (!isString(part)) continue;
    for (const glyph of font.shown(part.bytes)) {
      const place = times([size * stretch, 0, 0, size, 0, rise], times(matrix, graphics.ctm));
      if (glyph.box !== undefined) {
        const { left, bottom, right, top } = glyph.box;
        const box = boundsOf(corners(place, left / 1000, bottom / 1000, right / 1000, top / 1000));
        const seen = box && intersect(box, graphics.clip);
        if (seen !== undefined) boxes.push(seen);
      }
      if (glyph.missing) missing.push(glyph.text ?? `代码 ${glyph.code}`);
      text += glyph.text ?? '\ufffd';
      advance((glyph.width / 1000) * size + letterSpace + (glyph.space ? wordSpace : 0));
    }
  }
  const whole = times(from, graphics.ctm);
  const extent = boxes.length === 0 ? undefined : boxes.reduce(join);
  const hidden = render === 3 || render === 7;
  const stroked = render === 1 || render === 5;
  const mark: TextMark = {
    kind: 'text',
    text,
    font: font.name,
    bold: font.bold,
    size: Math.abs(size) * scaleOf(whole).up,
    colour: stroked ? graphics.stroke : graphics.fill,
    overprint: stroked ? strokeOverprint(graphics) : fillOverprint(graphics),
    hidden,
    boxes,
    missing,
    bounds: extent ?? pointAt(whole),
  };
  return { mark: text === '' ? undefined : mark, matrix };
}

const pointAt = ([, , , , x, y]: Matrix): Bounds => ({ left: x, bottom: y, right: x, top: y });
