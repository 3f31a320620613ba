// Compresses an ICC profile as far as possible, at bundle time because it takes too long for a build. Its tables are smooth
// curves, so the bytes are first filtered with PNG predictors (ISO/IEC 15948, 9.2) and then deflated by Zopfli, which
// searches for the best matches and block boundaries.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';

/** Bytes of a table entry: entries are 16-bit numbers. */
const entrySize = 2;

/** Out: the hash of the unfiltered bytes, and the data and predictor parameters of the PDF stream. */
export async function packProfile(bytes) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // The row length must divide the size: a PDF reader may pad the last row.
  const lengths = Array.from({ length: 4096 }, (_, length) => length).filter(
    (length) => length >= 8 && length % entrySize === 0 && bytes.length % length === 0,
  );
  const candidates = lengths.map((length) => ({ length, rows: filterRows(bytes, length) }));
  const [best] = candidates.sort((a, b) => packedLength(a.rows) - packedLength(b.rows));
  const predictor = best && {
    Predictor: 15,
    Colors: entrySize,
    BitsPerComponent: 8,
    Columns: best.length / entrySize,
  };
  const data = best === undefined ? bytes : Buffer.concat(best.rows);
  const packed = await zopfli.zlibAsync(data, { numiterations: 15 });
  return { sha256, predictor: predictor ?? {}, base64: Buffer.from(packed).toString('base64') };
}

const packedLength = (rows) => deflateSync(Buffer.concat(rows), { level: 9, memLevel: 9 }).length;

const filters = [0, 1, 2, 3, 4];

/** Filters each row with the filter type of the lowest entropy; every row begins with its filter type. */
const filterRows = (bytes, length) =>
  Array.from({ length: bytes.length / length }, (_, row) =>
    filters
      .map((filter) => filterRow(bytes, row * length, length, filter))
      .reduce((a, b) => (entropy(b.subarray(1)) < entropy(a.subarray(1)) ? b : a)),
  );

function filterRow(bytes, start, length, filter) {
  const row = Buffer.alloc(length + 1);
  row[0] = filter;
  for (let x = 0; x < length; x += 1) {
    const left = x < entrySize ? 0 : bytes[start + x - entrySize];
    const above = start === 0 ? 0 : bytes[start + x - length];
    const corner = x < entrySize || start === 0 ? 0 : bytes[start + x - length - entrySize];
    row[x + 1] = bytes[start + x] - predicted(filter, left, above, corner);
  }
  return row;
}

function predicted(filter, left, above, corner) {
  if (filter < 4) return [0, left, above, (left + above) >> 1][filter];
  const estimate = left + above - corner;
  const [a, b, c] = [left, above, corner].map((each) => Math.abs(estimate - each));
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** Shannon entropy of the bytes, in bits. */
function entropy(bytes) {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] += 1;
  return counts.reduce(
    (sum, count) => (count === 0 ? sum : sum - count * Math.log2(count / bytes.length)),
    0,
  );
}
