// What one finds on a drying platform in summer.
import { circle, ellipse, group, line, path, poly, rect } from './brush.js';

export function washing() {
  const shirt = (x, y, fill) =>
    path(`M${x},${y}l34,-8q16,12 32,0l34,8l14,44l-26,8l-6,-18v92h-70v-92l-6,18l-26,-8Z`, fill);
  const towel = (x, y, fill) =>
    group([
      rect(x, y, 78, 128, fill),
      rect(x, y + 94, 78, 9, '#ffffff', { 'fill-opacity': 0.6 }),
      rect(x, y + 110, 78, 5, '#ffffff', { 'fill-opacity': 0.6 }),
    ]);
  return group([
    line('M640,214C860,246 1120,246 1440,196', '#8c7a6a', 5),
    shirt(720, 234, '#f6efe0'),
    towel(872, 240, '#8fb0bd'),
    shirt(990, 240, '#dd9a86'),
    towel(1140, 236, '#eccb7d'),
    shirt(1250, 230, '#a9bfa0'),
    line('M640,160V620M1440,150V640', '#a07a56', 14),
  ]);
}

export function chair() {
  const slats = Array.from({ length: 9 }, (_, at) =>
    line(`M${420 + at * 5},${560 + at * 25}l118,-6`, '#d9ab68', 9),
  );
  return group([
    ellipse(560, 918, 220, 18, '#6a4c3c', { 'fill-opacity': 0.3 }),
    line('M410,540L470,800L430,914M530,536L586,796M470,800H700L720,914M586,790H800L830,900', '#b07f45', 15),
    ...slats,
    poly(
      [
        [462, 796],
        [580, 780],
        [800, 780],
        [704, 806],
      ],
      '#e0b576',
    ),
    ...[0, 1, 2, 3, 4].map((at) => line(`M${500 + at * 44},${802}l${104},-18`, '#c1914f', 4)),
    line('M440,660C520,640 620,650 700,664', '#b07f45', 14),
    path('M560,770q60,-40 110,0l-10,12h-92Z', '#efe3c6'),
    ...[0, 1, 2, 3].map((at) => line(`M${584 + at * 20},${772}l6,-22`, '#cdb98f', 3)),
  ]);
}

export function melon() {
  const slice = (x, y, turn) =>
    group(
      [
        path('M-62,0A62,56 0 0 0 62,0Z', '#6f9a5c'),
        path('M-55,0A55,48 0 0 0 55,0Z', '#f3ead0'),
        path('M-50,0A50,42 0 0 0 50,0Z', '#e0685c'),
        ...[-26, -8, 10, 28].map((at, order) => ellipse(at, 12 + (order % 2) * 9, 3, 5, '#5a4038')),
      ],
      { transform: `translate(${x} ${y}) rotate(${turn})` },
    );
  return group([
    ellipse(1010, 912, 190, 14, '#6a4c3c', { 'fill-opacity': 0.3 }),
    rect(880, 800, 260, 24, '#c08f5c', { rx: 6 }),
    line('M906,824L890,912M1114,824L1130,912M930,866H1090', '#a5764a', 16),
    path('M900,776C906,812 1114,812 1120,776Z', '#f4f1ea'),
    ellipse(1010, 776, 110, 20, '#fffdf8'),
    ellipse(1010, 776, 110, 20, 'none', { stroke: '#6f93b5', 'stroke-width': 5 }),
    slice(960, 752, -18),
    slice(1056, 752, 14),
    slice(1008, 738, -2),
  ]);
}

export const cat = () =>
  group([
    path('M1262,906C1246,846 1270,800 1308,800C1350,802 1366,850 1356,906Z', '#d9a25f'),
    path('M1350,890C1400,900 1420,860 1398,836', 'none', {
      stroke: '#d9a25f',
      'stroke-width': 18,
      'stroke-linecap': 'round',
    }),
    circle(1300, 778, 36, '#dfab6a'),
    poly(
      [
        [1270, 764],
        [1266, 728],
        [1294, 746],
      ],
      '#d9a25f',
    ),
    poly(
      [
        [1312, 744],
        [1334, 728],
        [1334, 764],
      ],
      '#d9a25f',
    ),
    line('M1296,744v16M1284,748l4,14M1312,748l-4,14', '#b57f44', 5),
    path('M1278,906C1276,868 1288,846 1302,846C1318,848 1322,876 1320,906Z', '#f5ead6'),
    ellipse(1290, 780, 4, 6, '#5a4a3c'),
    ellipse(1314, 780, 4, 6, '#5a4a3c'),
    path('M1298,790h8l-4,6Z', '#c4705c'),
  ]);
