// An arched stone bridge, white walls and dark tiles, a willow: the kind of place the old names come from.
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

import { bridge, WATER } from './stone-bridge.js';
import { willow } from './willow.js';

const [WIDTH, HEIGHT] = [1500, 1000];

function house({ x, width, top, foot, random }) {
  const tiles = Array.from({ length: Math.floor(width / 13) }, (_, at) =>
    line(`M${x + at * 13.4},${top + 4}L${x + width * 0.07 + at * 11.6},${top - 58}`, '#8a8f8e', 2, {
      'stroke-opacity': 0.7,
    }),
  );
  const openings = Array.from({ length: Math.max(1, Math.floor(width / 110)) }, (_, at) => {
    const left = x + 26 + at * 108;
    const lattice = Array.from({ length: 4 }, (_, bar) =>
      line(`M${left + 10 + bar * 14},${top + 46}v70`, '#a3795a', 3),
    );
    return group([
      rect(left - 6, top + 40, 66, 82, '#6f5140'),
      rect(left, top + 46, 54, 70, random() > 0.4 ? '#efd7a4' : '#a9b8b4'),
      ...lattice,
      line(`M${left},${top + 80}h54`, '#a3795a', 3),
    ]);
  });
  return group([
    rect(x, top, width, foot - top, 'url(#lime)'),
    ...Array.from({ length: 7 }, () =>
      ellipse(x + random(0, width), foot - random(0, 60), random(20, 60), random(8, 26), '#b9bfae', {
        'fill-opacity': 0.4,
      }),
    ),
    path(
      `M${x - 20},${top + 6}L${x + width * 0.05},${top - 64}H${x + width * 0.95}L${x + width + 20},${top + 6}Z`,
      '#6d7473',
    ),
    ...tiles,
    line(`M${x + width * 0.03},${top - 66}H${x + width * 0.97}`, '#545b5b', 9),
    line(
      `M${x + width * 0.03},${top - 66}q-14,-4 -20,-16M${x + width * 0.97},${top - 66}q14,-4 20,-16`,
      '#545b5b',
      8,
    ),
    line(`M${x - 20},${top + 7}H${x + width + 20}`, '#585f5f', 7),
    ...openings,
    rect(x, foot - 22, width, 22, '#b3afa2'),
  ]);
}

function lanterns(x, y) {
  return [0, 1, 2].map((at) =>
    group([
      line(`M${x + at * 46},${y}v16`, '#6f5140', 2),
      ellipse(x + at * 46, y + 32, 14, 17, '#cf5b48'),
      ellipse(x + at * 46 - 4, y + 30, 4, 12, '#e98f74'),
      line(`M${x + at * 46},${y + 50}v12`, '#d9a24f', 3),
    ]),
  );
}

export function waterTown() {
  const random = seeded(33);
  const definitions = [
    gradient('sky', [
      [0, '#b9d5dc'],
      [0.7, '#f4ead2'],
      [1, '#fbf1da'],
    ]),
    gradient('lime', [
      [0, '#fbf8f0'],
      [1, '#e2ded0'],
    ]),
    gradient('stone', [
      [0, '#d5cebe'],
      [1, '#aca594'],
    ]),
    gradient('water', [
      [0, '#c9d6c9'],
      [1, '#84a59e'],
    ]),
    gradient('mist', [
      [0, '#fdf6e4', 0],
      [1, '#fdf6e4', 0.8],
    ]),
    glow('sun', '#fffbe6', 0.9),
  ];
  const town = [
    house({ x: -60, width: 330, top: 330, foot: WATER + 8, random }),
    house({ x: 270, width: 210, top: 404, foot: WATER + 8, random }),
    house({ x: 1060, width: 250, top: 396, foot: WATER + 8, random }),
    house({ x: 1310, width: 300, top: 352, foot: WATER + 8, random }),
  ];
  const distance = [
    path(
      'M0,470C180,380 330,420 480,396C640,366 820,420 980,380C1180,340 1340,410 1500,372V640H0Z',
      '#c9d5c6',
    ),
    ...[430, 560, 700, 830, 960].map((x) =>
      group([
        rect(x, 500, 110, 140, '#efece0'),
        poly(
          [
            [x - 12, 502],
            [x + 14, 466],
            [x + 96, 466],
            [x + 122, 502],
          ],
          '#98a09d',
        ),
      ]),
    ),
    foliage({
      x: 760,
      y: 620,
      rx: 330,
      ry: 40,
      count: 200,
      leaf: 14,
      tones: ['#92ab7f', '#abc094', '#c4d3a9'],
      random,
    }),
  ];
  const mirrored = group(
    [
      ...town,
      path(`M320,${WATER}L640,410Q750,392 860,410L1180,${WATER}H940A190,178 0 0 0 560,${WATER}Z`, '#b5b3a4'),
    ],
    {
      transform: `translate(0 ${WATER * 2 + 14}) scale(1 -1)`,
      'fill-opacity': 0.55,
      'stroke-opacity': 0.3,
      opacity: 0.5,
    },
  );
  const ripples = Array.from({ length: 130 }, () => {
    const depth = random() ** 1.3;
    const [x, y, length] = [random(-40, WIDTH), WATER + 14 + depth * 340, 24 + depth * 120];
    return line(
      `M${Math.round(x)},${Math.round(y)}h${Math.round(length)}`,
      mix('#f5f2df', '#9dbab2', random()),
      1.5 + depth * 3.5,
      { 'stroke-opacity': 0.55 },
    );
  });
  const boat = group([
    ellipse(470, 868, 210, 14, '#5f7f78', { 'fill-opacity': 0.45 }),
    path('M240,806C340,850 600,850 720,800L680,862C600,884 360,884 290,862Z', '#7f5f49'),
    path('M252,812C350,852 600,852 706,808L700,818C600,862 350,862 262,826Z', '#a98363'),
    path('M380,832C384,738 560,738 566,832Z', '#b99a68'),
    ...Array.from({ length: 7 }, (_, at) =>
      line(`M${396 + at * 26},830q0,-60 ${(3 - at) * -2},${-60 - (at % 6 ? 12 : 0)}`, '#94764a', 3),
    ),
    person({
      x: 640,
      y: 834,
      height: 200,
      facing: -1,
      shirt: '#5f84a0',
      trousers: '#57616b',
      hat: '#dcbf82',
      sleeve: 'long',
      arms: [
        [40, 70],
        [20, 50],
      ],
      lean: 8,
    }),
    line('M560,720L700,946', '#8a6a4a', 8),
  ]);
  return canvas({ title: '石桥、白墙与垂柳', width: WIDTH, height: HEIGHT, definitions }, [
    rect(0, 0, WIDTH, 660, 'url(#sky)'),
    ellipse(520, 250, 520, 360, 'url(#sun)'),
    circle(520, 236, 44, '#fffdf2'),
    ...distance,
    rect(0, 430, WIDTH, 220, 'url(#mist)'),
    rect(0, WATER, WIDTH, 360, 'url(#water)'),
    mirrored,
    ...ripples,
    ...town,
    ...lanterns(300, 420),
    ...lanterns(1090, 412),
    ...bridge(),
    person({
      x: 700,
      y: 402,
      height: 128,
      shirt: '#d98d7c',
      trousers: '#6b7480',
      hair: '#5a4d47',
      style: 'bob',
      legs: [
        [-12, -20],
        [12, 6],
      ],
    }),
    person({
      x: 815,
      y: 404,
      height: 132,
      facing: -1,
      shirt: '#f1ead9',
      trousers: '#56606b',
      hair: '#9d968f',
      legs: [
        [-10, -16],
        [12, 6],
      ],
    }),
    line('M640,382Q750,362 860,382', '#d9d3c4', 13),
    boat,
    path('M1330,668Q1420,622 1520,640V690H1340Z', '#a3b07c'),
    ...willow(random),
    foliage({
      x: 1440,
      y: 664,
      rx: 120,
      ry: 24,
      count: 110,
      leaf: 11,
      tones: ['#6c8d48', '#86a65a', '#a3be6d'],
      random,
    }),
  ]);
}
