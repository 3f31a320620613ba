// The table where books change hands.
import { blurred, canvas, ellipse, group, line, poly, rect, seeded } from './brush.js';
import { closedBook, cover, covers, light, openBook, pile, shelf } from './library.js';
import { person } from './person.js';

const [WIDTH, HEIGHT] = [1200, 900];

export function bookSwap() {
  const random = seeded(88);
  const behind = [
    rect(-40, -40, WIDTH + 80, 700, 'url(#wall)'),
    shelf({ x: 40, y: 60, width: 520, rows: 4, rise: 128, random }),
    shelf({ x: 640, y: 60, width: 540, rows: 4, rise: 128, random }),
    rect(-40, 600, WIDTH + 80, 340, 'url(#floor)'),
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) =>
      line(`M${600 + (at - 4) * 150},600L${600 + (at - 4) * 330},900`, '#8f6d4a', 2, {
        'stroke-opacity': 0.5,
      }),
    ),
    ...[0, 1, 2, 3, 4, 5, 6].map((at) =>
      poly(
        [
          [40 + at * 170, 10],
          [190 + at * 170, 10],
          [115 + at * 170, 62],
        ],
        covers[(at * 3) % 8],
        { 'fill-opacity': 0.85 },
      ),
    ),
    line('M-20,10H1220', '#b98a5c', 3),
  ];
  const people = [
    person({
      x: 210,
      y: 790,
      height: 560,
      shirt: '#7fa0b0',
      hair: '#a7a099',
      glasses: true,
      lean: 6,
      arms: [
        [40, 84],
        [26, 76],
      ],
      holding: openBook(),
      tilt: 14,
    }),
    person({
      x: 560,
      y: 770,
      height: 520,
      facing: 1,
      shirt: '#e0b56a',
      hair: '#53463f',
      style: 'bob',
      lean: 10,
      arms: [
        [30, 72],
        [34, 84],
      ],
      holding: closedBook('#6f93a8'),
      tilt: 8,
    }),
    person({
      x: 820,
      y: 770,
      height: 500,
      facing: -1,
      shirt: '#d3968b',
      hair: '#8d857e',
      style: 'bun',
      lean: 8,
      arms: [
        [44, 82],
        [30, 66],
      ],
      tilt: 8,
    }),
    person({
      x: 1050,
      y: 780,
      height: 380,
      facing: -1,
      shirt: '#8fae86',
      hair: '#473e3a',
      lean: 6,
      arms: [
        [40, 92],
        [30, 84],
      ],
      holding: openBook('#d99a5b'),
      tilt: 14,
    }),
  ];
  const table = [
    poly(
      [
        [0, 690],
        [1200, 690],
        [1240, 760],
        [-40, 760],
      ],
      '#f6f8f2',
    ),
    rect(-40, 758, 1280, 180, 'url(#cloth)'),
    ...Array.from({ length: 21 }, (_, at) =>
      line(`M${-20 + at * 62},764q${at % 2 ? 10 : -8},70 0,150`, '#9db3a7', 4, { 'stroke-opacity': 0.5 }),
    ),
    ...[
      [90, 6],
      [330, 9],
      [470, 4],
      [690, 7],
      [900, 5],
      [1130, 8],
    ].map(([x, count]) => pile(x, 742, count, random)),
    ...[
      [210, 744],
      [585, 746],
      [800, 744],
      [1016, 746],
    ].map(([x, y]) =>
      group([
        poly(
          [
            [x - 52, y],
            [x + 40, y],
            [x + 56, y - 24],
            [x - 36, y - 24],
          ],
          cover(random),
        ),
        poly(
          [
            [x - 40, y - 4],
            [x + 36, y - 4],
            [x + 47, y - 20],
            [x - 29, y - 20],
          ],
          '#fffaf0',
          { 'fill-opacity': 0.45 },
        ),
      ]),
    ),
  ];
  return canvas({ title: '换书桌前', width: WIDTH, height: HEIGHT, definitions: light() }, [
    rect(0, 0, WIDTH, HEIGHT, '#e6d6b8'),
    blurred(4, behind),
    ...people,
    ...table,
    ellipse(160, 60, 640, 460, 'url(#sun)', { 'fill-opacity': 0.85 }),
  ]);
}
