/**
 * Whether bytes are the ICC profile of a press that prints with four inks, whole to its end, with tables both ways.
 * ICC.1:2022, 7.2: size at byte 0, class at 12, colour space at 16, signature at 36; 7.3: the tags; 8.5.1: an output
 * profile has tables from its inks and to them, without which an image library quietly takes a profile of its own.
 */
export function isPressProfile(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < headerLength + 4 || file.readUInt32BE(0) > file.length) return false;
  const word = (at: number) => file.toString('latin1', at, at + 4);
  if (word(12) !== 'prtr' || word(16) !== 'CMYK' || word(36) !== 'acsp') return false;
  return hasTable(file, 'A2B0') && hasTable(file, 'B2A0');
}

const headerLength = 128;

/** The types of a table: two of version 2, and one each way of version 4. ICC.1:2022, 10.10 to 10.13. */
const tableTypes = ['mft1', 'mft2', 'mAB ', 'mBA '];

function hasTable(file: Buffer, name: string): boolean {
  const count = file.readUInt32BE(headerLength);
  for (let at = headerLength + 4; at + 12 <= file.length && at < headerLength + 4 + count * 12; at += 12) {
    if (file.toString('latin1', at, at + 4) !== name) continue;
    const [offset, size] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)];
    return offset + size <= file.length && tableTypes.includes(file.toString('latin1', offset, offset + 4));
  }
  return false;
}
