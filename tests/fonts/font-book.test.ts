import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import type { Place } from '../../src/core/place.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { FaceChoice } from '../../src/fonts/font-book.ts';
import { openFontBook } from '../../src/fonts/font-book.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place: Place = { file: 'template.yaml', start: { line: 3, column: 7 } };
const choice = (font: string, ...fallback: readonly string[]): FaceChoice => ({
  font,
  fallback,
  place,
  from: 'template.yaml',
});

const codePoint = (character: string): number => character.codePointAt(0)!;
const serifFile = () =>
  readFileSync(fontPath(readBundledFonts().find(({ name }) => name === 'Noto Serif SC Regular')!));
const [serif, sans, kai, brush] = [
  'Noto Serif SC Regular',
  'Noto Sans SC Bold',
  'LXGW WenKai Regular',
  'Ma Shan Zheng',
];

/** Nearest to the weight of text first. */
const symbolFonts = [
  'Noto Emoji Regular',
  'Noto Emoji Bold',
  'Noto Sans Symbols 2 Regular',
  'Noto Sans Symbols Regular',
];

describe('faceFor', () => {
  it('tries the font of the role, then its fallbacks, then all others in order', async () => {
    const { desk, messages } = fakeDesk({});
    const roles = new Map([
      ['song', choice(serif!)],
      ['kai', choice(kai!)],
      ['name', choice(brush!, 'hei')],
      ['hei', choice(sans!)],
    ]);
    const book = await openFontBook(roles, desk);
    expect(messages).toEqual([]);
    expect(book.candidates('name')).toEqual([brush, sans, serif, kai, ...symbolFonts]);
    expect(book.faceFor('name', codePoint('宝'))?.id).toBe('MaShanZheng_400Regular');
    // Ma Shan Zheng has no Greek letters.
    expect(book.faceFor('name', codePoint('Ω'))?.id).toBe('NotoSansSC_700Bold');
    // A character of Extension B that only the Kai has.
    expect(book.faceFor('song', 0x20bb7)?.id).toBe('LXGWWenKai-Regular');
    expect(book.faceFor('song', 0x10ffff)).toBeUndefined();
    // The face has a private glyph there.
    expect(book.faceFor('kai', 0xe003)).toBeUndefined();
  });

  it('takes of the other roles those nearest in weight first', async () => {
    const weights = [400, 500, 700, 900];
    const roles = new Map(
      ['Regular', 'Medium', 'Bold', 'Black'].map((name) => [name, choice(`Noto Sans SC ${name}`)] as const),
    );
    const book = await openFontBook(new Map([...roles, ['brush', choice(brush!)]]), fakeDesk({}).desk);
    const weightsOf = (role: string) =>
      book
        .candidates(role)
        .filter((name) => name.startsWith('Noto Sans SC'))
        .map((name) => weights[[...roles.keys()].indexOf(name.slice('Noto Sans SC '.length))]);
    expect(weightsOf('Bold')).toEqual([700, 500, 900, 400]);
    expect(weightsOf('brush')).toEqual([400, 500, 700, 900]);
    expect(book.candidates('Black')).toEqual([
      'Noto Sans SC Black',
      'Noto Sans SC Bold',
      'Noto Sans SC Medium',
      'Noto Sans SC Regular',
      brush,
      'Noto Emoji Bold',
      'Noto Emoji Regular',
      'Noto Sans Symbols 2 Regular',
      'Noto Sans Symbols Regular',
    ]);
  });

  it('returns the same face each time, and finds it by its id', async () => {
    const book = await openFontBook(new Map([['song', choice(serif!)]]), fakeDesk({}).desk);
    const face = book.faceFor('song', codePoint('报'))!;
    expect(book.faceFor('song', codePoint('纸'))).toBe(face);
    expect(book.face(face.id)).toBe(face);
  });

  it('opens one face where two roles name one font', async () => {
    const roles = new Map([
      ['song', choice(serif!)],
      ['caption', choice(serif!)],
    ]);
    const book = await openFontBook(roles, fakeDesk({}).desk);
    expect(book.faceFor('song', codePoint('报'))).toBe(book.faceFor('caption', codePoint('报')));
  });

  it('has a glyph for every character of a line in Kai', async () => {
    const book = await openFontBook(new Map([['kai', choice(kai!)]]), fakeDesk({}).desk);
    for (const character of '春风又绿江南岸，明月何时照我还？——Spring 2026') {
      const face = book.faceFor('kai', codePoint(character));
      expect(face?.glyph(codePoint(character)), character).toBeGreaterThan(0);
    }
  });
});

describe('openFontBook', () => {
  it('opens no file before a character needs it', async () => {
    const font = { name: 'Nowhere', file: 'nowhere.ttf', weight: 400, licence: 'OFL-1.1' };
    const roles = new Map([
      ['song', choice(serif!)],
      ['other', choice('Nowhere')],
    ]);
    const book = await openFontBook(roles, fakeDesk({}).desk, [...readBundledFonts(), font]);
    expect(book.faceFor('song', codePoint('报'))).toBeDefined();
    expect(() => book.faceFor('other', codePoint('报'))).toThrow();
  });

  it('accepts a bundled font of any format', async () => {
    const kai = readBundledFonts().find(({ css }) => css !== undefined)!;
    const folder = path.dirname(fontPath(kai));
    const slice = /url\("([^"]+)"\)[^}]*U\+6C14/.exec(readFileSync(fontPath(kai), 'utf8'))![1]!;
    const file = path.relative(path.join(packageRoot, 'fonts'), path.join(folder, slice));
    const font = { name: 'Packed', file, weight: 400, licence: 'OFL-1.1' };
    const book = await openFontBook(new Map([['song', choice('Packed')]]), fakeDesk({}).desk, [font]);
    const face = book.faceFor('song', codePoint('气'))!;
    expect(face.advance(face.glyph(codePoint('气')))).toBe(1);
    expect(face.outline(face.glyph(codePoint('气'))).length).toBeGreaterThan(20);
  });

  it('reads an author’s own font', async () => {
    const { desk, messages } = fakeDesk({ 'fonts/own.ttf': serifFile() });
    const book = await openFontBook(new Map([['song', choice('fonts/own.ttf')]]), desk);
    expect(messages).toEqual([]);
    expect(book.faceFor('song', codePoint('报'))?.id).toMatch(/^own-[0-9a-f]{8}$/);
  });

  it('reports a missing and a broken font, and goes on without them', async () => {
    const { desk, messages } = fakeDesk({ 'broken.ttf': Buffer.from('不是字体') });
    const roles = new Map([
      ['song', choice(serif!)],
      ['hei', choice('Noto Sans XX')],
      ['kai', choice('broken.ttf')],
    ]);
    const book = await openFontBook(roles, desk);
    expect(messages).toMatchObject([
      { code: 'font-missing', place },
      { code: 'font-broken', place },
    ]);
    expect(book.candidates('hei')).toEqual([serif, ...symbolFonts]);
    expect(book.faceFor('hei', codePoint('报'))?.id).toBe('NotoSerifSC_400Regular');
  });
});

describe('the bundled fonts', () => {
  it('have an existing file and a licence each', () => {
    for (const font of readBundledFonts()) {
      expect(readFileSync(fontPath(font)).length).toBeGreaterThan(0);
      expect(font.licence).not.toBe('');
    }
  });

  it('have unique names', () => {
    const names = readBundledFonts().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
