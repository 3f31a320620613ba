import { describe, expect, it, test } from 'vitest';
import { countCopyCharacters } from '../../src/core/copy-characters.ts';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { countSetCharacters } from '../../src/paint/ops.ts';
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
