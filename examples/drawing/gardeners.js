// Neighbours at work in the garden.
import { circle, ellipse, line, mix, poly } from './brush.js';
import { person } from './person.js';

export const can = (fill) => [
  poly(
    [
      [0.1, -0.14],
      [0.24, -0.14],
      [0.25, 0.0],
      [0.09, 0.0],
    ],
    fill,
  ),
  line('M0.25,-0.03L0.36,-0.11', fill, 0.022),
  line('M0.1,-0.13C0.1,-0.2 0.23,-0.2 0.24,-0.13', mix(fill, '#2c2a34', 0.2), 0.016),
  ...[0, 1, 2].map((at) =>
    line(
      `M0.37,${-0.11 + at * 0.006}C0.44,${-0.1 + at * 0.02} 0.46,0 ${0.45 + at * 0.02},0.16`,
      '#e9f4f6',
      0.005,
    ),
  ),
];

export function neighbours() {
  return [
    person({
      x: 470,
      y: 716,
      height: 356,
      facing: -1,
      shirt: '#efe6d6',
      trousers: '#6f7a86',
      style: 'short',
      hair: '#a9a39c',
      glasses: true,
      arms: [
        [30, 84],
        [20, 66],
      ],
      lean: 6,
      tilt: 10,
      holding: [
        line('M0.2,-0.2L0.22,-0.08', '#a9743f', 0.02),
        poly(
          [
            [0.2, -0.08],
            [0.25, -0.08],
            [0.24, -0.01],
            [0.215, -0.01],
          ],
          '#9aa0a2',
        ),
      ],
    }),
    person({
      x: 1070,
      y: 726,
      height: 372,
      facing: -1,
      shirt: '#7fa3b8',
      trousers: '#56606b',
      hair: '#4a423e',
      arms: [
        [34, 62],
        [22, 58],
      ],
      lean: 12,
      tilt: 12,
      holding: can('#7ea894'),
    }),
    person({
      x: 1268,
      y: 744,
      height: 262,
      facing: -1,
      shirt: '#f0c15c',
      trousers: '#7389a4',
      hair: '#4a3f3a',
      style: 'bob',
      arms: [
        [34, 80],
        [26, 76],
      ],
      tilt: 6,
      holding: [
        poly(
          [
            [0.06, -0.16],
            [0.2, -0.16],
            [0.18, -0.05],
            [0.08, -0.05],
          ],
          '#c8734e',
        ),
        ellipse(0.13, -0.2, 0.07, 0.06, '#7d9f5a'),
        circle(0.13, -0.23, 0.03, '#e2726b'),
      ],
    }),
    person({
      x: 726,
      y: 812,
      height: 400,
      facing: 1,
      shirt: '#d9837c',
      trousers: '#5f6a7c',
      hair: '#6a625c',
      style: 'bun',
      hat: '#e6c98e',
      lean: 34,
      arms: [
        [36, 58],
        [22, 44],
      ],
      legs: [
        [88, -78],
        [24, -86],
      ],
      tilt: -6,
    }),
  ];
}
