// The drying platform on the roof at the end of a summer day.
import {
  canvas,
  circle,
  ellipse,
  foliage,
  glow,
  gradient,
  group,
  line,
  mix,
  path,
  poly,
  rect,
  seeded,
} from './brush.js';

import { person } from './person.js';

import { cat, chair, melon, washing } from './terrace-things.js';

const [WIDTH, HEIGHT] = [1500, 1000];

const leaves = ['#4d6f45', '#648752', '#83a463', '#a8c07a', '#d5d28a'];

function roof({ x, y, width, rise, lean, shade }) {
  const rows = Array.from({ length: Math.floor(width / 17) }, (_, at) => {
    const left = x + at * 17;
    return line(`M${left + lean},${y}L${left},${y + rise}`, mix(shade, '#fbe3c0', 0.28), 5, {
      'stroke-opacity': 0.55,
    });
  });
  return group([
    poly(
      [
        [x + lean, y],
        [x + width + lean, y],
        [x + width, y + rise],
        [x, y + rise],
      ],
      shade,
    ),
    ...rows,
    line(`M${x + lean},${y}h${width}`, mix(shade, '#3c3434', 0.25), 11),
    line(`M${x},${y + rise}h${width}`, mix(shade, '#3c3434', 0.15), 6),
  ]);
}

function dormer(x, y, size) {
  return group([
    poly(
      [
        [x - size, y],
        [x, y - size * 0.8],
        [x + size, y],
      ],
      '#a8796a',
    ),
    rect(x - size * 0.72, y, size * 1.44, size, '#e9cfa8'),
    rect(x - size * 0.5, y + size * 0.18, size, size * 0.66, '#f9dc94'),
    line(`M${x},${y + size * 0.18}v${size * 0.66}M${x - size * 0.5},${y + size * 0.5}h${size}`, '#94684f', 5),
  ]);
}

export function roofTerrace() {
  const random = seeded(52);
  const definitions = [
    gradient('sky', [
      [0, '#8fb3c9'],
      [0.4, '#f0d2b4'],
      [0.75, '#f7c48f'],
      [1, '#f9dcae'],
    ]),
    gradient('boards', [
      [0, '#d8a877'],
      [1, '#b98557'],
    ]),
    glow('sun', '#fff3c9', 1),
  ];
  const clouds = Array.from({ length: 12 }, () =>
    ellipse(
      random(0, WIDTH),
      random(60, 300),
      random(90, 260),
      random(6, 15),
      ['#fbe3c4', '#f3b99a', '#fdf0d8'][Math.floor(random(0, 3))],
      { 'fill-opacity': 0.6 },
    ),
  );
  const city = Array.from({ length: 30 }, (_, at) => {
    const height = random(60, 200);
    return rect(
      at * 52 - 10,
      470 - height,
      random(34, 60),
      height + 20,
      mix('#d9b39c', '#b99c98', random()),
      { 'fill-opacity': 0.75 },
    );
  });
  const planks = Array.from({ length: 15 }, (_, at) =>
    line(`M${750 + (at - 7) * 118},690L${750 + (at - 7) * 190},1000`, '#9a6d46', 3, {
      'stroke-opacity': 0.7,
    }),
  );
  const pots = [
    [90, 880, 74],
    [216, 904, 52],
    [1440, 890, 70],
  ].map(([x, y, size]) =>
    group([
      ellipse(x, y + size * 0.9, size, size * 0.16, '#6a4c3c', { 'fill-opacity': 0.3 }),
      path(
        `M${x - size * 0.7},${y}H${x + size * 0.7}L${x + size * 0.5},${y + size * 0.9}H${x - size * 0.5}Z`,
        '#c0704c',
      ),
      rect(x - size * 0.78, y - size * 0.12, size * 1.56, size * 0.24, '#d0835c'),
      foliage({
        x,
        y: y - size * 0.9,
        rx: size * 1.1,
        ry: size,
        count: 170,
        leaf: size * 0.2,
        tones: [...leaves, '#f6efe0', '#eaa0a0'],
        random,
        light: 1,
      }),
    ]),
  );
  const swallows = [
    [520, 120],
    [590, 156],
    [470, 180],
    [660, 96],
  ].map(([x, y]) =>
    line(
      `M${x - 20},${y - 4}Q${x - 8},${y - 12} ${x},${y}Q${x + 8},${y - 12} ${x + 20},${y - 4}`,
      '#7d6a68',
      4,
    ),
  );
  return canvas({ title: '夏日黄昏的晒台', width: WIDTH, height: HEIGHT, definitions }, [
    rect(0, 0, WIDTH, 720, 'url(#sky)'),
    ...clouds,
    ellipse(330, 330, 520, 380, 'url(#sun)'),
    circle(330, 344, 58, '#fff8dc'),
    ...city,
    ...swallows,
    roof({ x: -120, y: 452, width: 560, rise: 110, lean: 60, shade: '#b98a78' }),
    roof({ x: 520, y: 440, width: 520, rise: 100, lean: 50, shade: '#b58673' }),
    roof({ x: 1080, y: 456, width: 520, rise: 110, lean: 40, shade: '#ae7f6e' }),
    dormer(180, 486, 50),
    dormer(800, 470, 50),
    roof({ x: -160, y: 556, width: 900, rise: 140, lean: 90, shade: '#a17768' }),
    roof({ x: 760, y: 548, width: 900, rise: 150, lean: 60, shade: '#98705f' }),
    dormer(1180, 590, 66),
    rect(0, 690, WIDTH, 310, 'url(#boards)'),
    ...planks,
    ...Array.from({ length: 22 }, (_, at) => rect(at * 72 - 6, 600, 13, 100, '#c6925f')),
    rect(0, 590, WIDTH, 16, '#d8a877'),
    rect(0, 690, WIDTH, 14, '#b98557'),
    poly(
      [
        [0, 760],
        [900, 704],
        [1500, 704],
        [1500, 740],
        [200, 1000],
        [0, 1000],
      ],
      '#ffdfa6',
      { 'fill-opacity': 0.28 },
    ),
    washing(),
    chair(),
    melon(),
    person({
      x: 800,
      y: 846,
      height: 300,
      facing: 1,
      shirt: '#f4efe2',
      trousers: '#6f93a8',
      hair: '#4a403b',
      legs: [
        [-6, -10],
        [10, 4],
      ],
      arms: [
        [30, 96],
        [20, 60],
      ],
    }),
    cat(),
    ...pots,
    ellipse(330, 344, 900, 620, 'url(#sun)', { 'fill-opacity': 0.35 }),
  ]);
}
