/**
 * The font book: which face sets a character. A template gives each role a font and fallback roles; the book opens the
 * fonts and guarantees:
 *
 * - A character in a role always gets the same face: that of the first font that has the character, among the font of
 *   the role, those of its fallbacks, those of all other roles, and the bundled symbol fonts, in order. Of the other
 *   roles and the symbol fonts those nearest in weight come first. For an author's font the font that it replaces
 *   comes next, and the bundled fonts that no role names are searched as well.
 * - An emoji of several characters gets one glyph, or none.
 * - A font is one `Face` object for the life of the book, whichever roles name it; `face(id)` finds every face that
 *   `faceFor` has returned.
 * - Bundled fonts are opened when a character first needs them. Authors' fonts are opened at once, so that a broken one
 *   is reported before anything is set; the roles that name it go on with their fallbacks.
 * - Private-use characters come from authors' fonts only.
 */
import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import { openAuthorsFont } from './authors-font.ts';
import {
  type BundledFont,
  type BundledFonts,
  type FaceLookup,
  openBundledFont,
  readBundledFonts,
} from './bundled-fonts.ts';
import type { Face, FaceId } from './face.ts';

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
  /** With authors' fonts: notes that a face sets a character in a role, at its place. */
  readonly noteCharacter?: (role: FaceRole, character: string, face: Face, place: Place) => void;
  /** With authors' fonts: reports, once for each, the characters noted that it lacks. */
  readonly reportSubstitutes?: (report: Report) => void;
  /** Identifies the book in caches; absent if it has authors' fonts, whose files may change. */
  readonly key?: string;
}

/** The font of a role, as a template or an issue names it: a bundled font, or a path relative to the file `from`. */
export interface FaceChoice {
  readonly font: string;
  readonly fallback: readonly FaceRole[];
  readonly place: Place;
  readonly from: string;
  /** The font of the template that an issue replaces by this one. */
  readonly replaced?: string | undefined;
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
  readonly isAuthors: boolean;
}

/** The fonts of a book. */
interface OpenedFonts {
  readonly byRole: ReadonlyMap<FaceRole, BookFont>;
  /** By role, the font that an author's font replaces. */
  readonly replaced: ReadonlyMap<FaceRole, BookFont>;
  /** The bundled text fonts, if an author's font may lack characters. */
  readonly more: readonly BookFont[];
  readonly symbols: readonly BookFont[];
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
  const [byRole, replaced] = [new Map<FaceRole, BookFont>(), new Map<FaceRole, BookFont>()];
  const opened = new Map<string, BookFont>();
  const openListed = (font: BundledFont): BookFont => {
    const { name, weight, symbols } = font;
    const before = opened.get(name);
    if (before !== undefined) return before;
    const faceWith = openBundledFont(font, desk.cache.folder);
    const made = { name, weight, symbols, faceWith, isAuthors: false };
    opened.set(name, made);
    return made;
  };
  const listed = (font: string | undefined) => bundled.find(({ name }) => name === font);
  const names = bundled.map(({ name }) => name);
  for (const [role, choice] of roles) {
    const [own, before] = [listed(choice.font), listed(choice.replaced)];
    if (own !== undefined) {
      byRole.set(role, openListed(own));
      continue;
    }
    if (before !== undefined) replaced.set(role, openListed(before));
    const weight = before?.weight ?? weightOfRole(role);
    const font = await openAuthorsFont({ ...choice, role, weight }, desk, names);
    if (font === undefined) continue;
    const { face } = font;
    const faceWith: FaceLookup = (codePoint) => (face.has(codePoint) ? face : undefined);
    byRole.set(role, {
      name: choice.font,
      weight: font.weight,
      symbols: undefined,
      faceWith,
      isAuthors: true,
    });
  }
  const hasAuthors = [...byRole.values()].some(({ isAuthors }) => isAuthors);
  const more = hasAuthors ? bundled.filter(({ symbols }) => symbols === undefined).map(openListed) : [];
  const symbols = bundled.filter(({ symbols }) => symbols !== undefined).map(openListed);
  return makeFontBook(roles, { byRole, replaced, more, symbols });
}

/** The weight that the name of a role tells, as in hei-bold. */
const weightOfRole = (role: FaceRole): number => {
  const weights: Readonly<Record<string, number>> = { light: 300, medium: 500, bold: 700, black: 900 };
  return weights[role.split('-').at(-1)!] ?? regular;
};

function makeFontBook(roles: ReadonlyMap<FaceRole, FaceChoice>, fonts: OpenedFonts): FontBook {
  const used = new Map<FaceId, { readonly face: Face; readonly font: BookFont }>();
  const orders = new Map([...roles.keys()].map((role) => [role, searchOrder(role, roles, fonts)]));
  const noOrder = searchOrder('', roles, fonts);
  const orderFor = (role: FaceRole): SearchOrder => orders.get(role) ?? noOrder;
  const use = (face: Face, font: BookFont): Face => {
    used.set(face.id, { face, font });
    return face;
  };
  const isSymbolFace = ({ id }: Face): boolean => used.get(id)?.font.symbols !== undefined;
  return {
    faceFor: (role, codePoint) => {
      const { text, pictures, signs } = orderFor(role);
      for (const font of text) {
        const face = font.faceWith(codePoint);
        if (face !== undefined) return use(face, font);
      }
      if (codePoint < firstSymbol) return undefined;
      const order = isDingbat(codePoint) ? [...signs, ...pictures] : [...pictures, ...signs];
      const found = order.flatMap((font) => {
        const face = font.faceWith(codePoint);
        return face === undefined ? [] : [{ face, font }];
      });
      const isNarrow = ({ face }: { face: Face }) => face.advance(face.glyph(codePoint)) <= widestSign;
      const chosen = found.find(isNarrow) ?? found[0];
      return chosen && use(chosen.face, chosen.font);
    },
    emojiFor: (role, emoji) => {
      const { text, pictures, signs } = orderFor(role);
      const codePoint = emoji.codePointAt(0)!;
      for (const font of [...text, ...pictures, ...signs]) {
        const face = font.faceWith(codePoint);
        const glyph = face?.sequence(emoji);
        if (glyph !== undefined) return { face: use(face!, font), glyph };
      }
      return undefined;
    },
    isSymbolFace,
    candidates: (role) => {
      const { text, pictures, signs } = orderFor(role);
      return [...text, ...pictures, ...signs].map(({ name }) => name);
    },
    face: (id) => {
      const face = used.get(id)?.face;
      if (face === undefined) throw new Error(`no character was set in face ${id}`);
      return face;
    },
    ...(fonts.more.length > 0 && noteSubstitutes(roles, fonts.byRole, (face) => used.get(face.id)?.font)),
  };
}

/** Collects by author's font the characters that other fonts set, but those of symbol fonts, which no text font has. */
function noteSubstitutes(
  roles: ReadonlyMap<FaceRole, FaceChoice>,
  byRole: ReadonlyMap<FaceRole, BookFont>,
  fontOf: (face: Face) => BookFont | undefined,
): Required<Pick<FontBook, 'noteCharacter' | 'reportSubstitutes'>> {
  const noted = new Map<string, Substitute>();
  return {
    noteCharacter: (role, character, face, place) => {
      const [font, other] = [byRole.get(role), fontOf(face)];
      if (font?.isAuthors !== true || other === undefined || other.symbols !== undefined) return;
      if (font.faceWith(character.codePointAt(0)!) !== undefined) return;
      const key = `${font.name}\n${other.name}`;
      // Words of the template have no place in the copy; then it is where the font is named.
      const at = place.start === undefined ? roles.get(role)!.place : place;
      const entry = noted.get(key) ?? { role, font, other, place: at, characters: new Set() };
      noted.set(key, entry);
      entry.characters.add(character);
    },
    reportSubstitutes: (report) => {
      for (const { role, font, other, place, characters } of noted.values())
        report('font-substituted', place, {
          role,
          font: font.name,
          other: other.name,
          characters: [...characters],
        });
    },
  };
}

interface Substitute {
  /** The first role and place of such a character. */
  readonly role: FaceRole;
  readonly place: Place;
  readonly font: BookFont;
  readonly other: BookFont;
  readonly characters: Set<string>;
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
  { byRole, replaced, more, symbols }: OpenedFonts,
): SearchOrder {
  const own = [byRole.get(role), replaced.get(role)];
  const fallback = roles.get(role)?.fallback.map((each) => byRole.get(each)) ?? [];
  const chosen = [...own, ...fallback].filter((font) => font !== undefined);
  const weight = chosen[0]?.weight ?? regular;
  const kin = new Set(
    [...byRole].flatMap(([each, { name }]) => (family(each) === family(role) ? familyName(name) : [])),
  );
  // Of two equally near a relative comes first (song and song-bold), then the order of the template.
  const rank = (font: BookFont): number =>
    Math.abs(font.weight - weight) + (kin.has(familyName(font.name)) ? 0 : 0.5);
  const nearest = (list: Iterable<BookFont>) => [...list].sort((a, b) => rank(a) - rank(b));
  return {
    text: [...new Set([...chosen, ...nearest([...byRole.values(), ...more])])],
    pictures: nearest(symbols.filter((font) => font.symbols === 'pictures')),
    signs: nearest(symbols.filter((font) => font.symbols === 'signs')),
  };
}

/** song of song-bold, and Noto Serif SC of Noto Serif SC Bold. */
const family = (role: FaceRole): string => role.split('-')[0]!;
const familyName = (font: string): string => font.split(' ').slice(0, -1).join(' ');

const regular = 400;
