import type { Rect } from '../core/geometry.ts';
import type { Issue, Masthead } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { formatDate, formatLunarDate, formatWeekday } from './date-text.ts';
import { setEars } from './ears.ts';
import {
  joinWords,
  memoized,
  middleBaseline,
  type PictureContext,
  paintHorizontalRule,
  paintThreePartLine,
  type Words,
} from './furniture.ts';
import { measureNameplate, type NameplateWords, paintNameplate } from './nameplate.ts';

/** Space between the nameplate and the first ear, in points. */
const earGap = 20;
/** Minimum width left for the lettering beside the ears, in em of the lettering: it must be legible from a distance. */
const minName = 0.8;
/** Space between the text of the date line and the ends of its rules, in points. */
const datelineInset = 2;

/** Paints the masthead (报头) as a section of the document: nameplate, ears, and the date line below. In: also the page count. */
export const paintMasthead = (
  issue: Issue,
  pages: number,
  template: Template,
  context: PictureContext,
): readonly PaintOp[] =>
  tagOps(
    { role: 'Sect', key: 'masthead' },
    memoized(context, 'masthead', [issue.masthead, pages], (local) =>
      composeMasthead(issue, pages, template, local),
    ),
  );

function composeMasthead(
  issue: Issue,
  pages: number,
  template: Template,
  context: PictureContext,
): readonly PaintOp[] {
  const { area, grid } = template;
  const design = template.masthead;
  const frame: Rect = { x: area.x, y: area.y, width: area.width, height: design.lines * grid.leading };
  const words = nameplateWords(issue.masthead, template);
  const [ear] = issue.masthead.ears;
  const ears = setEars(issue.masthead.ears, template, context);
  const earsWidth = ear === undefined ? 0 : ears.width + earGap;
  const left = { ...frame, width: frame.width - earsWidth };
  const crowded = left.width < design.blockWidth + minName * design.name.size;
  if (ear !== undefined && (crowded || ears.height > frame.height)) {
    context.report('ears-too-large', ear.place, { across: crowded });
  }
  // Without ears the nameplate is centred on the page.
  const shift = earsWidth > 0 ? 0 : (frame.width - measureNameplate(words, design, left, context)) / 2;
  return [
    ...tagOps(
      { role: 'P', key: 'nameplate' },
      paintNameplate(words, design, { ...left, x: left.x + shift, width: left.width - shift }, context),
    ),
    ...ears.ops(area.x + area.width, area.y),
    ...tagOps(
      { role: 'P', key: 'dateline' },
      paintDateline(issue.masthead, pages, frame.y + frame.height, template, context),
    ),
  ];
}

/**
 * The words of the issue, by default those of the template. An issue that names its paper gets none of them by default: section,
 * slogan and publishers are those of another paper.
 */
function nameplateWords({ paper, slogan }: Masthead, { masthead: design }: Template): NameplateWords {
  if (paper === undefined) {
    const { name, latin, section, sectionLatin } = design.paper;
    return { name, latin, section, sectionLatin, slogan: slogan ?? design.sloganText };
  }
  const { name, latin, section, sectionLatin } = paper;
  return {
    name,
    ...(latin && { latin }),
    ...(section && { section }),
    ...(sectionLatin && { sectionLatin }),
    slogan: slogan ?? [],
  };
}

/** The date line, between two rules: date on the left, issue number and page count in the middle, publishers on the right. */
function paintDateline(
  head: Masthead,
  pages: number,
  top: number,
  template: Template,
  context: PictureContext,
): readonly PaintOp[] {
  const design = template.dateline;
  const { area, grid } = template;
  // The lower rule is at the bottom of the last line's em box, like every rule under text.
  const above = top;
  const below = top + design.lines * grid.leading - (grid.leading - grid.size);
  const parts = {
    left: dateWords(head),
    middle: numberWords(head, pages, template),
    right: publisherWords(head, template),
  };
  const x = area.x + datelineInset;
  const width = area.width - 2 * datelineInset;
  return [
    paintHorizontalRule(design.above, area.x, above, area.width),
    ...paintThreePartLine(
      parts,
      design.text,
      x,
      width,
      (size) => middleBaseline(above, below, size),
      context,
    ),
    paintHorizontalRule(design.below, area.x, below, area.width),
  ];
}

function dateWords({ date }: Masthead): readonly Words[] {
  if (date === undefined) return [];
  return joinWords([formatDate(date), formatWeekday(date), ...(date.lunar ? [formatLunarDate(date)] : [])]);
}

function numberWords(
  { number, total }: Masthead,
  pages: number,
  { dateline: { figure } }: Template,
): readonly Words[] {
  const bold = (value: number) => ({ text: String(value), style: figure });
  const words: Words[] = [];
  if (number !== undefined) words.push('第', bold(number.value), '期');
  if (total !== undefined) words.push('（总第', bold(total.value), '期）');
  if (words.length > 0) words.push('\u3000');
  return [...words, '今日', bold(pages), '版'];
}

function publisherWords({ paper, publishers }: Masthead, { masthead: design }: Template): readonly Words[] {
  const names: readonly Words[] = publishers ?? (paper === undefined ? design.publishers : []);
  return names.length === 0 ? [] : joinWords([...names, design.published]);
}
