// Packs the profile of a press as small as it goes, which takes too long for a run: its tables are curves, so that each byte
// is told by how it differs from what its neighbours foretell (PNG's filters, ISO 15948, 9.2), and what is left is packed by
// the best words and blocks that are found.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';

/** Numbers of a profile's tables take two bytes. */
const step = 2;

/** Out: the hash of the bytes as they were, and how a PDF's stream has them. */
export async function packProfile(bytes) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // Rows must come out even: a reader may give the last as long as the others.
  const lengths = Array.from({ length: 4096 }, (_, length) => length).filter(
    (length) => length >= 8 && length % step === 0 && bytes.length % length === 0,
  );
  const tried = lengths.map((length) => ({ length, rows: foretell(bytes, length) }));
  const [best] = tried.sort((a, b) => packedLength(a.rows) - packedLength(b.rows));
  const predictor = best && { Predictor: 15, Colors: step, BitsPerComponent: 8, Columns: best.length / step };
  const data = best === undefined ? bytes : Buffer.concat(best.rows);
  const packed = await zopfli.zlibAsync(data, { numiterations: 15 });
  return { sha256, predictor: predictor ?? {}, base64: Buffer.from(packed).toString('base64') };
}

const packedLength = (rows) => deflateSync(Buffer.concat(rows), { level: 9, memLevel: 9 }).length;

const filters = [0, 1, 2, 3, 4];

/** Each row by that of the five filters which leaves the fewest letters to tell apart, its number in front. */
const foretell = (bytes, length) =>
  Array.from({ length: bytes.length / length }, (_, row) =>
    filters
      .map((filter) => filterRow(bytes, row * length, length, filter))
      .reduce((a, b) => (entropy(b.subarray(1)) < entropy(a.subarray(1)) ? b : a)),
  );

function filterRow(bytes, start, length, filter) {
  const row = Buffer.alloc(length + 1);
  row[0] = filter;
  for (let x = 0; x < length; x += 1) {
    const left = x < step ? 0 : bytes[start + x - step];
    const above = start === 0 ? 0 : bytes[start + x - length];
    const corner = x < step || start === 0 ? 0 : bytes[start + x - length - step];
    row[x + 1] = bytes[start + x] - foretold(filter, left, above, corner);
  }
  return row;
}

function foretold(filter, left, above, corner) {
  if (filter < 4) return [0, left, above, (left + above) >> 1][filter];
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((each) => Math.abs(guess - each));
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** Bits that the bytes take if each is coded by how often it comes. */
function entropy(bytes) {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] += 1;
  return counts.reduce(
    (sum, count) => (count === 0 ? sum : sum - count * Math.log2(count / bytes.length)),
    0,
  );
}
