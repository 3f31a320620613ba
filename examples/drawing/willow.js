// A willow over the water.
import { ellipse, foliage, group, line } from './brush.js';

export function willow(random) {
  const strands = Array.from({ length: 58 }, () => {
    const x = random(1000, 1540);
    const top = 30 + Math.abs(x - 1290) * 0.25;
    const length = random(180, 520) * (1 - Math.abs(x - 1300) / 700);
    const sway = random(-30, 6);
    const colour = ['#6c8d48', '#86a65a', '#a3be6d', '#c3d588'][Math.floor(random(0, 4))];
    const leaves = Array.from({ length: Math.floor(length / 15) }, (_, at) => {
      const share = (at + 1) / (length / 15);
      const [cx, cy] = [Math.round(x + sway * share * share), Math.round(top + length * share)];
      return ellipse(cx + (at % 2 ? 5 : -5), cy, 3, 10, colour, {
        transform: `rotate(${at % 2 ? -28 : 28} ${cx} ${cy})`,
      });
    });
    return group([
      line(
        `M${Math.round(x)},${Math.round(top)}q${Math.round(sway * 0.1)},${Math.round(length / 2)} ${Math.round(sway)},${Math.round(length)}`,
        colour,
        2,
      ),
      ...leaves,
    ]);
  });
  return [
    line(
      'M1424,650C1400,520 1440,380 1380,200M1406,420C1350,300 1300,200 1230,140M1396,330C1440,220 1470,160 1500,120',
      '#7a6450',
      34,
    ),
    line('M1412,650C1392,520 1430,380 1372,210', '#957c64', 8),
    foliage({
      x: 1320,
      y: 90,
      rx: 280,
      ry: 110,
      count: 340,
      leaf: 14,
      tones: ['#6c8d48', '#86a65a', '#a3be6d', '#c3d588'],
      random,
    }),
    ...strands,
  ];
}
