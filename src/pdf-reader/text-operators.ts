import type { GraphicsState } from './graphics-state.ts';
import { identity, type Matrix, matrixOf, multiply } from './matrix.ts';
import { isList, type PdfValue } from './objects.ts';
import type { PaintedObject } from './painted-objects.ts';
import type { Font } from './pdf-fonts.ts';
import { showText } from './show-text.ts';
import type { Type3Glyph } from './type3.ts';

/** What the text operators work on. */
export interface TextDesk {
  readonly graphics: () => GraphicsState;
  readonly change: (part: Partial<GraphicsState>) => void;
  readonly operands: () => readonly PdfValue[];
  readonly numbers: () => readonly number[];
  /** The font named by the first operand. */
  readonly font: () => Font;
  readonly keep: (mark: PaintedObject) => void;
  /** Paints a glyph of a Type 3 font. */
  readonly drawGlyph: (drawing: Type3Glyph, place: Matrix) => void;
}

/** The operators of text: state, position and showing. ISO 32000-1, 9.3 and 9.4. */
export function textOperators(desk: TextDesk): Readonly<Record<string, () => void>> {
  let [matrix, lineMatrix]: [Matrix, Matrix] = [identity, identity];
  const { change, operands } = desk;
  const number = (index = 0) => desk.numbers()[index] ?? 0;
  const setMatrix = (to: Matrix) => {
    [matrix, lineMatrix] = [to, to];
  };
  const nextLine = (x: number, y: number) => setMatrix(multiply([1, 0, 0, 1, x, y], lineMatrix));
  const newLine = () => nextLine(0, -desk.graphics().leading);
  const show = (parts: readonly PdfValue[]) => {
    const shown = showText(desk.graphics(), matrix, parts);
    matrix = shown.matrix;
    for (const mark of shown.marks) desk.keep(mark);
    for (const [drawing, place] of shown.drawings) desk.drawGlyph(drawing, place);
  };
  return {
    BT: () => setMatrix(identity),
    Tf: () => change({ font: desk.font(), fontSize: number() }),
    Tc: () => change({ charSpacing: number() }),
    Tw: () => change({ wordSpacing: number() }),
    Tz: () => change({ horizontalScaling: (desk.numbers()[0] ?? 100) / 100 }),
    TL: () => change({ leading: number() }),
    Ts: () => change({ rise: number() }),
    Tr: () => change({ renderingMode: number() }),
    Td: () => nextLine(number(), number(1)),
    TD: () => {
      change({ leading: -number(1) });
      nextLine(number(), number(1));
    },
    Tm: () => setMatrix(matrixOf(desk.numbers())),
    'T*': newLine,
    Tj: () => show(operands()),
    TJ: () => {
      const [parts] = operands();
      show(isList(parts) ? parts : []);
    },
    "'": () => {
      newLine();
      show(operands());
    },
    '"': () => {
      change({ wordSpacing: number(), charSpacing: number(1) });
      newLine();
      show(operands().slice(2));
    },
  };
}
