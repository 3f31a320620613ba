import { describe, expect, it, test } from 'vitest';
import { countCopyCharacters } from '../../src/core/copy-characters.ts';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { countSetCharacters } from '../../src/paint/ops.ts';
import { edgesOf, isGlyphs } from '../support/paint-bounds.ts';
import { sheetsOf } from '../support/set-markdown.ts';

const qr = '  - qr: https://example.org/a\n    caption: 扫码\n';
const withEars = (ears: string) => sheetsOf(`---\nears:\n${ears}---\n\n# 花园\n\n月季开了。\n`);

describe('ears too large for the masthead', () => {
  it.each([
    ['too many', qr.repeat(6)],
    ['too large a code', '  - qr: https://example.org/a\n    size: 60mm\n'],
    ['too long a caption', `  - qr: https://example.org/a\n    caption: ${'扫描二维码关注街坊'.repeat(6)}\n`],
  ])('are reported at the first ear: %s', async (_, ears) => {
    const { messages } = await withEars(ears);
    // Ears beyond the trim cause a second message, a warning.
    const errors = messages.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, place }) => [code, place.start?.line])).toEqual([['ears-too-large', 3]]);
  });

  it.each([1, 2, 3, 4])('are not reported for %i ears of normal size', async (count) => {
    expect((await withEars(qr.repeat(count))).messages).toEqual([]);
  });
});

/** The baselines of captions by their words. */
async function captionLines(ears: string): Promise<ReadonlyMap<string, number>> {
  const { publication, messages } = await withEars(ears);
  expect(messages).toEqual([]);
  const captions = publication.sheets[0]!.ops.filter(isGlyphs).filter(({ row }) => /^扫/.test(row.text));
  return new Map(captions.map(({ row, at }) => [row.text, at.y]));
}

describe('captions of neighbouring ears', () => {
  const long = `https://example.org/${'a'.repeat(60)}`;

  test('are on one line though the quiet zones of their codes differ', async () => {
    const lines = await captionLines(
      `  - qr: https://e.cn\n    caption: 扫甲\n  - qr: ${long}\n    caption: 扫乙\n  - image: 300x300.jpg\n    caption: 扫丙\n`,
    );
    expect([...lines.keys()].sort()).toEqual(['扫丙', '扫乙', '扫甲']);
    expect(new Set(lines.values()).size).toBe(1);
  });

  test('are each below their own code where the codes differ in size', async () => {
    const lines = await captionLines(
      '  - qr: https://e.cn\n    size: 20mm\n    caption: 扫甲\n  - qr: https://e.cn\n    size: 30mm\n    caption: 扫乙\n',
    );
    expect(lines.get('扫乙')! - lines.get('扫甲')!).toBeGreaterThan(20);
  });
});

test('an ear sets the credit of its picture', async () => {
  const { issue, publication, messages } = await withEars(
    '  - image: 300x200.jpg\n    caption: 花园\n    credit: 田禾 摄\n',
  );
  expect(messages).toEqual([]);
  expect(countSetCharacters(publication)).toBe(countCopyCharacters(collectCopy(issue)));
});

test('the size of a code in an ear may be given in characters of the body, like any length', async () => {
  const inCharacters = await withEars('  - qr: https://example.org/a\n    size: 8字\n');
  const inPoints = await withEars('  - qr: https://example.org/a\n    size: 84pt\n');
  expect(inCharacters.messages).toEqual([]);
  expect(inCharacters.publication.sheets).toEqual(inPoints.publication.sheets);
});

const fits = '{ name: 江湾, latin: JIANG WAN, section: 街坊报, section_latin: COMMUNITY NEWS }';

test.each([
  [
    'a Latin name of many words',
    `{ name: 江湾, section: 街坊报, section_latin: ${'COMMUNITY NEWS '.repeat(6)}}`,
    '街/坊',
    2,
  ],
  ['a section of many characters', `{ name: 江湾, section: ${'社区街坊生活'.repeat(9)} }`, '街/坊', 2],
  ['a slogan of long parts', fits, '自己家门口的这一点点小事情/邻里之间的那一点心意', 3],
])('%s that would be too small to read is reported at its place', async (_, paper, slogan, line) => {
  const { messages } = await sheetsOf(
    `---\npaper: ${paper}\nslogan: ${slogan}\n---\n\n# 花园\n\n月季开了。\n`,
  );
  expect(messages.map(({ code, place }) => [code, place.start?.line])).toEqual([
    ['furniture-too-long', line],
  ]);
});

test('the words of a nameplate are set at 6 pt or more', async () => {
  const { messages, publication } = await sheetsOf(
    `---\npaper: ${fits}\nslogan: 自己家门口的事/邻里的心意\n---\n\n# 花园\n\n月季开了。\n`,
  );
  expect(messages).toEqual([]);
  const sizes = publication.sheets[0]!.ops.filter(isGlyphs).map(({ size }) => size);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(6);
});

test('a letter-spaced Latin name keeps the spaces between its words', async () => {
  const gapsOf = async (latin: string) => {
    const { publication } = await sheetsOf(
      `---\npaper: { name: 江湾, latin: ${latin} }\n---\n\n# 花园\n\n月季开了。\n`,
    );
    return publication.sheets[0]!.ops.filter(isGlyphs)
      .filter(({ row, size }) => size === 10 && /[A-Z]/.test(row.text))
      .flatMap((op) => edgesOf(op).right);
  };
  const [joined, apart] = await Promise.all([gapsOf('JIANGWAN'), gapsOf('JIANG WAN')]);
  // The space and the tracking on both sides of it.
  expect(Math.max(...apart) - Math.max(...joined)).toBeGreaterThan(6 + 2);
});

describe('the words of the masthead', () => {
  const wordsOf = async (header: string): Promise<string> => {
    const { publication } = await sheetsOf(`---\n${header}---\n\n# 花园\n\n月季开了。\n`);
    const texts = publication.sheets[0]!.ops.filter(isGlyphs).map(({ row }) => row.text);
    return texts.join('');
  };

  test('of an issue without a paper are the template’s', async () => {
    const words = await wordsOf('number: 7\n');
    for (const own of ['宝山', '社区报', '自']) expect(words, own).toContain(own);
  });

  test('of an issue that names its paper are its own: no section, slogan or publishers of another paper', async () => {
    const words = await wordsOf('paper: 梧桐里\n');
    expect(words).toContain('梧桐里');
    const template = await wordsOf('number: 7\n');
    const others = [...new Set(template)].filter(
      (character) =>
        /\p{Script=Han}/u.test(character) &&
        !'花园月季开了今期第版总日年星一二三四五六共'.includes(character),
    );
    expect(others.filter((character) => words.includes(character))).toEqual([]);
  });

  test('are the slogan and publishers that it names', async () => {
    const words = await wordsOf('paper: 梧桐里\nslogan: 街/坊\npublishers: [河湾居委会, 青石街道]\n');
    for (const own of ['街', '坊', '河湾居委会', '青石街道']) expect(words, own).toContain(own);
  });
});
