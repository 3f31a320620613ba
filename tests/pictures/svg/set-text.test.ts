import fc from 'fast-check';
import svgpath from 'svgpath';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../../src/pictures/image-file.ts';
import type { PlainNode } from '../../../src/pictures/svg/plain-svg.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { fonts, readPlain, svg } from './drawings.ts';

/** All elements, in painting order. */
const flatten = (nodes: readonly PlainNode[]): readonly PlainNode[] =>
  nodes.flatMap((node) => [node, ...flatten(node.children)]);

const pathsOf = (inside: string): readonly PlainNode[] => {
  const { plain, faults, missing } = readPlain(svg(inside, 'width="400" height="200"'));
  expect([faults, missing]).toEqual([[], []]);
  return flatten(plain!.children).filter(({ name }) => name === 'path');
};

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The bounds of the end points, which are close enough to those of the ink. */
function boundsOf(d: string): Bounds {
  const [xs, ys]: [number[], number[]] = [[], []];
  svgpath(d)
    .abs()
    .iterate((segment, _, x, y) => {
      const [command, ...n] = segment as readonly [string, ...number[]];
      if (command === 'Z') return;
      xs.push(command === 'V' ? x : n.at(command === 'H' ? 0 : -2)!);
      ys.push(command === 'H' ? y : n.at(-1)!);
    });
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

const inkOf = (inside: string): Bounds =>
  boundsOf(
    pathsOf(inside)
      .map(({ attributes }) => attributes['d'])
      .join(''),
  );

describe('the text of a drawing', () => {
  it('takes the line and paragraph ends of design programs for white space', () => {
    expect(pathsOf('<text y="50">报名&#x2028;</text>')).toEqual(pathsOf('<text y="50">报名</text>'));
    expect(pathsOf('<text y="50">报\u2029名</text>')).toEqual(pathsOf('<text y="50">报 名</text>'));
  });

  it('is outlines of the face that its family, weight and style ask for', () => {
    const outline = (role: string) => {
      const face = fonts.faceFor(role, 0x6c38)!;
      const [first] = face.outline(face.glyph(0x6c38)) as readonly { x: number; y: number }[];
      return `M${Number((100 * first!.x).toPrecision(8))} ${Number((100 * first!.y).toPrecision(8))}`;
    };
    const start = (attributes: string) =>
      /^M\S+ [^A-Z]+/.exec(
        pathsOf(`<text font-size="100" ${attributes}>永</text>`)[0]!.attributes['d']!,
      )?.[0];
    for (const [attributes, role] of [
      ['', 'song'],
      ['font-family="SimSun"', 'song'],
      ['font-family="Times New Roman, serif" font-weight="bold"', 'song-bold'],
      ['font-family="思源宋体" font-weight="900"', 'song-black'],
      ['font-family="Arial, sans-serif"', 'hei'],
      ['style="font-family:\'Microsoft YaHei\';font-weight:500"', 'hei-medium'],
      ['style="font:bold 100px/1.2 微软雅黑"', 'hei-bold'],
      ['font-family="SimHei" font-weight="800"', 'hei-black'],
      ['font-family="SourceHanSansCN-Bold-GBpc-EUC-H"', 'hei-bold'],
      ['font-family="SourceHanSerifCN-Heavy"', 'song-black'],
      ['font-family="MyriadPro-SemiboldIt"', 'hei-bold'],
      ['font-family="KaiTi, serif"', 'kai'],
      ['font-family="未听说过的体, sans-serif"', 'hei'],
    ])
      expect([attributes, start(attributes!)]).toEqual([attributes, outline(role!)]);
  });

  it('is anchored at its start, middle and end', () => {
    for (const [anchor, left] of [
      ['start', 100],
      ['middle', 80],
      ['end', 60],
    ] as const) {
      const { left: ink, right } = inkOf(
        `<text x="100" y="50" font-size="20" text-anchor="${anchor}">国国</text>`,
      );
      expect(ink).toBeGreaterThan(left);
      expect(right).toBeLessThan(left + 40);
      expect(right - ink).toBeGreaterThan(34);
    }
  });

  it('has the position of each character where lists give one', () => {
    const paths = inkOf('<text x="10 110 210" y="50 90" font-size="20" dy="0 0 20">国国国</text>');
    expect(paths.left).toBeGreaterThan(10);
    expect(paths.right).toBeGreaterThan(220);
    expect(paths.bottom).toBeGreaterThan(105);
    expect(paths.top).toBeLessThan(40);
  });

  it('goes on after a tspan, and a tspan with a position begins anew', () => {
    const after = inkOf(
      '<text x="10" y="50" font-size="20"><tspan>国</tspan><tspan dx="5">国</tspan></text>',
    );
    expect(after.right).toBeGreaterThan(50);
    expect(after.right).toBeLessThan(55);
    const anew = inkOf(
      '<text x="10" y="50" font-size="20">国<tspan x="100" text-anchor="end">国</tspan></text>',
    );
    expect(anew.right).toBeGreaterThan(95);
    expect(anew.right).toBeLessThan(100);
  });

  it.each([
    ['letter-spacing="10"', 70],
    ['letter-spacing=".5em"', 70],
    ['textLength="200"', 200],
    ['textLength="200" lengthAdjust="spacingAndGlyphs"', 200],
    ['style="font-size:15pt"', 40],
    ['font-size="30"', 60],
  ])('has its size and spaces: %s', (attributes, right) => {
    const ink = inkOf(
      `<text font-size="20" ${attributes} y="50">国国</text>`.replace(
        'font-size="20" font-size',
        'font-size',
      ),
    );
    expect(ink.right).toBeGreaterThan(right - 24);
    expect(ink.right).toBeLessThan(right);
  });

  it.each([
    ['', 50],
    ['dominant-baseline="central"', 57.6],
    ['dominant-baseline="hanging"', 64.1],
    ['style="dominant-baseline:text-before-edge"', 67.6],
    ['baseline-shift="super"', 42],
    ['dy=".35em"', 57],
  ])('hangs from its baseline: %s', (attributes, baseline) => {
    const plain = inkOf('<text font-size="20">国</text>').bottom;
    expect(inkOf(`<text y="50" font-size="20" ${attributes}>国</text>`).bottom - plain).toBeCloseTo(
      baseline,
      1,
    );
  });

  it('has white space as viewers do', () => {
    const width = (inside: string) => inkOf(inside).right;
    const one = width('<text y="50">甲 乙</text>');
    expect(width('<text y="50">\n  甲\n  乙\n</text>')).toBeCloseTo(one, 6);
    expect(width('<text y="50">甲 <tspan> 乙</tspan></text>')).toBeCloseTo(one, 6);
    expect(width('<text y="50" xml:space="preserve">甲  乙</text>')).toBeGreaterThan(one + 2);
    expect(width('<text y="50" style="white-space:pre">甲  乙</text>')).toBeGreaterThan(one + 2);
  });

  it('is filled as it says, with the kerning and ligatures of its face', () => {
    const [first, second] = pathsOf(
      '<text fill="#c00" fill-rule="evenodd">甲<tspan fill="blue">乙</tspan></text>',
    );
    expect([first!.attributes['fill'], second!.attributes['fill']]).toEqual(['#cc0000', '#0000ff']);
    expect(first!.attributes['fill-rule']).toBeUndefined();
    const kerned = inkOf('<text font-size="100">AVA</text>').right;
    const apart = ['A', 'V', 'A'].map((letter) => {
      const face = fonts.faceFor('song', letter.codePointAt(0)!)!;
      return face.advance(face.glyph(letter.codePointAt(0)!)) * 100;
    });
    expect(kerned).toBeLessThan(apart.reduce((a, b) => a + b) - 5);
  });

  it('is drawn in clip paths, symbols and patterns too', () => {
    const clip = readPlain(
      svg(
        '<clipPath id="c"><text y="20">国</text></clipPath><rect width="50" height="50" clip-path="url(#c)"/>',
      ),
    );
    expect([...clip.plain!.definitions.values()][0]!.children[0]!.name).toBe('path');
    expect(
      pathsOf('<symbol id="s"><text y="20">国</text></symbol><use href="#s"/><use href="#s" x="9"/>'),
    ).toHaveLength(2);
  });

  it('never reaches a renderer as text, whatever it is', () => {
    const attribute = fc.constantFrom(
      ...[
        'x="5"',
        'dy="3 4"',
        'rotate="10"',
        'font-weight="bold"',
        'font-style="italic"',
        'text-anchor="middle"',
      ],
      ...[
        'letter-spacing="2"',
        'font-size="2em"',
        'fill="none" stroke="red"',
        'text-decoration="underline"',
        '',
      ],
    );
    const words = fc.stringMatching(/^[一-龥a-zA-Z0-9，。 “”—]{0,12}$/);
    const tspan = fc.tuple(attribute, words).map(([own, text]) => `<tspan ${own}>${text}</tspan>`);
    const text = fc
      .tuple(attribute, words, fc.array(tspan, { maxLength: 3 }))
      .map(([own, start, parts]) => `<text ${own}>${start}${parts.join('')}</text>`);
    fc.assert(
      fc.property(text, (inside) => {
        const { plain, faults } = readPlain(svg(inside));
        expect(faults).toEqual([]);
        const names = new Set(flatten(plain!.children).map(({ name }) => name));
        expect([...names].filter((name) => name !== 'path' && name !== 'g')).toEqual([]);
        const numbers = flatten(plain!.children).map(({ attributes }) => attributes['d'] ?? '');
        expect(numbers.some((d) => /NaN|Infinity|undefined/.test(d))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is reported where no face has a character, or a sequence as one sign', async () => {
    const { desk, messages } = fakeDesk({
      'a.svg': svg('<rect width="9" height="9"/>\n<text>甲\u{10ffff}</text>'),
    });
    const place = { file: 'issue.md', start: { line: 5, column: 1 } };
    expect(await openImage('a.svg', place, desk, { fonts })).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'drawing-glyph', severity: 'error', place }]);
    expect(messages[0]!.text).toContain('第 3 行');
  });

  it('is set in other families with a note, which names them', async () => {
    const { desk, messages } = fakeDesk({
      'a.svg': svg('<text font-family="Arial">A</text><text font-family="serif">B</text>'),
    });
    const image = await openImage('a.svg', { file: 'issue.md' }, desk, { fonts });
    expect(image?.drawing?.shapes).toHaveLength(2);
    expect(messages).toMatchObject([{ code: 'drawing-type', severity: 'note' }]);
    expect(messages[0]!.text).toContain('Arial → hei');
  });

  it('is outlines in a drawing that is printed as pixels, too', async () => {
    const shaded = svg(
      '<text y="20" font-size="20">国</text><rect y="30" width="9" height="9" fill="red" opacity=".5"/>',
    );
    const image = await openImage('a.svg', { file: 'issue.md' }, fakeDesk({ 'a.svg': shaded }).desk, {
      fonts,
    });
    expect(image?.drawing).toBeUndefined();
    expect(new TextDecoder().decode(image!.bytes)).not.toContain('<text');
  });
});
