// A path along the river in the early morning: mist, low sun, people out for a walk.
import {
  blurred,
  canvas,
  ellipse,
  foliage,
  glow,
  gradient,
  group,
  line,
  path,
  poly,
  rect,
  seeded,
} from './brush.js';

import { person } from './person.js';

import { railing, ripples, skyline } from './river.js';

const [WIDTH, HEIGHT] = [1600, 900];

const stride = (forward) => [
  [-forward, -forward - 16],
  [forward, forward - 4],
];

function walkers() {
  const shadow = (x, y, size) =>
    poly(
      [
        [x - 12, y],
        [x + 18, y],
        [x - size * 0.75, y + size * 0.26],
        [x - size, y + size * 0.24],
      ],
      '#6a6050',
      { 'fill-opacity': 0.28 },
    );
  return [
    shadow(720, 684, 150),
    shadow(664, 688, 150),
    shadow(930, 792, 280),
    shadow(430, 838, 300),
    shadow(318, 842, 300),
    person({
      x: 722,
      y: 686,
      height: 150,
      shirt: '#d98d7c',
      trousers: '#6b7480',
      hair: '#8d857e',
      style: 'bun',
      legs: stride(12),
    }),
    person({
      x: 668,
      y: 690,
      height: 158,
      shirt: '#eee6d6',
      trousers: '#59636e',
      hair: '#aaa39b',
      legs: stride(12),
    }),
    person({
      x: 930,
      y: 800,
      height: 292,
      shirt: '#e9b64f',
      trousers: '#4f6478',
      hair: '#463e3b',
      legs: [
        [-26, -74],
        [34, 10],
      ],
      arms: [
        [-30, 50],
        [26, 104],
      ],
      lean: 8,
      shoe: '#d9694f',
    }),
    person({
      x: 430,
      y: 846,
      height: 330,
      facing: -1,
      shirt: '#7fa0b8',
      trousers: '#59616d',
      hair: '#4a423f',
      legs: stride(14),
      arms: [
        [-14, -4],
        [16, 30],
      ],
    }),
    person({
      x: 322,
      y: 850,
      height: 310,
      facing: -1,
      shirt: '#c98f9c',
      trousers: '#6f7686',
      hair: '#5a4d47',
      style: 'bob',
      legs: stride(12),
      arms: [
        [-10, 2],
        [10, 30],
      ],
    }),
  ];
}

export function riverside() {
  const random = seeded(5);
  const definitions = [
    gradient('sky', [
      [0, '#a9cbd8'],
      [0.55, '#f2e3c8'],
      [1, '#fbe7bd'],
    ]),
    gradient('water', [
      [0, '#e3ddc4'],
      [0.4, '#b9cfcc'],
      [1, '#86a9b0'],
    ]),
    gradient('path', [
      [0, '#d9b49a'],
      [1, '#bf8f76'],
    ]),
    gradient('grass', [
      [0, '#a9bf7c'],
      [1, '#6d8f55'],
    ]),
    gradient('mist', [
      [0, '#fff6e0', 0],
      [0.5, '#fff6e0', 0.85],
      [1, '#fff6e0', 0],
    ]),
    glow('sun', '#fffbe0', 1),
  ];
  const far = ['#f6f2df', '#fffdf0'].map((fill, at) =>
    group([
      ellipse(300 + at * 700, 120 + at * 50, 180, 14, fill, { 'fill-opacity': 0.7 }),
      ellipse(420 + at * 640, 142 + at * 50, 240, 12, fill, { 'fill-opacity': 0.6 }),
    ]),
  );
  const bridge = group([
    path('M-20,430C160,330 380,330 560,436L560,450C380,350 160,352 -20,450Z', '#b7b9ae'),
    ...Array.from({ length: 12 }, (_, at) =>
      line(`M${20 + at * 44},${430 - Math.sin(((at + 1) / 13) * Math.PI) * 66}V452`, '#b7b9ae', 4),
    ),
    rect(-20, 444, 600, 10, '#a3a79f'),
  ]);
  const boat = group([
    path('M960,548H1160L1136,580H990Z', '#8a6e5c'),
    rect(1010, 518, 96, 32, '#efe6d2'),
    rect(1020, 526, 18, 14, '#8aa3a6'),
    rect(1050, 526, 18, 14, '#8aa3a6'),
    rect(1078, 526, 18, 14, '#8aa3a6'),
    rect(1000, 510, 116, 9, '#c2694f'),
    ellipse(1060, 584, 120, 7, '#5f7f86', { 'fill-opacity': 0.4 }),
  ]);
  const tree = (x, y, size) =>
    group([
      line(
        `M${x},${y}C${x - 8},${y - size * 0.5} ${x + 6},${y - size} ${x},${y - size * 1.5}`,
        '#7d6350',
        size * 0.1,
      ),
      foliage({
        x,
        y: y - size * 1.7,
        rx: size * 0.85,
        ry: size * 0.75,
        count: 260,
        leaf: size * 0.1,
        tones: ['#5f7f4b', '#7a9a58', '#9ab66c', '#bfcf85', '#e0dd9c'],
        random,
        light: 1,
      }),
    ]);
  return canvas({ title: '清晨的河边步道', width: WIDTH, height: HEIGHT, definitions }, [
    rect(0, 0, WIDTH, 480, 'url(#sky)'),
    ...far,
    ellipse(1130, 330, 330, 300, 'url(#sun)'),
    ellipse(1130, 330, 46, 46, '#fffdf0'),
    skyline(random, 452, 250, '#cfd3c4'),
    skyline(random, 454, 170, '#b9c4b8'),
    skyline(random, 456, 84, '#a3b3a6'),
    bridge,
    rect(0, 452, WIDTH, 448, 'url(#water)'),
    rect(0, 400, WIDTH, 110, 'url(#mist)'),
    ...ripples(random),
    boat,
    path('M0,660C260,640 420,634 560,632L640,640C900,650 1300,720 1600,800V900H0Z', 'url(#grass)'),
    path('M-40,900C180,790 420,690 580,640L650,644C880,690 1240,790 1420,900Z', 'url(#path)'),
    path('M640,900C640,820 620,720 606,642L618,642C660,720 730,820 790,900Z', '#f3e2cc', {
      'fill-opacity': 0.75,
    }),
    ...railing(),
    tree(470, 650, 54),
    tree(380, 676, 74),
    tree(230, 712, 104),
    tree(30, 776, 152),
    ...walkers(),
    blurred(2, [
      foliage({
        x: 1520,
        y: 880,
        rx: 250,
        ry: 90,
        count: 220,
        leaf: 18,
        tones: ['#4f7042', '#668a50', '#86a863', '#aec57f', '#f0d58a'],
        random,
        light: 1,
      }),
    ]),
    foliage({
      x: 1500,
      y: -10,
      rx: 300,
      ry: 110,
      count: 210,
      leaf: 20,
      tones: ['#5f7f4b', '#7a9a58', '#9ab66c', '#bfcf85'],
      random,
      light: -1,
    }),
  ]);
}
