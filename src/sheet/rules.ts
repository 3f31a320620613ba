import type { Point } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { DummyPage, DummyRule } from '../makeup/dummy.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Rule, Template } from '../template/template.ts';

/** A horizontal rule whose middle lies at y. */
export function horizontal(rule: Rule, x: Pt, y: Pt, width: Pt): PaintOp {
  return {
    op: 'fill',
    path: rectangle({ x, y: y - rule.width / 2, width, height: rule.width }),
    ink: rule.ink,
  };
}

/** A vertical rule whose middle lies at x. */
export function vertical(rule: Rule, x: Pt, y: Pt, height: Pt): PaintOp {
  return {
    op: 'fill',
    path: rectangle({ x: x - rule.width / 2, y, width: rule.width, height }),
    ink: rule.ink,
  };
}

/** Column rules, cut rules and frames of a page. In: the type area's top left. */
export function pageRules(page: DummyPage, origin: Point, template: Template): readonly PaintOp[] {
  const { box } = template.rules;
  return [
    ...page.rules.map((rule) => dummyRule(rule, origin, template)),
    ...page.frames.map(
      (frame): PaintOp => ({
        op: 'stroke',
        path: rectangle({ ...frame, x: origin.x + frame.x, y: origin.y + frame.y }),
        ink: box.ink,
        width: box.width,
      }),
    ),
  ];
}

function dummyRule(rule: DummyRule, origin: Point, { grid, rules }: Template): PaintOp {
  const top = origin.y + rule.line * grid.leading;
  if (rule.kind === 'column') {
    // From the first line's frame to the last one's: the rule ends with the text.
    return vertical(
      rules.column,
      origin.x + rule.x,
      top,
      rule.lines * grid.leading - (grid.leading - grid.size),
    );
  }
  return horizontal(
    rules.cut,
    origin.x + rule.x,
    top + (grid.size - (grid.leading - grid.size)) / 2,
    rule.width,
  );
}
