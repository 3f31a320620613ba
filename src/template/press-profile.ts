/**
 * Whether bytes are the ICC profile of a press that prints with four inks, whole to its end. ICC.1:2022, 7.2: size at
 * byte 0, class at 12, colour space at 16, signature at 36.
 */
export function isPressProfile(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = 128;
  if (file.length < headerLength || file.readUInt32BE(0) > file.length) return false;
  const word = (at: number) => file.toString('latin1', at, at + 4);
  return word(12) === 'prtr' && word(16) === 'CMYK' && word(36) === 'acsp';
}
