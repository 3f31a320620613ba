import { type Bounds, contains, intersect } from '../../pdf-reader/matrix.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import type { FoundCode } from '../ink/find-codes.ts';
import { defaultInkLimit, type PageMeasurement } from '../ink/measure-page.ts';
import { perPage, pressRequirement, type Rule, type Violation } from './rule.ts';

const millimetre = 72 / 25.4;
const mm = (points: number): string => (points / millimetre).toFixed(2);

const ofCodes = (fault: (code: FoundCode) => string | undefined): Rule['check'] =>
  perPage(async (page, { measure }) =>
    (await measure(page)).codes.flatMap((code): readonly Violation[] => {
      const text = fault(code);
      return text === undefined ? [] : [{ text, bounds: code.bounds }];
    }),
  );

/** Type drawn as boxes may look like modules; no code has words inside. */
const holdsType = ({ content }: Page, bounds: Bounds): boolean =>
  content.painted.some((mark) => mark.kind === 'text' && !mark.hidden && contains(bounds, mark.bounds));

/** What is measured on the plates themselves. */
export const inkRules: readonly Rule[] = [
  {
    id: 'ink-total',
    clause: pressRequirement,
    severity: 'error',
    demand: `出血框以内，任何一处的总墨量不超过 ${defaultInkLimit}%；本期定得更低的，不超过那个数。`,
    check: perPage(async (page, { measure, inkLimit }) => tooMuch(await measure(page), inkLimit)),
  },
  {
    id: 'picture-unread',
    clause: pressRequirement,
    severity: 'error',
    demand: '图片完好，用 Flate 或 JPEG 压缩，墨量才量得出。',
    check: perPage(async (page, { measure }) => unreadPictures(await measure(page))),
  },
  {
    id: 'ink-unread',
    clause: pressRequirement,
    severity: 'error',
    demand: '渐变的颜色由插值、取样或拼接函数（2、0、3 型）给出，图案里没有图片，墨量才算得出。',
    check: perPage(({ content, bleed }) =>
      content.painted.flatMap((mark): readonly Violation[] => {
        if (mark.kind === 'picture' && mark.space !== undefined) return [];
        const { bounds, colour } = mark;
        if (colour.unmeasured === undefined || intersect(bounds, bleed) === undefined) return [];
        return [{ text: `墨量没有算：${colour.unmeasured}`, bounds }];
      }),
    ),
  },
  {
    id: 'qr-unreadable',
    clause: 'ISO/IEC 18004',
    severity: 'error',
    demand: '版上的二维码都读得出来。',
    check: perPage(async (page, { measure }) =>
      (await measure(page)).codes
        .filter(({ text, bounds }) => text === undefined && !holdsType(page, bounds))
        .map(({ bounds }) => ({ text: '像是二维码，却读不出来', bounds })),
    ),
  },
  {
    id: 'qr-ink',
    clause: pressRequirement,
    severity: 'error',
    demand: '二维码只用黑墨，单看黑版也读得出来。',
    check: ofCodes(({ text, onBlack }) =>
      text !== undefined && !onBlack ? `二维码（${text}）单看黑版读不出来` : undefined,
    ),
  },
  {
    id: 'qr-module',
    clause: pressRequirement,
    severity: 'error',
    demand: '二维码的小方格不小于 0.33 mm。',
    check: ofCodes(({ text, moduleSize }) =>
      text !== undefined && moduleSize !== undefined && moduleSize < 0.325 * millimetre
        ? `二维码的小方格只有 ${mm(moduleSize)} mm`
        : undefined,
    ),
  },
  {
    id: 'qr-size',
    clause: pressRequirement,
    severity: 'warning',
    demand: '二维码的小方格最好有 0.5 mm，连四周的白边有 20 mm 宽。',
    check: ofCodes(({ text, moduleSize, side }) => {
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
    demand: '二维码四周留出四个小方格的白纸。',
    check: ofCodes(({ text, soiledShare }) =>
      text !== undefined && soiledShare > 0.01 ? '二维码四周的白边不到四个小方格，有东西压进来' : undefined,
    ),
  },
];

const tooMuch = ({ excess }: PageMeasurement, tac: number): readonly Violation[] =>
  excess === undefined
    ? []
    : [{ text: `总墨量最高 ${Math.round(excess.max)}%，超过 ${tac}%`, bounds: excess.bounds }];

const unreadPictures = ({ unmeasured }: PageMeasurement): readonly Violation[] =>
  unmeasured.map(({ mark: { bounds }, why }) => ({ text: `图片的墨量没有量：${why}`, bounds }));
