import type { Point } from '../core/geometry.ts';
import type { Galley } from '../galley/galley.ts';
import { gridBaseline } from '../galley/paint-line.ts';
import type { Article } from '../issue/issue.ts';
import type { DummyPage, DummyRule, Jump, Placement } from '../makeup/dummy.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Template } from '../template/template.ts';
import {
  type FurnitureContext,
  paintHorizontalRule,
  paintLineAt,
  paintVerticalRule,
  setText,
} from './furniture.ts';
import { type PicturePlan, pieceOf, type StoryPicture } from './plan-pictures.ts';

/** Paints the articles of a page in reading order: each with its jump lines and tagged as an article. */
export function paintPageBody(
  page: DummyPage,
  galleys: readonly Galley[],
  articles: readonly Article[],
  plan: PicturePlan,
  template: Template,
  context: FurnitureContext,
): readonly PaintOp[] {
  const ops: PaintOp[] = [];
  const paintJumps = (galley: number, kind: 'from' | 'to'): void => {
    for (const jump of page.jumps.filter((one) => one.galley === galley && one.kind === kind)) {
      const article = articles[jump.galley];
      if (article === undefined) throw new Error('a jump refers to an unknown article');
      ops.push(...paintJumpLine(jump, article, template.area, template, context));
    }
  };
  for (const [index, placement] of page.placements.entries()) {
    const { galley } = placement;
    if (page.placements[index - 1]?.galley !== galley) paintJumps(galley, 'from');
    const article = { role: 'Art', key: `${galley}` } as const;
    const pictures = plan.stories.get(placement) ?? [];
    ops.push(...tagOps(article, paintPlacement(placement, galleys, template.area, template, pictures)));
    if (page.placements[index + 1]?.galley !== galley) paintJumps(galley, 'to');
  }
  return ops;
}

/** Paints a placement and its pictures. In: the origin of the placement's coordinates. */
export function paintPlacement(
  placement: Placement,
  galleys: readonly Galley[],
  origin: Point,
  { grid }: Template,
  pictures: readonly StoryPicture[],
): readonly PaintOp[] {
  const piece = pieceOf(placement, galleys);
  const x = origin.x + placement.x;
  const y = origin.y + placement.line * grid.leading;
  const growth = (placement.lines - piece.lines) * grid.leading;
  // A headline that got more lines than it needs is centred in them.
  if (placement.part.kind === 'head') return translate(piece.ops, x, y + growth / 2);
  // Pictures are painted last: the tint of a box must not cover the pictures in it.
  return [...translate(piece.ops, x, y + growth), ...pictures.map(({ op }) => op)];
}

/** Maximum characters of the headline repeated above a continuation; a longer one ends with an ellipsis. */
const maxRepeated = 24;

/**
 * A jump line: 下转第 n 版 at the right, below the first part of an article; or, above its continuation, the headline repeated
 * in small type and 上接第 n 版. In: the top left of the type area as `origin`.
 */
function paintJumpLine(
  jump: Jump,
  article: Article,
  origin: Point,
  template: Template,
  context: FurnitureContext,
): readonly PaintOp[] {
  const { grid, styles } = template;
  const x = origin.x + jump.x;
  const baseline = origin.y + jump.line * grid.leading + gridBaseline(template);
  if (jump.kind === 'to') {
    const line = setText([`（下转第${jump.page}版）`], styles.jump, context);
    return linkTo(jump, paintLineAt(line, x + jump.width, baseline, 'right'));
  }
  const title = setText([shortHeadline(article)], styles.continued, context);
  const from = setText([`（上接第${jump.page}版）`], styles.jump, context);
  return [
    ...paintLineAt(title, x, baseline),
    ...linkTo(jump, paintLineAt(from, x + title.width + (title.width > 0 ? grid.size / 2 : 0), baseline)),
  ];
}

/** Tags a jump line as a paragraph of its article, with a link to the page. The repeated headline is not tagged: it is not copy. */
const linkTo = ({ galley, kind, page }: Jump, ops: readonly PaintOp[]): readonly PaintOp[] =>
  tagOps(
    { role: 'Art', key: `${galley}` },
    tagOps(
      { role: 'P', key: `${kind} ${page}` },
      ops.map((op) =>
        op.op === 'glyphs'
          ? { ...op, row: { ...op.row, markup: op.row.ids.map(() => ({ link: { page } })) } }
          : op,
      ),
    ),
  );

function shortHeadline({ headline }: Article): string {
  const text = [...headline.main.map((run) => (run.text === '\n' ? '' : run.text)).join('')];
  return text.length <= maxRepeated ? text.join('') : `${text.slice(0, maxRepeated - 1).join('')}……`;
}

/** Paints the column rules, cut rules and frames of a page. In: the top left of the type area as `origin`. */
export function paintPageRules(page: DummyPage, origin: Point, template: Template): readonly PaintOp[] {
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
    return paintVerticalRule(
      rules.column,
      origin.x + rule.x,
      top,
      rule.lines * grid.leading - (grid.leading - grid.size),
    );
  }
  return paintHorizontalRule(
    rules.cut,
    origin.x + rule.x,
    top + (grid.size - (grid.leading - grid.size)) / 2,
    rule.width,
  );
}
