/**
 * Whether bytes are the ICC profile of a press that prints with four inks, whole to its end, with tables both ways.
 * ICC.1:2022, 7.2: size at byte 0, class at 12, colour space at 16, signature at 36; 7.3: the tags; 8.5.1: an output
 * profile has tables from its inks and to them, without which an image library quietly takes a profile of its own.
 */
export function isPressProfile(bytes: Uint8Array): boolean {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (given.length < headerLength + 4 || given.readUInt32BE(0) > given.length) return false;
  const file = given.subarray(0, given.readUInt32BE(0));
  if (file.length < headerLength + 4 || file.readUInt32BE(headerLength) > mostTags) return false;
  if (!versions.includes(file[8]!)) return false;
  const word = (at: number) => file.toString('latin1', at, at + 4);
  if (word(12) !== 'prtr' || word(16) !== 'CMYK' || word(36) !== 'acsp') return false;
  // 7.2.8: the space that both tables meet in.
  if (word(20) !== 'Lab ' && word(20) !== 'XYZ ') return false;
  return hasTable(file, 'A2B0', [inks, colours]) && hasTable(file, 'B2A0', [colours, inks]);
}

/** Of the format, 7.2.4; a later one no image library reads, nor does ISO 15930-7 take it. */
const versions: readonly number[] = [2, 4];

/** The library that image libraries read profiles by takes no more. */
const mostTags = 100;

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
 * Whether a table leads from so many channels to so many, with room for all its numbers. Two types of it are of version 2,
 * and one each way of version 4, whose parts stand at offsets of their own. ICC.1:2022, 10.10 to 10.13.
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
    case 'mBA ':
      return [12, 16, 20, 24, 28].every((at) => table.readUInt32BE(at) < table.length);
    default:
      return false;
  }
}
