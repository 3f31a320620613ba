// Books: on shelves, in piles and in hands.
import { glow, gradient, group, line, mix, path, poly, rect } from './brush.js';

export const covers = [
  '#b9594a',
  '#d99a5b',
  '#e3c27a',
  '#7f9f7a',
  '#6f93a8',
  '#8f84a8',
  '#c9b79a',
  '#d6a29a',
  '#eee4cf',
  '#5f7f8a',
];

export const cover = (random) => covers[Math.floor(random(0, covers.length))];

export function shelf({ x, y, width, rows, rise, random }) {
  const boards = Array.from({ length: rows }, (_, row) => {
    const foot = y + (row + 1) * rise;
    const books = [];
    for (let left = x + 12; left < x + width - 34; ) {
      const thick = random(11, 26);
      const tall = rise * random(0.55, 0.82);
      const colour = cover(random);
      const lean = random() > 0.93 ? 8 : 0;
      books.push(
        group(
          [
            rect(left, foot - tall, thick, tall, colour),
            rect(left, foot - tall, thick * 0.28, tall, '#ffffff', { 'fill-opacity': 0.22 }),
            rect(left + 2, foot - tall * 0.8, thick - 4, tall * 0.12, mix(colour, '#fff6dd', 0.6)),
          ],
          lean ? { transform: `rotate(${lean} ${left} ${foot})` } : {},
        ),
      );
      left += thick + (lean ? 18 : random(0.5, 2));
      if (random() > 0.95) left += 34;
    }
    return group([
      rect(x, foot - rise, width, rise, '#c9a77f'),
      rect(x, foot - rise, width, 16, '#a5835c', { 'fill-opacity': 0.5 }),
      ...books,
      rect(x - 6, foot, width + 12, 13, '#b0834f'),
      rect(x - 6, foot, width + 12, 4, '#d3a873'),
    ]);
  });
  return group([rect(x - 14, y - 14, width + 28, rows * rise + 30, '#a97d4c'), ...boards]);
}

export function pile(x, y, count, random) {
  return group(
    Array.from({ length: count }, (_, at) => {
      const [width, thick, shift] = [random(96, 130), 19, random(-9, 9)];
      const colour = cover(random);
      const top = y - (at + 1) * thick;
      return group([
        rect(x - width / 2 + shift, top, width, thick - 1, colour, { rx: 3 }),
        rect(x - width / 2 + shift + 6, top + 3, width - 6, thick - 8, '#f7f0e0'),
        rect(x - width / 2 + shift, top, 12, thick - 1, mix(colour, '#3a3030', 0.15), { rx: 3 }),
      ]);
    }),
  );
}

export const openBook = (colour = '#b9594a') => [
  poly(
    [
      [0.1, -0.13],
      [0.2, -0.1],
      [0.3, -0.15],
      [0.3, -0.17],
      [0.2, -0.12],
      [0.1, -0.15],
    ],
    colour,
  ),
  path(
    'M0.1,-0.155Q0.16,-0.17 0.2,-0.125Q0.24,-0.18 0.3,-0.175L0.3,-0.165L0.2,-0.112L0.1,-0.142Z',
    '#fffaf0',
  ),
];

export const closedBook = (colour) => [
  poly(
    [
      [0.13, -0.24],
      [0.24, -0.26],
      [0.27, -0.1],
      [0.16, -0.08],
    ],
    colour,
  ),
  line('M0.15,-0.235L0.18,-0.09', '#fff6dd', 0.008),
];

export const light = () => [
  gradient('wall', [
    [0, '#f5ecd9'],
    [1, '#e6d6b8'],
  ]),
  gradient('floor', [
    [0, '#cfae85'],
    [1, '#a98560'],
  ]),
  gradient('cloth', [
    [0, '#e9efe8'],
    [1, '#b9cbc0'],
  ]),
  gradient('outside', [
    [0, '#fbfdf6'],
    [1, '#dfedd4'],
  ]),
  glow('sun', '#fff7d6', 0.95),
];
