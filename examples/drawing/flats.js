// The old block and what hangs at its windows.
import { circle, foliage, group, line, poly, rect } from './brush.js';

export const leaves = ['#4f7042', '#668a50', '#82a564', '#a5c27f', '#c9dba0'];

export function flat(x, y, random) {
  const curtain = ['#e9d9b8', '#cfdcdc', '#e6c9b8', '#d5dcc0'][Math.floor(random(0, 4))];
  const laundry =
    random() > 0.55
      ? [
          line(`M${x - 4},${y + 84}h108`, '#8b8f8c', 2.5),
          ...[0, 1, 2, 3].map((at) =>
            rect(
              x + 4 + at * 25,
              y + 84,
              19,
              random(22, 40),
              ['#d98d7c', '#f4f1ea', '#8fb0c4', '#e9c46f', '#b9cfa4'][Math.floor(random(0, 5))],
            ),
          ),
        ]
      : [
          foliage({
            x: x + 50,
            y: y + 82,
            rx: 46,
            ry: 12,
            count: 34,
            leaf: 7,
            tones: [...leaves, '#e2817a'],
            random,
          }),
        ];
  return group([
    rect(x - 6, y - 6, 112, 84, '#f3ead9'),
    rect(x, y, 100, 72, '#8fa8ae'),
    rect(x + 4, y, 30, 72, curtain),
    rect(x + 68, y, 28, 72, curtain),
    poly(
      [
        [x + 36, y],
        [x + 60, y],
        [x + 38, y + 50],
      ],
      '#dfeaea',
      { 'fill-opacity': 0.7 },
    ),
    line(`M${x + 50},${y}v72`, '#f3ead9', 4),
    rect(x - 10, y + 76, 120, 8, '#d6c8b0'),
    rect(x + 112, y + 40, 34, 30, '#e4e2da'),
    circle(x + 129, y + 55, 10, '#c2c2bb'),
    ...laundry,
  ]);
}

export function block(random) {
  const floors = Array.from({ length: 6 }, (_, floor) => {
    const y = 92 + floor * 116;
    return group([
      rect(150, y + 96, 1010, 7, '#cdb894'),
      ...[0, 1, 2, 4, 5].map((at) => flat(184 + at * 166, y, random)),
      rect(866 - 38, y + 4, 80, 66, '#b7c4c2'),
      line(`M${868},${y + 4}v66`, '#e9dfca', 5),
    ]);
  });
  return [
    rect(150, 52, 1010, 740, 'url(#plaster)'),
    rect(1160, 52, 70, 740, '#c3a97f'),
    poly(
      [
        [1160, 52],
        [1230, 72],
        [1230, 792],
        [1160, 792],
      ],
      '#b99e75',
    ),
    ...floors,
    rect(132, 34, 1048, 24, '#c7b596'),
    poly(
      [
        [1180, 34],
        [1244, 54],
        [1244, 76],
        [1180, 58],
      ],
      '#a99574',
    ),
    rect(150, 756, 1010, 40, '#b39e7b'),
  ];
}
