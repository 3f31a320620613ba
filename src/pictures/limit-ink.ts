/*
 * Limits total area coverage (TAC): the sum of the four inks at one spot. Newsprint takes about 240 %; more does not dry and
 * sets off on the next sheet.
 *
 * Algorithm: chromatic scaling (our term). If C + M + Y + K exceeds the limit L, the three chromatic inks are multiplied by
 * (L - K) / (C + M + Y), or by 0 if K alone exceeds L, and rounded down. It is neither UCR nor GCR: those exchange grey
 * made of C, M and Y for K, which the ICC profile does; here K is never changed.
 *
 * In: four bytes a pixel, C, M, Y, K, 255 for 100 %; the limit in percent. Out: a copy. For every pixel:
 * - K is unchanged, and so are all four inks if their sum is at most L;
 * - the sum is at most max(L, K), and at least max(L, K) - 3 if it exceeded L: rounding takes at most 1 from each ink;
 * - C : M : Y, and thus the hue, is preserved up to that rounding;
 * - hence limiting is idempotent. If K alone exceeds L, the second time divides 0 by 0, and NaN is stored as 0.
 *
 * One pass over the pixels, O(n), and no memory but the copy.
 */
export function limitInk(inks: Uint8Array, tac: number): Uint8Array {
  const limit = (tac / 100) * 255;
  const limited = new Uint8Array(inks);
  // Few pixels exceed the limit, so the test is the hot path. The even and the odd bytes of a pixel are added lane by lane:
  // C + M and Y + K, in 16 bits each.
  const pixels = new Int32Array(limited.buffer);
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    const pairs = (pixels[pixel]! & 0xff00ff) + ((pixels[pixel]! >>> 8) & 0xff00ff);
    if ((pairs & 0xffff) + (pairs >>> 16) > limit) scaleChromatic(limited, pixel * 4, limit);
  }
  return limited;
}

function scaleChromatic(inks: Uint8Array, first: number, limit: number): void {
  const chromatic = inks[first]! + inks[first + 1]! + inks[first + 2]!;
  const scale = Math.max(0, limit - inks[first + 3]!) / chromatic;
  for (let plate = first; plate < first + 3; plate++) inks[plate] = Math.floor(inks[plate]! * scale);
}
