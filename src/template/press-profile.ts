/**
 * Whether bytes are a complete ICC output profile for CMYK with tables in both directions.
 *
 * ICC.1:2022, 7.2: size at byte 0, class at 12, colour space at 16, signature at 36; 7.3: the tag table; 8.5.1: an
 * output profile has the tables A2B0 (from its inks) and B2A0 (to them). Without these, image libraries silently use
 * a profile of their own.
 */
export function isPressProfile(bytes: Uint8Array): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < headerLength + 4 || all.readUInt32BE(0) > all.length) return false;
  const file = all.subarray(0, all.readUInt32BE(0));
  if (file.length < headerLength + 4 || file.readUInt32BE(headerLength) > maxTags) return false;
  if (!versions.includes(file[8]!)) return false;
  const signature = (at: number) => file.toString('latin1', at, at + 4);
  if (signature(12) !== 'prtr' || signature(16) !== 'CMYK' || signature(36) !== 'acsp') return false;
  // 7.2.8: the profile connection space.
  if (signature(20) !== 'Lab ' && signature(20) !== 'XYZ ') return false;
  return hasTable(file, 'A2B0', [inks, colours]) && hasTable(file, 'B2A0', [colours, inks]);
}

/** Major versions of the format, 7.2.4: no image library reads a later one, and ISO 15930-7 does not allow it. */
const versions: readonly number[] = [2, 4];

/** The limit of Little CMS, with which image libraries read profiles. */
const maxTags = 100;

const inks = 4;
const colours = 3;

const headerLength = 128;

function hasTable(file: Buffer, name: string, channels: readonly [number, number]): boolean {
  const count = file.readUInt32BE(headerLength);
  for (let at = headerLength + 4; at + 12 <= file.length && at < headerLength + 4 + count * 12; at += 12) {
    if (file.toString('latin1', at, at + 4) !== name) continue;
    const [offset, size] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)];
    return offset + size <= file.length && isTable(file.subarray(offset, offset + size), channels);
  }
  return false;
}

/**
 * Whether a table converts between these numbers of channels and holds all its entries. ICC.1:2022, 10.10 to 10.13:
 * version 2 has the types mft1 and mft2, version 4 mAB and mBA, whose parts have offsets.
 */
function isTable(table: Buffer, [from, to]: readonly [number, number]): boolean {
  if (table.length < 52 || table[8] !== from || table[9] !== to) return false;
  const points = table[10]!;
  const grid = points ** from * to;
  switch (table.toString('latin1', 0, 4)) {
    case 'mft1':
      return points > 1 && table.length >= 48 + 256 * from + grid + 256 * to;
    case 'mft2': {
      const [before, after] = [table.readUInt16BE(48), table.readUInt16BE(50)];
      return points > 1 && table.length >= 52 + 2 * (before * from + grid + after * to);
    }
    case 'mAB ':
      return isPartedTable(table, from, [to, from]);
    case 'mBA ':
      return isPartedTable(table, from, [from, to]);
    default:
      return false;
  }
}

/** Whether a table of version 4 has its grid of colours, and the curves before and after. In: how many of B and A. */
function isPartedTable(table: Buffer, from: number, [b, a]: readonly [number, number]): boolean {
  const [curvesB, matrix, , grid, curvesA] = [12, 16, 20, 24, 28].map((at) => table.readUInt32BE(at)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const isMatrixWhole = matrix === 0 || matrix + 48 <= table.length;
  return (
    isMatrixWhole && areCurves(table, curvesB, b) && areCurves(table, curvesA, a) && isGrid(table, grid, from)
  );
}

/** ICC.1:2022, 10.12.3.1: the points of each channel, the bytes of an entry, the entries. */
function isGrid(table: Buffer, at: number, from: number): boolean {
  if (at < 32 || at + 20 > table.length) return false;
  const points = [...table.subarray(at, at + from)];
  const bytes = table[at + 16]!;
  const entries = points.reduce((product, count) => product * count, table[9]!);
  return (
    points.every((count) => count > 1) &&
    (bytes === 1 || bytes === 2) &&
    at + 20 + entries * bytes <= table.length
  );
}

/** ICC.1:2022, 10.6 and 10.18: sampled curves, and those of a formula by its number of parameters. */
function areCurves(table: Buffer, first: number, count: number): boolean {
  let at = first;
  for (let curve = 0; curve < count; curve += 1) {
    if (at < 32 || at + 12 > table.length) return false;
    const type = table.toString('latin1', at, at + 4);
    if (type === 'curv') at += 12 + 2 * table.readUInt32BE(at + 8);
    else if (type === 'para') at += 12 + 4 * (parameters[table.readUInt16BE(at + 8)] ?? Infinity);
    else return false;
    if (at > table.length) return false;
    at = Math.ceil(at / 4) * 4;
  }
  return true;
}

const parameters: readonly number[] = [1, 3, 4, 5, 7];
