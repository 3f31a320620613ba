import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import { millimetre, type Pt } from '../core/units.ts';
import type { Template } from './template.ts';

/** Type nearer to the trim than this may be cut off with it. */
const safety: Pt = 3 * millimetre;

/** So far what touches the trim runs beyond it, so that a knife a little off leaves no white. */
const leastBleed: Pt = 3 * millimetre;

/** No reader of PDF takes a longer side; marks need less than an inch beyond the bleed. ISO 32000-1, annex C.2. */
const mostSide: Pt = 14_400 - 2 * 72;

/** Body type: smaller is not read on newsprint, larger than 初号 is no body. */
const bodySizes = { least: 5, most: 42 };

/**
 * Whether measures that are each well written go together: the type area lies inside the trim, lines do not lie on
 * each other, the bleed is wide enough. What does not is told at the place of the setting.
 */
export function hasSoundGeometry(
  { trim, area, grid, foot, print }: Template,
  placeOf: (group: 'print' | 'typography', key: string) => Place,
  report: Report,
): boolean {
  let sound = true;
  const bad = (key: 'size' | 'leading', expected: string): void => {
    sound = false;
    report('bad-value', placeOf('typography', key), { key: `typography.${key}`, expected });
  };
  if (!(grid.size >= bodySizes.least && grid.size <= bodySizes.most)) {
    bad('size', ` ${bodySizes.least} 到 ${bodySizes.most} pt`);
  } else if (!(grid.leading >= grid.size)) {
    bad('leading', `不小于字号的行距（${grid.size} pt 以上）`);
  }
  const least = {
    width: area.width + 2 * safety,
    height: area.y + area.height + foot.gap + 2 * foot.text.size + safety,
  };
  if (trim.width < least.width || trim.height < least.height) {
    sound = false;
    const wanted = [least.width, least.height].map((side) => Math.ceil(side / millimetre));
    report('trim-too-small', placeOf('print', 'trim'), { least: `${wanted.join(' × ')} mm` });
  }
  if (Math.max(trim.width, trim.height) + 2 * print.bleed > mostSide) {
    sound = false;
    const most = Math.floor((mostSide - 2 * print.bleed) / millimetre);
    report('bad-value', placeOf('print', 'trim'), { key: 'print.trim', expected: `每边 ${most} mm 以内` });
  }
  // A hundredth of a point is what rounding may take.
  if (print.marks && print.bleed < leastBleed - 0.01) {
    sound = false;
    report('bleed-narrow', placeOf('print', 'bleed'), { bleed: print.bleed / millimetre });
  }
  return sound;
}
