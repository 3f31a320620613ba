import { identity, type Matrix, multiply, rotation, skew, translation } from './matrix.ts';

/*
 * Transforms as SVG 1.1, 7.6, and CSS Transforms 1 write them: with and without units, in two dimensions. Undefined stands for
 * everything else.
 */

/** The size of the viewport, which is the reference box of percentages: `transform-box: view-box`. */
export interface ReferenceBox {
  readonly width: number;
  readonly height: number;
}

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/i;
const angles: Readonly<Record<string, number>> = { '': 1, deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };
const lengths: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
  pc: 16,
};

type Reader = (text: string) => number | undefined;

const amountIn = (table: Readonly<Record<string, number>>, whole?: number): Reader => {
  return (text) => {
    const digits = number.exec(text)?.[0];
    if (digits === undefined) return undefined;
    const unit = text.slice(digits.length).toLowerCase();
    if (unit === '%' && whole !== undefined) return (Number(digits) / 100) * whole;
    return Object.hasOwn(table, unit) ? Number(digits) * table[unit]! : undefined;
  };
};

const plain = amountIn({ '': 1 });
const angle = amountIn(angles);

/** Splits `1, 2 3` and `1-2` into the texts of its numbers with their units. */
function splitArguments(text: string): readonly string[] | undefined {
  const found = text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:%|[a-z]+)?/gi) ?? [];
  const rest = text.replace(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:%|[a-z]+)?/gi, ' ');
  return /[^\s,]/.test(rest) ? undefined : found;
}

/** The matrix of a list of transform functions. */
export function readTransform(value: string, box: ReferenceBox): Matrix | undefined {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed === 'none') return identity;
  const calls = [...trimmed.matchAll(/([a-z]+)\s*\(([^()]*)\)/gi)];
  if (/[^\s,]/.test(trimmed.replace(/[a-z]+\s*\([^()]*\)/gi, ' '))) return undefined;
  let result: Matrix | undefined = identity;
  for (const [, name, list] of calls) {
    const args = splitArguments(list!);
    const next: Matrix | undefined = args && readFunction(name!, args, box);
    result = result && next && multiply(result, next);
  }
  return result;
}

function readFunction(name: string, args: readonly string[], box: ReferenceBox): Matrix | undefined {
  const across = amountIn(lengths, box.width);
  const down = amountIn(lengths, box.height);
  const read = (...readers: readonly Reader[]): number[] | undefined => {
    if (args.length > readers.length) return undefined;
    const values = args.map((arg, index) => readers[index]!(arg));
    return values.every((each) => each !== undefined) ? (values as number[]) : undefined;
  };
  switch (name.toLowerCase()) {
    case 'matrix': {
      const values = read(plain, plain, plain, plain, across, down);
      return values?.length === 6 ? (values as unknown as Matrix) : undefined;
    }
    case 'translate': {
      const [x, y = 0] = read(across, down) ?? [];
      return x === undefined ? undefined : translation(x, y);
    }
    case 'translatex':
      return single(read(across), (x) => translation(x, 0));
    case 'translatey':
      return single(read(down), (y) => translation(0, y));
    case 'scale': {
      const percent = amountIn({ '': 1, '%': 0.01 });
      const [x, y = x] = read(percent, percent) ?? [];
      return x === undefined ? undefined : [x, 0, 0, y!, 0, 0];
    }
    case 'scalex':
      return single(read(plain), (x) => [x, 0, 0, 1, 0, 0]);
    case 'scaley':
      return single(read(plain), (y) => [1, 0, 0, y, 0, 0]);
    case 'rotate': {
      const values = read(angle, plain, plain);
      if (values === undefined || values.length === 0 || values.length === 2) return undefined;
      const [degrees, x = 0, y = 0] = values;
      return multiply(multiply(translation(x, y), rotation(degrees!)), translation(-x, -y));
    }
    case 'skew': {
      const [x, y = 0] = read(angle, angle) ?? [];
      return x === undefined ? undefined : skew(x, y);
    }
    case 'skewx':
      return single(read(angle), (x) => skew(x, 0));
    case 'skewy':
      return single(read(angle), (y) => skew(0, y));
    default:
      return undefined;
  }
}

const single = (
  values: readonly number[] | undefined,
  make: (value: number) => Matrix,
): Matrix | undefined => (values?.length === 1 ? make(values[0]!) : undefined);

const keywords: Readonly<Record<string, string>> = {
  left: '0%',
  top: '0%',
  center: '50%',
  right: '100%',
  bottom: '100%',
};

/** `transform-origin` within the viewport: two lengths, percentages or keywords, x first where the words do not say. */
export function readOrigin(value: string, box: ReferenceBox): readonly [x: number, y: number] | undefined {
  const parts = value.trim().toLowerCase().split(/\s+/);
  if (parts.length === 3 && Number.parseFloat(parts[2]!) === 0) parts.pop();
  if (parts.length > 2) return undefined;
  const isTurned = ['top', 'bottom'].includes(parts[0]!) || ['left', 'right'].includes(parts[1] ?? '');
  const [first = '', second = 'center'] = parts;
  const [x, y] = isTurned ? [second, first] : [first, second];
  const left = amountIn(lengths, box.width)(keywords[x] ?? x);
  const top = amountIn(lengths, box.height)(keywords[y] ?? y);
  return left === undefined || top === undefined ? undefined : [left, top];
}
