import { constants, createDeflate, type ZlibOptions } from 'node:zlib';

/** The header of a zlib stream; and what follows its data here: an empty last block of two bytes and the Adler-32. RFC 1950. */
const headLength = 2;
const tailLength = 6;

/**
 * Deflates stripes of bytes in zlib's thread pool, in parallel, and joins them to one zlib stream, as pigz does. In: at least
 * one stripe; each starts to be deflated before the next is produced. Out: a stream that inflates to all stripes in order.
 *
 * Each stripe is deflated as a stream of its own and flushed (Z_SYNC_FLUSH), so that its data end on a byte boundary in a
 * block that is not the last; no stripe refers to bytes of another. So the data can be concatenated, under the header of
 * the first, with one empty last block and the Adler-32 of everything, combined from those of the stripes. The result
 * depends on where the stripes are cut, never on the number of threads.
 */
export async function deflateStripes(
  stripes: Iterable<Uint8Array>,
  options: ZlibOptions,
): Promise<Uint8Array> {
  const lengths: number[] = [];
  const pending: Promise<Buffer>[] = [];
  for (const stripe of stripes) {
    lengths.push(stripe.length);
    pending.push(deflateStripe(stripe, options));
  }
  const streams = await Promise.all(pending);
  const { adler } = streams
    .map((stream, index) => ({ adler: stream.readUInt32BE(stream.length - 4), length: lengths[index]! }))
    .reduce(combineChecksums);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(adler);
  const blocks = streams.map((stream) => stream.subarray(headLength, -tailLength));
  const [first] = streams as [Buffer];
  return Buffer.concat([first.subarray(0, headLength), ...blocks, first.subarray(-tailLength, -4), checksum]);
}

/** One stripe as a zlib stream whose last block is empty. */
function deflateStripe(bytes: Uint8Array, options: ZlibOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    // One chunk for all output: for each further one the pool's thread would wait for the main thread.
    const stream = createDeflate({ ...options, chunkSize: Math.max(64, bytes.length + (bytes.length >> 3)) });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
    stream.write(bytes);
    // Ended only after the flush: otherwise Node merges the two, and the last block is not empty.
    stream.flush(constants.Z_SYNC_FLUSH, () => stream.end());
  });
}

interface Checksum {
  readonly adler: number;
  readonly length: number;
}

/** The Adler-32 of two byte sequences in a row, from theirs. RFC 1950, 8.2; the same as zlib's `adler32_combine`. */
function combineChecksums(first: Checksum, next: Checksum): Checksum {
  const base = 65521;
  const [a, b] = [first.adler & 0xffff, first.adler >>> 16];
  const low = (a + (next.adler & 0xffff) + base - 1) % base;
  const high = (b + (next.adler >>> 16) + (next.length % base) * (a + base - 1)) % base;
  return { adler: high * 65536 + low, length: first.length + next.length };
}
