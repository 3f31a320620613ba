import { type Bounds, boundsOf, contains, grow, intersect, type Point } from '../../pdf-reader/matrix.ts';
import type { Inks, PaintedObject, PaintedPath, PaintedText } from '../../pdf-reader/painted-objects.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { findMissingCopy } from './copy-rules.ts';
import { perPage, pressRequirement, type Rule, type Subject, type Violation } from './rule.ts';

const millimetre = 72 / 25.4;
/** Sizes come out of products of matrices. */
const hair = 0.005;

const isWhite = (inks: Inks): boolean => inks.every((ink) => ink === 0);
const isBlackOnly = ([c, m, y, k]: Inks): boolean => c === 0 && m === 0 && y === 0 && k > 0;
const pt = (size: number): string => `${Number(size.toFixed(2))} pt`;

/** Text that prints on the page itself: the slug's words are the printer's. */
const printed = ({ content, bleed }: Page): readonly PaintedText[] =>
  content.painted
    .filter((mark) => mark.kind === 'text')
    .filter((mark) => !mark.hidden && mark.boxes.length + mark.missing.length > 0)
    .filter((mark) => within(mark, bleed));

const within = ({ bounds }: PaintedObject, bleed: Bounds): boolean => intersect(bounds, bleed) !== undefined;

const about = ({ text }: PaintedText): string => {
  const plain = text.replace(/[\p{C}\s]+/gu, '');
  if (plain === '') return '字的外框';
  return [...plain].length > 12 ? `“${[...plain].slice(0, 12).join('')}…”` : `“${plain}”`;
};

/** One rule over all printed text: a sentence where a string breaks it. */
const ofText = (fault: (mark: PaintedText, page: Page) => string | undefined): Rule['check'] =>
  perPage((page) =>
    printed(page).flatMap((mark): readonly Violation[] => {
      const text = fault(mark, page);
      return text === undefined ? [] : [{ text, words: about(mark), bounds: mark.bounds }];
    }),
  );

/** Inks can be told only of spaces that are inks. */
const isOfInk = ({ colour: { space } }: PaintedText | PaintedPath): boolean =>
  ['cmyk', 'gray', 'plates'].includes((space.base ?? space).family);

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
    check: ofText(({ missing, font }) =>
      missing.length === 0 ? undefined : `字体 ${font} 没有 ${missing.slice(0, 8).join('、')} 的字形`,
    ),
  },
  {
    id: 'text-layer',
    clause: `ISO 32000-1, 9.10；${pressRequirement}`,
    severity: 'warning',
    demand: '字体写明每个编码是什么字（ToUnicode），文字能查找、能核对。',
    check: perPage(({ content }) =>
      [...content.fonts]
        .filter(({ hasText }) => !hasText)
        .map(({ name }) => ({ text: `字体 ${name} 没有写明是什么字` })),
    ),
  },
  {
    id: 'text-ink',
    clause: pressRequirement,
    severity: 'error',
    demand: '文字只用黑墨；彩色文字 18 pt 以上，36 pt 以下最多用两种油墨。',
    check: ofText((mark) => {
      const { colour, size } = mark;
      if (!isOfInk(mark) || isBlackOnly(colour.inks) || isWhite(colour.inks)) return undefined;
      const inks = colour.inks.filter((ink) => ink > 0).length;
      if (size >= 36 - hair || (size >= 18 - hair && inks <= 2)) return undefined;
      return `${pt(size)} 的文字用了 ${inks} 种油墨`;
    }),
  },
  {
    id: 'small-tint',
    clause: pressRequirement,
    severity: 'error',
    demand: '不到 9 pt 的文字是 100% 的黑，不用灰。',
    check: ofText((mark) => {
      const grey = isOfInk(mark) && isBlackOnly(mark.colour.inks) && mark.colour.inks[3] < 1;
      return grey && mark.size < 9 - hair
        ? `${pt(mark.size)} 的文字是 ${Math.round(mark.colour.inks[3] * 100)}% 的灰`
        : undefined;
    }),
  },
  {
    id: 'text-overprint',
    clause: `ISO 32000-1, 8.6.7；${pressRequirement}`,
    severity: 'error',
    demand: '不到 14 pt 的黑字叠印：DeviceCMYK 0 0 0 1，overprint 开，OPM 是 1。',
    check: ofText((mark) => {
      const { colour, size, overprint } = mark;
      if (!isOfInk(mark) || size >= 14 - hair) return undefined;
      if (!isBlackOnly(colour.inks) || colour.inks[3] < 1) return undefined;
      if (colour.space.family === 'plates') return overprint.on ? undefined : `${pt(size)} 的黑字没有叠印`;
      if (colour.space.family !== 'cmyk')
        return `${pt(size)} 的黑字是 ${colour.space.name}，会挖空下面的颜色`;
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
        .filter((mark) => mark.kind !== 'picture' && !(mark.kind === 'text' && mark.hidden))
        .filter((mark) => within(mark, bleed) && mark.overprint.on && isWhite(mark.colour.inks))
        .filter((mark) => mark.colour.space.family !== 'pattern' && mark.colour.values.length > 0)
        .map((mark) => ({
          ...(mark.kind === 'text'
            ? { text: '白字叠印', words: about(mark) }
            : { text: '白色的线或色块叠印' }),
          bounds: mark.bounds,
        })),
    ),
  },
  {
    id: 'text-size',
    clause: pressRequirement,
    severity: 'error',
    demand: '文字不小于 5 pt；注在字上方的读音不小于 4 pt。',
    check: ofText((mark, page) => {
      const small = mark.size < (isReading(mark, page) ? 4 : 5) - hair;
      return small ? `文字只有 ${pt(mark.size)}` : undefined;
    }),
  },
  {
    id: 'reversed-text',
    clause: pressRequirement,
    severity: 'error',
    demand: '反白的字不小于 8 pt，用黑体或粗体。',
    check: ofText((mark) => {
      if (!isOfInk(mark) || !isWhite(mark.colour.inks)) return undefined;
      if (mark.size < 8 - hair) return `反白的字只有 ${pt(mark.size)}`;
      return mark.bold ? undefined : '反白的字笔画太细，不是黑体或粗体';
    }),
  },
  {
    id: 'text-safety',
    clause: pressRequirement,
    severity: 'warning',
    demand: '文字离成品边 3 mm 以上。',
    check: ofText(({ bounds }, { trim }) =>
      contains(grow(trim, -3 * millimetre), bounds, hair) ? undefined : '文字离成品边不到 3 mm',
    ),
  },
  {
    id: 'hairline',
    clause: pressRequirement,
    severity: 'error',
    demand: '线不细于 0.25 pt。',
    check: perPage((page) =>
      lines(page).flatMap(({ thickness, bounds }) =>
        thickness < 0.25 - hair ? [{ text: `线只有 ${pt(thickness)} 粗`, bounds }] : [],
      ),
    ),
  },
  {
    id: 'thin-tint',
    clause: pressRequirement,
    severity: 'warning',
    demand: '不到 0.5 pt 的线用实地（100%），不用网点。',
    check: perPage((page) =>
      lines(page).flatMap(({ thickness, bounds, mark }) => {
        const tint = isOfInk(mark) && mark.colour.inks.some((ink) => ink > 0 && ink < 1);
        return tint && thickness < 0.5 - hair ? [{ text: `${pt(thickness)} 的线用了网点`, bounds }] : [];
      }),
    ),
  },
  {
    id: 'copy-missing',
    clause: pressRequirement,
    severity: 'error',
    demand: '给了稿件（--issue）时，稿件里的字 PDF 里一个不少。',
    check: (subject) => missingCopy(subject),
  },
];

/** Small type close above type of one and a half times its size: read together with it, and readable without. */
function isReading({ size, bounds }: PaintedText, page: Page): boolean {
  return printed(page).some(({ size: base, bounds: below }) => {
    const room = bounds.bottom - below.top;
    const beside = bounds.right > below.left && bounds.left < below.right;
    return base >= 1.5 * size && beside && room > -0.3 * base && room < 0.4 * base;
  });
}

interface Line {
  readonly mark: PaintedPath;
  readonly thickness: number;
  readonly bounds: Bounds;
}

/** Strokes, and fills that are nothing but a thin rectangle. */
function lines({ content, bleed }: Page): readonly Line[] {
  return content.painted.flatMap((mark): readonly Line[] => {
    if (mark.kind !== 'fill' && mark.kind !== 'stroke') return [];
    if (!within(mark, bleed)) return [];
    if (mark.kind === 'stroke') return [{ mark, thickness: mark.width, bounds: mark.bounds }];
    return mark.outline.flatMap((part): readonly Line[] => {
      const thickness = thicknessOf(part);
      const bounds = thickness === undefined ? undefined : intersect(boundsOf(part)!, mark.bounds);
      return thickness === undefined || bounds === undefined ? [] : [{ mark, thickness, bounds }];
    });
  });
}

/** The lesser side of a rectangle, however it is turned; undefined for any other shape. */
function thicknessOf(part: readonly Point[]): number | undefined {
  const [a, b, c, d, e] = part;
  if (a === undefined || b === undefined || c === undefined || d === undefined || part.length > 5)
    return undefined;
  if (e !== undefined && length(a, e) > hair) return undefined;
  const isRectangle =
    Math.abs(length(a, c) - length(b, d)) < hair && Math.abs(length(a, b) - length(c, d)) < hair;
  return isRectangle ? Math.min(length(a, b), length(b, c)) : undefined;
}

const length = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);

function missingCopy({ copy, pages }: Subject): readonly Violation[] {
  if (copy === undefined) return [];
  const texts = pages.flatMap(({ content, bleed }) =>
    content.painted.flatMap((mark) => (mark.kind === 'text' && isOnPage(mark, bleed) ? [mark.text] : [])),
  );
  const text = findMissingCopy(copy, texts);
  return text === undefined ? [] : [{ text }];
}

/** Text on the page, seen or hidden under its outlines: the slug's words, and what is clipped away, are no copy. */
const isOnPage = (mark: PaintedText, bleed: Bounds): boolean => mark.boxes.length > 0 && within(mark, bleed);
