import { readColour, writeColour } from './colours.ts';
import { lengthIn } from './lengths.ts';

/*
 * The closed list of CSS properties of a drawing: those that are drawn, those that change nothing on paper, and none besides.
 * A value is read to its computed form, a string; undefined for one that is not drawn, which the caller refuses by name.
 */

export interface ValueBasis {
  /** Of the element; for `font-size` itself that of its parent. In px. */
  readonly fontSize: number;
  /** What percentages of a stroke refer to: the diagonal of the viewport over √2. SVG 1.1, 7.10. */
  readonly diagonal: number;
  /** The computed value of the parent. */
  readonly inherited: string;
}

type Read = (value: string, basis: ValueBasis) => string | undefined;

export interface Property {
  readonly inherited: boolean;
  readonly initial: string;
  readonly read: Read;
}

const anyOf = (...words: readonly string[]): Read => {
  return (value) => words.find((word) => word.toLowerCase() === value.toLowerCase());
};

const colour: Read = (value) => {
  if (/^currentcolor$/i.test(value)) return 'currentColor';
  const read = readColour(value);
  return read && writeColour(read);
};

/** SVG 2, 13.2, without the colours of a marker's context. */
const paint: Read = (value, basis) => {
  const [, id, fallback] = /^url\(\s*["']?#([^"')]+?)["']?\s*\)\s*(.*)$/s.exec(value) ?? [];
  if (id !== undefined) {
    const second = fallback === '' ? 'none' : paint(fallback!, basis);
    return second && `url(#${id}) ${second}`;
  }
  // The colour of a profile may follow the one in sRGB, which stands for it. SVG 1.1, 11.2.
  const plain = value.replace(/\s*icc-color\(.*$/i, '');
  return /^none$/i.test(plain) ? 'none' : colour(plain, basis);
};

/** An element of the same file. */
const reference: Read = (value) => {
  if (/^none$/i.test(value)) return 'none';
  const [, id] = /^url\(\s*["']?#([^"')]+?)["']?\s*\)$/.exec(value) ?? [];
  return id;
};

const share: Read = (value) => {
  const [, digits, percent] = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%)?$/i.exec(value) ?? [];
  if (digits === undefined) return undefined;
  return String(Math.min(1, Math.max(0, Number(digits) / (percent === undefined ? 1 : 100))));
};

const length: Read = (value, { fontSize, diagonal }) => {
  const read = lengthIn(value, { fontSize, whole: diagonal });
  return read === undefined ? undefined : String(read);
};

const positive: Read = (value, basis) => {
  const read = length(value, basis);
  return read === undefined || Number(read) < 0 ? undefined : read;
};

const dashes: Read = (value, basis) => {
  if (/^none$/i.test(value)) return 'none';
  const all = value.split(/[\s,]+/).map((part) => positive(part, basis));
  if (all.some((each) => each === undefined)) return undefined;
  return all.every((each) => Number(each) === 0) ? 'none' : all.join(' ');
};

/** CSS filter functions in px, as the renderer reads them; no colours but simple ones, which `drop-shadow` may have. */
const filterFunctions =
  /^(?:\s*(?:blur|brightness|contrast|grayscale|hue-rotate|invert|opacity|saturate|sepia)\(\s*[-+.\d]*(?:px|deg|%)?\s*\))+$/i;

const filter: Read = (value, basis) => {
  const id = reference(value, basis);
  if (id !== undefined) return id === 'none' ? 'none' : `url(#${id})`;
  return filterFunctions.test(value) ? value : undefined;
};

const fontSizes: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
  'xxx-large': 48,
};

const fontSize: Read = (value, { fontSize: parent }) => {
  const word = value.toLowerCase();
  if (Object.hasOwn(fontSizes, word)) return String(fontSizes[word]);
  if (word === 'larger') return String(parent * 1.2);
  if (word === 'smaller') return String(parent / 1.2);
  const read = lengthIn(value, { fontSize: parent, whole: parent });
  return read === undefined || read < 0 ? undefined : String(read);
};

/** CSS Fonts 4, 2.2.1. */
const fontWeight: Read = (value, { inherited }) => {
  const parent = Number(inherited);
  switch (value.toLowerCase()) {
    case 'normal':
      return '400';
    case 'bold':
      return '700';
    case 'bolder':
      return parent < 350 ? '400' : parent < 550 ? '700' : '900';
    case 'lighter':
      return parent < 550 ? '100' : parent < 750 ? '400' : '700';
    default:
      return /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 1000 ? value : undefined;
  }
};

const spacing: Read = (value, { fontSize: size }) => {
  if (/^(normal|auto)$/i.test(value)) return '0';
  const read = lengthIn(value, { fontSize: size, whole: undefined });
  return read === undefined ? undefined : String(read);
};

const decoration: Read = (value) => {
  const words = value
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== 'solid' && word !== 'auto');
  if (words.includes('none')) return words.length === 1 ? 'none' : undefined;
  return words.every((word) => ['underline', 'overline', 'line-through'].includes(word))
    ? words.sort().join(' ') || 'none'
    : undefined;
};

const whiteSpace: Read = (value) => {
  const words: Record<string, string> = {
    normal: 'collapse',
    nowrap: 'collapse',
    collapse: 'collapse',
    pre: 'preserve',
    'pre-wrap': 'preserve',
    preserve: 'preserve',
    'break-spaces': 'preserve',
  };
  return words[value.toLowerCase()];
};

const paintOrder: Read = (value) => {
  const words = value.toLowerCase().split(/\s+/);
  return words.every((word) => ['normal', 'fill', 'stroke', 'markers'].includes(word))
    ? words.join(' ')
    : undefined;
};

const raw: Read = (value) => value;

const inherits = (initial: string, read: Read): Property => ({ inherited: true, initial, read });
const ofElement = (initial: string, read: Read): Property => ({ inherited: false, initial, read });
/** Drawn with values alone that change nothing. */
const only = (...words: readonly string[]): Property => ofElement(words[0]!, anyOf(...words));

export const properties: Readonly<Record<string, Property>> = {
  color: inherits('#000000', (value, basis) =>
    /^currentcolor$/i.test(value) ? basis.inherited : colour(value, basis),
  ),
  fill: inherits('#000000', paint),
  'fill-opacity': inherits('1', share),
  'fill-rule': inherits('nonzero', anyOf('nonzero', 'evenodd')),
  stroke: inherits('none', paint),
  'stroke-opacity': inherits('1', share),
  'stroke-width': inherits('1', positive),
  'stroke-linecap': inherits('butt', anyOf('butt', 'round', 'square')),
  'stroke-linejoin': inherits('miter', anyOf('miter', 'round', 'bevel')),
  'stroke-miterlimit': inherits('4', positive),
  'stroke-dasharray': inherits('none', dashes),
  'stroke-dashoffset': inherits('0', length),
  'paint-order': inherits('normal', paintOrder),
  'marker-start': inherits('none', reference),
  'marker-mid': inherits('none', reference),
  'marker-end': inherits('none', reference),
  'clip-rule': inherits('nonzero', anyOf('nonzero', 'evenodd')),
  visibility: inherits('visible', anyOf('visible', 'hidden', 'collapse')),
  'image-rendering': inherits(
    'auto',
    anyOf('auto', 'smooth', 'high-quality', 'optimizeQuality', 'optimizeSpeed', 'pixelated', 'crisp-edges'),
  ),
  'color-interpolation': inherits('auto', anyOf('auto', 'sRGB')),
  'color-interpolation-filters': inherits('linearRGB', anyOf('auto', 'linearRGB', 'sRGB')),
  display: ofElement('inline', (value) => (/^none$/i.test(value) ? 'none' : 'inline')),
  overflow: ofElement('', anyOf('visible', 'hidden', 'scroll', 'auto')),
  opacity: ofElement('1', share),
  'clip-path': ofElement('none', reference),
  mask: ofElement('none', reference),
  'mask-type': ofElement('luminance', anyOf('luminance', 'alpha')),
  filter: ofElement('none', filter),
  'mix-blend-mode': ofElement(
    'normal',
    anyOf(
      ...['normal', 'multiply', 'screen', 'overlay', 'darken', 'lighten', 'color-dodge', 'color-burn'],
      ...['hard-light', 'soft-light', 'difference', 'exclusion', 'hue', 'saturation', 'color', 'luminosity'],
    ),
  ),
  isolation: ofElement('auto', anyOf('auto', 'isolate')),
  'vector-effect': ofElement('none', anyOf('none', 'non-scaling-stroke')),
  transform: ofElement('none', raw),
  'transform-origin': ofElement('0 0', raw),
  'transform-box': ofElement(
    'view-box',
    anyOf('view-box', 'border-box', 'fill-box', 'stroke-box', 'content-box'),
  ),
  'stop-color': ofElement('#000000', colour),
  'stop-opacity': ofElement('1', share),
  'flood-color': ofElement('#000000', colour),
  'flood-opacity': ofElement('1', share),
  'lighting-color': ofElement('#ffffff', colour),
  'font-family': inherits('', raw),
  'font-size': inherits('16', fontSize),
  'font-weight': inherits('400', fontWeight),
  'font-style': inherits('normal', (value) =>
    /^(italic|oblique( .*)?)$/i.test(value) ? 'italic' : anyOf('normal')(value, basisOfNothing),
  ),
  'letter-spacing': inherits('0', spacing),
  'word-spacing': inherits('0', spacing),
  'text-anchor': inherits('start', anyOf('start', 'middle', 'end')),
  'text-transform': inherits('none', anyOf('none', 'uppercase', 'lowercase')),
  'text-decoration': inherits('none', decoration),
  'text-decoration-line': inherits('none', decoration),
  'white-space': inherits('', whiteSpace),
  'dominant-baseline': inherits(
    'auto',
    anyOf(
      ...['auto', 'alphabetic', 'middle', 'central', 'hanging', 'mathematical', 'ideographic', 'no-change'],
      ...['text-before-edge', 'text-after-edge', 'text-top', 'text-bottom', 'use-script', 'reset-size'],
    ),
  ),
  'alignment-baseline': ofElement(
    'auto',
    anyOf(
      ...['auto', 'baseline', 'alphabetic', 'middle', 'central', 'hanging', 'mathematical', 'ideographic'],
      ...['text-before-edge', 'text-after-edge', 'text-top', 'text-bottom', 'before-edge', 'after-edge'],
    ),
  ),
  'baseline-shift': ofElement('0', (value, { fontSize: size }) => {
    const shifts: Record<string, number> = { baseline: 0, sub: -0.2 * size, super: 0.4 * size };
    const shift = shifts[value.toLowerCase()] ?? lengthIn(value, { fontSize: size, whole: size });
    return shift === undefined ? undefined : String(shift);
  }),
  'shape-inside': inherits('none', raw),
  'inline-size': inherits('auto', (value) => (/^(auto|0(px)?)$/i.test(value) ? 'auto' : value)),
  // Drawn only as they are initially.
  'writing-mode': { ...only('horizontal-tb', 'lr-tb', 'lr'), inherited: true },
  direction: { ...only('ltr'), inherited: true },
  'unicode-bidi': only('normal', 'embed', 'isolate'),
  'font-variant': only('normal', 'none'),
  'font-variant-caps': only('normal'),
  'font-variant-numeric': only('normal'),
  'font-variant-east-asian': only('normal'),
  'font-variant-position': only('normal'),
  'font-stretch': only('normal', '100%'),
  'font-size-adjust': only('none'),
  'font-feature-settings': only('normal'),
  'font-variation-settings': only('normal'),
  'text-shadow': only('none'),
  'text-decoration-style': only('solid'),
  'text-decoration-color': only('currentcolor'),
  'text-emphasis': only('none'),
  'text-combine-upright': only('none'),
  'text-underline-position': only('auto'),
  'shape-subtract': only('none'),
  animation: only('none'),
  'animation-name': only('none'),
  'offset-path': only('none'),
  translate: only('none'),
  rotate: only('none', '0deg'),
  scale: only('none', '1'),
  perspective: only('none'),
  'backdrop-filter': only('none'),
  clip: only('auto'),
  'clip-path-shape': only('none'),
  border: only('none', '0', '0px'),
  'box-shadow': only('none'),
  'background-image': only('none'),
  '-webkit-text-stroke': only('0', '0px', 'none'),
  '-webkit-text-stroke-width': only('0', '0px'),
};

const basisOfNothing: ValueBasis = { fontSize: 16, diagonal: 1, inherited: '' };

/** Properties that change nothing on paper: hints, behaviour on a screen, boxes of HTML, and notes of drawing programs. */
export const harmless = new RegExp(
  `^(${[
    '-inkscape-.*|-(moz|ms|o)-.*|-webkit-(tap-highlight-color|font-smoothing|text-size-adjust|user-.*|print-color-adjust|touch-callout)',
    'shape-rendering|text-rendering|color-rendering|color-profile|enable-background|solid-color|solid-opacity',
    'cursor|pointer-events|user-select|touch-action|will-change|transition.*|animation-.*|outline.*|scroll-.*|scrollbar-.*|caret-color|accent-color',
    'text-align.*|text-indent|text-overflow|text-orientation|text-justify|text-size-adjust|text-wrap.*|line-height.*|line-break|word-wrap|word-break|overflow-wrap|overflow-[xy]|hyphens|tab-size',
    'font-kerning|font-synthesis.*|font-optical-sizing|font-variant-ligatures|font-variant-alternates|kerning|glyph-orientation-.*|vertical-align|quotes|content',
    'margin.*|padding.*|shape-(padding|margin|outside)|border-.*|box-sizing|position|top|right|bottom|left|inset.*|z-index|float|clear|flex.*|grid.*|align-.*|justify-.*|gap|order|object-.*|max-.*|min-.*|aspect-ratio|contain.*|appearance|resize|direction-.*|list-style.*',
    'orphans|widows|page-.*|break-.*|print-color-adjust|color-adjust|color-scheme|forced-color-adjust|speak.*|background-(position|size|repeat|clip|origin|attachment).*',
    'text-underline-offset|text-decoration-thickness|text-decoration-skip.*|marker-(knockout|segment).*|buffered-rendering|transform-style|backface-visibility|perspective-origin|offset-(distance|rotate|anchor|position)',
  ].join('|')})$`,
);

/** Attributes of elements that CSS may set as well. SVG 2, 9. */
export const geometry: ReadonlySet<string> = new Set([
  'x',
  'y',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'width',
  'height',
]);
