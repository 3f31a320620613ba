// The new lift of glass and steel.
import { circle, group, line, poly, rect } from './brush.js';
import { person } from './person.js';

export function lift() {
  const [left, top, width, foot] = [786, 14, 164, 796];
  const panes = Array.from({ length: 7 }, (_, at) => {
    const y = top + 24 + at * 110;
    return group([
      rect(left + 10, y, width - 20, 104, 'url(#glass)'),
      poly(
        [
          [left + 10, y + 70],
          [left + 88, y],
          [left + 120, y],
          [left + 10, y + 100],
        ],
        '#ffffff',
        { 'fill-opacity': 0.4 },
      ),
      line(`M${left + width / 2},${y}v104`, '#8fa3a8', 3),
    ]);
  });
  return group([
    poly(
      [
        [left + width, top + 10],
        [left + width + 44, top + 26],
        [left + width + 44, foot],
        [left + width, foot],
      ],
      '#7d9299',
    ),
    rect(left, top, width, foot - top, '#6f868e'),
    ...panes,
    rect(left + 22, 392, width - 44, 96, '#f6e9c6'),
    rect(left + 26, 398, width - 52, 84, '#fdf6de'),
    person({
      x: left + 66,
      y: 482,
      height: 80,
      shirt: '#d3968b',
      trousers: '#666f7b',
      hair: '#b0aaa3',
      style: 'bun',
    }),
    person({
      x: left + 104,
      y: 482,
      height: 84,
      facing: -1,
      shirt: '#7fa0b8',
      trousers: '#59616d',
      hair: '#4a423f',
    }),
    rect(left - 12, top - 10, width + 24, 22, '#8ea1a6'),
    rect(left - 30, 664, width + 60, 18, '#e9e6dc'),
    rect(left + 22, 690, width - 44, 106, '#b9c6c8'),
    rect(left + 26, 694, 56, 102, '#d5dfdf'),
    rect(left + 86, 694, 52, 102, '#cbd6d7'),
    rect(left + 142, 726, 12, 26, '#f6e9c6'),
    circle(left + 148, 734, 3, '#d9694f'),
  ]);
}
