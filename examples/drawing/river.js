// The far bank, the water and the railing.
import { group, line, rect } from './brush.js';

const WIDTH = 1600;

export function skyline(random, base, tallest, fill) {
  const towers = [];
  for (let x = -20; x < WIDTH; ) {
    const width = random(34, 96);
    const height = tallest * random(0.3, 1);
    towers.push(rect(x, base - height, width, height + 6, fill));
    if (random() > 0.72) towers.push(rect(x + width * 0.3, base - height - 18, width * 0.4, 20, fill));
    x += width + random(0, 16);
  }
  return group(towers);
}

export function ripples(random) {
  return Array.from({ length: 110 }, () => {
    const depth = random() ** 1.5;
    const y = 470 + depth * 230;
    const length = 20 + depth * 130;
    const x = random(-50, WIDTH);
    const gold = Math.abs(x - 1130) < 70 + depth * 170;
    return line(
      `M${Math.round(x)},${Math.round(y)}h${Math.round(length)}`,
      gold ? '#fff0c4' : '#e6f0ee',
      1.5 + depth * 3,
      { 'stroke-opacity': gold ? 0.85 : 0.4 },
    );
  });
}

export function railing() {
  const posts = Array.from({ length: 15 }, (_, at) => {
    const near = at / 14;
    const x = 560 + near ** 1.5 * 1080;
    const [top, foot] = [584 + near ** 1.5 * 60, 640 + near ** 1.5 * 200];
    return line(`M${x},${foot}V${top}`, '#6f7f86', 4 + near * 9);
  });
  const rails = [0, 0.36, 0.7].map((share) =>
    line(
      `M560,${584 + 56 * share}Q1000,${596 + 90 * share} 1640,${644 + 196 * share}`,
      '#87969b',
      share ? 4 : 9,
    ),
  );
  return [...posts, ...rails];
}
