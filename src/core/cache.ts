import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { seal, unseal } from './sealed.ts';

/**
 * Where what takes long to make is kept from one build to the next (separated pictures, unpacked slices of fonts, the breaks
 * of headlines), given by whoever knows the machine. What is read may be missing, old or damaged; what is written may be
 * lost. Neither ever throws.
 */
export interface KeptStore {
  /** Names the program that makes the entries: another one may make others of the same files and words. */
  readonly maker: string;
  readonly read: (name: string) => Uint8Array | undefined;
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
}

/** What is kept: plain data, and bytes. */
export interface Entry<T> {
  readonly facts: T;
  readonly bytes: Uint8Array;
}

/** The program's own file: in the bundle its name bears a hash of the code. */
const code = basename(import.meta.url);

const hashes = new WeakMap<Uint8Array, Buffer>();

/** What names a file's content, worked out once: a picture is asked for by its content some times in a build. */
export function hashOf(bytes: Uint8Array): Buffer {
  const hash = hashes.get(bytes) ?? createHash('sha256').update(bytes).digest();
  hashes.set(bytes, hash);
  return hash;
}

/**
 * An entry's name: all that it depends on. In: what sort of entry it is and what it was made for, and the files it was
 * made of. The library that decodes pictures counts by the version that package.json pins: asking it would load it.
 */
export function entryName({ maker }: KeptStore, wish: unknown, files: readonly Uint8Array[]): string {
  const facts = JSON.stringify([maker, code, manifest.dependencies.sharp, wish]);
  const hash = createHash('sha256').update(facts);
  for (const bytes of files) hash.update(hashOf(bytes));
  return hash.digest('hex');
}

/** Undefined where there is none, or anything of it is not as it was written. */
export function readEntry<T>(store: KeptStore, name: string): Entry<T> | undefined {
  const kept = store.read(name);
  const body = kept && unseal(kept);
  if (body === undefined) return undefined;
  const end = body.indexOf('\n');
  return { facts: JSON.parse(body.toString('utf8', 0, end)) as T, bytes: body.subarray(end + 1) };
}

/** A checksum, and under it the facts as a line of JSON and the bytes. An entry is as trustworthy as its folder. */
export async function writeEntry<T>(
  store: KeptStore,
  name: string,
  { facts, bytes }: Entry<T>,
): Promise<void> {
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]);
  await store.write(name, seal(body));
}
