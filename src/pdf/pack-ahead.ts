import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

/** A stream of the file as pdfkit holds it until it is ended: what was written to it, and whether that is to be packed. */
export interface HeldStream {
  buffer: readonly Uint8Array[];
  compress: boolean;
}

const pack = promisify<Uint8Array, Uint8Array>(deflate);

/**
 * Packs what stands in a stream beside the work that goes on, with pdfkit's own settings: it would pack each stream where
 * it ends, one after the other. Nothing more may be written to the stream. The file's bytes are the same.
 */
export async function packAhead(stream: HeldStream): Promise<void> {
  if (!stream.compress || stream.buffer.length === 0) return;
  stream.compress = false;
  stream.buffer = [await pack(Buffer.concat(stream.buffer))];
}

/** A stream that can be written to and ended, as pdfkit makes it. */
export interface OpenStream extends HeldStream {
  write(chunk: Uint8Array): void;
  end(chunk?: Uint8Array): void;
}

/**
 * Packs programs of fonts side by side. In: the subsets, whose glyphs are all in them. Afterwards each gives its
 * program as made now. Out: each program, packed.
 */
export async function packPrograms(
  subsets: readonly { encode(): Uint8Array }[],
): Promise<ReadonlyMap<Uint8Array, Uint8Array>> {
  const packed = subsets.map(async (subset) => {
    const program = subset.encode();
    subset.encode = () => program;
    return [program, await pack(program)] as const;
  });
  return new Map(await Promise.all(packed));
}

/** Makes a stream take what it is ended with as packed before, where it was. */
export function takePacked(stream: OpenStream, packed: ReadonlyMap<Uint8Array, Uint8Array>): void {
  const end = stream.end.bind(stream);
  stream.end = (chunk) => {
    const ready = chunk && packed.get(chunk);
    if (ready === undefined) return end(chunk);
    stream.write(chunk!);
    stream.compress = false;
    stream.buffer = [ready];
    end();
  };
}
