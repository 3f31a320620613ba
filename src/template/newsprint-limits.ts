import type { Report } from '../core/diagnostics.ts';
import type { Ink } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { Rule } from './template.ts';

/**
 * What coldset newsprint holds: dots spread by a quarter, plates are off by a tenth of a millimetre, and wet ink comes
 * off on the next sheet. The house's limits, on the safe side of WAN-IFRA's; docs/print.md tells them to printers.
 */
const least = {
  rule: 0.25,
  tintedRule: 0.5,
  type: 5,
  grey: 9,
  reversed: 8,
  coloured: 18,
  manyInks: 36,
} as const;
const mostInksOfType = 2;
/** Dots of less than this do not come out on newsprint; who writes 1 for a full ink is told by it too. */
const leastDots = 5;

/** A colour by the name it has in the template. Places are looked up for what is told alone. */
export interface NamedInk {
  readonly name: string;
  readonly ink: Ink;
}

const parts = ({ c, m, y, k }: Ink): readonly number[] => [c, m, y, k].filter((part) => part > 0);

/** Tells an ink whose parts are more than the paper bears at one spot, in percent, or too few dots to be seen. */
export function checkInk({ name, ink }: NamedInk, limit: number, place: () => Place, report: Report): void {
  const sum = parts(ink).reduce((all, part) => all + part, 0);
  if (sum > limit) report('ink-over-limit', place(), { ink: name, sum, limit });
  const faint = parts(ink).filter((part) => part < leastDots);
  if (faint.length > 0)
    report('ink-too-faint', place(), { ink: name, part: Math.min(...faint), least: leastDots });
}

/** Tells a line that breaks on the plate: too thin, or thin and made of dots. */
export function checkRule({ width, ink }: Rule, name: string, place: () => Place, report: Report): void {
  if (width < least.rule) report('rule-too-thin', place(), { width });
  else if (width < least.tintedRule && parts(ink).some((part) => part < 100)) {
    report('rule-tinted', place(), { width, ink: name });
  }
}

/** Tells type that is too small for its paper, or for its ink. */
export function checkType(size: Pt, { name, ink }: NamedInk, place: () => Place, report: Report): void {
  const inks = parts(ink);
  const coloured = ink.c + ink.m + ink.y > 0;
  if (size < least.type) report('type-too-small', place(), { size });
  if (inks.length > mostInksOfType && size < least.manyInks) {
    report('type-many-inks', place(), { ink: name, count: inks.length, size, least: least.manyInks });
  }
  const kind = coloured ? 'coloured' : inks.length === 0 ? 'reversed' : ink.k < 100 ? 'grey' : undefined;
  if (kind !== undefined && size < least[kind]) {
    report('type-unclear', place(), { size, least: least[kind], kind });
  }
}
