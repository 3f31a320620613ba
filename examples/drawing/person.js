// A figure from a few angles: enough for a neighbour who stands, sits, kneels or carries something.
import { circle, ellipse, group, line, mix, path } from './brush.js';

const THIGH = 0.235;
const SHIN = 0.235;
const UPPER_ARM = 0.16;
const FOREARM = 0.15;
const radians = (degrees) => (degrees * Math.PI) / 180;
/** The far end of a limb that hangs from `from`; 0 degrees is straight down, 90 forward. */
const reach = ([x, y], length, degrees) => [
  x + Math.sin(radians(degrees)) * length,
  y + Math.cos(radians(degrees)) * length,
];
const stroke = (from, to, colour, width) =>
  line(`M${from.map((n) => n.toFixed(4))}L${to.map((n) => n.toFixed(4))}`, colour, width);

function leg(hip, [thigh, shin], colour, shoe) {
  const knee = reach(hip, THIGH, thigh);
  const ankle = reach(knee, SHIN, shin);
  return [
    ellipse(ankle[0] + 0.03, ankle[1] + 0.008, 0.058, 0.024, shoe),
    stroke(hip, knee, colour, 0.098),
    stroke(knee, ankle, colour, 0.075),
  ];
}

function arm(shoulder, [upper, fore], { sleeve, shirt, skin }) {
  const elbow = reach(shoulder, UPPER_ARM, upper);
  const hand = reach(elbow, FOREARM, fore);
  const cuff = sleeve === 'long' ? hand : elbow;
  return [
    circle(hand[0], hand[1], 0.029, skin),
    stroke(elbow, hand, skin, 0.044),
    stroke(shoulder, elbow, shirt, 0.068),
    ...(sleeve === 'long' ? [stroke(elbow, cuff, shirt, 0.058), circle(hand[0], hand[1], 0.028, skin)] : []),
  ];
}

const hairShapes = {
  short:
    'M-0.062,-0.01C-0.075,-0.09 0.06,-0.115 0.066,-0.028C0.05,-0.05 0,-0.052 -0.012,-0.042C-0.022,-0.01 -0.03,0.012 -0.05,0.03Z',
  bob: 'M0.06,-0.03C0.062,-0.115 -0.085,-0.115 -0.078,0.02C-0.078,0.06 -0.068,0.075 -0.03,0.068C-0.012,0.03 -0.03,-0.02 0.002,-0.044C0.03,-0.048 0.05,-0.042 0.06,-0.03Z',
  bun: 'M0.062,-0.03C0.06,-0.112 -0.075,-0.11 -0.068,0.01C-0.06,0.035 -0.045,0.04 -0.03,0.03C-0.028,0 -0.02,-0.03 0.004,-0.045C0.03,-0.05 0.05,-0.042 0.062,-0.03Z',
  bald: 'M-0.064,0.0C-0.068,-0.02 -0.066,-0.03 -0.06,-0.04C-0.05,-0.03 -0.04,-0.02 -0.034,0.0C-0.034,0.02 -0.045,0.035 -0.055,0.03Z',
};

function face({ skin, hair, style, back, glasses, hat }) {
  const shade = mix(skin, '#8a4a30', 0.28);
  const features = back
    ? [
        path(
          'M-0.066,0.0C-0.078,-0.11 0.078,-0.11 0.066,0.0C0.066,0.05 0.04,0.062 0,0.062C-0.04,0.062 -0.066,0.05 -0.066,0Z',
          hair,
        ),
      ]
    : [
        path('M0.058,0.0C0.07,0.012 0.076,0.02 0.062,0.026Z', skin),
        ellipse(-0.02, 0.01, 0.012, 0.018, shade),
        ellipse(0.02, -0.004, 0.0045, 0.006, '#6a5148'),
        ellipse(0.05, -0.004, 0.004, 0.006, '#6a5148'),
        line('M0.022,0.037Q0.036,0.047 0.05,0.036', mix(skin, '#a04a3a', 0.6), 0.007),
        path(hairShapes[style] ?? hairShapes.short, hair),
        ...(style === 'bun' ? [circle(-0.078, -0.03, 0.03, hair)] : []),
        ...(glasses
          ? [
              circle(0.016, -0.004, 0.017, 'none', { stroke: '#5a524c', 'stroke-width': 0.005 }),
              circle(0.052, -0.004, 0.013, 'none', { stroke: '#5a524c', 'stroke-width': 0.005 }),
              line('M-0.001,-0.006L-0.03,-0.004', '#5a524c', 0.005),
            ]
          : []),
      ];
  const straw =
    hat === 'cook'
      ? [
          path('M-0.066,-0.03C-0.1,-0.14 0.1,-0.14 0.068,-0.03Z', '#ffffff'),
          line('M-0.064,-0.034Q0,-0.02 0.066,-0.034', '#d9e0df', 0.014),
        ]
      : hat
        ? [
            path('M-0.062,-0.04C-0.06,-0.125 0.06,-0.125 0.064,-0.04Z', mix(hat, '#ffffff', 0.12)),
            ellipse(0.002, -0.038, 0.128, 0.026, hat),
            line('M-0.06,-0.05Q0,-0.034 0.062,-0.05', mix(hat, '#6a4420', 0.55), 0.012),
          ]
        : [];
  return [ellipse(0, 0, 0.064, 0.074, skin), ...features, ...straw];
}

/**
 * A figure whose feet stand at (x, y) and who would be `height` tall when standing.
 * `lean` bends the upper body forward in degrees; `arms` and `legs` are pairs of [upper, lower] angles, far one first.
 */
export function person({
  x,
  y,
  height,
  facing = 1,
  lean = 0,
  arms = [
    [-8, 4],
    [6, 14],
  ],
  legs = [
    [-5, -5],
    [5, 3],
  ],
  shirt = '#6f93b5',
  trousers = '#5b6270',
  skin = '#e3b48f',
  hair = '#4d4440',
  shoe = '#55504e',
  style = 'short',
  sleeve = 'short',
  apron,
  skirt,
  back = false,
  glasses = false,
  hat,
  holding = [],
  tilt = 0,
}) {
  const drop = ([thigh, shin]) => Math.cos(radians(thigh)) * THIGH + Math.cos(radians(shin)) * SHIN;
  const hip = [0, -Math.max(drop(legs[0]), drop(legs[1])) - 0.02];
  const far = { sleeve, shirt: mix(shirt, '#3a3444', 0.25), skin: mix(skin, '#7a4a3a', 0.2) };
  const farTrousers = mix(trousers, '#2c2a34', 0.25);
  const torso =
    'M-0.088,-0.285C-0.098,-0.31 -0.06,-0.328 0,-0.33C0.06,-0.328 0.098,-0.31 0.09,-0.285C0.1,-0.2 0.078,-0.1 0.082,0.03L-0.08,0.03C-0.076,-0.1 -0.104,-0.2 -0.088,-0.285Z';
  const shadeOfTorso =
    'M-0.088,-0.285C-0.098,-0.31 -0.06,-0.328 -0.03,-0.328C-0.05,-0.2 -0.04,-0.1 -0.03,0.03L-0.08,0.03C-0.076,-0.1 -0.104,-0.2 -0.088,-0.285Z';
  const upper = group(
    [
      ...arm([0.03, -0.285], arms[0], far),
      line('M0,-0.33L0.006,-0.37', mix(skin, '#8a4a30', 0.22), 0.055),
      path(torso, shirt),
      path(shadeOfTorso, '#2f2c3c', { 'fill-opacity': 0.16 }),
      path('M-0.03,-0.33Q0.01,-0.29 0.04,-0.328Z', mix(skin, '#8a4a30', 0.1)),
      ...(apron ? [path('M-0.05,-0.23L0.06,-0.23L0.085,0.06L-0.075,0.06Z', apron)] : []),
      group(face({ skin, hair, style, back, glasses, hat }), {
        transform: `translate(0.012 -0.425) rotate(${tilt})`,
      }),
      ...holding,
      ...arm([-0.045, -0.28], arms[1], { sleeve, shirt: mix(shirt, '#3a3444', 0.08), skin }),
    ],
    { transform: `translate(${hip[0]} ${hip[1].toFixed(4)}) rotate(${lean})` },
  );
  const lower = [
    ...leg([0.025, hip[1]], legs[0], farTrousers, mix(shoe, '#1c1a20', 0.2)),
    ...leg([-0.02, hip[1]], legs[1], trousers, shoe),
    ...(skirt
      ? [path(`M-0.08,${hip[1]}L0.08,${hip[1]}L0.13,${hip[1] + 0.3}L-0.12,${hip[1] + 0.3}Z`, skirt)]
      : []),
  ];
  return group([...lower, upper], { transform: `translate(${x} ${y}) scale(${height * facing} ${height})` });
}

/** Somebody seen from behind from the shoulders up, as in a row of seats. `x`, `y` is the middle of the shoulder line. */
export function listener({ x, y, size, shirt, hair = '#4a4542', long = false, turn = 0 }) {
  const skin = '#d9ab88';
  return group(
    [
      path('M-1.5,2.4C-1.55,0.7 -1.1,0.25 -0.35,0.05L0.35,0.05C1.1,0.25 1.55,0.7 1.5,2.4Z', shirt),
      path('M-1.5,2.4C-1.55,0.7 -1.1,0.25 -0.5,0.1C-0.9,0.8 -1,1.5 -0.95,2.4Z', '#ffffff', {
        'fill-opacity': 0.16,
      }),
      path('M1.5,2.4C1.55,0.7 1.1,0.25 0.5,0.1C0.9,0.8 1,1.5 0.95,2.4Z', '#2a2430', { 'fill-opacity': 0.14 }),
      path('M-0.3,-0.3L0.3,-0.3L0.36,0.12Q0,0.35 -0.36,0.12Z', mix(skin, '#8a4a30', 0.2)),
      ellipse(turn * 0.12, -0.86, 0.66, 0.8, skin),
      ellipse(-0.64 + turn * 0.1, -0.72, 0.1, 0.17, skin),
      ellipse(0.64 + turn * 0.1, -0.72, 0.1, 0.17, mix(skin, '#8a4a30', 0.2)),
      path(
        long
          ? 'M-0.72,-0.8C-0.8,-2 0.8,-2 0.72,-0.8C0.78,-0.2 0.72,0.15 0.6,0.2L-0.6,0.2C-0.72,0.15 -0.78,-0.2 -0.72,-0.8Z'
          : 'M-0.68,-0.85C-0.78,-1.95 0.78,-1.95 0.68,-0.85C0.62,-0.42 0.45,-0.25 0.3,-0.22L-0.3,-0.22C-0.45,-0.25 -0.62,-0.42 -0.68,-0.85Z',
        hair,
      ),
      path('M-0.5,-1.2C-0.4,-1.62 -0.05,-1.68 0.1,-1.62C-0.2,-1.5 -0.36,-1.3 -0.4,-1.05Z', '#ffffff', {
        'fill-opacity': 0.17,
      }),
    ],
    { transform: `translate(${x} ${y}) scale(${size})` },
  );
}
