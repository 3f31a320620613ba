// Raised beds of planks and the flowers in them.
import { circle, ellipse, foliage, group, mix, path, rect } from './brush.js';

export const leaves = ['#47683d', '#587f48', '#729a57', '#93b56c', '#b8d089'];

export const petals = ['#e2726b', '#f0a35e', '#f3c75f', '#e79bb0', '#f6e3e0', '#b58fc4'];

/** A raised bed of planks with what grows in it. */
export function bed({ x, y, width, depth, rise, random, blooms }) {
  const planks = Array.from({ length: 3 }, (_, at) =>
    rect(x, y + (rise / 3) * at, width, rise / 3 - 2, mix('#b98a5c', '#8d6440', at * 0.28)),
  );
  const posts = [x - 4, x + width * 0.5, x + width - 12].map((left) =>
    rect(left, y - 6, 16, rise + 10, '#9c7048'),
  );
  const flowers = Array.from({ length: blooms }, () => {
    const [cx, cy, size] = [x + random(16, width - 16), y - random(-4, depth + 40), random(6, 12)];
    const petal = petals[Math.floor(random(0, petals.length))];
    return group([
      ...[0, 72, 144, 216, 288].map((turn) =>
        ellipse(cx, cy - size * 0.6, size * 0.42, size * 0.6, petal, {
          transform: `rotate(${turn} ${cx} ${cy})`,
        }),
      ),
      circle(cx, cy, size * 0.32, '#f5dc8a'),
    ]);
  });
  return group([
    ellipse(x + width / 2, y + rise + 6, width * 0.54, 16, '#6d5f4c', { 'fill-opacity': 0.35 }),
    path(`M${x},${y}L${x + 26},${y - depth}H${x + width - 26}L${x + width},${y}Z`, '#7d624b'),
    foliage({
      x: x + width / 2,
      y: y - depth * 0.7,
      rx: width * 0.5,
      ry: depth * 0.95,
      count: Math.round(width * 0.62),
      leaf: 13,
      tones: leaves,
      random,
    }),
    ...flowers,
    ...planks,
    ...posts,
  ]);
}
