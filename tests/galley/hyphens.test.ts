import { describe, expect, test } from 'vitest';
import { bodyOf, sheetsOf } from '../support/set-markdown.ts';

const hyphen = '\u00ad';
const textsOf = async (text: string, columns: number) =>
  (await bodyOf(text, columns)).map(({ ops }) =>
    ops.flatMap((op) => (op.op === 'glyphs' ? [op.row.text] : [])).join(''),
  );
const sentence = '社区图书馆里的 responsibility 与 environmental 和 neighbourhood 三个词，';

describe('English words of an article', () => {
  test('are hyphenated in a narrow column and not in a wide one', async () => {
    const [narrow, wide] = [await textsOf(sentence.repeat(4), 5), await textsOf(sentence.repeat(4), 2)];
    expect(narrow.some((line) => line.endsWith(hyphen))).toBe(true);
    expect(wide.some((line) => line.endsWith(hyphen))).toBe(false);
  });

  test('are not hyphenated in code, inline or in a block', async () => {
    const code = sentence.replaceAll(/[a-z]+/g, (word) => `\`${word}\``).repeat(4);
    const lines = [
      ...(await textsOf(code, 5)),
      ...(await textsOf(`\`\`\`\n${sentence.repeat(4)}\n\`\`\``, 5)),
    ];
    expect(lines.some((line) => line.endsWith(hyphen))).toBe(false);
  });

  test('get hyphens that are not counted as copy', async () => {
    const { publication } = await sheetsOf(
      `::page{columns=5}\n\n# 头条\n\n# 街坊 {span=1}\n\n${sentence.repeat(4)}`,
    );
    const ops = publication.sheets.flatMap((sheet) => sheet.ops);
    const hyphens = ops.filter((op) => op.op === 'glyphs' && op.row.text.includes(hyphen));
    expect(hyphens.length).toBeGreaterThan(0);
    for (const op of hyphens) expect(op).toMatchObject({ source: 'furniture' });
  });
});
