import type { Report } from '../core/diagnostics.ts';
import type { Ink } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { Rule } from './template.ts';

/**
 * Minimum widths and sizes in points for coldset newsprint: dot gain is about 25 %, misregister a tenth of a
 * millimetre, and wet ink sets off on the next sheet. Our own limits, on the safe side of WAN-IFRA's; docs/print.md
 * states them for printers.
 */
const min = {
  rule: 0.25,
  tintedRule: 0.5,
  type: 5,
  grey: 9,
  reversed: 8,
  coloured: 18,
  manyInks: 36,
} as const;
const maxInksOfType = 2;
/** In percent: smaller dots do not print on newsprint. Also catches 1 written for full ink. */
const minDots = 5;

/** An ink by its name in the template. */
export interface NamedInk {
  readonly name: string;
  readonly ink: Ink;
}

const parts = ({ c, m, y, k }: Ink): readonly number[] => [c, m, y, k].filter((part) => part > 0);

/** Reports an ink whose total area coverage (TAC) exceeds the limit in percent, or whose dots are too small. */
export function checkInk({ name, ink }: NamedInk, limit: number, place: () => Place, report: Report): void {
  const sum = parts(ink).reduce((all, part) => all + part, 0);
  if (sum > limit) report('ink-over-limit', place(), { ink: name, sum, limit });
  const faint = parts(ink).filter((part) => part < minDots);
  if (faint.length > 0)
    report('ink-too-faint', place(), { ink: name, part: Math.min(...faint), least: minDots });
}

/** Reports a rule that would break up on the plate: too thin, or thin and screened. */
export function checkRule({ width, ink }: Rule, name: string, place: () => Place, report: Report): void {
  if (width < min.rule) report('rule-too-thin', place(), { width });
  else if (width < min.tintedRule && parts(ink).some((part) => part < 100)) {
    report('rule-tinted', place(), { width, ink: name });
  }
}

/** Reports type that is too small for newsprint or for its ink. */
export function checkType(size: Pt, { name, ink }: NamedInk, place: () => Place, report: Report): void {
  const inks = parts(ink);
  const coloured = ink.c + ink.m + ink.y > 0;
  if (size < min.type) report('type-too-small', place(), { size });
  if (inks.length > maxInksOfType && size < min.manyInks) {
    report('type-many-inks', place(), { ink: name, count: inks.length, size, least: min.manyInks });
  }
  const kind = coloured ? 'coloured' : inks.length === 0 ? 'reversed' : ink.k < 100 ? 'grey' : undefined;
  if (kind !== undefined && size < min[kind]) {
    report('type-unclear', place(), { size, least: min[kind], kind });
  }
}
