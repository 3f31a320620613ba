import { endianness } from 'node:os';

/** Reads the big-endian values of a font file in sequence. Throws a RangeError past the end. */
export class ByteReader {
  position = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  seek(position: number): void {
    this.position = position;
  }

  skip(count: number): void {
    this.position += count;
  }

  u8(): number {
    this.position += 1;
    return this.#view.getUint8(this.position - 1);
  }

  u16(): number {
    this.position += 2;
    return this.#view.getUint16(this.position - 2);
  }

  i16(): number {
    this.position += 2;
    return this.#view.getInt16(this.position - 2);
  }

  u32(): number {
    this.position += 4;
    return this.#view.getUint32(this.position - 4);
  }

  tag(): string {
    return String.fromCharCode(this.u8(), this.u8(), this.u8(), this.u8());
  }

  bytes(count: number): Uint8Array {
    if (this.position + count > this.#bytes.length) throw fontTooShort();
    this.position += count;
    return this.#bytes.subarray(this.position - count, this.position);
  }

  /** All bytes from the position on; the position does not move. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.position);
  }

  /** WOFF2 4.1, UIntBase128: seven bits per byte; the top bit is clear in the last byte. */
  base128(): number {
    let value = 0;
    for (let count = 0; count < 5; count++) {
      const byte = this.u8();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number of the font is too long');
  }

  /** WOFF2 5.1, 255UInt16: one byte for values below 253, up to three for others. */
  short255(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return this.u8() + 506;
    if (code === 255) return this.u8() + 253;
    return code;
  }
}

export const fontTooShort = (): RangeError => new RangeError('the font ends too early');

const isLittleEndian = endianness() === 'LE';

/** Decodes big-endian 16-bit values into a typed array, so that each later access is a plain load. */
export function decode16(bytes: Uint8Array): Uint16Array {
  const copy = Buffer.from(new Uint8Array(bytes.subarray(0, bytes.length & ~1)).buffer);
  if (isLittleEndian) copy.swap16();
  return new Uint16Array(copy.buffer);
}

/** Decodes big-endian 32-bit values. */
export function decode32(bytes: Uint8Array): Uint32Array {
  const copy = Buffer.from(new Uint8Array(bytes.subarray(0, bytes.length & ~3)).buffer);
  if (isLittleEndian) copy.swap32();
  return new Uint32Array(copy.buffer);
}

/** Encodes values as big-endian bytes. */
export function encodeBigEndian(values: Uint16Array | Uint32Array): Buffer {
  const copy = Buffer.from(values.slice().buffer);
  if (!isLittleEndian) return copy;
  return values.BYTES_PER_ELEMENT === 2 ? copy.swap16() : copy.swap32();
}
