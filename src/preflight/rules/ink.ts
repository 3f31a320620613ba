import { type Bounds, contains, intersect } from '../../pdf-reader/matrix.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import type { FoundCode } from '../ink/find-codes.ts';
import { type Measured, mostInk } from '../ink/measure-page.ts';
import { type Breach, house, perPage, type Rule } from './rule.ts';

const millimetre = 72 / 25.4;
const mm = (points: number): string => (points / millimetre).toFixed(2);

const ofCodes = (fault: (code: FoundCode) => string | undefined): Rule['check'] =>
  perPage(async (page, { measured }) =>
    (await measured(page)).codes.flatMap((code): readonly Breach[] => {
      const text = fault(code);
      return text === undefined ? [] : [{ text, bounds: code.bounds }];
    }),
  );

/** Type drawn as boxes may look like modules; no code has words inside. */
const holdsType = ({ content }: Page, bounds: Bounds): boolean =>
  content.marks.some((mark) => mark.kind === 'text' && !mark.hidden && contains(bounds, mark.bounds));

/** What is measured on the plates themselves. */
export const rulesOfInk: readonly Rule[] = [
  {
    id: 'ink-total',
    clause: house,
    severity: 'error',
    demand: `出血框以内，任何一处的总墨量不超过 ${mostInk}%；本期定得更低的，不超过那个数。`,
    check: perPage(async (page, { measured, tac }) => tooMuch(await measured(page), tac)),
  },
  {
    id: 'picture-unread',
    clause: house,
    severity: 'error',
    demand: '图片完好，用 Flate 或 JPEG 压缩，墨量才量得出。',
    check: perPage(async (page, { measured }) => unreadPictures(await measured(page))),
  },
  {
    id: 'ink-unread',
    clause: house,
    severity: 'error',
    demand: '渐变的颜色由插值、取样或拼接函数（2、0、3 型）给出，图案里没有图片，墨量才算得出。',
    check: perPage(({ content, bleed }) =>
      content.marks.flatMap((mark): readonly Breach[] => {
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
    check: perPage(async (page, { measured }) =>
      (await measured(page)).codes
        .filter(({ text, bounds }) => text === undefined && !holdsType(page, bounds))
        .map(({ bounds }) => ({ text: '像是二维码，却读不出来', bounds })),
    ),
  },
  {
    id: 'qr-ink',
    clause: house,
    severity: 'error',
    demand: '二维码只用黑墨，单看黑版也读得出来。',
    check: ofCodes(({ text, onBlack }) =>
      text !== undefined && !onBlack ? `二维码（${text}）单看黑版读不出来` : undefined,
    ),
  },
  {
    id: 'qr-module',
    clause: house,
    severity: 'error',
    demand: '二维码的小方格不小于 0.33 mm。',
    check: ofCodes(({ text, module }) =>
      text !== undefined && module !== undefined && module < 0.325 * millimetre
        ? `二维码的小方格只有 ${mm(module)} mm`
        : undefined,
    ),
  },
  {
    id: 'qr-size',
    clause: house,
    severity: 'warning',
    demand: '二维码的小方格最好有 0.5 mm，连四周的白边有 20 mm 宽。',
    check: ofCodes(({ text, module, side }) => {
      if (text === undefined || module === undefined || module < 0.325 * millimetre) return undefined;
      const whole = side + 8 * module;
      const small = module < 0.495 * millimetre || whole < 19.7 * millimetre;
      return small ? `二维码连白边宽 ${mm(whole)} mm，小方格 ${mm(module)} mm，略小` : undefined;
    }),
  },
  {
    id: 'qr-quiet',
    clause: 'ISO/IEC 18004, 6.3.8',
    severity: 'error',
    demand: '二维码四周留出四个小方格的白纸。',
    check: ofCodes(({ text, soiled }) =>
      text !== undefined && soiled > 0.01 ? '二维码四周的白边不到四个小方格，有东西压进来' : undefined,
    ),
  },
];

const tooMuch = ({ heavy }: Measured, tac: number): readonly Breach[] =>
  heavy === undefined
    ? []
    : [{ text: `总墨量最高 ${Math.round(heavy.most)}%，超过 ${tac}%`, bounds: heavy.bounds }];

const unreadPictures = ({ unread }: Measured): readonly Breach[] =>
  unread.map(({ mark: { bounds }, why }) => ({ text: `图片的墨量没有量：${why}`, bounds }));
