/** What an ICC profile says of itself. ICC.1, 7.2. */
export interface ProfileHead {
  /** `prtr` for an output device. */
  readonly deviceClass: string;
  /** `CMYK`, `RGB`, `GRAY`. */
  readonly space: string;
}

/** Reads the head of a profile. Out: undefined where the bytes are none, or fewer than it says. */
export function readProfile(bytes: Uint8Array): ProfileHead | undefined {
  const text = (at: number) =>
    Buffer.from(bytes.subarray(at, at + 4))
      .toString('latin1')
      .trim();
  if (bytes.length < 132 || text(36) !== 'acsp') return undefined;
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  return size > bytes.length ? undefined : { deviceClass: text(12), space: text(16) };
}
