/** Reads the big-endian numbers of a font file one after the other. Throws a RangeError past the end. */
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
    if (this.position + count > this.#bytes.length) throw new RangeError('the font ends too early');
    this.position += count;
    return this.#bytes.subarray(this.position - count, this.position);
  }

  /** All that is still to come; the reader stays where it is. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.position);
  }

  /** WOFF2 4.1 UIntBase128: seven bits a byte, the last byte without the top bit. */
  base128(): number {
    let value = 0;
    for (let count = 0; count < 5; count++) {
      const byte = this.u8();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number of the font is too long');
  }

  /** WOFF2 5.1 255UInt16: small numbers in one byte. */
  short255(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return this.u8() + 506;
    if (code === 255) return this.u8() + 253;
    return code;
  }
}
