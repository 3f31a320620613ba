/** A length in PDF points (1/72 inch), the only unit used in computations. */
export type Pt = number;

/** A length as written, valid but not yet resolved: 285mm, 10.5pt, 13Q, 17字, 3行, 2em. */
export interface Length {
  readonly value: number;
  readonly unit: Unit;
}

/** The bases of relative lengths: type size of the style (em), body size (字) and body leading (行). */
export interface LengthContext {
  readonly em: Pt;
  readonly zi: Pt;
  readonly hang: Pt;
}

/**
 * Chinese type sizes (字号) in points, the series used by Word and 方正飞翔. Metal type and phototypesetting differed by
 * fractions of a point.
 */
const typeSizes: Readonly<Record<string, Pt>> = {
  初号: 42,
  小初: 36,
  一号: 26,
  小一: 24,
  二号: 22,
  小二: 18,
  三号: 16,
  小三: 15,
  四号: 14,
  小四: 12,
  五号: 10.5,
  小五: 9,
  六号: 7.5,
  小六: 6.5,
  七号: 5.5,
  八号: 5,
};

const pointsPerInch = 72;
const millimetresPerInch = 25.4;

/** Absolute units in points. Q (级) is a quarter of a millimetre. */
const absoluteUnits = {
  pt: 1,
  mm: pointsPerInch / millimetresPerInch,
  cm: (pointsPerInch / millimetresPerInch) * 10,
  in: pointsPerInch,
  Q: pointsPerInch / millimetresPerInch / 4,
} as const;

/** One millimetre. */
export const millimetre: Pt = absoluteUnits.mm;

const relativeUnits = { em: 'em', 字: 'zi', 行: 'hang' } as const;

type AbsoluteUnit = keyof typeof absoluteUnits;
type RelativeUnit = keyof typeof relativeUnits;
export type Unit = AbsoluteUnit | RelativeUnit;

const isAbsolute = (unit: Unit): unit is AbsoluteUnit => unit in absoluteUnits;

/**
 * Parses a length: `60mm`, `1.5cm`, `0.5in`, `9pt`, `13Q`, `2em`, `17字`, `3行`, `小五`. Out: undefined for any other text,
 * such as a bare number, `px` or a negative value.
 */
export function parseLength(source: string): Length | undefined {
  const text = source.trim();
  const size = Object.hasOwn(typeSizes, text) ? typeSizes[text] : undefined;
  if (size !== undefined) return { value: size, unit: 'pt' };
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*(mm|cm|in|pt|Q|em|字|行)$/.exec(text);
  if (match === null) return undefined;
  return { value: Number(match[1]), unit: match[2] as Unit };
}

/** Converts a length to points. */
export function toPt(length: Length, context: LengthContext): Pt {
  const { value, unit } = length;
  return isAbsolute(unit) ? value * absoluteUnits[unit] : value * context[relativeUnits[unit]];
}

/** Formats a length so that `parseLength` reads it back. */
export function printLength(length: Length): string {
  return `${length.value}${length.unit}`;
}
