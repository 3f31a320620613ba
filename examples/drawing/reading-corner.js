// The corner of the bookshop where books are read.
import { blurred, canvas, ellipse, foliage, line, path, poly, rect, seeded } from './brush.js';
import { light, openBook, pile, shelf } from './library.js';
import { person } from './person.js';

const [WIDTH, HEIGHT] = [1200, 900];

export function readingCorner() {
  const random = seeded(19);
  const window = [
    rect(150, 60, 620, 440, '#b48a62'),
    rect(164, 74, 592, 412, 'url(#outside)'),
    foliage({
      x: 340,
      y: 390,
      rx: 170,
      ry: 90,
      count: 190,
      leaf: 26,
      tones: ['#9dbb84', '#b4cc98', '#cbdcae', '#e3edc8'],
      random,
    }),
    foliage({
      x: 610,
      y: 320,
      rx: 130,
      ry: 155,
      count: 190,
      leaf: 26,
      tones: ['#9dbb84', '#b4cc98', '#cbdcae', '#e3edc8'],
      random,
    }),
    rect(756, 50, 60, 470, 'url(#wall)'),
    rect(90, 50, 60, 470, 'url(#wall)'),
    line('M460,74V486M164,250H756', '#b48a62', 12),
    path('M90,40H250C240,220 220,380 130,520H90Z', '#f3e3c3', { 'fill-opacity': 0.9 }),
    path('M830,40H680C690,220 710,380 790,520H830Z', '#ecd9b4', { 'fill-opacity': 0.9 }),
    rect(110, 500, 710, 22, '#c9a27a'),
  ];
  const seat = [
    rect(60, 640, 800, 150, '#b98d60'),
    ...[0, 1, 2, 3].map((at) => rect(76 + at * 196, 664, 180, 110, '#c99d6e')),
    rect(50, 612, 820, 40, '#8fae9c', { rx: 14 }),
    rect(50, 612, 820, 14, '#a9c4b2', { rx: 7 }),
    poly(
      [
        [84, 520],
        [190, 508],
        [206, 612],
        [92, 618],
      ],
      '#d99a5b',
    ),
    poly(
      [
        [760, 516],
        [850, 530],
        [838, 618],
        [746, 612],
      ],
      '#b9707a',
    ),
  ];
  const readers = [
    person({
      x: 330,
      y: 796,
      height: 470,
      shirt: '#e6dcc8',
      trousers: '#7b8494',
      hair: '#b5aea7',
      style: 'bun',
      glasses: true,
      legs: [
        [82, 4],
        [86, -4],
      ],
      arms: [
        [34, 84],
        [24, 74],
      ],
      holding: openBook(),
      tilt: 14,
    }),
    person({
      x: 590,
      y: 796,
      height: 350,
      facing: -1,
      shirt: '#e08f6a',
      trousers: '#6f93a8',
      hair: '#4c423d',
      style: 'bob',
      legs: [
        [84, 10],
        [88, -2],
      ],
      arms: [
        [34, 70],
        [26, 62],
      ],
      tilt: 12,
    }),
    person({
      x: 760,
      y: 796,
      height: 330,
      facing: -1,
      shirt: '#7fa58a',
      trousers: '#6b7480',
      hair: '#463d39',
      legs: [
        [82, 4],
        [86, 12],
      ],
      arms: [
        [40, 94],
        [32, 84],
      ],
      holding: openBook('#6f93a8'),
      tilt: 16,
    }),
  ];
  return canvas({ title: '窗边的阅读角', width: WIDTH, height: HEIGHT, definitions: light() }, [
    rect(0, 0, WIDTH, HEIGHT, 'url(#wall)'),
    blurred(2, window),
    blurred(2, [shelf({ x: 900, y: 120, width: 330, rows: 5, rise: 122, random })]),
    rect(0, 776, WIDTH, 130, 'url(#floor)'),
    ...seat,
    poly(
      [
        [200, 790],
        [520, 790],
        [700, 900],
        [300, 900],
      ],
      '#fff2cf',
      { 'fill-opacity': 0.4 },
    ),
    poly(
      [
        [560, 790],
        [740, 790],
        [1010, 900],
        [800, 900],
      ],
      '#fff2cf',
      { 'fill-opacity': 0.32 },
    ),
    ...readers,
    ellipse(120, 880, 90, 10, '#6a4a34', { 'fill-opacity': 0.3 }),
    pile(120, 876, 5, random),
    path('M1000,760H1120L1106,884H1014Z', '#c57a54'),
    foliage({
      x: 1060,
      y: 680,
      rx: 110,
      ry: 110,
      count: 170,
      leaf: 20,
      tones: ['#47683d', '#587f48', '#729a57', '#93b56c', '#b8d089'],
      random,
    }),
    ellipse(420, 220, 620, 470, 'url(#sun)', { 'fill-opacity': 0.8 }),
  ]);
}
