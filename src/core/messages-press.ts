import { type Entry, entry } from './message-entry.ts';

const millimetres = (length: number) => (Math.round(length * 10) / 10).toString();

/** Type that newsprint loses: what it is, and the least size at which it holds. */
type UnclearType = {
  readonly size: number;
  readonly least: number;
  readonly kind: 'grey' | 'reversed' | 'coloured';
};

const unclear = { grey: '灰色文字', reversed: '反白文字', coloured: '彩色文字' } as const;

const points = (size: number) => `${Math.round(size * 100) / 100} pt`;

/** Messages of what the press cannot print well. */
export const pressMessages = {
  'ink-over-limit': entry(
    'error',
    (d: { ink: string; sum: number; limit: number }) =>
      `墨色“${d.ink}”的总墨量是 ${d.sum}%，超过上限 ${d.limit}%`,
    '减少其中的墨量；新闻纸吸墨多、干得慢，墨量过大会粘脏背面。',
  ),
  'ink-too-faint': entry(
    'error',
    (d: { ink: string; part: number; least: number }) =>
      `墨色“${d.ink}”里有 ${d.part}% 的网点，新闻纸上印不出来；油墨的百分比写 0 到 100，不是 0 到 1`,
    (d: { least: number }) => `每种油墨写 ${d.least} 以上，或去掉；实地写 100。`,
  ),
  'rule-too-thin': entry(
    'error',
    (d: { width: number }) => `线粗只有 ${points(d.width)}，印不出来`,
    '线粗至少 0.25 pt。',
  ),
  'rule-tinted': entry(
    'warning',
    (d: { width: number; ink: string }) =>
      `${points(d.width)} 的线用了非实地的墨色“${d.ink}”，网点会使线断开`,
    '0.5 pt 以下的线只用实地（100%）；或把线加粗到 0.5 pt。',
  ),
  'type-too-small': entry(
    'error',
    (d: { size: number }) => `字号只有 ${points(d.size)}，新闻纸上看不清`,
    '字号至少 5 pt。',
  ),
  'type-unclear': entry(
    'error',
    (d: UnclearType) => `${unclear[d.kind]}只有 ${points(d.size)}，小于 ${d.least} pt，印出来容易糊`,
    '放大字号，或改用 100% 的黑。',
  ),
  'type-many-inks': entry(
    'error',
    (d: { ink: string; count: number; size: number; least: number }) =>
      `${points(d.size)} 的文字用了墨色“${d.ink}”，要套印 ${d.count} 色，套印稍有不准字边就发虚`,
    (d: { least: number }) => `文字的墨色最多两种油墨；${d.least} pt 以上的大字可以多。`,
  ),
  'tint-too-dark': entry(
    'warning',
    (d: { tint: number; most: number }) => `底色 ${d.tint}% 太深，上面的字看不清；新闻纸上网点还会扩大`,
    (d: { most: number }) => `tint 不要超过 ${d.most}%。`,
  ),
  'tint-drowns-type': entry(
    'error',
    (d: { tint: number; most: number }) => `底色 ${d.tint}% 太深，上面的黑字认不出来`,
    (d: { most: number }) => `tint 不要超过 ${d.most}%。`,
  ),
  'tint-too-faint': entry(
    'warning',
    (d: { tint: number; least: number }) => `底色只有 ${d.tint}%，新闻纸上印不出来`,
    (d: { least: number }) => `tint 写 ${d.least}% 到 30%，或不写。`,
  ),
  'bleed-narrow': entry(
    'error',
    (d: { bleed: number }) => `出血只有 ${Math.floor(d.bleed * 100 + 1e-6) / 100} mm，裁切稍偏就会露白边`,
    '出血至少 3 mm；卷筒纸不要出血时，写 print: {marks: false} 或用 --no-marks。',
  ),
  'near-trim': entry(
    'warning',
    (d: { page: number; words: string; room: number; lines: number }) =>
      `第 ${d.page} 版有 ${d.lines} 处文字离裁切边不到 3 mm，最近的“${d.words}”${d.room < 0 ? `超出裁切边 ${millimetres(-d.room)} mm` : `只有 ${millimetres(d.room)} mm`}，可能被裁掉`,
    '加大成品尺寸 trim 或天头 grid.top，或把版心改小。',
  ),
  'preflight-fault': entry(
    'error',
    (d: { rule: string; text: string }) => `PDF 不符合付印要求（${d.rule}）：${d.text}`,
    '各条要求见 docs/preflight.md。',
  ),
  'preflight-doubt': entry(
    'warning',
    (d: { rule: string; text: string }) => `PDF 有一处需要留意（${d.rule}）：${d.text}`,
    '各条要求见 docs/preflight.md。',
  ),
} satisfies Record<string, Entry<never>>;
