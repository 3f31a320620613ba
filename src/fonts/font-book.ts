/**
 * The font book: which face sets a character. A template gives each role a font and fallback roles; the book opens the
 * fonts and guarantees:
 *
 * - A character in a role always gets the same face: that of the first font that has the character, among the font of
 *   the role, those of its fallbacks, and those of all other roles, in order.
 * - A font is one `Face` object for the life of the book, whichever roles name it; `face(id)` finds every face that
 *   `faceFor` has returned.
 * - Bundled fonts are opened when a character first needs them. Authors' fonts are opened at once, so that a broken one
 *   is reported before anything is set; the roles that name it go on with their fallbacks.
 * - Private-use characters come from authors' fonts only.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import { type BundledFonts, type FaceLookup, openBundledFont, readBundledFonts } from './bundled-fonts.ts';
import type { Face, FaceId } from './face.ts';
import { openFace } from './fontkit-face.ts';

/** The use of a face on the page, such as body text; a template assigns a font to it. */
export type FaceRole = string;

/** The faces of an issue by role. */
export interface FontBook {
  /** The face that sets a character in a role; undefined if no font has it. */
  readonly faceFor: (role: FaceRole, codePoint: number) => Face | undefined;
  /** The names of the fonts that are searched for the characters of a role, in order. */
  readonly candidates: (role: FaceRole) => readonly string[];
  readonly face: (id: FaceId) => Face;
  /** Identifies the book in caches; absent if it has authors' fonts, whose files may change. */
  readonly key?: string;
}

/** The font of a role, as a template or an issue names it: a bundled font, or a path relative to the file `from`. */
export interface FaceChoice {
  readonly font: string;
  readonly fallback: readonly FaceRole[];
  readonly place: Place;
  readonly from: string;
}

/** A font that at least one role names. */
interface BookFont {
  readonly name: string;
  readonly faceWith: FaceLookup;
}

/**
 * Opens the fonts of all roles. A font that is missing or broken is reported; its role has only fallbacks then. A book of
 * bundled fonts alone is cached for the next build.
 */
export async function openFontBook(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  desk: Desk,
  bundled: BundledFonts = readBundledFonts(),
): Promise<FontBook> {
  const requests = [...roles].map(([role, { font, fallback }]) => ({ role, font, fallback }));
  const open = () => openFonts(roles, desk, bundled);
  if (requests.some(({ font }) => bundled.every(({ name }) => name !== font))) return open();
  const key = JSON.stringify(requests);
  return memoize(
    desk.cache.memory,
    desk.report,
    'fonts',
    () => key,
    // The same object in every build, because shaped text is cached per book.
    async () => ({ ...(await open()), key }),
  );
}

async function openFonts(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  desk: Desk,
  bundled: BundledFonts,
): Promise<FontBook> {
  const fonts = new Map<FaceRole, BookFont>();
  const opened = new Map<string, BookFont>();
  for (const [role, choice] of roles) {
    const listed = bundled.find(({ name }) => name === choice.font);
    if (listed === undefined) {
      const font = await readAuthorsFont(role, choice, desk, bundled);
      if (font !== undefined) fonts.set(role, font);
    } else {
      const { name } = listed;
      const font = opened.get(name) ?? { name, faceWith: openBundledFont(listed, desk.cache.folder) };
      opened.set(name, font);
      fonts.set(role, font);
    }
  }
  return makeFontBook(roles, fonts);
}

function makeFontBook(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  fonts: ReadonlyMap<FaceRole, BookFont>,
): FontBook {
  const used = new Map<FaceId, Face>();
  const orders = new Map([...roles.keys()].map((role) => [role, searchOrder(role, roles, fonts)]));
  const orderFor = (role: FaceRole): readonly BookFont[] => orders.get(role) ?? [...new Set(fonts.values())];
  return {
    faceFor: (role, codePoint) => {
      for (const font of orderFor(role)) {
        const face = font.faceWith(codePoint);
        if (face === undefined) continue;
        used.set(face.id, face);
        return face;
      }
      return undefined;
    },
    candidates: (role) => orderFor(role).map(({ name }) => name),
    face: (id) => {
      const face = used.get(id);
      if (face === undefined) throw new Error(`no character was set in face ${id}`);
      return face;
    },
  };
}

/** The font of a role, those of its fallbacks, then those of all other roles; each once. */
function searchOrder(
  role: FaceRole,
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  fonts: ReadonlyMap<FaceRole, BookFont>,
): readonly BookFont[] {
  const order = [role, ...(roles.get(role)?.fallback ?? []), ...roles.keys()];
  return [...new Set(order.flatMap((each) => fonts.get(each) ?? []))];
}

/** A sample of every kind of text on a page. */
const sampleText = '报纸 Type 1.5% “引文”——，。';

/** Opens an author's font. Returns undefined if it is missing or broken, and reports it. */
async function readAuthorsFont(
  role: FaceRole,
  { font, place, from }: FaceChoice,
  desk: Desk,
  bundled: BundledFonts,
): Promise<BookFont | undefined> {
  const file = await desk.read(font, from, 'anywhere');
  if (!file.ok) {
    desk.report('font-missing', place, { role, font, known: bundled.map(({ name }) => name) });
    return undefined;
  }
  try {
    const face = openFace(authorsFaceId(font, file.bytes), file.bytes);
    // A broken GSUB or GPOS table shows only in shaping.
    face.shape(sampleText);
    return { name: font, faceWith: (codePoint) => (face.has(codePoint) ? face : undefined) };
  } catch (error) {
    const isFont = (error as Error).message !== 'Unknown font format';
    desk.report('font-broken', place, {
      role,
      font,
      detail: isFont ? '文件不完整，或已经损坏' : '无法识别的字体格式',
    });
    return undefined;
  }
}

/** An id of name and content: two files with one name are two faces, one file is the same face in any folder. */
function authorsFaceId(font: string, bytes: Uint8Array): FaceId {
  return `${path.parse(font).name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
}
