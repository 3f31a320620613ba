// A neighbourhood canteen at noon: the counter at the back, big windows, round tables in front.
import {
  blurred,
  canvas,
  ellipse,
  foliage,
  glow,
  gradient,
  group,
  line,
  mix,
  poly,
  rect,
  seeded,
} from './brush.js';
import { diners } from './diners.js';
import { dishes, lamp, steam, table } from './dining-table.js';
import { person } from './person.js';

const [WIDTH, HEIGHT] = [1500, 1000];

function windows(random) {
  return [70, 300].map((left) =>
    group([
      rect(left - 12, 116, 214, 364, '#b48a62'),
      rect(left, 128, 190, 340, 'url(#outside)'),
      foliage({
        x: left + 100,
        y: 400,
        rx: 120,
        ry: 80,
        count: 120,
        leaf: 20,
        tones: ['#8fb077', '#a9c58c', '#c4d9a6', '#deeac2'],
        random,
      }),
      rect(left + 190, 110, 40, 380, '#efe3cd'),
      line(`M${left + 95},128V468M${left},290H${left + 190}`, '#b48a62', 8),
      rect(left - 20, 474, 230, 16, '#c9a27a'),
    ]),
  );
}

function counter() {
  const trays = Array.from({ length: 7 }, (_, at) => {
    const x = 620 + at * 118;
    return group([
      rect(x, 470, 106, 20, '#d5d8d8'),
      ellipse(x + 53, 470, 48, 12, dishes[at % 5]),
      ellipse(x + 42, 466, 20, 5, mix(dishes[at % 5], '#ffffff', 0.4)),
    ]);
  });
  const boards = Array.from({ length: 5 }, (_, at) => {
    const x = 640 + at * 166;
    const entries = [0, 1, 2, 3].map((row) =>
      rect(x + 18, 172 + row * 22, 60 + ((at * 7 + row * 13) % 34), 7, '#b98a5c'),
    );
    return group([
      rect(x, 140, 146, 124, '#fbf5e6'),
      rect(x, 140, 146, 18, at % 2 ? '#9db58a' : '#d99a5b'),
      ...entries,
    ]);
  });
  return [
    rect(590, 120, 910, 170, '#e2cfae'),
    ...boards,
    ...[700, 930, 1150, 1370].map((x, at) =>
      person({
        x,
        y: 660,
        height: 350,
        facing: at % 2 ? -1 : 1,
        shirt: '#fbfbf7',
        sleeve: 'long',
        apron: '#dbe6e2',
        hair: '#5a504a',
        hat: 'cook',
        arms: [
          [30, 70],
          [24, 62],
        ],
        lean: 6,
      }),
    ),
    rect(600, 484, 900, 190, '#c08f60'),
    ...Array.from({ length: 23 }, (_, at) =>
      rect(606 + at * 40, 500, 34, 170, at % 2 ? '#d8ab7a' : '#cf9f6d'),
    ),
    rect(592, 480, 908, 20, '#efe5d2'),
    ...trays,
    rect(600, 392, 900, 78, '#e9f3f2', { 'fill-opacity': 0.35 }),
    line('M600,392H1500', '#f7fbfa', 5),
    ...[760, 1090, 1340].map((x) => steam(x, 455)),
  ];
}

export function canteen() {
  const random = seeded(41);
  const { far, near } = diners();
  const definitions = [
    gradient('wall', [
      [0, '#f3e8d3'],
      [1, '#e5d3b4'],
    ]),
    gradient('floor', [
      [0, '#dcc7a6'],
      [1, '#b99d7a'],
    ]),
    gradient('outside', [
      [0, '#f4f8f4'],
      [1, '#e2efd9'],
    ]),
    gradient(
      'tableTop',
      [
        [0, '#e6bd8b'],
        [1, '#c99763'],
      ],
      [0, 0, 1, 1],
    ),
    glow('lampLight', '#ffefc0', 0.6),
    glow('day', '#fffbe8', 0.9),
  ];
  return canvas({ title: '社区食堂的午市', width: WIDTH, height: HEIGHT, definitions }, [
    rect(0, 0, WIDTH, HEIGHT, '#e5d3b4'),
    rect(0, 0, WIDTH, 660, 'url(#wall)'),
    rect(0, 640, WIDTH, 360, 'url(#floor)'),
    ...Array.from({ length: 21 }, (_, at) =>
      line(`M${750 + (at - 10) * 80},640L${750 + (at - 10) * 250},1000`, '#a78a68', 1.6, {
        'stroke-opacity': 0.5,
      }),
    ),
    ...[660, 694, 744, 816, 912].map((y) => line(`M0,${y}H1500`, '#a78a68', 1.6, { 'stroke-opacity': 0.5 })),
    blurred(2, [...windows(random), ...counter()]),
    poly(
      [
        [80, 660],
        [330, 660],
        [760, 1000],
        [180, 1000],
      ],
      '#fff4d6',
      { 'fill-opacity': 0.35 },
    ),
    poly(
      [
        [420, 660],
        [540, 660],
        [1060, 1000],
        [860, 1000],
      ],
      '#fff4d6',
      { 'fill-opacity': 0.25 },
    ),
    ...far,
    table(705, 690, 320, random),
    steam(690, 670),
    ...near,
    table(345, 830, 470, random),
    table(1185, 840, 480, random),
    steam(352, 806),
    steam(1190, 816),
    ...[440, 780, 1190].map((x, at) => lamp(x, [120, 96, 132][at], 52)),
    ellipse(200, 280, 520, 420, 'url(#day)', { 'fill-opacity': 0.8 }),
  ]);
}
