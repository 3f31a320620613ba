import type { Rect } from '../core/geometry.ts';
import type { Issue, Masthead } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { dateText, lunarText, weekdayText } from './date-text.ts';
import { setEars } from './ears.ts';
import { type NameplateWords, nameplate, nameplateWidth } from './nameplate.ts';
import { horizontal } from './rules.ts';
import { middleBaseline, spaced, type Words } from './set-text.ts';
import type { Pictures } from './tell-coarse.ts';
import { threePartLine } from './three-part-line.ts';

/** White between the nameplate and the first ear, in points. */
const earGap = 20;
/** Ears leave the lettering at least this many em of its own size: the name of a paper is read from a distance. */
const leastName = 0.8;
/** White between the date line's words and the edges of its rules, in points. */
const datelineInset = 2;

/** 报头 and the date line under it, at the head of the first page. */
export function masthead(
  issue: Issue,
  pages: number,
  template: Template,
  fittings: Pictures,
): readonly PaintOp[] {
  const { area, grid } = template;
  const design = template.masthead;
  const frame: Rect = { x: area.x, y: area.y, width: area.width, height: design.lines * grid.leading };
  const words = nameplateWords(issue.masthead, template);
  const [ear] = issue.masthead.ears;
  const ears = setEars(issue.masthead.ears, template, fittings);
  const earsWide = ear === undefined ? 0 : ears.width + earGap;
  const left = { ...frame, width: frame.width - earsWide };
  const crowded = left.width < design.blockWidth + leastName * design.name.size;
  if (ear !== undefined && (crowded || ears.height > frame.height)) {
    fittings.report('ears-too-large', ear.place, { across: crowded });
  }
  // With nothing at its right the nameplate stands in the middle of the page.
  const shift = earsWide > 0 ? 0 : (frame.width - nameplateWidth(words, design, left, fittings)) / 2;
  return [
    ...tagOps(
      { role: 'P', key: 'nameplate' },
      nameplate(words, design, { ...left, x: left.x + shift, width: left.width - shift }, fittings),
    ),
    ...ears.ops(area.x + area.width, area.y),
    ...tagOps(
      { role: 'P', key: 'dateline' },
      dateline(issue.masthead, pages, frame.y + frame.height, template, fittings),
    ),
  ];
}

/** The author's words, or the template's where the issue says nothing. A paper of another name has no section of ours. */
function nameplateWords({ paper, slogan }: Masthead, { masthead: design }: Template): NameplateWords {
  const words = slogan ?? design.sloganText;
  if (paper === undefined) {
    const { name, latin, section, sectionLatin } = design.paper;
    return { name, latin, section, sectionLatin, slogan: words };
  }
  const { name, latin, section, sectionLatin } = paper;
  return {
    name,
    ...(latin && { latin }),
    ...(section && { section }),
    ...(sectionLatin && { sectionLatin }),
    slogan: words,
  };
}

/** Date left, issue number and number of pages in the middle, publishers right, between two rules. */
function dateline(
  head: Masthead,
  pages: number,
  top: number,
  template: Template,
  fittings: Pictures,
): readonly PaintOp[] {
  const design = template.dateline;
  const { area, grid } = template;
  // The lower rule lies where the frames of the last line end, as a rule under text does.
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
    horizontal(design.above, area.x, above, area.width),
    ...threePartLine(parts, design.text, x, width, (size) => middleBaseline(above, below, size), fittings),
    horizontal(design.below, area.x, below, area.width),
  ];
}

function dateWords({ date }: Masthead): readonly Words[] {
  if (date === undefined) return [];
  return spaced([dateText(date), weekdayText(date), ...(date.lunar ? [lunarText(date)] : [])]);
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

function publisherWords({ publishers }: Masthead, { masthead: design }: Template): readonly Words[] {
  const names: readonly Words[] = publishers ?? design.publishers;
  return names.length === 0 ? [] : spaced([...names, design.published]);
}
