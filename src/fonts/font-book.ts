import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type CacheFolder, memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import type { BundledFont, BundledFonts } from './bundled-fonts.ts';
import { fontPath, readBundledFonts } from './bundled-fonts.ts';
import type { Face, FaceId } from './face.ts';
import { openFace } from './fontkit-face.ts';
import { openFontFile } from './sfnt.ts';
import { openSlicedFace } from './sliced-face.ts';
import { openTrueTypeFace } from './true-type-face.ts';

/** The part a face plays on the page; a template says which family plays it. */
export type FaceRole = string;

/** The faces of an issue by role. */
export interface FontBook {
  /** The face that sets this character in this role: the role's own first, then those it falls back to. */
  readonly faceFor: (role: FaceRole, codePoint: number) => Face | undefined;
  /** The names of the faces asked for a character of this role, in order. */
  readonly candidates: (role: FaceRole) => readonly string[];
  readonly face: (id: FaceId) => Face;
  /** What the book is made of, where it may stand for the next build; files of the author's may change. */
  readonly key?: string;
}

/** What a template or an issue says of a role: a font's name or the path of its file, relative to the file `from`. */
export interface FaceChoice {
  readonly font: string;
  readonly fallback: readonly FaceRole[];
  readonly place: Place;
  readonly from: string;
}

/** A font as the book holds it: the face of it that has a character, opened no sooner than asked. */
interface BookFont {
  readonly name: string;
  readonly faceWith: (codePoint: number) => Face | undefined;
}

/**
 * Finds the fonts of all roles. A role whose font is not there, or is no font, is told and does without; its
 * characters fall back. Files of the author's are read now, those of the type case when a character needs them.
 */
export async function openFontBook(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  desk: Desk,
  bundled: BundledFonts = readBundledFonts(),
): Promise<FontBook> {
  const choices = [...roles].map(([role, { font, fallback }]) => ({ role, font, fallback }));
  const open = () => openFonts(roles, desk, bundled);
  if (choices.some(({ font }) => bundled.every(({ name }) => name !== font))) return open();
  const key = JSON.stringify(choices);
  return memoize(
    desk.cache.memory,
    desk.report,
    'fonts',
    () => key,
    // The same book in every build: shaped text is cached by the book it was shaped with.
    async () => ({ ...(await open()), key }),
  );
}

async function openFonts(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  desk: Desk,
  bundled: BundledFonts,
): Promise<FontBook> {
  const fonts = new Map<FaceRole, BookFont>();
  const cased = new Map<string, BookFont>();
  for (const [role, choice] of roles) {
    const known = bundled.find(({ name }) => name === choice.font);
    const font =
      known === undefined
        ? await readAuthorsFont(role, choice, desk, bundled)
        : (cased.get(known.name) ?? openCasedFont(known, desk.cache.folder));
    if (known !== undefined && font !== undefined) cased.set(known.name, font);
    if (font !== undefined) fonts.set(role, font);
  }
  return makeFontBook(roles, fonts);
}

function makeFontBook(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  fonts: ReadonlyMap<FaceRole, BookFont>,
): FontBook {
  const used = new Map<FaceId, Face>();
  const turns = new Map([...roles.keys()].map((role) => [role, turnsOf(role, roles, fonts)]));
  const turnsFor = (role: FaceRole): readonly BookFont[] => turns.get(role) ?? [...new Set(fonts.values())];
  return {
    faceFor: (role, codePoint) => {
      for (const font of turnsFor(role)) {
        const face = font.faceWith(codePoint);
        if (face === undefined) continue;
        used.set(face.id, face);
        return face;
      }
      return undefined;
    },
    candidates: (role) => turnsFor(role).map(({ name }) => name),
    face: (id) => {
      const face = used.get(id);
      if (face === undefined) throw new Error(`no character was set in face ${id}`);
      return face;
    },
  };
}

/** The role's own font, those it falls back to, then those of all other roles. */
function turnsOf(
  role: FaceRole,
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  fonts: ReadonlyMap<FaceRole, BookFont>,
): readonly BookFont[] {
  const order = [role, ...(roles.get(role)?.fallback ?? []), ...roles.keys()];
  return [...new Set(order.flatMap((each) => fonts.get(each) ?? []))];
}

function openCasedFont(font: BundledFont, folder: CacheFolder | undefined): BookFont {
  const file = fontPath(font);
  const open = (): Face =>
    font.css === undefined
      ? openCasedFile(stem(file), file)
      : openSlicedFace(path.basename(path.dirname(file)), file, folder);
  const faceWith = lazily(() => onlyIfHas(open()));
  return {
    name: font.name,
    faceWith: (codePoint) => (isPrivate(codePoint) ? undefined : faceWith(codePoint)),
  };
}

function openCasedFile(id: FaceId, file: string): Face {
  const whole = () => openFace(id, readFileSync(file));
  const source = openFontFile(file);
  return (source && openTrueTypeFace(id, source, whole)) ?? whole();
}

/**
 * Private use: what a font keeps there are signs of its own and no character that an author means. An author's own
 * font may be there for just these, characters made by the house (造字).
 */
const isPrivate = (codePoint: number): boolean =>
  (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf_0000;

/** Makes the answerer at the first question. */
function lazily(open: () => BookFont['faceWith']): BookFont['faceWith'] {
  let opened: BookFont['faceWith'] | undefined;
  return (codePoint) => {
    opened ??= open();
    return opened(codePoint);
  };
}

const onlyIfHas =
  (face: Face): BookFont['faceWith'] =>
  (codePoint) =>
    face.has(codePoint) ? face : undefined;

const stem = (file: string): string => path.basename(file, path.extname(file));

/** Some of every kind of text a page has. */
const proof = '报纸 Type 1.5% “引文”——，。';

async function readAuthorsFont(
  role: FaceRole,
  { font, place, from }: FaceChoice,
  desk: Desk,
  bundled: BundledFonts,
): Promise<BookFont | undefined> {
  const file = await desk.read(font, from, 'house');
  if (!file.ok) {
    desk.report('font-missing', place, { role, font, known: bundled.map(({ name }) => name) });
    return undefined;
  }
  try {
    const face = openFace(authorsFaceId(font, file.bytes), file.bytes);
    // Broken rules of kerning and ligatures show when they are applied, not before.
    face.shape(proof);
    return { name: font, faceWith: onlyIfHas(face) };
  } catch (error) {
    const known = (error as Error).message !== 'Unknown font format';
    desk.report('font-broken', place, {
      role,
      font,
      detail: known ? '文件不完整，或已经损坏' : '不是能认出的字体格式',
    });
    return undefined;
  }
}

/** Two files of one name are two faces, and one file is the same face wherever it lies. */
function authorsFaceId(font: string, bytes: Uint8Array): FaceId {
  return `${stem(font)}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
}
