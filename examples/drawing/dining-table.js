// What stands on and over the tables of the canteen.
import { blurred, ellipse, group, line, mix, path, poly } from './brush.js';

export const dishes = ['#c9744c', '#7f9f57', '#e0b15c', '#b9594a', '#e6d9b8'];

export function bowl(x, y, size, food) {
  return group([
    ellipse(x, y + size * 0.5, size * 1.1, size * 0.2, '#6a4a34', { 'fill-opacity': 0.25 }),
    path(
      `M${x - size},${y}C${x - size * 0.9},${y + size * 0.7} ${x + size * 0.9},${y + size * 0.7} ${x + size},${y}Z`,
      '#f4f1ea',
    ),
    line(
      `M${x - size * 0.93},${y + size * 0.16}Q${x},${y + size * 0.5} ${x + size * 0.93},${y + size * 0.16}`,
      '#6f93b5',
      size * 0.08,
    ),
    ellipse(x, y, size, size * 0.28, '#fffdf8'),
    ellipse(x, y + size * 0.02, size * 0.84, size * 0.21, food),
    ellipse(x - size * 0.2, y - size * 0.03, size * 0.36, size * 0.09, mix(food, '#ffffff', 0.35)),
  ]);
}

export const steam = (x, y) =>
  blurred(4, [
    line(`M${x},${y}c-16,-24 16,-40 0,-66s14,-36 2,-58`, '#ffffff', 9, { 'stroke-opacity': 0.75 }),
  ]);

export function table(x, y, width, random) {
  return group([
    ellipse(x, y + width * 0.42, width * 0.42, width * 0.06, '#5a4434', { 'fill-opacity': 0.3 }),
    poly(
      [
        [x - 14, y],
        [x + 14, y],
        [x + 20, y + width * 0.42],
        [x - 20, y + width * 0.42],
      ],
      '#8d6a4a',
    ),
    ellipse(x, y + 10, width * 0.52, width * 0.13, '#a9794e'),
    ellipse(x, y, width * 0.52, width * 0.13, 'url(#tableTop)'),
    bowl(x - width * 0.26, y - width * 0.02, width * 0.09, dishes[Math.floor(random(0, 5))]),
    bowl(x + width * 0.24, y - width * 0.03, width * 0.09, dishes[Math.floor(random(0, 5))]),
    bowl(x, y + width * 0.02, width * 0.11, dishes[Math.floor(random(0, 5))]),
    line(`M${x + width * 0.34},${y}l${width * 0.1},${-width * 0.012}`, '#8a5a34', 4),
  ]);
}

export function lamp(x, y, size) {
  return group([
    line(`M${x},0V${y - size * 0.7}`, '#7d7266', 3),
    path(
      `M${x - size},${y}C${x - size * 0.8},${y - size * 0.9} ${x + size * 0.8},${y - size * 0.9} ${x + size},${y}Z`,
      '#d99a5b',
    ),
    ellipse(x, y, size, size * 0.2, '#fff3cf'),
    ellipse(x, y + size * 0.3, size * 2.6, size * 2, 'url(#lampLight)'),
  ]);
}
