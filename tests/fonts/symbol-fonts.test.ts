import { beforeAll, describe, expect, it } from 'vitest';
import { readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { type FaceChoice, type FontBook, openFontBook } from '../../src/fonts/font-book.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place = { file: 'template.yaml' };
const roles: ReadonlyMap<string, FaceChoice> = new Map(
  [
    ['song', 'Noto Serif SC Regular'],
    ['hei-bold', 'Noto Sans SC Bold'],
  ].map(([role, font]) => [role!, { font: font!, fallback: [], place, from: 'template.yaml' }]),
);

let book: FontBook;
beforeAll(async () => {
  book = await openFontBook(roles, fakeDesk({}).desk);
});

const faceOf = (character: string, role = 'song') => book.faceFor(role, character.codePointAt(0)!)?.id;

describe('a character of the symbol fonts', () => {
  it.each([
    ['👉', 'NotoEmoji_400Regular'],
    ['⏰', 'NotoEmoji_400Regular'],
    // Wider than an em in the font of signs.
    ['✉', 'NotoEmoji_400Regular'],
    // Hatched in the emoji font.
    ['❤', 'NotoSansSymbols2_400Regular'],
    ['✔', 'NotoSansSymbols2_400Regular'],
    ['✈', 'NotoSansSymbols2_400Regular'],
    ['☺', 'NotoSansSymbols_400Regular'],
    // Text fonts have these.
    ['①', 'NotoSerifSC_400Regular'],
    ['☎', 'NotoSerifSC_400Regular'],
    ['★', 'NotoSerifSC_400Regular'],
  ])('%s comes from %s', (character, id) => {
    expect(faceOf(character)).toBe(id);
  });

  it('has the nearest weight', () => {
    expect(faceOf('👉', 'hei-bold')).toBe('NotoEmoji_700Bold');
  });

  it('is no wider than an ideograph if it is an emoji', () => {
    const emoji = Array.from({ length: 0x1f_fff - 0x2000 }, (_, index) => 0x2000 + index).filter((each) =>
      /\p{Emoji_Presentation}/u.test(String.fromCodePoint(each)),
    );
    expect(emoji.length).toBeGreaterThan(1000);
    for (const codePoint of emoji) {
      const face = book.faceFor('song', codePoint);
      expect(face?.advance(face.glyph(codePoint)), String.fromCodePoint(codePoint)).toBe(1);
    }
  });

  it('is no letter or digit', async () => {
    const symbols = readBundledFonts().filter(({ symbols }) => symbols !== undefined);
    const empty = await openFontBook(new Map(), fakeDesk({}).desk, symbols);
    for (const character of '0#*© Aé')
      expect(empty.faceFor('song', character.codePointAt(0)!)).toBeUndefined();
    expect(empty.faceFor('song', 0x1f449)).toBeDefined();
  });

  it('is searched for only where no text font has the character', async () => {
    const nowhere = { name: 'Nowhere', file: 'nowhere.ttf', weight: 400, licence: 'OFL-1.1' };
    const bundled = readBundledFonts().filter(({ symbols }) => symbols === undefined);
    const withNowhere = [...bundled, { ...nowhere, symbols: 'pictures' as const }];
    const lazy = await openFontBook(roles, fakeDesk({}).desk, withNowhere);
    for (const character of '报纸 Type 1.5%“——”①★') lazy.faceFor('song', character.codePointAt(0)!);
    expect(() => lazy.faceFor('song', 0x1f449)).toThrow();
  });
});

describe('an emoji of several characters', () => {
  it.each([
    ['skin tone', '👍🏽'],
    ['skin tone after a hand', '☝🏿'],
    ['family', '👨‍👩‍👧‍👦'],
    ['couple with a heart', '👩🏻‍❤‍💋‍👨🏽'],
    ['profession', '👩‍⚕'],
    ['profession with a skin tone', '👨🏽‍✈'],
    ['flag of a country', '🇨🇳'],
    ['flag with tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['flag with a joiner', '🏳‍🌈'],
    ['keycap of a digit', '1⃣'],
    ['keycap of a sign', '#⃣'],
  ])('has one glyph: %s', (_, emoji) => {
    const found = book.emojiFor('song', emoji);
    expect(found?.glyph).toBeGreaterThan(0);
    expect(book.isSymbolFace(found!.face)).toBe(true);
    expect(found?.face.advance(found.glyph)).toBe(1);
  });

  it('has different glyphs for different flags, families and keycaps', () => {
    const glyphs = ['🇨🇳', '🇫🇷', '👨‍👩‍👧', '👨‍👩‍👦', '1⃣', '2⃣'].map(
      (each) => book.emojiFor('song', each)?.glyph,
    );
    expect(new Set(glyphs).size).toBe(glyphs.length);
  });

  it.each([
    ['flag of no country', '\u{1f1fa}\u{1f1f6}'],
    ['two pictures that nobody joined', '🍎\u200d🚗'],
    ['flag with tags of no region', '🏴\u{e0078}\u{e0078}\u{e007f}'],
  ])('has none if the face would draw it in pieces: %s', (_, emoji) => {
    expect(book.emojiFor('song', emoji)).toBeUndefined();
  });

  it('is looked for without fontkit', () => {
    const { face, glyph } = book.emojiFor('hei-bold', '🇨🇳')!;
    expect(face.id).toBe('NotoEmoji_700Bold');
    expect(face.outline(glyph).length).toBeGreaterThan(20);
  });
});
