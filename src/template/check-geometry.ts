import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import { millimetre, type Pt } from '../core/units.ts';
import type { Template } from './template.ts';

/** Type nearer to the trim may be cut off. */
const safetyMargin: Pt = 3 * millimetre;

/** What touches the trim extends at least so far beyond it, so that an inexact cut leaves no white edge. */
const minBleed: Pt = 3 * millimetre;

/** ISO 32000-1, annex C.2: at most 14 400 units a side; printer's marks take less than an inch beyond the bleed. */
const maxSide: Pt = 14_400 - 2 * 72;

/** A column of fewer characters cannot be set without holes, nor divided among the columns of a table. */
const minMeasure = 6;
/** A page with fewer lines below its head has no room for a headline and the lines that must stay with it. */
const minLines = 8;

/** Sizes of body type in points: smaller is illegible on newsprint, 初号 is the largest. */
const bodySize = { min: 5, max: 42 };

/**
 * Checks that lengths which are each valid fit together: the type area lies inside the trim, lines do not overlap,
 * the bleed is wide enough. Reports each fault at the place of its setting; returns whether there was none.
 */
export function checkGeometry(
  { trim, area, grid, foot, print, masthead, dateline, folio }: Template,
  placeOf: (group: 'print' | 'typography' | 'grid', key: string) => Place,
  report: Report,
): boolean {
  let sound = true;
  const reportBadValue = (key: 'size' | 'leading', expected: string): void => {
    sound = false;
    report('bad-value', placeOf('typography', key), { key: `typography.${key}`, expected });
  };
  if (!(grid.size >= bodySize.min && grid.size <= bodySize.max)) {
    reportBadValue('size', ` ${bodySize.min} 到 ${bodySize.max} pt`);
  } else if (!(grid.leading >= grid.size)) {
    reportBadValue('leading', `不小于字号的行距（${grid.size} pt 以上）`);
  }
  const measure = (area.width - (grid.columns - 1) * grid.minGutter) / grid.columns;
  const head = Math.max(masthead.lines + dateline.lines, folio.lines);
  if (sound && measure < minMeasure * grid.size) {
    sound = false;
    report('bad-value', placeOf('grid', 'width'), {
      key: 'grid.width',
      expected: `放得下 ${grid.columns} 栏的宽度，每栏至少 ${minMeasure} 字`,
    });
  }
  if (sound && grid.lines - head < minLines) {
    sound = false;
    const expected = `放得下 ${head + minLines} 行的高度：报头、日期行 ${head} 行，正文至少 ${minLines} 行`;
    report('bad-value', placeOf('grid', 'height'), { key: 'grid.height', expected });
  }
  const min = {
    width: area.width + 2 * safetyMargin,
    height: area.y + area.height + foot.gap + 2 * foot.text.size + safetyMargin,
  };
  if (trim.width < min.width || trim.height < min.height) {
    sound = false;
    const sides = [min.width, min.height].map((side) => Math.ceil(side / millimetre));
    report('trim-too-small', placeOf('print', 'trim'), { least: `${sides.join(' × ')} mm` });
  }
  if (Math.max(trim.width, trim.height) + 2 * print.bleed > maxSide) {
    sound = false;
    const max = Math.floor((maxSide - 2 * print.bleed) / millimetre);
    report('bad-value', placeOf('print', 'trim'), { key: 'print.trim', expected: `每边 ${max} mm 以内` });
  }
  // Rounding may take a hundredth of a point.
  if (print.marks && print.bleed < minBleed - 0.01) {
    sound = false;
    report('bleed-narrow', placeOf('print', 'bleed'), { bleed: print.bleed / millimetre });
  }
  return sound;
}
