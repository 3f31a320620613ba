/*
 * A file in parts, the largest of which need not be in memory: pictures of an issue may add up to hundreds of megabytes.
 */

/** Bytes that are stored outside memory. */
export interface StoredBytes {
  readonly length: number;
  readonly read: () => Uint8Array;
}

/** Bytes in memory or outside. */
export type Part = Uint8Array | StoredBytes;

/** Stores bytes outside memory, or returns them as they are if they are few or there is no room. */
export type StoreBytes = (bytes: Uint8Array) => Part;

export const bytesOf = (part: Part): Uint8Array => (part instanceof Uint8Array ? part : part.read());

/** The whole file. */
export const joinParts = (parts: readonly Part[]): Uint8Array => Buffer.concat(parts.map(bytesOf));

/**
 * The whole file with zeros in the place of what is not in memory. The zeros take no memory: the system gives a page of it
 * when something is written there.
 */
export function joinWithoutStored(parts: readonly Part[]): Uint8Array {
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) file.set(part, at);
    at += part.length;
  }
  return file;
}
