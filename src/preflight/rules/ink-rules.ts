import { type Bounds, contains } from '../../pdf-reader/matrix.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import type { FoundCode } from '../ink/find-codes.ts';
import { defaultInkLimit, type PageMeasurement } from '../ink/measure-page.ts';
import {
  isWithin,
  millimetre,
  perPage,
  pressRequirement,
  type Rule,
  type Violation,
  violationOf,
} from './rule.ts';

const mm = (points: number): string => (points / millimetre).toFixed(2);

/** The check of a rule about each QR code. */
const perCode = (faultOf: (code: FoundCode) => string | undefined): Rule['check'] =>
  perPage(async (page, { measure }) =>
    (await measure(page)).codes.flatMap((code) => violationOf(faultOf(code), code.bounds)),
  );

/** Whether text is inside. It is rendered as boxes, which may look like modules; a real code contains none. */
const containsText = ({ content }: Page, bounds: Bounds): boolean =>
  content.painted.some(
    (object) => object.kind === 'text' && !object.hidden && contains(bounds, object.bounds),
  );

/** What is measured on the rendered plates: the ink total and QR codes. */
export const inkRules: readonly Rule[] = [
  {
    id: 'ink-total',
    clause: pressRequirement,
    severity: 'error',
    demand: `出血框以内，任何一处的总墨量不超过 ${defaultInkLimit}%；本期定得更低的，不超过那个数。`,
    check: perPage(async (page, { measure, inkLimit }) => excessOf(await measure(page), inkLimit)),
  },
  {
    id: 'picture-unread',
    clause: pressRequirement,
    severity: 'error',
    demand: '图片完好，用 Flate 或 JPEG 压缩，才能测量墨量。',
    check: perPage(async (page, { measure }) => unmeasuredImages(await measure(page))),
  },
  {
    id: 'ink-unread',
    clause: pressRequirement,
    severity: 'error',
    demand: '渐变的颜色由插值、取样或拼接函数（2、0、3 型）给出，图案里没有图片，才能计算墨量。',
    check: perPage(({ content, bleed }) =>
      content.painted.flatMap((object): readonly Violation[] => {
        if (object.kind === 'image' && object.space !== undefined) return [];
        const { bounds, colour } = object;
        if (colour.unmeasured === undefined || !isWithin(object, bleed)) return [];
        return [{ text: `没有计算墨量：${colour.unmeasured}`, bounds }];
      }),
    ),
  },
  {
    id: 'qr-unreadable',
    clause: 'ISO/IEC 18004',
    severity: 'error',
    demand: '版面上的二维码都能识读。',
    check: perPage(async (page, { measure }) =>
      (await measure(page)).codes
        .filter(({ text, bounds }) => text === undefined && !containsText(page, bounds))
        .map(({ bounds }) => ({ text: '疑似二维码，但无法识读', bounds })),
    ),
  },
  {
    id: 'qr-ink',
    clause: pressRequirement,
    severity: 'error',
    demand: '二维码只用黑墨，单看黑版也能识读。',
    check: perCode(({ text, onBlack }) =>
      text !== undefined && !onBlack ? `二维码（${text}）单看黑版无法识读` : undefined,
    ),
  },
  {
    id: 'qr-module',
    clause: pressRequirement,
    severity: 'error',
    demand: '二维码的小方格不小于 0.33 mm。',
    check: perCode(({ text, moduleSize }) =>
      text !== undefined && moduleSize !== undefined && moduleSize < 0.325 * millimetre
        ? `二维码的小方格只有 ${mm(moduleSize)} mm`
        : undefined,
    ),
  },
  {
    id: 'qr-size',
    clause: pressRequirement,
    severity: 'warning',
    demand: '二维码的小方格最好不小于 0.5 mm，连四周的白边不小于 20 mm。',
    check: perCode(({ text, moduleSize, side }) => {
      if (text === undefined || moduleSize === undefined || moduleSize < 0.325 * millimetre) return undefined;
      const whole = side + 8 * moduleSize;
      const small = moduleSize < 0.495 * millimetre || whole < 19.7 * millimetre;
      return small ? `二维码连白边宽 ${mm(whole)} mm，小方格 ${mm(moduleSize)} mm，略小` : undefined;
    }),
  },
  {
    id: 'qr-quiet',
    clause: 'ISO/IEC 18004, 6.3.8',
    severity: 'error',
    demand: '二维码四周留出四个小方格宽的白边。',
    check: perCode(({ text, soiledShare }) =>
      text !== undefined && soiledShare > 0.01 ? '二维码四周的白边不足四个小方格，有内容侵入' : undefined,
    ),
  },
];

const excessOf = ({ excess }: PageMeasurement, inkLimit: number): readonly Violation[] =>
  excess === undefined
    ? []
    : [{ text: `总墨量最高 ${Math.round(excess.max)}%，超过 ${inkLimit}%`, bounds: excess.bounds }];

const unmeasuredImages = ({ unmeasured }: PageMeasurement): readonly Violation[] =>
  unmeasured.map(({ image: { bounds }, reason }) => ({ text: `没有测量图片的墨量：${reason}`, bounds }));
