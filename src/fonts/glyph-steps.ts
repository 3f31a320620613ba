import type { ByteReader } from './byte-reader.ts';

/** How far each point of a glyph is from the one before it, and whether it is on the curve. */
export interface Steps {
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  readonly onCurve: Uint8Array;
}

/**
 * Reads the points of a glyph. In: how many, and the streams of flags and of coordinates, which go on. WOFF2 5.2: how many
 * bits each coordinate has, and what is added, follows from the flag.
 */
export function readSteps(count: number, flags: ByteReader, glyphs: ByteReader): Steps {
  const [xs, ys, onCurve] = [new Int32Array(count), new Int32Array(count), new Uint8Array(count)];
  const data = glyphs.rest();
  let at = 0;
  const marks = flags.bytes(count);
  for (let point = 0; point < count; point++) {
    const flag = marks[point]! & 0x7f;
    onCurve[point] = 1 - (marks[point]! >> 7);
    let [x, y] = [0, 0];
    if (flag < 10) y = ((flag & 14) << 7) + data[at]!;
    else if (flag < 20) x = (((flag - 10) & 14) << 7) + data[at]!;
    else if (flag < 84) {
      x = 1 + ((flag - 20) & 0x30) + (data[at]! >> 4);
      y = 1 + (((flag - 20) & 0x0c) << 2) + (data[at]! & 0x0f);
    } else if (flag < 120) {
      x = 1 + (Math.floor((flag - 84) / 12) << 8) + data[at]!;
      y = 1 + ((((flag - 84) % 12) >> 2) << 8) + data[at + 1]!;
    } else if (flag < 124) {
      x = (data[at]! << 4) + (data[at + 1]! >> 4);
      y = ((data[at + 1]! & 0x0f) << 8) + data[at + 2]!;
    } else {
      x = (data[at]! << 8) + data[at + 1]!;
      y = (data[at + 2]! << 8) + data[at + 3]!;
    }
    xs[point] = (flag & 1) === 1 ? x : -x;
    // Where only one coordinate is stored, its sign stands in the last bit, be it x or y.
    ys[point] = ((flag < 10 ? flag : flag >> 1) & 1) === 1 ? y : -y;
    at += stepBytes[flag]!;
  }
  glyphs.skip(at);
  return { xs, ys, onCurve };
}

/** How many bytes the coordinates of a point take, by its flag without the bit that says whether it is on the curve. */
const stepBytes = Uint8Array.from({ length: 128 }, (_, flag) => {
  if (flag < 84) return 1;
  if (flag < 120) return 2;
  return flag < 124 ? 3 : 4;
});

/** Goes on by what so many points take. */
export function skipSteps(count: number, flags: ByteReader, glyphs: ByteReader): void {
  const marks = flags.bytes(count);
  let taken = 0;
  for (let point = 0; point < count; point++) taken += stepBytes[marks[point]! & 0x7f]!;
  glyphs.skip(taken);
}

/** The glyf table's own flags: OpenType, glyf, simple glyph description. */
const onCurveFlag = 0x01;
const overlapFlag = 0x40;
const [xFlags, yFlags] = [
  { short: 0x02, same: 0x10 },
  { short: 0x04, same: 0x20 },
];

/** Points as the glyf table has them: flags of all, then their steps along x, then along y; each in no byte, one or two. */
export function encodeSteps({ xs, ys, onCurve }: Steps, overlaps: boolean): Uint8Array {
  const bytes = new Uint8Array(5 * onCurve.length);
  let end = onCurve.length;
  for (const [steps, { short, same }] of [
    [xs, xFlags!],
    [ys, yFlags!],
  ] as const) {
    for (let point = 0; point < steps.length; point++) {
      const step = steps[point]!;
      if (step === 0) bytes[point]! |= same;
      else if (Math.abs(step) < 256) {
        bytes[point]! |= step > 0 ? short | same : short;
        bytes[end++] = Math.abs(step);
      } else {
        bytes[end++] = step >> 8;
        bytes[end++] = step;
      }
    }
  }
  for (let point = 0; point < onCurve.length; point++) bytes[point]! |= onCurve[point]! * onCurveFlag;
  if (overlaps) bytes[0]! |= overlapFlag;
  return bytes.subarray(0, end);
}

/** The box around the points: left, bottom, right, top in two bytes each. */
export function boxOf({ xs, ys }: Steps): Uint8Array {
  const box = Buffer.alloc(8);
  for (const [side, steps] of [xs, ys].entries()) {
    let [at, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let point = 0; point < steps.length; point++) {
      at += steps[point]!;
      least = Math.min(least, at);
      most = Math.max(most, at);
    }
    box.writeInt16BE(least, 2 * side);
    box.writeInt16BE(most, 2 * side + 4);
  }
  return box;
}
