/** What relative lengths refer to. */
export interface LengthBasis {
  /** For `em`, in px. */
  readonly fontSize: number;
  /** For percentages, in user units; undefined where they are refused. */
  readonly whole: number | undefined;
}

/** Absolute units in px. CSS 2.1, 4.3.2. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  pt: 96 / 72,
  pc: 16,
};

/** The size of type at the root, which no drawing changes. */
const rootFontSize = 16;

const pattern = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(px|in|cm|mm|q|pt|pc|em|rem|ex|%)?\s*$/i;

/** A length in user units; undefined for what is none, and for units that only a window has (`vw`, `calc()` …). */
export function lengthIn(value: string, { fontSize, whole }: LengthBasis): number | undefined {
  const [, digits, unit = ''] = pattern.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  switch (unit.toLowerCase()) {
    case '%':
      return whole === undefined ? undefined : (amount / 100) * whole;
    case 'em':
      return amount * fontSize;
    case 'ex':
      return (amount * fontSize) / 2;
    case 'rem':
      return amount * rootFontSize;
    default:
      return amount * units[unit.toLowerCase()]!;
  }
}

/** The numbers of a list as in `points`; undefined if it has anything else. SVG 1.1, 4.2. */
export function numbersIn(value: string): readonly number[] | undefined {
  const rest = value.replace(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi, ' ');
  if (/[^\s,]/.test(rest)) return undefined;
  return (value.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
}
