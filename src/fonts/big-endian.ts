import { endianness } from 'node:os';

const isLittle = endianness() === 'LE';

/** The numbers of a font's table, two bytes each, as an array: a look at one costs nothing then. */
export function numbers16(bytes: Uint8Array): Uint16Array {
  const copy = Buffer.from(new Uint8Array(bytes.subarray(0, bytes.length & ~1)).buffer);
  if (isLittle) copy.swap16();
  return new Uint16Array(copy.buffer);
}

/** The same with four bytes each. */
export function numbers32(bytes: Uint8Array): Uint32Array {
  const copy = Buffer.from(new Uint8Array(bytes.subarray(0, bytes.length & ~3)).buffer);
  if (isLittle) copy.swap32();
  return new Uint32Array(copy.buffer);
}

/** Such numbers as a font's table has them. */
export function bytesOf(numbers: Uint16Array | Uint32Array): Buffer {
  const copy = Buffer.from(numbers.slice().buffer);
  if (!isLittle) return copy;
  return numbers.BYTES_PER_ELEMENT === 2 ? copy.swap16() : copy.swap32();
}
