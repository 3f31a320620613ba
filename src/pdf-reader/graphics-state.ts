import { deviceGray, inksOf } from './colour-spaces.ts';
import { type Bounds, boundsOf, identity, intersect, type Matrix, type Point } from './matrix.ts';
import type { PdfDict, PdfValue } from './objects.ts';
import type { ClipPath, Colour, ColourSpace, Overprint, PaintedObject } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';
import type { Font } from './pdf-fonts.ts';

/** The graphics state, ISO 32000-1, 8.4, reduced to what matters in print. Immutable: operators replace it. */
export interface GraphicsState {
  readonly ctm: Matrix;
  /** The bounding rectangle of the visible area, and the clip paths that are not upright rectangles. */
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

/** One content stream while it is run: what the operators read and change. */
export interface OperatorContext {
  readonly file: PdfFile;
  readonly resources: PdfDict | undefined;
  readonly state: GraphicsState;
  /** The operands of the current operator; `numbers` are those that are numbers. */
  readonly operands: readonly PdfValue[];
  readonly numbers: () => readonly number[];
  /** The resource of a category that an operand names, or null. */
  readonly resource: (category: string, name: PdfValue | undefined) => PdfValue;
  readonly update: (changes: Partial<GraphicsState>) => void;
  readonly paint: (object: PaintedObject) => void;
}

/** The actions of some operators, by name. */
export type Operators = Readonly<Record<string, () => void>>;

export const colourOf = (space: ColourSpace, values: readonly number[]): Colour => ({
  space,
  values,
  inks: inksOf(space, values),
});

/** The state at the beginning of a page: black, lines of one unit, clipped to the paper. */
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

/** The changes made by an ExtGState dictionary. ISO 32000-1, 8.4.5. */
export function readExtGState(
  file: PdfFile,
  { map }: PdfDict,
  state: GraphicsState,
  fontOf: (value: PdfValue) => Font,
): Partial<GraphicsState> {
  const flag = (key: string) => {
    const value = file.resolve(map.get(key));
    return typeof value === 'boolean' ? value : undefined;
  };
  const stroke = flag('OP');
  const [font, size] = file.list(map.get('Font'));
  return {
    overprintStroke: stroke ?? state.overprintStroke,
    overprintFill: flag('op') ?? stroke ?? state.overprintFill,
    overprintMode: file.number(map.get('OPM')) ?? state.overprintMode,
    lineWidth: file.number(map.get('LW')) ?? state.lineWidth,
    ...(font !== undefined && {
      font: fontOf(file.resolve(font)),
      fontSize: file.number(size) ?? state.fontSize,
    }),
  };
}

/** The clip bounds of a state that shows nothing, and of one that shows everything. */
export const nowhere: Bounds = { left: 0, bottom: 0, right: 0, top: 0 };
export const everywhere: Bounds = { left: -1e6, bottom: -1e6, right: 1e6, top: 1e6 };

/** Intersects the clip of a state with a path. ISO 32000-1, 8.5.4. */
export function clipTo(state: GraphicsState, path: ClipPath): GraphicsState {
  const extent = boundsOf(path.outline.flat());
  const clipBounds = extent && intersect(extent, state.clipBounds);
  if (clipBounds === undefined) return { ...state, clipBounds: nowhere };
  const clipPaths = isUprightRectangle(path) ? state.clipPaths : [...state.clipPaths, path];
  return { ...state, clipBounds, clipPaths };
}

/** Whether a path is the same as its bounding rectangle. */
function isUprightRectangle({ outline }: ClipPath): boolean {
  const [only, ...others] = outline;
  if (only === undefined || others.length > 0 || only.length < 4 || only.length > 5) return false;
  if (only.length === 5 && !areEqual(only[0]!, only[4]!)) return false;
  return [0, 1, 2, 3].every((index) => {
    const [[x1, y1], [x2, y2]] = [only[index]!, only[(index + 1) % 4]!];
    return Math.abs(x1 - x2) < 1e-3 || Math.abs(y1 - y2) < 1e-3;
  });
}

const areEqual = ([x1, y1]: Point, [x2, y2]: Point): boolean => Math.hypot(x1 - x2, y1 - y2) < 1e-3;
