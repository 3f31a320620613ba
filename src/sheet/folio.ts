import type { Issue, IssuePage } from '../issue/issue.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { formatDate, formatWeekday } from './date-text.ts';
import {
  type FurnitureContext,
  joinWords,
  paintHorizontalRule,
  paintLineAt,
  paintThreePartLine,
  setText,
  type Words,
} from './furniture.ts';

/** Space between the text of the folio and its rule, in points. */
const ruleGap = 5;

/** The folio (报眉) of an inside page: page number, page name (版名), editors, date and name of the paper, over a rule. */
export function paintFolio(
  issue: Issue,
  page: IssuePage | undefined,
  number: number,
  template: Template,
  context: FurnitureContext,
): readonly PaintOp[] {
  const { area, grid, folio: design } = template;
  // One line of text and the rule; the rest of the folio's lines is the space above the articles.
  const rule = area.y + grid.size + ruleGap;
  const baseline = rule - ruleGap;
  const digits = setText([String(number)], design.number, context);
  const name = setText(page?.name === undefined ? [] : [page.name], design.name, context);
  const used = digits.width + grid.size + name.width + grid.size;
  const parts = { left: [], middle: pageCredits(page), right: paperWords(issue, template) };
  return [
    ...paintLineAt(digits, area.x, baseline),
    ...paintLineAt(name, area.x + digits.width + grid.size, baseline),
    ...paintThreePartLine(parts, design.text, area.x + used, area.width - used, () => baseline, context),
    paintHorizontalRule(design.rule, area.x, rule, area.width),
  ];
}

/** The editor (责任编辑) and the designer (美术编辑) of a page that has its own. */
function pageCredits(page: IssuePage | undefined): readonly Words[] {
  const { editor, designer } = page ?? {};
  return creditWords([
    ...(editor === undefined ? [] : [{ role: '责任编辑', names: editor }]),
    ...(designer === undefined ? [] : [{ role: '美术编辑', names: designer }]),
  ]);
}

/** 责任编辑：某某　校对：某某 */
function creditWords(credits: readonly { readonly role: Words; readonly names: Words }[]): readonly Words[] {
  return credits.flatMap(({ role, names }, index) => [...(index === 0 ? [] : ['\u3000']), role, '：', names]);
}

/**
 * Date and name of the paper. They are plain strings, not the author's runs: the copy count counts them once, in the
 * masthead, and not their repetition.
 */
function paperWords({ masthead }: Issue, { masthead: design }: Template): readonly Words[] {
  const { paper, date } = masthead;
  const name = paper === undefined ? design.paper.name + design.paper.section : paper.name.text;
  const section = paper?.section === undefined ? '' : paper.section.text;
  return joinWords([...(date === undefined ? [] : [formatDate(date), formatWeekday(date)]), name + section]);
}

/** The foot (版脚) of the first page: credits, imprint and page number under a hairline. */
export function paintFoot(
  issue: Issue,
  page: IssuePage | undefined,
  template: Template,
  context: FurnitureContext,
): readonly PaintOp[] {
  const { area, foot: design } = template;
  const rule = area.y + area.height + design.gap;
  const baseline = rule + design.text.size * 1.6;
  const { credits, imprint } = issue.masthead;
  const editors = creditWords(credits);
  const ofPage = pageCredits(page);
  const parts = {
    left: [...editors, ...gapBetween(editors, ofPage), ...ofPage],
    middle: joinWords(imprint),
    right: [...(page?.name === undefined ? [] : [page.name, '\u3000']), '第1版'],
  };
  return [
    paintHorizontalRule(design.rule, area.x, rule, area.width),
    ...paintThreePartLine(parts, design.text, area.x, area.width, () => baseline, context),
  ];
}

const gapBetween = (before: readonly Words[], after: readonly Words[]): readonly Words[] =>
  before.length > 0 && after.length > 0 ? ['\u3000'] : [];
