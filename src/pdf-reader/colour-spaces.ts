import { isStream, isString, type PdfDict, type PdfValue } from './objects.ts';
import type { ColourSpace, Inks } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';

const space = (
  family: ColourSpace['family'],
  name: string,
  components: number,
  device = false,
): ColourSpace => ({
  family,
  name,
  components,
  device,
  colorants: [],
});

export const deviceGray = space('gray', 'DeviceGray', 1, true);
const deviceCmyk = space('cmyk', 'DeviceCMYK', 4, true);
const deviceRgb = space('rgb', 'DeviceRGB', 3, true);
export const patternSpace = space('pattern', 'Pattern', 0);

/** Spaces without parameters that matter here, by name and by the abbreviation of inline images. */
const simpleSpaces: ReadonlyMap<string, ColourSpace> = new Map(
  Object.entries({
    DeviceGray: deviceGray,
    G: deviceGray,
    DeviceCMYK: deviceCmyk,
    CMYK: deviceCmyk,
    DeviceRGB: deviceRgb,
    RGB: deviceRgb,
    CalGray: space('gray', 'CalGray', 1),
    CalRGB: space('rgb', 'CalRGB', 3),
    Lab: space('lab', 'Lab', 3),
    Pattern: patternSpace,
  }),
);

/** The resources that replace device spaces: ISO 32000-1, 8.6.5.6. */
const defaultSpaces: ReadonlyMap<string, string> = new Map([
  ['DeviceGray', 'DefaultGray'],
  ['G', 'DefaultGray'],
  ['DeviceCMYK', 'DefaultCMYK'],
  ['CMYK', 'DefaultCMYK'],
  ['DeviceRGB', 'DefaultRGB'],
  ['RGB', 'DefaultRGB'],
]);

/** Nesting of spaces. Deeper ones count as RGB, so that a space that contains itself ends. */
const maxDepth = 8;

/** ICCBased spaces by their number of components. */
const iccSpaces: Readonly<Record<number, ColourSpace>> = {
  1: space('gray', 'ICCBased（1 色）', 1),
  3: space('rgb', 'ICCBased（3 色）', 3),
  4: space('cmyk', 'ICCBased（4 色）', 4),
};

/** Reads a colour space: a name, looked up in the resources first, or an array. One that is not recognised counts as RGB. */
export function readColourSpace(
  file: PdfFile,
  value: PdfValue | undefined,
  resources: PdfDict | undefined,
  depth = 0,
): ColourSpace {
  const found = file.resolve(value);
  const name = file.name(found);
  return name === undefined
    ? readSpaceArray(file, file.list(found), resources, depth)
    : readNamedSpace(file, name, resources, depth);
}

function readNamedSpace(
  file: PdfFile,
  name: string,
  resources: PdfDict | undefined,
  depth: number,
): ColourSpace {
  const resource = (key: string) => file.dict(file.get(resources, 'ColorSpace'))?.map.get(key);
  const named = resource(name);
  if (named !== undefined && depth < maxDepth) return readColourSpace(file, named, undefined, depth + 1);
  const defaultName = defaultSpaces.get(name);
  const substitute = defaultName === undefined ? undefined : resource(defaultName);
  if (substitute !== undefined && depth < maxDepth) {
    const read = readColourSpace(file, substitute, undefined, depth + 1);
    return read.device ? read : { ...read, name: `${read.name}（${defaultName!}）` };
  }
  return simpleSpaces.get(name) ?? space('rgb', name, 3);
}

function readSpaceArray(
  file: PdfFile,
  [head, ...rest]: readonly PdfValue[],
  resources: PdfDict | undefined,
  depth: number,
): ColourSpace {
  const family = file.name(head) ?? '';
  switch (family) {
    case 'ICCBased':
      return iccSpaces[file.number(file.get(file.dict(rest[0]), 'N')) ?? 3] ?? iccSpaces[3]!;
    case 'Pattern':
      return rest[0] === undefined || depth >= maxDepth
        ? patternSpace
        : { ...patternSpace, base: readColourSpace(file, rest[0], resources, depth + 1) };
    case 'Separation':
      return { ...space('colorants', family, 1), colorants: [file.name(rest[0]) ?? ''] };
    case 'DeviceN': {
      const colorants = file.list(rest[0]).map((each) => file.name(each) ?? '');
      return { ...space('colorants', family, colorants.length), colorants };
    }
    case 'Indexed':
    case 'I': {
      const base = depth < maxDepth ? readColourSpace(file, rest[0], resources, depth + 1) : deviceRgb;
      return { ...space('indexed', 'Indexed', 1), base, table: tableOf(file, rest[2]) };
    }
    default:
      return simpleSpaces.get(family) ?? space('rgb', family === '' ? '未知的颜色空间' : family, 3);
  }
}

/** The lookup table of an Indexed space: a string or a stream. */
function tableOf(file: PdfFile, value: PdfValue | undefined): Uint8Array {
  const found = file.resolve(value);
  if (isString(found)) return found.bytes;
  return isStream(found) ? file.decode(found).bytes : new Uint8Array();
}

/** The colorant names of the process inks, in plate order. */
export const processColorants = ['Cyan', 'Magenta', 'Yellow', 'Black'];

/** The colorants other than C, M, Y and K. `All` and `None` name no colorant: ISO 32000-1, 8.6.6.4. */
export const spotColorants = ({ colorants }: ColourSpace): readonly string[] =>
  colorants.filter((name) => !processColorants.includes(name) && name !== 'All' && name !== 'None');

/** The space that colours are specified in after Indexed and Pattern spaces are unwrapped. */
export const baseSpaceOf = (space: ColourSpace): ColourSpace =>
  space.base === undefined ? space : baseSpaceOf(space.base);

const clamp = (value: number | undefined): number => Math.min(1, Math.max(0, value ?? 0));

/** The amounts of a colour on the four plates. Spot inks count as black, which preserves the total. */
export function inksOf(space: ColourSpace, values: readonly number[]): Inks {
  switch (space.family) {
    case 'cmyk':
      return [clamp(values[0]), clamp(values[1]), clamp(values[2]), clamp(values[3])];
    case 'gray':
      return [0, 0, 0, 1 - clamp(values[0])];
    case 'rgb':
      return [0, 0, 0, 1 - (clamp(values[0]) + clamp(values[1]) + clamp(values[2])) / 3];
    case 'lab':
      return [0, 0, 0, 1 - clamp((values[0] ?? 0) / 100)];
    case 'colorants':
      return inksOfColorants(space.colorants, values);
    case 'indexed': {
      const base = space.base ?? deviceGray;
      const at = Math.round(values[0] ?? 0) * base.components;
      const entry = Array.from(
        { length: base.components },
        (_, index) => (space.table?.[at + index] ?? 0) / 255,
      );
      return inksOf(base, entry);
    }
    case 'pattern':
      return [0, 0, 0, 0];
  }
}

function inksOfColorants(colorants: readonly string[], values: readonly number[]): Inks {
  const inks: [number, number, number, number] = [0, 0, 0, 0];
  for (const [index, name] of colorants.entries()) {
    const value = clamp(values[index]);
    if (name === 'All') return [value, value, value, value];
    const plate = processColorants.indexOf(name);
    // Spot inks share the black plate, so their amounts add up.
    if (plate >= 0) inks[plate] = value;
    else if (name !== 'None') inks[3] = Math.min(1, inks[3] + value);
  }
  return inks;
}

/** A device space, or the space that replaces it in the resources. */
export const deviceSpace = (file: PdfFile, name: string, resources: PdfDict | undefined): ColourSpace =>
  readColourSpace(file, { kind: 'name', name }, resources);

/** The initial colour of a space. ISO 32000-1, 8.6.5 to 8.6.8. */
export function initialValues({ family, components }: ColourSpace): readonly number[] {
  if (family === 'cmyk') return [0, 0, 0, 1];
  return Array.from({ length: components }, () => (family === 'colorants' ? 1 : 0));
}
