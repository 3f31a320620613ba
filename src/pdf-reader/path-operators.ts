import { cut } from './clips.ts';
import { fillOverprint, type Graphics, strokeOverprint } from './graphics.ts';
import type { Mark, PathMark } from './marks.ts';
import { boundsOf, grow, intersect, scaleOf } from './matrix.ts';
import type { Tracing } from './trace-path.ts';

/** What the operators that paint paths work on. */
export interface PathDesk {
  readonly path: Tracing;
  readonly graphics: () => Graphics;
  readonly change: (part: Partial<Graphics>) => void;
  readonly keep: (mark: Mark) => void;
}

/** The operators that fill, stroke and clip by the path that was built. ISO 32000-1, 8.5.3 and 8.5.4. */
export function pathOperators({
  path,
  graphics: state,
  change,
  keep,
}: PathDesk): Readonly<Record<string, () => void>> {
  let clipping: 'winding' | 'even-odd' | undefined;

  function paint(kinds: readonly PathMark['kind'][], evenOdd: boolean): void {
    const graphics = state();
    const outline = path.finish();
    const extent = boundsOf(outline.flat());
    const { across, up } = scaleOf(graphics.ctm);
    for (const kind of kinds) {
      const width = graphics.width * Math.sqrt(across * up);
      const inked = extent && (kind === 'stroke' ? grow(extent, width / 2) : extent);
      const bounds = inked && intersect(inked, graphics.clip);
      if (bounds === undefined) continue;
      const colour = kind === 'fill' ? graphics.fill : graphics.stroke;
      const overprint = kind === 'fill' ? fillOverprint(graphics) : strokeOverprint(graphics);
      keep({ kind, outline, evenOdd, width, colour, overprint, bounds, clips: graphics.clips });
    }
    if (clipping) change(cut(graphics, { outline, evenOdd: clipping === 'even-odd' }));
    clipping = undefined;
  }

  const painting =
    (kinds: readonly PathMark['kind'][], evenOdd = false) =>
    () =>
      paint(kinds, evenOdd);
  return {
    W: () => {
      clipping = 'winding';
    },
    'W*': () => {
      clipping = 'even-odd';
    },
    n: painting([]),
    f: painting(['fill']),
    F: painting(['fill']),
    'f*': painting(['fill'], true),
    S: painting(['stroke']),
    s: painting(['stroke']),
    B: painting(['fill', 'stroke']),
    'B*': painting(['fill', 'stroke'], true),
    b: painting(['fill', 'stroke']),
    'b*': painting(['fill', 'stroke'], true),
  };
}
