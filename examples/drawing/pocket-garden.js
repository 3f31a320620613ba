// A corner of an old lane turned into a garden, on an early summer morning.
import {
  blurred,
  canvas,
  circle,
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
import { neighbours } from './gardeners.js';
import { doorway, house } from './lane-house.js';
import { bed, leaves, petals } from './raised-bed.js';

const [WIDTH, HEIGHT] = [1500, 1000];

export function pocketGarden() {
  const random = seeded(23);
  const definitions = [
    gradient('sky', [
      [0, '#cfe3ea'],
      [1, '#fbf1dc'],
    ]),
    gradient('tiles', [
      [0, '#9a9a94'],
      [1, '#73746f'],
    ]),
    gradient('paving', [
      [0, '#d8cbb6'],
      [1, '#b7a890'],
    ]),
    gradient('haze', [
      [0, '#fff3d2', 0.05],
      [1, '#fff3d2', 0.38],
    ]),
    glow('sun', '#fff4cf', 0.8),
  ];
  const stones = Array.from({ length: 9 }, (_, row) => {
    const y = 640 + row * row * 4.6 + row * 8;
    return line(`M0,${y}H${WIDTH}`, '#a4957d', 1 + row * 0.3, { 'stroke-opacity': 0.55 });
  });
  const joints = Array.from({ length: 19 }, (_, at) =>
    line(`M${750 + (at - 9) * 70},640L${750 + (at - 9) * 230},1000`, '#a4957d', 1.4, {
      'stroke-opacity': 0.45,
    }),
  );
  const behind = [
    rect(-60, 0, WIDTH + 120, HEIGHT, '#c9a48f'),
    rect(-60, -60, WIDTH + 120, 400, 'url(#sky)'),
    house(-60, 420, 190, '#b98672', random),
    house(1130, 430, 160, '#b27f6c', random),
    house(350, 410, 250, '#c69c86', random),
    house(752, 384, 236, '#bf9079', random),
    doorway(884, 400),
    foliage({
      x: 640,
      y: 190,
      rx: 250,
      ry: 170,
      count: 620,
      leaf: 17,
      tones: ['#6f8f5c', '#84a56a', '#9fbb7d', '#bcd193', '#d9e3ad'],
      random,
    }),
    line(
      'M640,640C632,500 650,420 636,300M642,420C690,360 720,330 742,280M640,460C590,400 570,360 548,300',
      '#8a7058',
      20,
    ),
  ];
  const middle = [
    rect(0, 618, WIDTH, 390, 'url(#paving)'),
    ...stones,
    ...joints,
    bed({ x: 60, y: 668, width: 380, depth: 66, rise: 48, random, blooms: 34 }),
    bed({ x: 620, y: 660, width: 370, depth: 60, rise: 44, random, blooms: 30 }),
    ...[470, 1070, 1268].map((x) => ellipse(x + 30, 730, 96, 13, '#6d5f4c', { 'fill-opacity': 0.38 })),
  ];
  const front = [
    ellipse(740, 822, 150, 18, '#6d5f4c', { 'fill-opacity': 0.38 }),
    ...neighbours(),
    bed({ x: 800, y: 862, width: 560, depth: 84, rise: 74, random, blooms: 46 }),
    group([
      path('M560,836L640,836L628,900L572,900Z', '#c57a54'),
      rect(554, 826, 92, 16, '#d68c64'),
      foliage({
        x: 600,
        y: 788,
        rx: 58,
        ry: 54,
        count: 110,
        leaf: 13,
        tones: [...leaves, '#f3c75f'],
        random,
      }),
    ]),
  ];
  const nearest = [
    foliage({ x: 150, y: 990, rx: 330, ry: 170, count: 300, leaf: 32, tones: leaves, random }),
    ...Array.from({ length: 22 }, () =>
      circle(
        random(-20, 430),
        random(850, 990),
        random(14, 26),
        petals[Math.floor(random(0, petals.length))],
      ),
    ),
    foliage({ x: 1500, y: 60, rx: 260, ry: 150, count: 180, leaf: 30, tones: leaves, random }),
  ];
  return canvas({ title: '口袋花园里的早晨', width: WIDTH, height: HEIGHT, definitions }, [
    blurred(4, behind),
    rect(0, 0, WIDTH, 660, 'url(#haze)'),
    ...middle,
    ...front,
    blurred(8, nearest),
    ellipse(260, 120, 720, 460, 'url(#sun)'),
    blurred(40, [
      poly(
        [
          [200, 0],
          [520, 0],
          [1180, 900],
          [640, 900],
        ],
        '#fff6d8',
        { 'fill-opacity': 0.2 },
      ),
    ]),
  ]);
}
