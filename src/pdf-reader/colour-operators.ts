import { deviceSpace, initialValues, readColourSpace } from './colour-spaces.ts';
import { colourOf, type GraphicsState } from './graphics-state.ts';
import { isName, type PdfDict, type PdfValue } from './objects.ts';
import type { Colour } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** What the colour operators work on. */
export interface ColourDesk {
  readonly file: PdfFile;
  readonly resources: PdfDict | undefined;
  readonly graphics: () => GraphicsState;
  readonly change: (part: Partial<GraphicsState>) => void;
  readonly operands: () => readonly PdfValue[];
  readonly numbers: () => readonly number[];
  /** The colour of the pattern of that name; `plain` is what one without colours of its own is painted in. */
  readonly pattern: (name: PdfValue, plain: Colour) => Colour;
}

/** The operators of colour, for fills and strokes. ISO 32000-1, 8.6.8. */
export function colourOperators(desk: ColourDesk): Readonly<Record<string, () => void>> {
  const { file, resources, change, operands, numbers } = desk;
  type Side = 'fill' | 'stroke';
  const device = (side: Side, name: string) => () =>
    change({ [side]: colourOf(deviceSpace(file, name, resources), numbers()) });
  const fresh = (side: Side) => () => {
    const space = readColourSpace(file, operands()[0], resources);
    change({ [side]: colourOf(space, initialValues(space)) });
  };
  const set = (side: Side) => () => {
    const { space } = desk.graphics()[side];
    const [pattern] = operands().filter(isName);
    const colour = colourOf(pattern === undefined ? space : (space.base ?? space), numbers());
    change({ [side]: pattern === undefined ? colour : desk.pattern(pattern, colour) });
  };
  return {
    g: device('fill', 'DeviceGray'),
    G: device('stroke', 'DeviceGray'),
    k: device('fill', 'DeviceCMYK'),
    K: device('stroke', 'DeviceCMYK'),
    rg: device('fill', 'DeviceRGB'),
    RG: device('stroke', 'DeviceRGB'),
    cs: fresh('fill'),
    CS: fresh('stroke'),
    sc: set('fill'),
    scn: set('fill'),
    SC: set('stroke'),
    SCN: set('stroke'),
  };
}
