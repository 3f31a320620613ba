import { cut } from './clips.ts';
import { fillOverprint, type GraphicsState, strokeOverprint } from './graphics-state.ts';
import { boundsOf, grow, intersect, scaleOf } from './matrix.ts';
import type { PaintedObject, PaintedPath } from './painted-objects.ts';
import type { Tracing } from './trace-path.ts';

/** What the operators that paint paths work on. */
export interface PathDesk {
  readonly path: Tracing;
  readonly graphics: () => GraphicsState;
  readonly change: (part: Partial<GraphicsState>) => void;
  readonly keep: (mark: PaintedObject) => void;
}

/** The operators that fill, stroke and clip by the path that was built. ISO 32000-1, 8.5.3 and 8.5.4. */
export function pathOperators({
  path,
  graphics: state,
  change,
  keep,
}: PathDesk): Readonly<Record<string, () => void>> {
  let clipping: 'winding' | 'even-odd' | undefined;

  function paint(kinds: readonly PaintedPath['kind'][], evenOdd: boolean): void {
    const graphics = state();
    const outline = path.finish();
    const extent = boundsOf(outline.flat());
    const { across, up } = scaleOf(graphics.ctm);
    for (const kind of kinds) {
      const width = graphics.lineWidth * Math.sqrt(across * up);
      const inked = extent && (kind === 'stroke' ? grow(extent, width / 2) : extent);
      const bounds = inked && intersect(inked, graphics.clipBounds);
      if (bounds === undefined) continue;
      const colour = kind === 'fill' ? graphics.fill : graphics.stroke;
      const overprint = kind === 'fill' ? fillOverprint(graphics) : strokeOverprint(graphics);
      keep({ kind, outline, evenOdd, width, colour, overprint, bounds, clipPaths: graphics.clipPaths });
    }
    if (clipping) change(cut(graphics, { outline, evenOdd: clipping === 'even-odd' }));
    clipping = undefined;
  }

  const painting =
    (kinds: readonly PaintedPath['kind'][], evenOdd = false) =>
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
