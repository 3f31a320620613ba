import type { Point } from '../core/geometry.ts';
import { gridBaseline } from '../galley/paint-line.ts';
import type { Article } from '../issue/issue.ts';
import type { Jump } from '../makeup/dummy.ts';
import { tagOps } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { type Fittings, inkAt, setText } from './set-text.ts';

/** Maximum characters of the headline repeated above a continuation; a longer one ends with an ellipsis. */
const maxRepeated = 24;

/**
 * A jump line: 下转第 n 版 at the right, below the first part of an article; or, above its continuation, the headline repeated
 * in small type and 上接第 n 版. In: the top left of the type area as `origin`.
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
    return linkTo(jump, inkAt(line, x + jump.width, baseline, 'right'));
  }
  const title = setText([shortHeadline(article)], styles.continued, fittings);
  const from = setText([`（上接第${jump.page}版）`], styles.jump, fittings);
  return [
    ...inkAt(title, x, baseline),
    ...linkTo(jump, inkAt(from, x + title.width + (title.width > 0 ? grid.size / 2 : 0), baseline)),
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
