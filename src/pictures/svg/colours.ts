import colorString from 'color-string';

/** A colour in sRGB, 0 to 255, and its opacity, 0 to 1. */
export interface CssColour {
  readonly rgb: readonly [red: number, green: number, blue: number];
  readonly alpha: number;
}

/** Reads a colour of CSS; undefined if it is none, or of a kind that is not known (`currentColor` is not a colour yet). */
export function readColour(value: string): CssColour | undefined {
  const text = value.trim().toLowerCase();
  // A drawing is printed on paper: the light one of the two. CSS Color 5, 10.
  const [, light] = /^light-dark\(\s*((?:[^(),]|\([^()]*\))+),.*\)$/s.exec(text) ?? [];
  if (light !== undefined) return readColour(light);
  const read = colorString.get(text);
  if (read === null) return undefined;
  const [first = 0, second = 0, third = 0, alpha = 1] = read.value;
  switch (read.model) {
    case 'rgb':
      return { rgb: [first, second, third], alpha };
    case 'hsl':
      return { rgb: hslToRgb(first, second / 100, third / 100), alpha };
    case 'hwb':
      return { rgb: hwbToRgb(first, second / 100, third / 100), alpha };
    default:
      return undefined;
  }
}

/** CSS Color 4, 7.1. In: hue in degrees, saturation and lightness from 0 to 1. */
function hslToRgb(hue: number, saturation: number, lightness: number): CssColour['rgb'] {
  const a = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** CSS Color 4, 8.1. In: hue in degrees, white and black from 0 to 1. */
function hwbToRgb(hue: number, white: number, black: number): CssColour['rgb'] {
  if (white + black >= 1) {
    const grey = Math.round((white / (white + black)) * 255);
    return [grey, grey, grey];
  }
  const mix = (channel: number) => Math.round(((channel / 255) * (1 - white - black) + white) * 255);
  const [red, green, blue] = hslToRgb(hue, 1, 0.5);
  return [mix(red), mix(green), mix(blue)];
}

const hex = (value: number): string =>
  Math.min(255, Math.max(0, Math.round(value)))
    .toString(16)
    .padStart(2, '0');

/** `#rrggbb`, or `#rrggbbaa` if it is not opaque. */
export const writeColour = ({ rgb, alpha }: CssColour): string =>
  `#${rgb.map(hex).join('')}${alpha >= 1 ? '' : hex(alpha * 255)}`;

/** What `writeColour` wrote, as an opaque colour and its opacity. */
export function splitColour(written: string): { readonly colour: string; readonly opacity: number } {
  return {
    colour: written.slice(0, 7),
    opacity: written.length > 7 ? Number.parseInt(written.slice(7), 16) / 255 : 1,
  };
}
