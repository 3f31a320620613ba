import type { Ink } from '../core/ink.ts';
import type { Colour, Drawing } from './drawing.ts';
import { asGrey } from './plates.ts';
import { inksOf, type Press } from './separate.ts';

/** The inks of a drawing's colours by the press's profile; what has no colour is K alone, as in a picture. */
export async function drawingInks({ shapes }: Drawing, press: Press): Promise<(colour: Colour) => Ink> {
  const colours = shapes.flatMap(({ fill, stroke }) => [fill?.colour, stroke?.colour]);
  const found = new Map(
    colours.filter((colour) => colour !== undefined).map((colour) => [String(colour), colour]),
  );
  const bytes = Uint8Array.from([...found.values()].flat().map(Math.round));
  const inks =
    found.size === 0 ? new Uint8Array() : await inksOf(bytes, { width: found.size, height: 1 }, press);
  const made = [...found.keys()].map((name, index): [string, Ink] => {
    const grey = asGrey(bytes.subarray(index * 3, index * 3 + 3), 3);
    return [
      name,
      grey === undefined ? mixed(inks.subarray(index * 4)) : { c: 0, m: 0, y: 0, k: percent(255 - grey[0]!) },
    ];
  });
  const known = new Map(made);
  return (colour) => known.get(String(colour))!;
}

/** Cut off, never rounded up: the sum of four inks stays within the paper's limit. */
const percent = (ink: number): number => Math.floor((ink / 255) * 1000) / 10;

const mixed = ([c = 0, m = 0, y = 0, k = 0]: Uint8Array): Ink => ({
  c: percent(c),
  m: percent(m),
  y: percent(y),
  k: percent(k),
});
