import { numbersIn } from './lengths.ts';
import { type Matrix, multiply, translation } from './matrix.ts';

export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Undefined if it is absent or invalid, which a viewer treats alike. */
export function readViewBox(value: string | undefined): ViewBox | undefined {
  const [x, y, width, height, ...rest] = numbersIn(value ?? '') ?? [];
  if (height === undefined || rest.length > 0 || !(width! > 0 && height > 0)) return undefined;
  return { x: x!, y: y!, width: width!, height };
}

const alignments: Readonly<Record<string, number>> = { Min: 0, Mid: 0.5, Max: 1 };

/** The transform of a view box into a viewport at 0, 0. SVG 1.1, 7.8. Undefined if `preserveAspectRatio` is invalid. */
export function viewBoxTransform(
  box: ViewBox,
  size: { readonly width: number; readonly height: number },
  preserveAspectRatio = 'xMidYMid meet',
): Matrix | undefined {
  const [, align, x, y, fit] =
    /^\s*(?:defer\s+)?(none|x(Min|Mid|Max)Y(Min|Mid|Max))(?:\s+(meet|slice))?\s*$/.exec(
      preserveAspectRatio,
    ) ?? [];
  if (align === undefined) return undefined;
  const [across, down] = [size.width / box.width, size.height / box.height];
  if (align === 'none') return multiply([across, 0, 0, down, 0, 0], translation(-box.x, -box.y));
  const scale = fit === 'slice' ? Math.max(across, down) : Math.min(across, down);
  const left = (size.width - box.width * scale) * alignments[x!]!;
  const top = (size.height - box.height * scale) * alignments[y!]!;
  return [scale, 0, 0, scale, left - box.x * scale, top - box.y * scale];
}
