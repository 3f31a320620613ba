import { describe, expect, it } from 'vitest';
import type { Drawing, Shape } from '../../../src/pictures/drawing.ts';
import { openImage } from '../../../src/pictures/image-file.ts';
import { separateColours } from '../../../src/pictures/separate.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { press } from '../press.ts';
import { fonts, readFlat as read, svg } from './drawings.ts';

function drawing(inside: string, head?: string): Drawing {
  const found = read(svg(inside, head));
  if (!('shapes' in found)) throw new Error(JSON.stringify(found));
  return found;
}

const only = (inside: string, head?: string): Shape => {
  const { shapes } = drawing(inside, head);
  expect(shapes).toHaveLength(1);
  return shapes[0]!;
};

/** The end points of an outline, rounded: `M0,0 L10,0 Z`. */
const path = ({ steps }: Shape): string =>
  steps
    .map((step) => {
      if (step.to === 'close') return 'Z';
      const letter = { move: 'M', line: 'L', curve: 'C' }[step.to];
      return `${letter}${Math.round(step.x * 100) / 100 + 0},${Math.round(step.y * 100) / 100 + 0}`;
    })
    .join(' ');

describe('the shapes of an SVG file', () => {
  it.each([
    ['<path d="M1 2h3v4l-3 0z"/>', 'M1,2 L4,2 L4,6 L1,6 Z'],
    ['<path d="M0 0q10 0 10 10t10 10"/>', 'M0,0 C10,10 C20,20'],
    ['<rect x="1" y="2" width="10" height="20"/>', 'M1,2 L11,2 L11,22 L1,22 Z'],
    ['<line x1="1" y1="2" x2="3" y2="4" stroke="red"/>', 'M1,2 L3,4'],
    ['<polyline points="1,2 3,4 5,0"/>', 'M1,2 L3,4 L5,0'],
    ['<polygon points="1 2 3 4 5 0"/>', 'M1,2 L3,4 L5,0 Z'],
    ['<g transform="translate(10,20)"><path transform="scale(2)" d="M1 1L2 3"/></g>', 'M12,22 L14,26'],
    ['<path transform="rotate(90) translate(5)" d="M0 0L1 0"/>', 'M0,5 L0,6'],
  ])('%s', (inside, outline) => {
    expect(path(only(inside))).toBe(outline);
  });

  it.each([
    ['<circle cx="10" cy="20" r="5"/>', { left: 5, right: 15, top: 15, bottom: 25 }],
    ['<ellipse cx="10" cy="20" rx="8" ry="3"/>', { left: 2, right: 18, top: 17, bottom: 23 }],
    ['<rect x="1" y="2" width="10" height="20" rx="30" ry="4"/>', { left: 1, right: 11, top: 2, bottom: 22 }],
  ])('has the bounds of its shape: %s', (inside, bounds) => {
    const ends = only(inside).steps.flatMap((step) => (step.to === 'close' ? [] : [step]));
    const [xs, ys] = [ends.map(({ x }) => x), ends.map(({ y }) => y)];
    expect(Math.min(...xs)).toBeCloseTo(bounds.left, 3);
    expect(Math.max(...xs)).toBeCloseTo(bounds.right, 3);
    expect(Math.min(...ys)).toBeCloseTo(bounds.top, 3);
    expect(Math.max(...ys)).toBeCloseTo(bounds.bottom, 3);
  });

  // SVG 1.1, 7.8: xMidYMid meet.
  it.each([
    ['width="100" height="50" viewBox="0 0 10 10"', 'M25,0 L75,50'],
    ['width="100mm" height="50mm" viewBox="0 0 10 10"', 'M94.49,0 L283.46,188.98'],
    ['width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="xMaxYMin"', 'M50,0 L100,50'],
    ['width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="none"', 'M0,0 L100,50'],
    ['width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="xMidYMin slice"', 'M0,0 L100,100'],
    ['width="100" viewBox="0 0 10 20"', 'M0,0 L100,100'],
    ['style="width:100%;height:auto" width="40" height="20"', 'M0,0 L10,10'],
    ['viewBox="5 5 10 10"', 'M-5,-5 L5,5'],
    ['width="100%" height="100%" viewBox="0 0 10 20"', 'M0,0 L10,10'],
  ])('are scaled into the viewport: %s', (head, outline) => {
    expect(path(only('<path d="M0 0L10 10"/>', head))).toBe(outline);
  });

  it('have declared and inherited styles', () => {
    const { shapes } = drawing(
      `<g fill="#c00" stroke="blue" stroke-width="2" style="stroke-linejoin:round">
        <path d="M0 0L1 1"/>
        <path d="M0 0L1 1" fill="none" transform="scale(3)"/>
        <path d="M0 0L1 1" style="fill:rgb(1,2,3); stroke:none" fill="green" fill-rule="evenodd"/>
        <path d="M0 0L1 1" fill="currentColor" color="#010203" stroke="none"/>
        <path d="M0 0L1 1" display="none"/>
        <path d="M0 0L1 1" stroke="none" fill="none"/>
      </g>`,
    );
    expect(
      shapes.map(({ fill, stroke }) => [fill, stroke && [stroke.colour, stroke.width, stroke.join]]),
    ).toEqual([
      [{ colour: [204, 0, 0], rule: 'nonzero' }, [[0, 0, 255], 2, 'round']],
      [undefined, [[0, 0, 255], 6, 'round']],
      [{ colour: [1, 2, 3], rule: 'evenodd' }, undefined],
      [{ colour: [1, 2, 3], rule: 'nonzero' }, undefined],
    ]);
  });

  it.each([
    ['a gradient', '<linearGradient id="a"/><rect width="9" height="9" fill="url(#a)"/>'],
    ['transparency', '<rect width="9" height="9" opacity=".5"/>'],
    ['transparency of a fill', '<rect width="9" height="9" style="fill-opacity:0.5"/>'],
    ['transparency of a colour', '<rect width="9" height="9" fill="rgba(0,0,0,.5)"/>'],
    [
      'a filter',
      '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#f)"><rect width="9" height="9"/></g>',
    ],
    [
      'a mask',
      '<mask id="m"><rect width="5" height="5" fill="#fff"/></mask><rect width="9" height="9" mask="url(#m)"/>',
    ],
    [
      'arrows',
      '<marker id="m"><path d="M0 0L3 3"/></marker><path d="M0 0L9 9" stroke="red" marker-end="url(#m)"/>',
    ],
    ['a blend mode', '<rect width="9" height="9" style="mix-blend-mode:multiply"/>'],
    [
      'a clip path of two shapes',
      '<clipPath id="c"><rect width="5" height="5"/><circle r="3"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>',
    ],
    ['coordinates far outside', '<path d="M1e30 1e30L5 5" stroke="black"/>'],
    ['dashes', '<path d="M0 0L9 9" stroke="red" stroke-dasharray="2"/>'],
    ['a stroke scaled unevenly', '<path d="M0 0L9 9" stroke="red" transform="scale(1,3)"/>'],
    ['nothing visible', '<g><path/></g>'],
  ])('are not used for a file with %s', (_, inside) => {
    expect(read(svg(inside))).toHaveProperty('unsupported');
  });

  it('do not include metadata, definitions and foreign elements', () => {
    const inside = `<title>题</title><metadata><x:y xmlns:x="z"/></metadata><defs><text>字</text></defs>
      <sodipodi:namedview xmlns:sodipodi="s"/><rect id="a" class="b" data-c="d" width="9" height="9"/>`;
    expect(drawing(inside).shapes).toHaveLength(1);
  });
});

describe('the styles and references of an SVG file', () => {
  const red = { colour: [255, 0, 0], rule: 'nonzero' };

  it.each([
    ['a class', '.a{fill:red}', 'class="a"'],
    ['one of several classes', '.a,.b{fill:red}', 'class="c b"'],
    ['an element', 'path{fill:red}', ''],
    ['an id rather than a class, in any order', '#p{fill:red}.a{fill:blue}', 'id="p" class="a"'],
    ['a class rather than an element, in any order', '.a{fill:red} path{fill:blue}', 'class="a"'],
    ['the later of two rules of equal specificity', '.a{fill:blue}.b{fill:red}', 'class="b a"'],
    ['a sheet rather than an attribute', '/* a */ path.a { fill : red ; }', 'class="a" fill="blue"'],
    ['the style attribute rather than a sheet', '#p{fill:blue}', 'id="p" style="fill:red"'],
    ['no rule for other elements', '.b,g,#q{fill:blue}', 'class="a" id="p" fill="red"'],
  ])('apply the style of %s', (_, sheet, attributes) => {
    const drawn = `<path ${attributes} d="M0 0L9 9"/>`;
    expect(only(`<style>${sheet}</style>${drawn}`).fill).toEqual(red);
    // As Adobe Illustrator writes it.
    expect(only(`<defs><style type="text/css"><![CDATA[${sheet}]]></style></defs>${drawn}`).fill).toEqual(
      red,
    );
  });

  it.each([
    ['hsl(0, 100%, 50%)', [255, 0, 0]],
    ['hsl(120deg 60% 40%)', [41, 163, 41]],
    ['HSL(-150,100%,25%)', [0, 64, 128]],
    ['#0f08', undefined],
    ['#00f0', 'none'],
    ['transparent', 'none'],
    ['#00ff00ff', [0, 255, 0]],
    ['rgb(10%,40%,80%)', [26, 102, 204]],
  ])('include the colour %s', (fill, colour) => {
    const found = read(svg(`<rect width="9" height="9" fill="${fill}" stroke="red"/>`));
    if (colour === undefined) expect(found).toHaveProperty('unsupported');
    else expect((found as Drawing).shapes[0]!.fill?.colour).toEqual(colour === 'none' ? undefined : colour);
  });

  it('inherit currentColor as a keyword, which the painted element resolves', () => {
    const { shapes } = drawing(
      '<g color="blue" fill="currentColor"><path color="red" d="M0 0L1 1"/><path d="M0 0L1 1"/></g>',
    );
    expect(shapes.map(({ fill }) => fill?.colour)).toEqual([
      [255, 0, 0],
      [0, 0, 255],
    ]);
  });

  it('include lengths in absolute units', () => {
    expect(path(only('<rect x="1in" width="25.4mm" height="72pt"/>'))).toBe('M96,0 L192,0 L192,96 L96,96 Z');
  });

  it('expand use elements, which inherit from where they are', () => {
    const { shapes } = drawing(
      `<defs><path id="p" d="M0 0L1 1"/><g id="g"><use xlink:href="#p" x="5"/></g></defs>
        <use href="#g" y="3" transform="scale(2)" fill="red"/><use href="#p" fill="blue"/>`,
      'width="100" height="50" xmlns:xlink="http://www.w3.org/1999/xlink"',
    );
    expect(shapes.map((shape) => [path(shape), shape.fill?.colour])).toEqual([
      ['M10,6 L12,8', [255, 0, 0]],
      ['M0,0 L1,1', [0, 0, 255]],
    ]);
  });

  it('clip in the coordinate system of the clipped element', () => {
    const [shape] = drawing(
      `<g clip-path="url(#a)"><g transform="scale(2)"><rect width="9" height="9" clip-path="url(#b)"/></g></g>
        <defs><clipPath id="a"><rect width="4" height="4" fill="none"/></clipPath>
        <clipPath id="b" transform="translate(1)"><path d="M0 0L1 1V0z" clip-rule="evenodd"/></clipPath></defs>`,
    ).shapes;
    expect(shape!.clips!.map(({ steps, rule }) => [path({ steps }), rule])).toEqual([
      ['M0,0 L4,0 L4,4 L0,4 Z', 'nonzero'],
      ['M2,0 L4,2 L4,0 Z', 'evenodd'],
    ]);
  });

  it('paint the stroke below the fill where paint-order says so', () => {
    const order = (value: string) =>
      drawing(
        `<rect width="9" height="9" fill="red" stroke="blue" style="paint-order:${value}"/>`,
      ).shapes.map(({ fill, stroke }) => [fill !== undefined, stroke !== undefined]);
    expect(order('stroke')).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(order('markers fill')).toEqual([[true, true]]);
    expect(order('fill stroke markers')).toEqual([[true, true]]);
  });
});

describe('an SVG picture', () => {
  const open = async (text: string) => {
    const { desk, messages } = fakeDesk({ 'a.svg': text });
    return { image: await openImage('a.svg', { file: 'issue.md' }, desk, { fonts }), messages };
  };

  it('is a drawing where it is flat shapes; otherwise it is pixels, with a note', async () => {
    const simple = await open(svg('<rect width="9" height="9"/>'));
    expect(simple.image?.drawing?.shapes).toHaveLength(1);
    expect(simple.messages).toEqual([]);
    const shaded = await open(svg('<rect width="9" height="9" opacity=".5"/>'));
    expect(shaded.image).toMatchObject({ vector: true, width: 100, height: 50 });
    expect(shaded.image?.drawing).toBeUndefined();
    expect(shaded.messages).toMatchObject([{ code: 'svg-as-pixels', severity: 'note' }]);
    expect(shaded.messages[0]!.text).toContain('透明');
  });

  it('has colours within the ink limit, greys and black in K alone, and white as bare paper', async () => {
    const colours = ['#c01020', '#000', '#808080', '#fff', '#001030'];
    const picture = drawing(colours.map((fill) => `<rect width="9" height="9" fill="${fill}"/>`).join(''));
    const inkOf = await separateColours(picture, { ...press, tac: 150 });
    const [red, black, grey, white, night] = picture.shapes.map(({ fill }) => inkOf(fill!.colour));
    expect(red!.m).toBeGreaterThan(60);
    expect(red!.y).toBeGreaterThan(50);
    expect(black).toEqual({ c: 0, m: 0, y: 0, k: 100 });
    expect(grey).toMatchObject({ c: 0, m: 0, y: 0 });
    expect(grey!.k).toBeCloseTo(49.8, 0);
    expect(white).toEqual({ c: 0, m: 0, y: 0, k: 0 });
    const sum = night!.c + night!.m + night!.y + night!.k;
    expect(sum).toBeLessThanOrEqual(150);
    expect(sum).toBeGreaterThan(140);
  });
});
