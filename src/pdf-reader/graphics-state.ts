import { deviceGray, inksOf } from './colour-spaces.ts';
import { type Bounds, identity, type Matrix } from './matrix.ts';
import type { PdfDict, PdfValue } from './objects.ts';
import type { ClipPath, Colour, ColourSpace, Overprint } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';
import type { Font } from './pdf-fonts.ts';

/** The graphics state as far as a press cares. ISO 32000-1, 8.4. Never changed, only replaced. */
export interface GraphicsState {
  readonly ctm: Matrix;
  /** The rectangle round all that can be seen, and the shapes in it that are no upright rectangles. */
  readonly clipBounds: Bounds;
  readonly clipPaths: readonly ClipPath[];
  readonly fill: Colour;
  readonly stroke: Colour;
  readonly lineWidth: number;
  readonly overprintFill: boolean;
  readonly overprintStroke: boolean;
  readonly overprintMode: number;
  readonly font: Font | undefined;
  readonly fontSize: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly horizontalScaling: number;
  readonly leading: number;
  readonly rise: number;
  readonly renderingMode: number;
}

export const colourOf = (space: ColourSpace, values: readonly number[]): Colour => ({
  space,
  values,
  inks: inksOf(space, values),
});

/** The state that a page begins with: black, a line of one unit, the paper as the clip. */
export const initialState = (paper: Bounds): GraphicsState => ({
  ctm: identity,
  clipBounds: paper,
  clipPaths: [],
  fill: colourOf(deviceGray, [0]),
  stroke: colourOf(deviceGray, [0]),
  lineWidth: 1,
  overprintFill: false,
  overprintStroke: false,
  overprintMode: 0,
  font: undefined,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScaling: 1,
  leading: 0,
  rise: 0,
  renderingMode: 0,
});

export const fillOverprint = ({ overprintFill, overprintMode }: GraphicsState): Overprint => ({
  on: overprintFill,
  mode: overprintMode,
});

export const strokeOverprint = ({ overprintStroke, overprintMode }: GraphicsState): Overprint => ({
  on: overprintStroke,
  mode: overprintMode,
});

/** What an ExtGState dictionary changes. ISO 32000-1, 8.4.5. */
export function readExtGState(
  file: PdfFile,
  { map }: PdfDict,
  graphics: GraphicsState,
  fontOf: (value: PdfValue) => Font,
): Partial<GraphicsState> {
  const flag = (key: string) => {
    const value = file.resolve(map.get(key));
    return typeof value === 'boolean' ? value : undefined;
  };
  const stroke = flag('OP');
  const [font, size] = file.list(map.get('Font'));
  return {
    overprintStroke: stroke ?? graphics.overprintStroke,
    overprintFill: flag('op') ?? stroke ?? graphics.overprintFill,
    overprintMode: file.number(map.get('OPM')) ?? graphics.overprintMode,
    lineWidth: file.number(map.get('LW')) ?? graphics.lineWidth,
    ...(font !== undefined && {
      font: fontOf(file.resolve(font)),
      fontSize: file.number(size) ?? graphics.fontSize,
    }),
  };
}
