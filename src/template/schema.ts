import * as z from 'zod';
import { type Length, parseLength } from '../core/units.ts';
import { headlineRanks, ruleNames, styleNames } from './template.ts';

/** No compilation of schemas by zod: each is used for one file, so it would take longer than it saves. */
z.config({ jitless: true });

// The format of template.yaml and of the settings by which an issue overrides it.

const lengthThat = (isAllowed: (length: Length) => boolean) =>
  z
    .union([z.string(), z.number()])
    .transform((value, context): Length => {
      const parsed = parseLength(String(value));
      if (parsed !== undefined && isAllowed(parsed)) return parsed;
      context.addIssue({ code: 'custom', message: 'length', params: { length: String(value) } });
      return z.NEVER;
    })
    .describe('带单位的长度：mm cm in pt Q em 字 行，或字号');

const length = lengthThat(() => true);
/** 字 and em are the body size and 行 is the leading: neither can be given in its own unit. */
const bodySize = lengthThat(({ value, unit }) => value > 0 && !['em', '字', '行'].includes(unit));
const bodyLeading = lengthThat(({ value, unit }) => value > 0 && unit !== '行');

const share = z.number().min(0).max(100);

const ink = z
  .strictObject(
    { c: share.default(0), m: share.default(0), y: share.default(0), k: share.default(0) },
    // An RGB colour does not determine the amounts of ink.
    {
      error: ({ code }) => (code === 'invalid_type' ? '四色油墨的百分比，如 { m: 100, y: 100 }' : undefined),
    },
  )
  .describe('四色油墨的百分比');

const rule = z.strictObject({ width: length.describe('线的粗细'), ink: z.string().describe('墨色名') });

const align = z.enum(['justify', 'start', 'center', 'end']);

const style = z.strictObject({
  face: z.string().describe('字体角色'),
  size: length.describe('字号'),
  ink: z.string().default('black').describe('墨色名'),
  align: align.default('start').describe('justify 两端齐 | start 齐头 | center 居中 | end 齐尾'),
  indent: length.optional().describe('首行缩进'),
  tracking: length.optional().describe('字间另加的空'),
});

const headline = z.strictObject({
  face: z.string(),
  size: z.tuple([length, length]).describe('最小与最大字号'),
  leading: z.number().min(1).max(2).describe('行距，字号的倍数'),
  lines: z.int().min(1).max(5).describe('最多几行'),
  align: z.enum(['start', 'center']).default('start'),
  ink: z.string().default('black'),
});

/** A name that is not blank. */
const name = z.string().regex(/\S/, '名字，不能为空');

const profile = z.strictObject({
  file: name,
  condition: name,
  registry: z.string().default('').describe('登记印刷条件的名录；印刷厂自定的条件不写'),
});

const percentage = z
  .union([z.string().regex(/^\d+(\.\d+)?%$/), z.number()])
  .transform((value) => Number.parseFloat(String(value)))
  // 100: text needs one full ink. 240: the most that newsprint takes.
  .pipe(z.number().min(100).max(240));

/** What `print:` of an issue may override; the template has the trim under `sheet:`. */
const printSettings = z.strictObject({
  profile: profile.describe('ICC 特性文件、印刷条件、登记它的名录'),
  bleed: length.describe('出血'),
  tac: percentage.describe('总墨量上限，如 240%'),
  marks: z.boolean().describe('印刷标记'),
});

export const printOverrides = printSettings
  .extend({ trim: z.tuple([length, length]).describe('成品宽、高') })
  .partial();

const typographySettings = z.strictObject({
  punctuation: z.enum(['quanjiao', 'kaiming', 'banjiao']).describe('标点宽度'),
  normalise: z.boolean().describe('排前统一标点'),
  kinsoku: z.enum(['loose', 'normal', 'strict']).describe('避头尾的宽严'),
  numeric_gap: z.boolean().describe('汉字与数字之间空四分之一字'),
  hanging: z.boolean().describe('标点悬挂'),
  hyphenate: z.boolean().optional().describe('西文断词；不写时窄栏断，宽栏不断'),
});

/** What `typography:` of an issue may override; the template has size and leading under `grid:`. */
export const typographyOverrides = typographySettings
  .extend({
    size: bodySize.describe('正文字号'),
    leading: bodyLeading.describe('正文行距'),
  })
  .partial();

const named = <K extends string, V extends z.ZodType>(names: readonly K[], value: V) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, value])) as Record<K, V>);

export const templateFile = z.strictObject({
  sheet: z.strictObject({ trim: z.tuple([length, length]).describe('成品宽、高') }),
  grid: z.strictObject({
    size: bodySize.describe('正文字号'),
    leading: bodyLeading.describe('正文行距'),
    width: length.describe('版心宽'),
    height: length.describe('版心高'),
    top: length.describe('天头'),
    columns: z.int().min(1).max(6).describe('栏数'),
    gutter: length.describe('最小栏间'),
  }),
  typography: typographySettings,
  fonts: z.record(
    z.string(),
    z.strictObject({
      font: z.string(),
      fallback: z.array(z.string()).default([]),
      in_place_of: z.string().optional(),
    }),
  ),
  inks: z.record(z.string(), ink),
  rules: named(ruleNames, rule),
  styles: named(styleNames, style),
  headlines: named(headlineRanks, headline),
  masthead: z.strictObject({
    lines: length,
    paper: z.strictObject({
      name: z.string(),
      latin: z.string(),
      section: z.string(),
      section_latin: z.string(),
    }),
    slogan: z.string(),
    publishers: z.array(z.string()),
    published: z.string(),
    name: style,
    latin: style,
    section: style,
    'section-latin': style,
    'slogan-style': style,
    'block-width': length,
    rule,
    divider: rule,
    ear: z.strictObject({ code: length, width: length, gap: length, text: style }),
  }),
  dateline: z.strictObject({ lines: length, text: style, figure: style, above: rule, below: rule }),
  folio: z.strictObject({ lines: length, number: style, name: style, text: style, rule }),
  foot: z.strictObject({ gap: length, text: style, rule }),
  print: printSettings,
});

export type TemplateFile = z.infer<typeof templateFile>;
export type PrintOverrides = z.infer<typeof printOverrides>;
export type TypographyOverrides = z.infer<typeof typographyOverrides>;
