import { describe, expect, it } from 'vitest';
import type { Piece } from '../../src/galley/galley.ts';
import type { PaintOp } from '../../src/paint/paint.ts';
import { edgesOf, glyphsOf, overlap, pathEdges, textOf, wordsOf } from '../support/paint-bounds.ts';
import { bodyOf, galleyOf, setMarkdown, sheetsOf } from '../support/set-markdown.ts';

const never = Number.POSITIVE_INFINITY;
const leading = 15.74;
const sentence = '居民自己动手，把一块空地种成了花园。';
const long = sentence.repeat(9);
const find = (pieces: readonly Piece[], words: string): number =>
  pieces.findIndex((piece) => wordsOf(piece).includes(words));

describe('a list', () => {
  it('indents its text behind the label, and that of a nested list further', async () => {
    const body = await bodyOf(`- ${long}\n  - ${long}`);
    const starts = body.map((piece) => glyphsOf(piece).filter(({ source }) => source === 'copy')[0]!.at.x);
    expect(new Set(starts)).toEqual(new Set([21, 42]));
    expect(starts.toSorted((a, b) => a - b)).toEqual(starts);
  });

  it('has its numbers as typed, which are copy, and boxes for tasks, which are not', async () => {
    const labels = (await bodyOf('9. 取号\n12) 等候\n\n03.\n\n- [x] 甲\n- [ ] 乙')).flatMap((piece) =>
      glyphsOf(piece).flatMap((op) => (/^\p{Script=Han}/u.test(textOf(op)) ? [] : [[textOf(op), op.source]])),
    );
    expect(labels).toEqual([
      ['9.', 'copy'],
      ['12)', 'copy'],
      ['03.', 'copy'],
      ['■', 'furniture'],
      ['□', 'furniture'],
    ]);
  });

  it('in a quotation has its text as close to the bullets as elsewhere', async () => {
    const textAt = async (markdown: string) =>
      glyphsOf((await bodyOf(markdown))[0]!).map(({ at, row }) => at.x + row.left);
    const [bullet, text] = await textAt('- 项');
    const [quotedBullet, quotedText] = await textAt('> - 项');
    expect(quotedText! - quotedBullet!).toBeCloseTo(text! - bullet!);
  });

  it('with many levels in a narrow column loses no text', async () => {
    const nested = Array.from({ length: 8 }, (_, level) => `${'  '.repeat(level)}- 第${level}层`).join('\n');
    const words = (await bodyOf(nested, 6)).map(wordsOf).join('').replaceAll('●', '');
    expect(words).toBe(Array.from({ length: 8 }, (_, level) => `第${level}层`).join(''));
  });
});

describe('code', () => {
  const block = (code: string) => bodyOf(`\`\`\`\n${code}\n\`\`\``);
  /** Where the first visible glyph of a piece begins. */
  const startOf = (piece: Piece) => {
    const { at, row } = glyphsOf(piece)[0]!;
    return at.x + row.xs[row.text.search(/\S/)]!;
  };

  it('in a block has its indents, inner spaces and empty lines as typed', async () => {
    const lines = (await block('if a:\n    b  =  1\n\n\t深')).map(wordsOf);
    expect(lines).toEqual(['if a:', '    b  =  1', ' ', '\u3000深']);
  });

  it('has room for each space of an indent', async () => {
    const [none, two, four] = (await block('甲\n  甲\n    甲')).map(startOf);
    expect(two! - none!).toBeGreaterThan(0);
    expect(four! - none!).toBeCloseTo(2 * (two! - none!));
  });

  it('in a quotation and in a list has the indents that are its own', async () => {
    expect((await bodyOf('> ```\n>   甲\n> ```')).map(wordsOf)).toEqual(['  甲']);
    expect((await bodyOf('- 乙\n\n  ```\n  甲\n    甲\n  ```')).slice(1).map(wordsOf)).toEqual([
      '甲',
      '  甲',
    ]);
  });

  it('wider than the column goes on in the next line, and nothing is dropped', async () => {
    const code = `${' '.repeat(8)}call(${'argument, '.repeat(30)}${'x'.repeat(150)});`;
    const lines = (await block(code)).map(wordsOf);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('').replaceAll(' ', '')).toBe(code.replaceAll(' ', ''));
  });

  it('within text has several spaces as typed', async () => {
    const [line] = await bodyOf('写`a  =   b`即可。');
    expect(wordsOf(line!)).toBe('写a  =   b即可。');
  });
});

describe('HTML in a paragraph', () => {
  it('raises a superscript, lowers a subscript, and sets both smaller', async () => {
    const rows = glyphsOf((await bodyOf('水m<sup>2</sup>和H<sub>2</sub>'))[0]!);
    const twos = rows.filter((op) => textOf(op) === '2');
    const [up, down] = twos.map(({ row }) => row.ys![0]!);
    expect(up).toBeLessThan(0);
    expect(down).toBeGreaterThan(0);
    const size = rows[0]!.size;
    for (const two of twos) expect(two.size).toBeLessThan(size * 0.7);
  });

  it('draws one rule under underlined words, with their scripts', async () => {
    const fills = (await bodyOf('前<u>水m<sup>2</sup>和</u>后<u>字</u>'))[0]!.ops.filter(
      ({ op }) => op === 'fill',
    );
    expect(fills).toHaveLength(2);
  });
});

describe('a table', () => {
  const rows = (count: number) => `| 表 | 头 |\n| - | - |\n${'| 甲 | 乙 |\n'.repeat(count)}`;

  it('of up to a dozen rows is not broken; a longer one breaks between rows, but never below its heading', async () => {
    const costs = async (count: number) => (await bodyOf(rows(count))).map(({ breakBefore }) => breakBefore);
    expect(await costs(11)).toEqual([0, ...Array.from({ length: 11 }, () => never)]);
    expect(await costs(12)).toEqual([0, never, ...Array.from({ length: 11 }, () => 0)]);
  });

  it('does not break a number beside a long cell', async () => {
    const body = await bodyOf(`| 地点 | 人数 |\n| - | -: |\n| ${'活动中心大厅'.repeat(4)} | 1200 |`, 4);
    const words = body.flatMap((piece) => glyphsOf(piece).map(textOf));
    expect(words).toContain('1200');
    expect(words).toContain('人数');
  });

  it('leaves room for words beside a very long cell', async () => {
    const body = await bodyOf(`| 甲 | 乙 |\n| - | - |\n| ${sentence.repeat(20)} | ${sentence} |`);
    const right = body.flatMap((piece) => glyphsOf(piece).filter(({ at }) => at.x > 150));
    expect(Math.max(...right.map((op) => textOf(op).length))).toBeGreaterThan(4);
  });

  it('has cells that do not touch', async () => {
    const body = await bodyOf(`| 甲 | 乙 | 丙 |\n| - | :-: | -: |\n| ${sentence} | ${sentence} | 12345 |`, 3);
    for (const piece of body) {
      const cells = glyphsOf(piece);
      for (const [at, cell] of cells.entries()) {
        for (const other of cells.slice(at + 1)) expect(overlap(edgesOf(cell), edgesOf(other))).toBe(false);
      }
    }
  });
});

describe('a box', () => {
  it('is one piece, whose frame encloses its content and does not touch its neighbours', async () => {
    const { body, measure } = await galleyOf(
      `${long}\n\n:::box[温馨提示]{tint=10%}\n${long}\n\n- 甲\n\n| 表 | 头 |\n| - | - |\n| 甲 | 乙 |\n\n![图](300x200.jpg){place=here}\n\n::qr[码]{data="x"}\n:::\n\n${long}`,
    );
    const box = body[find(body, '温馨提示')]!;
    expect(box.minLines).toBe(box.lines);
    expect(box.maxLines).toBe(box.lines);
    const frame = box.ops.find(({ op }) => op === 'stroke') as Extract<PaintOp, { op: 'stroke' }>;
    const inside = pathEdges(frame.path, -frame.width / 2);
    const outside = pathEdges(frame.path, frame.width / 2);
    const content = [
      ...box.ops.slice(2).map(edgesOf),
      ...box.frames.map(({ rect: { x, y, width, height } }) => ({
        left: x,
        top: y,
        right: x + width,
        bottom: y + height,
      })),
    ];
    expect(content.length).toBeGreaterThan(8);
    for (const { left, top, right, bottom } of content) {
      expect(left - inside.left).toBeGreaterThan(2);
      expect(top - inside.top).toBeGreaterThan(2);
      expect(inside.right - right).toBeGreaterThan(2);
      expect(inside.bottom - bottom).toBeGreaterThan(2);
    }
    // The frames of the characters above and below end at the piece's edge and a line's white before it.
    expect(outside.top).toBeGreaterThan(1);
    expect(outside.bottom).toBeLessThan((box.lines - 1) * leading + 10.5 - 1);
    expect(outside.left).toBeGreaterThan(-0.5);
    expect(outside.right).toBeLessThan(measure + 0.5);
  });

  it.each([
    ['0%', []],
    ['0.2', ['tint-too-faint 7']],
    ['4.9%', ['tint-too-faint 7']],
    ['5%', []],
    ['30%', []],
    ['31%', ['tint-too-dark 7']],
    ['50%', ['tint-too-dark 7']],
    ['51%', ['tint-drowns-type 7']],
    ['100%', ['tint-drowns-type 7']],
  ])('with a tint of %s: reports %j', async (tint, expected) => {
    const { messages } = await sheetsOf(
      `# 街坊\n\n一段。\n\n两段。\n\n:::box[题]{tint=${tint}}\n居民自己动手。\n:::\n`,
    );
    expect(messages.map(({ code, place }) => `${code} ${place.start?.line}`)).toEqual(expected);
  });
});

describe('a table of more columns than the measure holds', () => {
  const table = (columns: number) =>
    ['| 甲 ', '|---', '| 乙 '].map((cell) => `${cell.repeat(columns)}|`).join('\n');
  // 32 characters of 10.5 pt; a column of the table takes a character of 9 pt and 6 pt of white.
  it.each([
    [22, []],
    [23, [['table-too-wide', 5]]],
    [5000, [['table-too-wide', 5]]],
  ])('is one error at its place: %i columns', async (columns, expected) => {
    const { messages } = await setMarkdown(`# 花园\n\n月季开了。\n\n${table(columns)}\n`);
    const errors = messages.filter(({ code }) => code === 'table-too-wide');
    expect(errors.map(({ code, place }) => [code, place.start?.line])).toEqual(expected);
  });
});

it.each([
  ['五号', 5.25],
  ['小五', 5],
])('a bullet beside text of %s is not smaller than newsprint holds', async (size, points) => {
  const { galleys } = await setMarkdown(`---\ntypography: {size: ${size}}\n---\n\n# 花园\n\n- 月季\n`);
  const ops = galleys[0]!.body.flatMap((piece) => piece.ops);
  const bullet = ops.find((op) => op.op === 'glyphs' && op.row.text === '●');
  expect(bullet).toMatchObject({ size: points });
});
