import type { Ink } from '../core/ink.ts';

/** Red, green and blue of sRGB, 0 to 255. */
export type Light = readonly [red: number, green: number, blue: number];

/**
 * What a full coat of the inks looks like in sRGB, by which of C, M and Y are in it. Not newsprint's dull colours but the
 * customary ones of coated paper (Japan Color 2001), which readers know as a paper's red or blue from its web pages.
 */
const coats: readonly (readonly [c: 0 | 1, m: 0 | 1, y: 0 | 1, light: Light])[] = [
  [0, 0, 0, [255, 255, 255]],
  [1, 0, 0, [0, 160, 233]],
  [0, 1, 0, [228, 0, 127]],
  [0, 0, 1, [255, 241, 0]],
  [1, 1, 0, [29, 32, 136]],
  [1, 0, 1, [0, 153, 68]],
  [0, 1, 1, [230, 0, 18]],
  [1, 1, 1, [52, 48, 46]],
];

/**
 * An ink as light. Of a tint each coat covers the part that chance gives it (Demichel), and K takes its share from all:
 * bare paper is white, K alone is grey, and black is black.
 */
export function lightOf({ c, m, y, k }: Ink): Light {
  const covered = (ink: number, is: 0 | 1): number => (is === 1 ? ink / 100 : 1 - ink / 100);
  const mixed = [0, 0, 0];
  for (const [hasC, hasM, hasY, light] of coats) {
    const share = covered(c, hasC) * covered(m, hasM) * covered(y, hasY);
    for (const [at, part] of light.entries()) mixed[at] = (mixed[at] as number) + share * part;
  }
  const [red, green, blue] = mixed.map((part) => part * (1 - k / 100)) as [number, number, number];
  return [red, green, blue];
}
