// Two ends of a lane: a six-storey block that has just been given a lift of glass and steel.
import { canvas, ellipse, foliage, glow, gradient, group, line, path, poly, rect, seeded } from './brush.js';
import { block, leaves } from './flats.js';

import { lift } from './lift-tower.js';
import { person } from './person.js';

const [WIDTH, HEIGHT] = [1600, 900];

function residents() {
  const shadow = (x, y) => ellipse(x + 26, y, 62, 9, '#5d5648', { 'fill-opacity': 0.28 });
  const bag = [
    path('M0.02,0.0L0.14,0.0L0.15,0.15H0.01Z', '#e9b64f'),
    line('M0.04,0.0Q0.08,-0.07 0.12,0', '#b98a35', 0.012),
    ellipse(0.06, -0.01, 0.05, 0.03, '#7a9a58'),
  ];
  return [
    ...[
      [1030, 836],
      [560, 846],
      [646, 850],
      [300, 838],
    ].map(([x, y]) => shadow(x, y)),
    person({
      x: 1030,
      y: 836,
      height: 236,
      facing: -1,
      shirt: '#e6dcc8',
      trousers: '#66707b',
      hair: '#b3ada6',
      glasses: true,
      legs: [
        [-10, -18],
        [12, 6],
      ],
      arms: [
        [-6, 8],
        [10, 20],
      ],
      holding: bag,
    }),
    person({
      x: 646,
      y: 850,
      height: 226,
      shirt: '#b98fa8',
      trousers: '#6f7686',
      hair: '#a59e97',
      style: 'bun',
      arms: [
        [10, 30],
        [30, 74],
      ],
      legs: [
        [-8, -14],
        [10, 4],
      ],
    }),
    person({
      x: 556,
      y: 846,
      height: 246,
      shirt: '#6f9aa8',
      trousers: '#565f6a',
      hair: '#463f3b',
      arms: [
        [40, 70],
        [24, 60],
      ],
      legs: [
        [-10, -16],
        [12, 6],
      ],
    }),
    person({
      x: 300,
      y: 840,
      height: 170,
      shirt: '#e9a04f',
      trousers: '#5f7f9f',
      hair: '#443c39',
      legs: [
        [-22, -50],
        [26, 8],
      ],
      arms: [
        [-30, 20],
        [30, 70],
      ],
    }),
  ];
}

export function oldBuilding() {
  const random = seeded(62);
  const definitions = [
    gradient('sky', [
      [0, '#9cc5da'],
      [1, '#eef3e6'],
    ]),
    gradient(
      'plaster',
      [
        [0, '#efdfbf'],
        [1, '#dcc59c'],
      ],
      [0, 0, 1, 1],
    ),
    gradient(
      'glass',
      [
        [0, '#c9e0e4'],
        [1, '#9dbfc8'],
      ],
      [0, 0, 1, 1],
    ),
    gradient('ground', [
      [0, '#d9d0c0'],
      [1, '#b9ad9a'],
    ]),
    glow('day', '#fffbe2', 0.8),
  ];
  const tree = (x, y, size) => [
    line(
      `M${x},${y}C${x - 10},${y - size} ${x + 8},${y - size * 1.5} ${x},${y - size * 2.1}M${x},${y - size * 1.2}L${x + size * 0.5},${y - size * 1.8}`,
      '#80644d',
      size * 0.13,
    ),
    foliage({
      x,
      y: y - size * 2.4,
      rx: size * 1.1,
      ry: size * 1.1,
      count: 420,
      leaf: size * 0.1,
      tones: leaves,
      random,
    }),
  ];
  const cloud = (x, y, size) =>
    [-1, -0.4, 0.3, 0.9].map((at) =>
      ellipse(x + at * size, y - (1 - at * at) * size * 0.18, size * 0.55, size * 0.24, '#fbfaf2', {
        'fill-opacity': 0.85,
      }),
    );
  return canvas({ title: '老楼装上玻璃电梯', width: WIDTH, height: HEIGHT, definitions }, [
    rect(0, 0, WIDTH, HEIGHT, 'url(#sky)'),
    ...cloud(1400, 130, 110),
    ...cloud(60, 190, 70),
    ...[
      [1240, 300, 180],
      [1400, 220, 220],
      [-20, 330, 160],
    ].map(([x, y, width]) =>
      group([
        rect(x, y, width, 600, '#c3cfc8'),
        ...Array.from({ length: 18 }, (_, at) =>
          rect(
            x + 22 + (at % 3) * width * 0.3,
            y + 26 + Math.floor(at / 3) * 66,
            width * 0.15,
            34,
            '#aebfba',
          ),
        ),
      ]),
    ),
    ...block(random),
    lift(),
    poly(
      [
        [0, 786],
        [WIDTH, 786],
        [WIDTH, HEIGHT],
        [0, HEIGHT],
      ],
      'url(#ground)',
    ),
    ...[806, 836, 876].map((y) => line(`M0,${y}H${WIDTH}`, '#a39783', 1.5, { 'stroke-opacity': 0.6 })),
    poly(
      [
        [786, 792],
        [950, 792],
        [990, 814],
        [746, 814],
      ],
      '#eae5d8',
    ),
    foliage({ x: 430, y: 786, rx: 300, ry: 30, count: 260, leaf: 13, tones: leaves, random }),
    foliage({
      x: 1130,
      y: 788,
      rx: 150,
      ry: 28,
      count: 130,
      leaf: 13,
      tones: [...leaves, '#e79bb0'],
      random,
    }),
    ...tree(1380, 840, 180),
    ...tree(70, 850, 165),
    ...residents(),
    group([
      line('M1180,850h180M1190,850v34M1350,850v34M1180,824h180', '#9c7048', 12),
      ellipse(1270, 888, 110, 8, '#5d5648', { 'fill-opacity': 0.25 }),
    ]),
    ellipse(260, 80, 620, 380, 'url(#day)'),
  ]);
}
