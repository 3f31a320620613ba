import { type Bounds, boundsOf, contains, grow, intersect, type Point } from '../../pdf-reader/matrix.ts';
import type { Inks, PaintedPath, PaintedText } from '../../pdf-reader/painted-objects.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { isWithin, millimetre, perPage, pressRequirement, type Rule, type Violation } from './rule.ts';

/** Rounding of lengths, which are products of matrices, in points. */
const slack = 0.005;

const isWhite = (inks: Inks): boolean => inks.every((ink) => ink === 0);
const isBlackOnly = ([c, m, y, k]: Inks): boolean => c === 0 && m === 0 && y === 0 && k > 0;
const pt = (size: number): string => `${Number(size.toFixed(2))} pt`;

/** The text printed on the page. Text in the slug is the printer's. */
const printedText = ({ content, bleed }: Page): readonly PaintedText[] =>
  content.painted
    .filter((object) => object.kind === 'text')
    .filter((object) => !object.hidden && object.boxes.length + object.missing.length > 0)
    .filter((object) => isWithin(object, bleed));

/** The words of a text object, for the message. */
const quote = ({ text }: PaintedText): string => {
  const plain = text.replace(/[\p{C}\s]+/gu, '');
  if (plain === '') return '字的外框';
  return [...plain].length > 12 ? `“${[...plain].slice(0, 12).join('')}…”` : `“${plain}”`;
};

/** The check of a rule about each printed text object. */
const perText = (faultOf: (object: PaintedText, page: Page) => string | undefined): Rule['check'] =>
  perPage((page) =>
    printedText(page).flatMap((object): readonly Violation[] => {
      const text = faultOf(object, page);
      return text === undefined ? [] : [{ text, words: quote(object), bounds: object.bounds }];
    }),
  );

/** Whether a colour is specified in inks. For other spaces, `inks` is an estimate. */
const isInInks = ({ colour: { space } }: PaintedText | PaintedPath): boolean =>
  ['cmyk', 'gray', 'colorants'].includes((space.base ?? space).family);

/** The fonts, colours and sizes of text, and the thickness of lines. */
export const textRules: readonly Rule[] = [
  {
    id: 'font-embedded',
    clause: 'ISO 15930-7；ISO 32000-1, 9.9',
    severity: 'error',
    demand: '用到的字体全部嵌入。',
    check: perPage(({ content }) =>
      [...content.fonts]
        .filter(({ embedded }) => !embedded)
        .map(({ name }) => ({ text: `字体 ${name} 没有嵌入` })),
    ),
  },
  {
    id: 'missing-glyph',
    clause: 'ISO 15930-7；ISO 32000-1, 9.7.4',
    severity: 'error',
    demand: '每个字在嵌入的字体里都有字形。',
    check: perText(({ missing, font }) =>
      missing.length === 0 ? undefined : `字体 ${font} 没有 ${missing.slice(0, 8).join('、')} 的字形`,
    ),
  },
  {
    id: 'text-layer',
    clause: `ISO 32000-1, 9.10；${pressRequirement}`,
    severity: 'warning',
    demand: '字体写明每个编码对应的字（ToUnicode），文字能查找、能核对。',
    check: perPage(({ content }) =>
      [...content.fonts]
        .filter(({ hasText }) => !hasText)
        .map(({ name }) => ({ text: `字体 ${name} 没有写明编码对应的字（ToUnicode）` })),
    ),
  },
  {
    id: 'text-ink',
    clause: pressRequirement,
    severity: 'error',
    demand: '文字只用黑墨；彩色文字 18 pt 以上，36 pt 以下最多用两种油墨。',
    check: perText((object) => {
      const { colour, size } = object;
      if (!isInInks(object) || isBlackOnly(colour.inks) || isWhite(colour.inks)) return undefined;
      const inks = colour.inks.filter((ink) => ink > 0).length;
      if (size >= 36 - slack || (size >= 18 - slack && inks <= 2)) return undefined;
      return `${pt(size)} 的文字用了 ${inks} 种油墨`;
    }),
  },
  {
    id: 'small-tint',
    clause: pressRequirement,
    severity: 'error',
    demand: '不到 9 pt 的文字是 100% 的黑，不用灰。',
    check: perText((object) => {
      const grey = isInInks(object) && isBlackOnly(object.colour.inks) && object.colour.inks[3] < 1;
      return grey && object.size < 9 - slack
        ? `${pt(object.size)} 的文字是 ${Math.round(object.colour.inks[3] * 100)}% 的灰`
        : undefined;
    }),
  },
  {
    id: 'text-overprint',
    clause: `ISO 32000-1, 8.6.7；${pressRequirement}`,
    severity: 'error',
    demand: '不到 14 pt 的黑字叠印：DeviceCMYK 0 0 0 1，overprint 开，OPM 是 1。',
    check: perText((object) => {
      const { colour, size, overprint } = object;
      if (!isInInks(object) || size >= 14 - slack) return undefined;
      if (!isBlackOnly(colour.inks) || colour.inks[3] < 1) return undefined;
      if (colour.space.family === 'colorants') return overprint.on ? undefined : `${pt(size)} 的黑字没有叠印`;
      if (colour.space.family !== 'cmyk')
        return `${pt(size)} 的黑字是 ${colour.space.name}，会使下面的颜色镂空`;
      return overprint.on && overprint.mode === 1 ? undefined : `${pt(size)} 的黑字没有叠印`;
    }),
  },
  {
    id: 'white-overprint',
    clause: `ISO 32000-1, 8.6.7；${pressRequirement}`,
    severity: 'error',
    demand: '白色不叠印，叠印了就看不见。',
    check: perPage(({ content, bleed }) =>
      content.painted
        .filter((object) => object.kind !== 'image' && !(object.kind === 'text' && object.hidden))
        .filter((object) => isWithin(object, bleed) && object.overprint.on && isWhite(object.colour.inks))
        .filter((object) => object.colour.space.family !== 'pattern' && object.colour.values.length > 0)
        .map((object) => ({
          ...(object.kind === 'text'
            ? { text: '白字叠印', words: quote(object) }
            : { text: '白色的线或色块叠印' }),
          bounds: object.bounds,
        })),
    ),
  },
  {
    id: 'text-size',
    clause: pressRequirement,
    severity: 'error',
    demand: '文字不小于 5 pt；注音不小于 4 pt。',
    check: perPage((page) => {
      const printed = printedText(page);
      const small = printed.filter(({ size }) => size < 5 - slack);
      const isRuby = small.length === 0 ? () => false : findRuby(printed);
      return small
        .filter((object) => object.size < 4 - slack || !isRuby(object))
        .map((object) => ({
          text: `文字只有 ${pt(object.size)}`,
          words: quote(object),
          bounds: object.bounds,
        }));
    }),
  },
  {
    id: 'reversed-text',
    clause: pressRequirement,
    severity: 'error',
    demand: '反白文字不小于 8 pt，用黑体或粗体。',
    check: perText((object) => {
      if (!isInInks(object) || !isWhite(object.colour.inks)) return undefined;
      if (object.size < 8 - slack) return `反白文字只有 ${pt(object.size)}`;
      return object.bold ? undefined : '反白文字笔画太细，不是黑体或粗体';
    }),
  },
  {
    id: 'text-safety',
    clause: pressRequirement,
    severity: 'warning',
    demand: '文字离裁切边 3 mm 以上。',
    check: perText(({ bounds }, { trim }) =>
      contains(grow(trim, -3 * millimetre), bounds, slack) ? undefined : '文字离裁切边不到 3 mm',
    ),
  },
  {
    id: 'hairline',
    clause: pressRequirement,
    severity: 'error',
    demand: '线不细于 0.25 pt。',
    check: perPage((page) =>
      linesOn(page).flatMap(({ thickness, bounds }) =>
        thickness < 0.25 - slack ? [{ text: `线粗只有 ${pt(thickness)}`, bounds }] : [],
      ),
    ),
  },
  {
    id: 'thin-tint',
    clause: pressRequirement,
    severity: 'warning',
    demand: '不到 0.5 pt 的线用实地（100%），不用网点。',
    check: perPage((page) =>
      linesOn(page).flatMap(({ thickness, bounds, object }) => {
        const tint = isInInks(object) && object.colour.inks.some((ink) => ink > 0 && ink < 1);
        return tint && thickness < 0.5 - slack ? [{ text: `${pt(thickness)} 的线用了网点`, bounds }] : [];
      }),
    ),
  },
];

/** Height of the bands by which text is looked up, in points. */
const band = 12;
/** The lowest and highest place of ruby above its base, in em of the base. */
const rubyGap = { min: -0.3, max: 0.4 };

/**
 * Whether text is ruby: close above text of at least one and a half times its size. Ruby may be smaller. Bases are filed by the
 * bands of height in which their ruby may be, so that a page of many small texts takes little more time than its text.
 */
function findRuby(printed: readonly PaintedText[]): (text: PaintedText) => boolean {
  const bases = new Map<number, PaintedText[]>();
  for (const base of printed) {
    const first = Math.floor((base.bounds.top + rubyGap.min * base.size) / band);
    const last = Math.floor((base.bounds.top + rubyGap.max * base.size) / band);
    for (let at = first; at <= last && at - first <= maxBands; at += 1) {
      const filed = bases.get(at);
      if (filed === undefined) bases.set(at, [base]);
      else filed.push(base);
    }
  }
  return ({ size, bounds }) =>
    (bases.get(Math.floor(bounds.bottom / band)) ?? []).some(({ size: base, bounds: below }) => {
      const gap = bounds.bottom - below.top;
      const isAbove = bounds.right > below.left && bounds.left < below.right;
      return base >= 1.5 * size && isAbove && gap > rubyGap.min * base && gap < rubyGap.max * base;
    });
}

/** Text of more than 1700 pt is no base of ruby. */
const maxBands = 100;

interface Line {
  readonly object: PaintedPath;
  readonly thickness: number;
  readonly bounds: Bounds;
}

/**
 * The lines on a page: strokes, and fills of rectangles alone, each by its shorter side. A rectangle among other shapes is part of
 * them, as the bars of outlined letters are.
 */
function linesOn({ content, bleed }: Page): readonly Line[] {
  return content.painted.flatMap((object): readonly Line[] => {
    if (object.kind !== 'fill' && object.kind !== 'stroke') return [];
    if (!isWithin(object, bleed)) return [];
    if (object.kind === 'stroke') return [{ object, thickness: object.width, bounds: object.bounds }];
    const thicknesses = object.outline.map(thicknessOf);
    if (thicknesses.includes(undefined)) return [];
    return object.outline.flatMap((subpath, index): readonly Line[] => {
      const bounds = intersect(boundsOf(subpath)!, object.bounds);
      return bounds === undefined ? [] : [{ object, thickness: thicknesses[index]!, bounds }];
    });
  });
}

/** The shorter side of a rectangle, which may be rotated; undefined for any other shape. */
function thicknessOf(subpath: readonly Point[]): number | undefined {
  const [a, b, c, d, e] = subpath;
  if (a === undefined || b === undefined || c === undefined || d === undefined || subpath.length > 5)
    return undefined;
  if (e !== undefined && distance(a, e) > slack) return undefined;
  const isRectangle =
    Math.abs(distance(a, c) - distance(b, d)) < slack && Math.abs(distance(a, b) - distance(c, d)) < slack;
  return isRectangle ? Math.min(distance(a, b), distance(b, c)) : undefined;
}

const distance = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);
