import type { Point } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { DummyPage, DummyRule } from '../makeup/dummy.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Rule, Template } from '../template/template.ts';

/** Paints a horizontal rule centred on y. */
export function horizontalRule(rule: Rule, x: Pt, y: Pt, width: Pt): PaintOp {
  return {
    op: 'fill',
    path: rectangle({ x, y: y - rule.width / 2, width, height: rule.width }),
    ink: rule.ink,
  };
}

/** Paints a vertical rule centred on x. */
export function verticalRule(rule: Rule, x: Pt, y: Pt, height: Pt): PaintOp {
  return {
    op: 'fill',
    path: rectangle({ x: x - rule.width / 2, y, width: rule.width, height }),
    ink: rule.ink,
  };
}

/** Paints the column rules, cut rules and frames of a page. In: the top left of the type area as `origin`. */
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
    // From the top of the first line's em box to the bottom of the last one's, as the text.
    return verticalRule(
      rules.column,
      origin.x + rule.x,
      top,
      rule.lines * grid.leading - (grid.leading - grid.size),
    );
  }
  return horizontalRule(
    rules.cut,
    origin.x + rule.x,
    top + (grid.size - (grid.leading - grid.size)) / 2,
    rule.width,
  );
}
