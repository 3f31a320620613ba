// An arched bridge of stone, with its steps and rails.
import { foliage, group, line, path, rect, seeded } from './brush.js';

export const WATER = 640;

export const ARCH = `M560,${WATER}A190,178 0 0 1 940,${WATER}`;

export function foliageOnStone() {
  const random = seeded(9);
  return group(
    [
      [470, 560, 30],
      [1010, 540, 34],
      [540, 480, 20],
    ].map(([x, y, size]) =>
      foliage({
        x,
        y,
        rx: size,
        ry: size * 1.3,
        count: 50,
        leaf: 7,
        tones: ['#56743f', '#779653', '#9cb86e'],
        random,
      }),
    ),
  );
}

export function bridge() {
  const blocks = Array.from({ length: 17 }, (_, at) => {
    const angle = Math.PI * (1 - at / 16);
    const point = (rx, ry) => `${750 + Math.cos(angle) * rx},${WATER - Math.sin(angle) * ry}`;
    return line(`M${point(190, 178)}L${point(216, 206)}`, '#8f8a7c', 2.5);
  });
  const steps = Array.from({ length: 15 }, (_, at) => [at, at + 1]).flatMap(([at]) => {
    const x = 350 + at * 20;
    const y = 628 - at * 14.2;
    return [line(`M${x},${y}h20v-14`, '#a19b8b', 3), line(`M${1150 - at * 20},${y}h-20v-14`, '#a19b8b', 3)];
  });
  const courses = [0, 1, 2, 3, 4].map((at) => {
    const [outer, inner] = [366 + at * 38, 536 + at * at * 7];
    return line(
      `M${outer},${608 - at * 28}H${inner}M${1500 - inner},${608 - at * 28}H${1500 - outer}`,
      '#a8a292',
      2,
    );
  });
  const posts = [390, 470, 550, 640, 750, 860, 950, 1030, 1110].map((x) => {
    const rise = x < 640 ? (x - 330) / 300 : x > 860 ? (1170 - x) / 300 : 1.03;
    const y = 622 - rise * 208;
    return group([rect(x - 7, y - 58, 14, 60, '#cfc9ba'), rect(x - 10, y - 64, 20, 10, '#e0dbce')]);
  });
  return [
    path(
      `M320,${WATER}L640,410Q750,392 860,410L1180,${WATER}H940A190,178 0 0 0 560,${WATER}Z`,
      'url(#stone)',
    ),
    ...courses,
    path(`M534,${WATER}A216,206 0 0 1 966,${WATER}H940A190,178 0 0 0 560,${WATER}Z`, '#c9c2b1'),
    ...blocks,
    path(ARCH, 'none', { stroke: '#7d786c', 'stroke-width': 4 }),
    ...steps,
    line('M372,594L640,382Q750,362 860,382L1128,594', '#d9d3c4', 13),
    ...posts,
    foliageOnStone(),
  ];
}
