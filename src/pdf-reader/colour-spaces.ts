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

const simple: ReadonlyMap<string, ColourSpace> = new Map(
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

/** What a page may put in the place of a device's colours: ISO 32000-1, 8.6.5.6. */
const defaults: ReadonlyMap<string, string> = new Map([
  ['DeviceGray', 'DefaultGray'],
  ['G', 'DefaultGray'],
  ['DeviceCMYK', 'DefaultCMYK'],
  ['CMYK', 'DefaultCMYK'],
  ['DeviceRGB', 'DefaultRGB'],
  ['RGB', 'DefaultRGB'],
]);

const standingIn = (given: ColourSpace, as: string): ColourSpace =>
  given.device ? given : { ...given, name: `${given.name}（${as}）` };

const byProfile: Readonly<Record<number, ColourSpace>> = {
  1: space('gray', 'ICCBased（1 色）', 1),
  3: space('rgb', 'ICCBased（3 色）', 3),
  4: space('cmyk', 'ICCBased（4 色）', 4),
};

/** Reads a colour space, by name from the resources or as it stands. One that cannot be made out counts as RGB. */
export function readColourSpace(
  file: PdfFile,
  value: PdfValue | undefined,
  resources: PdfDict | undefined,
  depth = 0,
): ColourSpace {
  const found = file.resolve(value);
  const name = file.name(found);
  if (name !== undefined) {
    const own = file.dict(file.get(resources, 'ColorSpace'))?.map.get(name);
    if (own !== undefined && depth < 8) return readColourSpace(file, own, undefined, depth + 1);
    const standIn = defaults.get(name);
    const other =
      standIn === undefined ? undefined : file.dict(file.get(resources, 'ColorSpace'))?.map.get(standIn);
    if (other !== undefined && depth < 8)
      return standingIn(readColourSpace(file, other, undefined, depth + 1), standIn!);
    return simple.get(name) ?? space('rgb', name, 3);
  }
  const [head, ...rest] = file.list(found);
  const family = file.name(head) ?? '';
  switch (family) {
    case 'ICCBased':
      return byProfile[file.number(file.get(file.dict(rest[0]), 'N')) ?? 3] ?? byProfile[3]!;
    case 'Pattern':
      return rest[0] === undefined || depth > 7
        ? patternSpace
        : { ...patternSpace, base: readColourSpace(file, rest[0], resources, depth + 1) };
    case 'Separation':
      return { ...space('plates', family, 1), colorants: [file.name(rest[0]) ?? ''] };
    case 'DeviceN': {
      const plates = file.list(rest[0]).map((each) => file.name(each) ?? '');
      return { ...space('plates', family, plates.length), colorants: plates };
    }
    case 'Indexed':
    case 'I': {
      const base = depth < 8 ? readColourSpace(file, rest[0], resources, depth + 1) : deviceRgb;
      return { ...space('indexed', 'Indexed', 1), base, table: tableOf(file, rest[2]) };
    }
    default:
      return simple.get(family) ?? space('rgb', family === '' ? '不认识的颜色空间' : family, 3);
  }
}

function tableOf(file: PdfFile, value: PdfValue | undefined): Uint8Array {
  const found = file.resolve(value);
  if (isString(found)) return found.bytes;
  return isStream(found) ? file.decode(found).bytes : new Uint8Array();
}

const processPlates = ['Cyan', 'Magenta', 'Yellow', 'Black'];

/** Plates beyond C, M, Y and K; `All` is every plate there is and `None` is none. */
export const spotColorants = ({ colorants }: ColourSpace): readonly string[] =>
  colorants.filter((name) => !processPlates.includes(name) && name !== 'All' && name !== 'None');

/** The space that colours are really of, whatever table they are chosen from. */
export const baseSpaceOf = (given: ColourSpace): ColourSpace =>
  given.base === undefined ? given : baseSpaceOf(given.base);

const share = (value: number | undefined): number => Math.min(1, Math.max(0, value ?? 0));

/** What a colour puts on the four plates. A spot ink is taken as black, which keeps the sum. */
export function inksOf(given: ColourSpace, values: readonly number[]): Inks {
  switch (given.family) {
    case 'cmyk':
      return [share(values[0]), share(values[1]), share(values[2]), share(values[3])];
    case 'gray':
      return [0, 0, 0, 1 - share(values[0])];
    case 'rgb':
      return [0, 0, 0, 1 - (share(values[0]) + share(values[1]) + share(values[2])) / 3];
    case 'lab':
      return [0, 0, 0, 1 - share((values[0] ?? 0) / 100)];
    case 'plates':
      return platesOf(given.colorants, values);
    case 'indexed': {
      const base = given.base ?? deviceGray;
      const at = Math.round(values[0] ?? 0) * base.components;
      const chosen = Array.from(
        { length: base.components },
        (_, index) => (given.table?.[at + index] ?? 0) / 255,
      );
      return inksOf(base, chosen);
    }
    case 'pattern':
      return [0, 0, 0, 0];
  }
}

function platesOf(plates: readonly string[], values: readonly number[]): Inks {
  const inks: [number, number, number, number] = [0, 0, 0, 0];
  for (const [index, name] of plates.entries()) {
    const value = share(values[index]);
    if (name === 'All') return [value, value, value, value];
    const plate = processPlates.indexOf(name);
    // Spots share the black plate, so what two of them lay is summed.
    if (plate >= 0) inks[plate] = value;
    else if (name !== 'None') inks[3] = Math.min(1, inks[3] + value);
  }
  return inks;
}

/** The space of colours that name none: by a device's name, or by what the page puts in its place. */
export const deviceSpace = (file: PdfFile, name: string, resources: PdfDict | undefined): ColourSpace =>
  readColourSpace(file, { kind: 'name', name }, resources);

/** The colour a space begins with. ISO 32000-1, 8.6.5 to 8.6.8. */
export function initialValues({ family, components }: ColourSpace): readonly number[] {
  if (family === 'cmyk') return [0, 0, 0, 1];
  return Array.from({ length: components }, () => (family === 'plates' ? 1 : 0));
}
