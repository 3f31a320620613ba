// The brushes every scene is painted with: SVG strings out of plain numbers, and no chance that is not seeded.

/** A small seeded generator (mulberry32), so that a scene is the same picture every time. */
export function seeded(seed) {
  let state = seed >>> 0;
  return (low = 0, high = 1) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * (high - low);
  };
}

const short = (number) => String(Math.round(number * 100) / 100);
const attributes = (given) =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? short(value) : value}"`)
    .join('');

export const shape = (name, given, inner = '') =>
  inner === '' ? `<${name}${attributes(given)}/>` : `<${name}${attributes(given)}>${inner}</${name}>`;
export const rect = (x, y, width, height, fill, more = {}) =>
  shape('rect', { x, y, width, height, fill, ...more });
export const circle = (cx, cy, r, fill, more = {}) => shape('circle', { cx, cy, r, fill, ...more });
export const ellipse = (cx, cy, rx, ry, fill, more = {}) =>
  shape('ellipse', { cx, cy, rx, ry, fill, ...more });
export const path = (d, fill, more = {}) => shape('path', { d, fill, ...more });
export const line = (d, stroke, width, more = {}) =>
  path(d, 'none', {
    stroke,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...more,
  });
export const poly = (points, fill, more = {}) =>
  shape('polygon', { points: points.map(([x, y]) => `${short(x)},${short(y)}`).join(' '), fill, ...more });
export const group = (inner, more = {}) => shape('g', more, inner.join('\n'));
export const blurred = (amount, inner) => group(inner, { filter: `url(#blur${amount})` });

/** A gradient from top to bottom, or along the given ends (fractions of the shape's box). */
export function gradient(id, stops, [x1, y1, x2, y2] = [0, 0, 0, 1]) {
  const inner = stops.map(([offset, colour, opacity]) =>
    shape('stop', { offset, 'stop-color': colour, 'stop-opacity': opacity }),
  );
  return shape('linearGradient', { id, x1, y1, x2, y2 }, inner.join(''));
}

export function glow(id, colour, strength) {
  const inner = [
    [0, strength],
    [0.5, strength * 0.4],
    [1, 0],
  ].map(([offset, opacity]) => shape('stop', { offset, 'stop-color': colour, 'stop-opacity': opacity }));
  return shape('radialGradient', { id }, inner.join(''));
}

/** The finished drawing under its title. Blurs stand ready under the names blur2, blur4, blur8, blur16 and blur40. */
export function canvas({ title, width, height, definitions }, inner) {
  const blurs = [2, 4, 8, 16, 40].map((amount) =>
    shape(
      'filter',
      { id: `blur${amount}`, x: '-20%', y: '-20%', width: '140%', height: '140%' },
      shape('feGaussianBlur', { stdDeviation: amount }),
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${title}</title>
<defs>${[...blurs, ...definitions].join('\n')}</defs>
${inner.join('\n')}
</svg>
`;
}

/** Mixes two #rrggbb colours; 0 gives the first. */
export function mix(first, second, share) {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [first, second].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/**
 * A cloud of leaves, lit from the upper side given by `light` (-1 left, 1 right): dark first, bright last.
 * `tones` run from shade to light.
 */
export function foliage({ x, y, rx, ry, count, leaf, tones, random, light = -1 }) {
  const leaves = Array.from({ length: count }, () => {
    const angle = random(0, Math.PI * 2);
    const reach = Math.sqrt(random());
    const [dx, dy] = [Math.cos(angle) * reach, Math.sin(angle) * reach];
    const brightness = (light * dx * 0.5 - dy * 0.8 + 1.1) / 2.2 + random(-0.2, 0.2);
    return {
      x: x + dx * rx,
      y: y + dy * ry,
      brightness,
      turn: random(0, 180),
      size: leaf * random(0.6, 1.3),
    };
  });
  return group(
    leaves
      .sort((a, b) => a.brightness - b.brightness)
      .map((one) => {
        const tone =
          tones[Math.max(0, Math.min(tones.length - 1, Math.floor(one.brightness * tones.length)))];
        const [cx, cy] = [Math.round(one.x), Math.round(one.y)];
        return ellipse(cx, cy, one.size, one.size * 0.62, tone, {
          transform: `rotate(${Math.round(one.turn)} ${cx} ${cy})`,
        });
      }),
  );
}
