import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../src/issue/markdown.ts';
import { findPlainRows, isPlain, parseCopy, parseWhole } from '../../src/issue/parse-copy.ts';

/** The parts of a tree that the invariant covers: offsets, and all values except those of HTML and YAML nodes. */
function outline(node: Nodes): unknown {
  const { position, ...own } = node;
  const all = 'children' in own ? { ...own, children: own.children.map(outline) } : own;
  const covered = node.type === 'html' || node.type === 'yaml' ? { type: node.type } : all;
  return { ...covered, from: position?.start.offset, to: position?.end.offset };
}

const plainLines = [
  '食堂上午十点开门',
  '　　居民说:“好,今天8点来(带伞)”',
  '3.5万人次',
  'App上线;免费?',
  '甲+乙=丙',
];
const lines = [
  ...plainLines,
  ...[
    '',
    '',
    '',
    '  ',
    '\t',
    '　　',
    '***',
    '---',
    '===',
    '> 引用',
    '>',
    '- 项',
    '1. 项',
    '2) 项',
    '12.',
    '  续',
  ],
  ...[
    '# 题',
    '## 小题',
    ':::box[注]',
    ':::',
    '::qr[码]{data="a"}',
    '::kicker[引',
    '题]',
    '<div>',
    '<!--',
    '-->',
  ],
  ...[
    '[注]: http://a.cn "题"',
    '[^1]: 注文',
    '文[^1]文[注]',
    '|甲|乙|',
    '|-|-|',
    '甲 | 乙',
    '-|-',
    ':-',
    '*重*点**强**',
    '138****5678和5*8',
    '张*、李*',
    '__重__甲*乙',
    '____',
  ],
  ...[
    'www.a.cn看',
    '见https://a.cn。看',
    'a@b.cn',
    '行尾两格  ',
    '行尾 ',
    '断\\',
    '`码',
    '码`',
    '~~删~~',
    '&amp;',
    '[链',
    '接](a.md "题',
  ],
  ...[
    '题")',
    '![图](a.jpg)',
    '\ufeff文',
    '甲\ufeff',
    '文\u2028',
    '(1)甲',
    '"引"',
    ':ruby[字]{rt=zì}',
    '电话:12345',
    'w.甲',
    '</div>',
    '<script>',
    '\\',
  ],
];

const anyMarkdown = fc
  .tuple(
    fc.constantFrom(
      '',
      '---\npaper: 报\n---\n',
      '---\n\n责任编辑\n\n一二\n---',
      '--- \nkind: a\n',
      '---\n---\n',
    ),
    fc.array(fc.constantFrom(...lines), { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([header, written, end]) => (header + written.join('\n')).replaceAll('\n', end));

describe('parseCopy', () => {
  test('gives the tree that the parser gives for the entire text', () => {
    fc.assert(
      fc.property(anyMarkdown, (text) => {
        expect(outline(parseCopy(text))).toEqual(outline(parseWhole(text)));
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['```', '~~~'])('does not cut text between fences of %s', (fence) => {
    const text = `甲\n\n${fence}\n一二三\n\n四五六\n\n七八九\n${fence}\n`;
    expect(outline(parseCopy(text))).toEqual(outline(parseMarkdown(text)));
  });

  test('finds consecutive plain paragraphs as one row', () => {
    const rows = findPlainRows('甲乙。\n\n丙丁\n戊己\n\n# 题\n\n庚辛\n');
    expect(rows).toEqual([
      [
        { start: 0, end: 3 },
        { start: 5, end: 10 },
      ],
      [{ start: 17, end: 19 }],
    ]);
  });

  test.each(plainLines)('%s is a plain paragraph', (line) => {
    expect(isPlain(line)).toBe(true);
  });

  test.each(['1. 甲', '*甲*', '甲\n\n乙', '甲\n', '', ' 甲', 'www.甲'])(
    '%j is not a plain paragraph',
    (text) => {
      expect(isPlain(text)).toBe(false);
    },
  );
});
