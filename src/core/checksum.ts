import { crc32 } from 'node:zlib';

const checksumLength = 4;

/** CRC-32 detects damage, not forgery, in a tenth of the time of a cryptographic hash. */
function checksumOf(bytes: Uint8Array): Buffer {
  const checksum = Buffer.alloc(checksumLength);
  checksum.writeUInt32LE(crc32(bytes));
  return checksum;
}

/** Prefixes bytes with their checksum, for a place where they may be damaged. */
export const withChecksum = (bytes: Uint8Array): Buffer => Buffer.concat([checksumOf(bytes), bytes]);

/** The bytes behind a checksum; undefined if either of them is damaged or there are no bytes. */
export function verifyChecksum(stored: Uint8Array): Buffer | undefined {
  // The CRC-32 of no bytes is 0, so a file of zeros, as a crash may leave it, would pass.
  if (stored.length <= checksumLength) return undefined;
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.length).subarray(checksumLength);
  return checksumOf(bytes).equals(stored.subarray(0, checksumLength)) ? bytes : undefined;
}
