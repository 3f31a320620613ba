// Who eats at the canteen at noon.
import { ellipse, group, line, path, rect } from './brush.js';
import { person } from './person.js';

export function diners() {
  const seated = [
    [84, -4],
    [78, -10],
  ];
  const eating = [
    [34, 86],
    [26, 74],
  ];
  const holding = [
    path('M0.13,-0.2C0.14,-0.13 0.23,-0.13 0.24,-0.2Z', '#f7f4ee'),
    ellipse(0.185, -0.2, 0.055, 0.014, '#e9d9b4'),
    line('M0.12,-0.17L0.2,-0.24M0.13,-0.165L0.215,-0.235', '#8a5a34', 0.008),
  ];
  const chair = (x, y, size, facing) =>
    group(
      [
        line('M-0.17,-0.56L-0.14,-0.26L-0.17,0M0.1,-0.26L0.13,0M-0.14,-0.26H0.12', '#94693f', 0.028),
        path('M-0.2,-0.6Q-0.17,-0.63 -0.14,-0.6L-0.12,-0.34H-0.16Z', '#b98a5c'),
      ],
      { transform: `translate(${x} ${y}) scale(${size * facing} ${size})` },
    );
  return {
    far: [
      chair(560, 800, 380, 1),
      chair(850, 800, 372, -1),
      person({
        x: 560,
        y: 800,
        height: 380,
        shirt: '#8fa9bd',
        hair: '#b5afa8',
        glasses: true,
        legs: seated,
        arms: eating,
        holding,
        tilt: 10,
      }),
      person({
        x: 850,
        y: 800,
        height: 372,
        facing: -1,
        shirt: '#d3968b',
        hair: '#8d867f',
        style: 'bun',
        legs: seated,
        arms: eating,
        holding,
      }),
      person({
        x: 1060,
        y: 700,
        height: 400,
        facing: 1,
        shirt: '#7f9f8a',
        trousers: '#5f6874',
        hair: '#4d4540',
        arms: [
          [40, 92],
          [34, 88],
        ],
        holding: [
          rect(0.14, -0.2, 0.19, 0.022, '#b5653f'),
          ellipse(0.2, -0.21, 0.045, 0.022, '#f4f1ea'),
          ellipse(0.29, -0.21, 0.035, 0.018, '#e9c98c'),
        ],
      }),
    ],
    near: [
      ...[
        [150, 1],
        [545, -1],
        [980, 1],
        [1390, -1],
      ].map(([x, facing]) => chair(x, 968, 470, facing)),
      person({
        x: 150,
        y: 962,
        height: 470,
        shirt: '#e6d9bd',
        hair: '#c3beb8',
        style: 'short',
        legs: seated,
        arms: eating,
        holding,
        tilt: 8,
      }),
      person({
        x: 545,
        y: 962,
        height: 462,
        facing: -1,
        shirt: '#9f90b5',
        hair: '#a39c96',
        style: 'bob',
        glasses: true,
        legs: seated,
        arms: [
          [30, 70],
          [40, 104],
        ],
        tilt: -6,
      }),
      person({
        x: 980,
        y: 972,
        height: 480,
        shirt: '#d9a05a',
        hair: '#5b524d',
        style: 'bob',
        legs: seated,
        arms: eating,
        holding,
        tilt: 6,
      }),
      person({
        x: 1390,
        y: 972,
        height: 486,
        facing: -1,
        shirt: '#6f94b0',
        hair: '#4b4440',
        legs: seated,
        arms: eating,
        holding,
      }),
    ],
  };
}
