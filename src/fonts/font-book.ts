/**
 * The font book: which face sets a character. A template gives each role a font and fallback roles; the book opens the
 * fonts and guarantees:
 *
 * - A character in a role always gets the same face: that of the first font that has the character, among the font of
 *   the role, those of its fallbacks, those of all other roles, and the bundled symbol fonts, in order. Of the other
 *   roles and the symbol fonts those nearest in weight come first.
 * - An emoji of several characters gets one glyph, or none.
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
import {
  type BundledFont,
  type BundledFonts,
  type FaceLookup,
  openBundledFont,
  readBundledFonts,
} from './bundled-fonts.ts';
import type { Face, FaceId } from './face.ts';
import { openAuthorsFace } from './fontkit-face.ts';

/** The use of a face on the page, such as body text; a template assigns a font to it. */
export type FaceRole = string;

/** The faces of an issue by role. */
export interface FontBook {
  /** The face that sets a character in a role; undefined if no font has it. */
  readonly faceFor: (role: FaceRole, codePoint: number) => Face | undefined;
  /**
   * The face and glyph of an emoji that is written with several characters, given without its variation selectors;
   * undefined if no face draws it in one piece.
   */
  readonly emojiFor: (role: FaceRole, emoji: string) => EmojiGlyph | undefined;
  /** Whether a face is that of a symbol font: its glyphs are to be centred beside ideographs. */
  readonly isSymbolFace: (face: Face) => boolean;
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

export interface EmojiGlyph {
  readonly face: Face;
  readonly glyph: number;
}

/** A font that at least one role names, or a symbol font. */
interface BookFont {
  readonly name: string;
  readonly weight: number;
  readonly symbols: BundledFont['symbols'];
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
  const openListed = (font: BundledFont): BookFont => {
    const { name, weight, symbols } = font;
    const before = opened.get(name);
    if (before !== undefined) return before;
    const made = { name, weight, symbols, faceWith: openBundledFont(font, desk.cache.folder) };
    opened.set(name, made);
    return made;
  };
  for (const [role, choice] of roles) {
    const listed = bundled.find(({ name }) => name === choice.font);
    const font =
      listed === undefined ? await readAuthorsFont(role, choice, desk, bundled) : openListed(listed);
    if (font !== undefined) fonts.set(role, font);
  }
  return makeFontBook(roles, fonts, bundled.filter(({ symbols }) => symbols !== undefined).map(openListed));
}

function makeFontBook(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  fonts: ReadonlyMap<FaceRole, BookFont>,
  symbols: readonly BookFont[],
): FontBook {
  const used = new Map<FaceId, Face>();
  const symbolFaces = new Set<FaceId>();
  const orders = new Map([...roles.keys()].map((role) => [role, searchOrder(role, roles, fonts, symbols)]));
  const noOrder = searchOrder('', roles, fonts, symbols);
  const orderFor = (role: FaceRole): SearchOrder => orders.get(role) ?? noOrder;
  const use = (face: Face, isSymbol: boolean): Face => {
    used.set(face.id, face);
    if (isSymbol) symbolFaces.add(face.id);
    return face;
  };
  return {
    faceFor: (role, codePoint) => {
      const { text, pictures, signs } = orderFor(role);
      for (const font of text) {
        const face = font.faceWith(codePoint);
        if (face !== undefined) return use(face, false);
      }
      if (codePoint < firstSymbol) return undefined;
      const order = isDingbat(codePoint) ? [...signs, ...pictures] : [...pictures, ...signs];
      const faces = order.flatMap((font) => font.faceWith(codePoint) ?? []);
      const face = faces.find((each) => each.advance(each.glyph(codePoint)) <= widestSign) ?? faces[0];
      return face && use(face, true);
    },
    emojiFor: (role, emoji) => {
      const { text, pictures, signs } = orderFor(role);
      const codePoint = emoji.codePointAt(0)!;
      for (const font of [...text, ...pictures, ...signs]) {
        const face = font.faceWith(codePoint);
        const glyph = face?.sequence(emoji);
        if (glyph !== undefined) return { face: use(face!, font.symbols !== undefined), glyph };
      }
      return undefined;
    },
    isSymbolFace: ({ id }) => symbolFaces.has(id),
    candidates: (role) => {
      const { text, pictures, signs } = orderFor(role);
      return [...text, ...pictures, ...signs].map(({ name }) => name);
    },
    face: (id) => {
      const face = used.get(id);
      if (face === undefined) throw new Error(`no character was set in face ${id}`);
      return face;
    },
  };
}

/** General punctuation and the blocks of symbols begin here: the letters and digits of symbol fonts are no text. */
const firstSymbol = 0x2000;
/** Wider signs come from another symbol font that has them, in em: ✉ is no wider than the ideographs beside it. */
const widestSign = 1.05;

/**
 * Whether a code point is a sign of type (✔ ✈ ❤) rather than a picture, in the blocks of miscellaneous symbols and
 * dingbats. An emoji face draws these as pictures of coloured things, with hatching for red.
 */
const isDingbat = (codePoint: number): boolean =>
  codePoint >= 0x2600 &&
  codePoint <= 0x27bf &&
  !/\p{Emoji_Presentation}/u.test(String.fromCodePoint(codePoint));

/** The fonts that are searched for a character of a role, each once. */
interface SearchOrder {
  readonly text: readonly BookFont[];
  readonly pictures: readonly BookFont[];
  readonly signs: readonly BookFont[];
}

/** The text fonts are that of the role, those of its fallbacks, and those of all other roles. */
function searchOrder(
  role: FaceRole,
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  fonts: ReadonlyMap<FaceRole, BookFont>,
  symbols: readonly BookFont[],
): SearchOrder {
  const chosen = [role, ...(roles.get(role)?.fallback ?? [])].flatMap((each) => fonts.get(each) ?? []);
  const weight = fonts.get(role)?.weight ?? chosen[0]?.weight ?? regular;
  const distance = (font: BookFont): number => Math.abs(font.weight - weight);
  // The sort is stable: of two equally near the first comes first.
  const nearest = (list: Iterable<BookFont>) => [...list].sort((a, b) => distance(a) - distance(b));
  return {
    text: [...new Set([...chosen, ...nearest(fonts.values())])],
    pictures: nearest(symbols.filter((font) => font.symbols === 'pictures')),
    signs: nearest(symbols.filter((font) => font.symbols === 'signs')),
  };
}

const regular = 400;

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
    const face = openAuthorsFace(authorsFaceId(font, file.bytes), file.bytes);
    const faceWith: FaceLookup = (codePoint) => (face.has(codePoint) ? face : undefined);
    return { name: font, weight: weightOf(face), symbols: undefined, faceWith };
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

/** OpenType, OS/2, usWeightClass. */
const weightOf = ({ program }: Face): number =>
  (program as { readonly 'OS/2'?: { readonly usWeightClass?: number } })['OS/2']?.usWeightClass ?? regular;

/** An id of name and content: two files with one name are two faces, one file is the same face in any folder. */
function authorsFaceId(font: string, bytes: Uint8Array): FaceId {
  return `${path.parse(font).name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
}
