// A row of brick lane houses.
import { circle, foliage, group, line, mix, path, poly, rect } from './brush.js';
import { leaves } from './raised-bed.js';

/** A lane house: brick, window frames of wood, a stone doorway, a tiled roof. */
export function house(x, width, top, brick, random) {
  const courses = Array.from({ length: Math.floor((610 - top) / 13) }, (_, at) =>
    line(`M${x},${top + at * 13}h${width}`, mix(brick, '#fff2e0', 0.3), 1.4, { 'stroke-opacity': 0.6 }),
  );
  const worn = Array.from({ length: 46 }, () =>
    rect(
      x + random(0, width - 26),
      top + Math.floor(random(0, 40)) * 13,
      24,
      12,
      mix(brick, '#5c3428', random(0, 0.4)),
      {
        'fill-opacity': 0.45,
      },
    ),
  );
  const windows = [0.16, 0.6].map((share) => {
    const [left, upper] = [x + width * share, top + 56];
    return group([
      rect(left - 8, upper - 8, width * 0.25 + 16, 138, '#e9dfcd'),
      rect(left, upper, width * 0.25, 122, '#8fa9ad'),
      poly(
        [
          [left, upper],
          [left + width * 0.17, upper],
          [left, upper + 90],
        ],
        '#dbe8e6',
        { 'fill-opacity': 0.8 },
      ),
      line(`M${left + width * 0.125},${upper}v122M${left},${upper + 40}h${width * 0.25}`, '#7a4f3a', 6),
      rect(left - 14, upper + 128, width * 0.25 + 28, 10, '#d3c5ae'),
      foliage({
        x: left + width * 0.12,
        y: upper + 120,
        rx: width * 0.13,
        ry: 16,
        count: 50,
        leaf: 8,
        tones: [...leaves, '#e79bb0'],
        random,
      }),
    ]);
  });
  const eaves = Array.from({ length: Math.ceil(width / 15) + 2 }, (_, at) =>
    circle(x - 12 + at * 15, top + 2, 8.5, '#6f706c'),
  );
  const roof = path(
    `M${x - 22},${top + 2}L${x + 24},${top - 72}H${x + width - 24}L${x + width + 22},${top + 2}Z`,
    'url(#tiles)',
  );
  return group([rect(x, top, width, 620 - top, brick), ...worn, ...courses, ...windows, roof, ...eaves]);
}

export function doorway(x, y) {
  return group([
    rect(x - 18, y - 26, 156, 256, '#d9cdb8'),
    path(`M${x - 18},${y - 26}Q${x + 60},${y - 92} ${x + 138},${y - 26}Z`, '#e4dac6'),
    rect(x, y, 120, 230, '#6a4a3a'),
    rect(x + 5, y + 6, 52, 224, '#80573f'),
    rect(x + 63, y + 6, 52, 224, '#7a523c'),
    circle(x + 48, y + 120, 6, '#d8b46a'),
    circle(x + 72, y + 120, 6, '#d8b46a'),
  ]);
}
