/**
 * Entries of the cache's folder: their names, which are hashes of all that determines an entry, and their form. Apart from
 * cache.ts because loading node:crypto takes time, and `--help` needs no hash.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import type { CacheFolder } from './cache.ts';
import { verifyChecksum, withChecksum } from './checksum.ts';

/** What an entry of the folder holds: plain data, and bytes. */
export interface CacheEntry<T> {
  readonly facts: T;
  readonly bytes: Uint8Array;
}

/** The program's own file: in the bundle its name contains a hash of the code. */
const code = basename(import.meta.url);

/** SHA-256 of bytes, in hexadecimal: identifies a file by its content. */
export const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The name of an entry: a hash of all that determines it. In: the kind of entry with its parameters, which include the content
 * hash of each input file. The version of sharp comes from package.json, because asking the library would
 * load it.
 */
export function entryName({ writer }: CacheFolder, parameters: readonly unknown[]): string {
  const facts = JSON.stringify([writer, code, manifest.dependencies.sharp, parameters]);
  return createHash('sha256').update(facts).digest('hex');
}

/** Returns undefined if there is no entry, or if any byte of it changed since it was written. */
export function readEntry<T>(folder: CacheFolder, name: string): CacheEntry<T> | undefined {
  const stored = folder.read(name);
  const body = stored && verifyChecksum(stored);
  if (body === undefined) return undefined;
  const end = body.indexOf('\n');
  return { facts: JSON.parse(body.toString('utf8', 0, end)) as T, bytes: body.subarray(end + 1) };
}

/**
 * Writes an entry: a checksum, the facts as one line of JSON, then the bytes. Callers need not wait for it. An entry is as
 * trustworthy as its folder.
 */
export async function writeEntry<T>(
  folder: CacheFolder,
  name: string,
  { facts, bytes }: CacheEntry<T>,
): Promise<void> {
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]);
  await folder.write(name, withChecksum(body));
}
