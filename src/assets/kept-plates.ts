import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { Rect, Size } from '../core/geometry.ts';
import type { ImageFile } from './image-file.ts';
import { type Press, type Separation, separate } from './separate.ts';

/** A separation packed as a PDF holds it (deflate). */
export interface PackedPlates extends Omit<Separation, 'bytes'> {
  readonly packed: Uint8Array;
}

/**
 * Where plates are kept from one build to the next, given by whoever knows the machine. What is read may be missing,
 * old or damaged; what is written may be lost. Neither ever throws.
 */
export interface PlateStore {
  /** Names the program that makes the plates: another one may make others of the same picture. */
  readonly maker: string;
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
}

const pack = promisify<Uint8Array, Uint8Array>(deflate);

/**
 * Separates a picture, or takes the plates that were made of it before at the same size for the same press. Out: the
 * same bytes either way.
 */
export async function platesOf(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  press: Press,
  store?: PlateStore,
): Promise<PackedPlates> {
  if (store === undefined) return makePlates(image, crop, placed, press);
  const name = await nameOf(image, crop, placed, press, store);
  const kept = await store.read(name);
  const known = kept && readEntry(kept);
  if (known !== undefined) return known;
  const made = await makePlates(image, crop, placed, press);
  await store.write(name, writeEntry(made));
  return made;
}

async function makePlates(image: ImageFile, crop: Rect, placed: Size, press: Press): Promise<PackedPlates> {
  const { bytes, ...shape } = await separate(image, crop, placed, press);
  return { ...shape, packed: await pack(bytes) };
}

/** The program's own file: in the bundle its name bears a hash of the code. */
const code = basename(import.meta.url);

/** All that the plates depend on, as a name for a file. */
async function nameOf(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  press: Press,
  { maker }: PlateStore,
): Promise<string> {
  const { default: sharp } = await import('sharp');
  const { width, height } = image;
  const facts = [maker, code, sharp.versions, width, height, crop, placed.width, placed.height, press.tac];
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const bytes of [image.bytes, press.profile.bytes]) {
    hash.update(createHash('sha256').update(bytes).digest());
  }
  return hash.digest('hex');
}

const sumLength = 32;
const sumOf = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A checksum, and under it the shape as a line of JSON and the packed plates. */
function writeEntry({ packed, ...shape }: PackedPlates): Uint8Array {
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(shape)}\n`), packed]);
  return Buffer.concat([sumOf(body), body]);
}

/** Undefined where anything of it is not as it was written. */
function readEntry(entry: Uint8Array): PackedPlates | undefined {
  const body = Buffer.from(entry.subarray(sumLength));
  if (!sumOf(body).every((byte, index) => byte === entry[index])) return undefined;
  const end = body.indexOf('\n');
  const shape = JSON.parse(body.toString('utf8', 0, end)) as Omit<PackedPlates, 'packed'>;
  return { ...shape, packed: body.subarray(end + 1) };
}
