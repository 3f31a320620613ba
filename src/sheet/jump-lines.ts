import type { Point } from '../core/geometry.ts';
import { gridBaseline } from '../galley/pieces.ts';
import type { Article } from '../issue/issue.ts';
import type { Jump } from '../makeup/dummy.ts';
import { tagOps } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { type Fittings, inkAt, setText } from './set-text.ts';

/** A headline repeated above its rest is told in this many characters at most, then an ellipsis. */
const mostRepeated = 24;

/**
 * 下转第 n 版 at the right of the line under a part; above the rest the headline, repeated small, and 上接第 n 版.
 * In: the type area's top left.
 */
export function jumpLine(
  jump: Jump,
  article: Article,
  origin: Point,
  template: Template,
  fittings: Fittings,
): readonly PaintOp[] {
  const { grid, styles } = template;
  const x = origin.x + jump.x;
  const baseline = origin.y + jump.line * grid.leading + gridBaseline(template);
  if (jump.kind === 'to') {
    const line = setText([`（下转第${jump.page}版）`], styles.jump, fittings);
    return leadTo(jump, inkAt(line, x + jump.width, baseline, 'right'));
  }
  const title = setText([shortHeadline(article)], styles.continued, fittings);
  const from = setText([`（上接第${jump.page}版）`], styles.jump, fittings);
  return [
    ...inkAt(title, x, baseline),
    ...leadTo(jump, inkAt(from, x + title.width + (title.width > 0 ? grid.size / 2 : 0), baseline)),
  ];
}

/** A link of the article; the repeated headline is none of its text. */
const leadTo = ({ galley, kind, page }: Jump, ops: readonly PaintOp[]): readonly PaintOp[] =>
  tagOps(
    { role: 'Art', key: `${galley}` },
    tagOps(
      { role: 'P', key: `${kind} ${page}` },
      ops.map((op) =>
        op.op === 'glyphs'
          ? { ...op, row: { ...op.row, bonds: op.row.ids.map(() => ({ link: { page } })) } }
          : op,
      ),
    ),
  );

function shortHeadline({ headline }: Article): string {
  const text = [...headline.main.map((run) => (run.text === '\n' ? '' : run.text)).join('')];
  return text.length <= mostRepeated ? text.join('') : `${text.slice(0, mostRepeated - 1).join('')}……`;
}
