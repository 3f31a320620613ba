import { type Report, severityOf } from '../core/diagnostics.ts';
import type { Ink } from '../core/ink.ts';
import { black } from '../core/ink.ts';
import { type Length, type LengthContext, type Pt, toPt } from '../core/units.ts';
import { fitTypeArea } from './fit-type-area.ts';
import { checkInk, checkRule, checkType } from './newsprint-limits.ts';
import type { ParsedYaml } from './parse-settings.ts';
import type { PrintOverrides, TemplateFile, TypographyOverrides } from './schema.ts';
import type { FontRequest, HeadlineStyle, Rule, Style, Template, Typography } from './template.ts';

/** The settings by which an issue overrides its template, parsed. */
export interface ParsedOverrides {
  readonly print: PrintOverrides;
  readonly typography: TypographyOverrides;
  readonly fonts: ReadonlyMap<string, FontRequest>;
}

type Path = readonly string[];

/** The largest type: four inches, a banner over a broadsheet. Headlines try every half point of their range. */
const maxTypeSize: Pt = 288;

/** The thickest rules among copy, where they cover no line beside them, and of the masthead, folio and foot. */
const maxRules: Readonly<{ copy: Pt; furniture: Pt }> = { copy: 4, furniture: 12 };

/** Functions that resolve parts of a template file; each reports its faults at their place in the file. */
interface Resolver {
  readonly pt: (length: Length, em?: Pt) => Pt;
  readonly hang: (length: Length) => number;
  readonly style: (raw: TemplateFile['styles']['body'], path: Path) => Style;
  readonly rule: (raw: TemplateFile['rules']['cut'], path: Path) => Rule;
  readonly headline: (raw: TemplateFile['headlines']['lead'], path: Path) => HeadlineStyle;
}

/**
 * Resolves a template file: names to inks and font roles, lengths to points, with the overrides of the issue applied.
 *
 * In: the parsed file, its name, the overrides, the bytes of the output profile. Out: the template, or undefined
 * after reporting inks and roles that are not defined and what newsprint cannot print.
 */
export function resolveTemplate(
  name: string,
  { value: file, at }: ParsedYaml<TemplateFile>,
  fileName: string,
  overrides: ParsedOverrides & { readonly profileBytes: Uint8Array },
  report: Report,
): Template | undefined {
  let faults = 0;
  const countingReport: Report = (code, place, details) => {
    if (severityOf(code) === 'error') faults += 1;
    report(code, place, details);
  };
  const fonts = collectFontRequests(file, fileName, at, overrides);
  const context = lengthContext(file, overrides.typography);
  const resolve = makeResolver(file, context, (path) => at(path), countingReport, standIns(file, overrides));
  for (const [role, { place }] of overrides.fonts) {
    if (!Object.hasOwn(file.fonts, role))
      countingReport('unknown-role', place, { role, known: Object.keys(file.fonts) });
  }
  const tac = overrides.print.tac ?? file.print.tac;
  for (const [name, ink] of Object.entries(file.inks))
    checkInk({ name, ink }, tac, () => at(['inks', name]), countingReport);
  const template = assembleTemplate(name, file, fonts, context, resolve, overrides);
  return faults > 0 ? undefined : template;
}

function lengthContext(file: TemplateFile, typography: TypographyOverrides): LengthContext {
  const absolute = { em: 0, zi: 0, hang: 0 };
  const zi = toPt(typography.size ?? file.grid.size, absolute);
  // An override of the size without the leading keeps the ratio of the template.
  const grid = { size: toPt(file.grid.size, absolute), leading: toPt(file.grid.leading, absolute) };
  const proportional = zi === grid.size ? grid.leading : (zi * grid.leading) / grid.size;
  const hang = typography.leading ? toPt(typography.leading, { em: zi, zi, hang: zi }) : proportional;
  return { em: zi, zi, hang };
}

function collectFontRequests(
  file: TemplateFile,
  fileName: string,
  at: ParsedYaml<TemplateFile>['at'],
  overrides: ParsedOverrides,
): ReadonlyMap<string, FontRequest> {
  const requests = new Map<string, FontRequest>();
  for (const [role, { font, fallback }] of Object.entries(file.fonts)) {
    const override = overrides.fonts.get(role);
    const request = override ?? { font, from: fileName, place: at(['fonts', role]) };
    requests.set(role, { ...request, fallback, ...(override && { replaced: font }) });
  }
  return requests;
}

/** The roles whose font takes the place of another kind, such as a Kai for 仿宋, by role: the kind. */
function standIns(file: TemplateFile, overrides: ParsedOverrides): Map<string, string> {
  return new Map(
    Object.entries(file.fonts).flatMap(([role, { in_place_of: kind }]) =>
      kind === undefined || overrides.fonts.has(role) ? [] : [[role, kind] as const],
    ),
  );
}

/** In: also the roles whose font takes the place of another, each of which is reported where a style first uses it. */
function makeResolver(
  file: TemplateFile,
  context: LengthContext,
  at: (path: Path) => ReturnType<ParsedYaml<TemplateFile>['at']>,
  report: Report,
  unreported: Map<string, string>,
): Resolver {
  // Furniture keeps its height whatever the overrides: its 行 is the leading of the template.
  const bodySize = toPt(file.grid.size, context);
  const furniture = { em: bodySize, zi: context.zi, hang: toPt(file.grid.leading, context) };
  const pt = (length: Length, em: Pt = context.zi) => toPt(length, { ...context, em });
  // Sizes are checked against newsprint with the body size of the template: an override of it is the author's decision.
  const asWritten = (length: Length) => toPt(length, { em: bodySize, zi: bodySize, hang: furniture.hang });
  const ink = (name: string, path: Path): Ink => {
    const found = Object.hasOwn(file.inks, name) ? file.inks[name] : undefined;
    if (found === undefined) report('unknown-ink', at(path), { ink: name, known: Object.keys(file.inks) });
    return found ?? black;
  };
  const face = (role: string, path: Path): string => {
    if (!Object.hasOwn(file.fonts, role))
      report('unknown-role', at(path), { role, known: Object.keys(file.fonts) });
    const kind = unreported.get(role);
    if (kind !== undefined) report('font-stands-in', at(path), { role, kind, font: file.fonts[role]!.font });
    unreported.delete(role);
    return role;
  };
  const checkSize = (size: Pt, path: Path): void => {
    if (size > maxTypeSize)
      report('bad-value', at(path), { key: path.join('.'), expected: `不大于 ${maxTypeSize} pt 的字号` });
  };
  return {
    pt,
    hang: (length) => Math.ceil(toPt(length, furniture) / context.hang - 1e-6),
    style: (raw, path) => {
      const size = pt(raw.size);
      checkSize(size, [...path, 'size']);
      const colour = ink(raw.ink, [...path, 'ink']);
      // Ruby is exempt: its size follows from its base, which can be read without it.
      if (path.at(-1) !== 'reading')
        checkType(asWritten(raw.size), { name: raw.ink, ink: colour }, () => at([...path, 'size']), report);
      return {
        face: face(raw.face, [...path, 'face']),
        size,
        ink: colour,
        align: raw.align,
        indent: raw.indent === undefined ? 0 : pt(raw.indent, size),
        tracking: raw.tracking === undefined ? 0 : pt(raw.tracking, size),
      };
    },
    rule: (raw, path) => {
      const rule = { width: pt(raw.width), ink: ink(raw.ink, [...path, 'ink']) };
      checkRule(rule, raw.ink, () => at([...path, 'width']), report);
      const thickest = path[0] === 'rules' ? maxRules.copy : maxRules.furniture;
      if (rule.width > thickest)
        report('bad-value', at([...path, 'width']), {
          key: [...path, 'width'].join('.'),
          expected: `不大于 ${thickest} pt 的线`,
        });
      return rule;
    },
    headline: (raw, path) => {
      const sizes = { min: pt(raw.size[0]), max: pt(raw.size[1]) };
      checkSize(sizes.max, [...path, 'size']);
      if (sizes.min > sizes.max) {
        const expected = '最小与最大字号，小的在前，如 [28pt, 36pt]';
        report('bad-value', at([...path, 'size']), { key: [...path, 'size'].join('.'), expected });
      }
      const colour = ink(raw.ink, [...path, 'ink']);
      checkType(asWritten(raw.size[0]), { name: raw.ink, ink: colour }, () => at([...path, 'size']), report);
      return {
        face: face(raw.face, [...path, 'face']),
        ink: colour,
        sizes,
        leading: raw.leading,
        lines: raw.lines,
        align: raw.align,
      };
    },
  };
}

function mapRecord<K extends string, A, B>(
  record: Readonly<Record<K, A>>,
  map: (value: A, key: K) => B,
): Record<K, B> {
  const entries = Object.entries(record) as [K, A][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as Record<K, B>;
}

/** Without a setting of the template or the issue, only narrow columns are hyphenated. */
function typographyOf(template: TemplateFile['typography'], overrides: TypographyOverrides): Typography {
  const hyphenate = overrides.hyphenate ?? template.hyphenate;
  return {
    rules: {
      punctuation: overrides.punctuation ?? template.punctuation,
      kinsoku: overrides.kinsoku ?? template.kinsoku,
      numericGap: overrides.numeric_gap ?? template.numeric_gap,
      hanging: overrides.hanging ?? template.hanging,
      hyphenate: hyphenate === undefined ? 'narrow' : hyphenate ? 'always' : 'never',
    },
    normalise: overrides.normalise ?? template.normalise,
  };
}

function assembleTemplate(
  name: string,
  file: TemplateFile,
  fonts: ReadonlyMap<string, FontRequest>,
  context: LengthContext,
  { pt, hang, style, rule, headline }: Resolver,
  { print, typography, profileBytes }: ParsedOverrides & { readonly profileBytes: Uint8Array },
): Template {
  const [width, height] = print.trim ?? file.sheet.trim;
  const trim = { width: pt(width), height: pt(height) };
  const { area, columns } = fitTypeArea(file, trim, pt);
  const { masthead, dateline, folio, foot } = file;
  const profile = print.profile ?? file.print.profile;
  return {
    name,
    trim,
    area,
    grid: {
      size: context.zi,
      leading: context.hang,
      // The last line needs its size only, not the whole leading.
      lines: 1 + Math.floor((area.height - context.zi + 1e-6) / context.hang),
      columns,
      minGutter: pt(file.grid.gutter),
    },
    typography: typographyOf(file.typography, typography),
    fonts,
    rules: mapRecord(file.rules, (raw, key) => rule(raw, ['rules', key])),
    styles: mapRecord(file.styles, (raw, key) => style(raw, ['styles', key])),
    headlines: mapRecord(file.headlines, (raw, key) => headline(raw, ['headlines', key])),
    masthead: {
      lines: hang(masthead.lines),
      paper: {
        name: masthead.paper.name,
        latin: masthead.paper.latin,
        section: masthead.paper.section,
        sectionLatin: masthead.paper.section_latin,
      },
      sloganText: masthead.slogan.split('/'),
      publishers: masthead.publishers,
      published: masthead.published,
      name: style(masthead.name, ['masthead', 'name']),
      latin: style(masthead.latin, ['masthead', 'latin']),
      section: style(masthead.section, ['masthead', 'section']),
      sectionLatin: style(masthead['section-latin'], ['masthead', 'section-latin']),
      slogan: style(masthead['slogan-style'], ['masthead', 'slogan-style']),
      blockWidth: pt(masthead['block-width']),
      rule: rule(masthead.rule, ['masthead', 'rule']),
      divider: rule(masthead.divider, ['masthead', 'divider']),
      ear: {
        code: pt(masthead.ear.code),
        width: pt(masthead.ear.width),
        gap: pt(masthead.ear.gap),
        text: style(masthead.ear.text, ['masthead', 'ear', 'text']),
      },
    },
    dateline: {
      lines: hang(dateline.lines),
      text: style(dateline.text, ['dateline', 'text']),
      figure: style(dateline.figure, ['dateline', 'figure']),
      above: rule(dateline.above, ['dateline', 'above']),
      below: rule(dateline.below, ['dateline', 'below']),
    },
    folio: {
      lines: hang(folio.lines),
      number: style(folio.number, ['folio', 'number']),
      name: style(folio.name, ['folio', 'name']),
      text: style(folio.text, ['folio', 'text']),
      rule: rule(folio.rule, ['folio', 'rule']),
    },
    foot: {
      gap: pt(foot.gap),
      text: style(foot.text, ['foot', 'text']),
      rule: rule(foot.rule, ['foot', 'rule']),
    },
    print: {
      profile: { bytes: profileBytes, condition: profile.condition, registry: profile.registry },
      bleed: pt(print.bleed ?? file.print.bleed),
      tac: print.tac ?? file.print.tac,
      marks: print.marks ?? file.print.marks,
    },
  };
}
