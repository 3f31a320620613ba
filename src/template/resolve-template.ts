import { type Report, severityOf } from '../core/diagnostics.ts';
import type { Ink } from '../core/ink.ts';
import { black } from '../core/ink.ts';
import { type Length, type LengthContext, type Pt, toPt } from '../core/units.ts';
import { checkInk, checkRule, checkType } from './newsprint-limits.ts';
import type { ParsedYaml } from './read-yaml.ts';
import type { PrintOverrides, TemplateFile, TypographyOverrides } from './schema.ts';
import type { FontRequest, HeadlineStyle, Rule, Style, Template, Typography } from './template.ts';

/** What an issue changes in its template. */
export interface AppliedOverrides {
  readonly print: PrintOverrides;
  readonly typography: TypographyOverrides;
  readonly fonts: ReadonlyMap<string, FontRequest>;
}

type Path = readonly string[];

/** Names resolved to things and lengths to points, with the faults told at their place in the file. */
interface Resolver {
  readonly pt: (length: Length, em?: Pt) => Pt;
  readonly hang: (length: Length) => number;
  readonly style: (raw: TemplateFile['styles']['body'], path: Path) => Style;
  readonly rule: (raw: TemplateFile['rules']['cut'], path: Path) => Rule;
  readonly headline: (raw: TemplateFile['headlines']['lead'], path: Path) => HeadlineStyle;
}

/**
 * Makes the template of its file. In: the file's content, the overrides, the output profile's bytes.
 * Out: the template, or undefined after telling inks and faces that the file names and does not define, and what
 * newsprint does not hold.
 */
export function resolveTemplate(
  name: string,
  { value: file, at }: ParsedYaml<TemplateFile>,
  source: string,
  overrides: AppliedOverrides & { readonly profileBytes: Uint8Array },
  report: Report,
): Template | undefined {
  let faults = 0;
  const tell: Report = (code, place, details) => {
    if (severityOf(code) === 'error') faults += 1;
    report(code, place, details);
  };
  const fonts = fontWishes(file, source, at, overrides);
  const context = lengthContext(file, overrides.typography);
  const resolve = resolver(file, context, (path) => at(path), tell);
  for (const [role, { place }] of overrides.fonts) {
    if (!Object.hasOwn(file.fonts, role))
      tell('unknown-role', place, { role, known: Object.keys(file.fonts) });
  }
  const tac = overrides.print.tac ?? file.print.tac;
  for (const [name, ink] of Object.entries(file.inks))
    checkInk({ name, ink }, tac, () => at(['inks', name]), tell);
  const template = assemble(name, file, fonts, context, resolve, overrides);
  return faults > 0 ? undefined : template;
}

function lengthContext(file: TemplateFile, typography: TypographyOverrides): LengthContext {
  const absolute = { em: 0, zi: 0, hang: 0 };
  const zi = toPt(typography.size ?? file.grid.size, absolute);
  // An issue that asks for another body size and no leading keeps the template's proportion of the two.
  const own = { size: toPt(file.grid.size, absolute), leading: toPt(file.grid.leading, absolute) };
  const usual = zi === own.size ? own.leading : (zi * own.leading) / own.size;
  const hang = typography.leading ? toPt(typography.leading, { em: zi, zi, hang: zi }) : usual;
  return { em: zi, zi, hang };
}

function fontWishes(
  file: TemplateFile,
  source: string,
  at: ParsedYaml<TemplateFile>['at'],
  overrides: AppliedOverrides,
): ReadonlyMap<string, FontRequest> {
  const wishes = new Map<string, FontRequest>();
  for (const [role, { font, fallback }] of Object.entries(file.fonts)) {
    const own: FontRequest = { font, fallback, from: source, place: at(['fonts', role]) };
    const asked = overrides.fonts.get(role);
    wishes.set(role, asked === undefined ? own : { ...asked, fallback });
  }
  return wishes;
}

function resolver(
  file: TemplateFile,
  context: LengthContext,
  at: (path: Path) => ReturnType<ParsedYaml<TemplateFile>['at']>,
  report: Report,
): Resolver {
  // The furniture keeps the template's heights: 行 there counts the template's own leading.
  const own = { em: toPt(file.grid.size, context), zi: context.zi, hang: toPt(file.grid.leading, context) };
  const pt = (length: Length, em: Pt = context.zi) => toPt(length, { ...context, em });
  // What the template says is judged by its own body size: an issue that asks for another answers for that itself.
  const bodySize = toPt(file.grid.size, context);
  const asWritten = (length: Length) => toPt(length, { em: bodySize, zi: bodySize, hang: own.hang });
  const ink = (name: string, path: Path): Ink => {
    const found = Object.hasOwn(file.inks, name) ? file.inks[name] : undefined;
    if (found === undefined) report('unknown-ink', at(path), { ink: name, known: Object.keys(file.inks) });
    return found ?? black;
  };
  const face = (role: string, path: Path): string => {
    if (!Object.hasOwn(file.fonts, role))
      report('unknown-role', at(path), { role, known: Object.keys(file.fonts) });
    return role;
  };
  return {
    pt,
    hang: (length) => Math.ceil(toPt(length, own) / context.hang - 1e-6),
    style: (raw, path) => {
      const size = pt(raw.size);
      const colour = ink(raw.ink, [...path, 'ink']);
      // A reading is as small as what it reads makes it; it stands beside a character that is read without it.
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
      return rule;
    },
    headline: (raw, path) => {
      const sizes = { min: pt(raw.size[0]), max: pt(raw.size[1]) };
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

/** True and false are a house's own word; without it narrow columns alone need hyphens. */
function typographyOf(own: TemplateFile['typography'], asked: TypographyOverrides): Typography {
  const hyphenate = asked.hyphenate ?? own.hyphenate;
  return {
    rules: {
      punctuation: asked.punctuation ?? own.punctuation,
      kinsoku: asked.kinsoku ?? own.kinsoku,
      numericGap: asked.numeric_gap ?? own.numeric_gap,
      hanging: asked.hanging ?? own.hanging,
      hyphenate: hyphenate === undefined ? 'narrow' : hyphenate ? 'always' : 'never',
    },
    normalise: asked.normalise ?? own.normalise,
  };
}

function assemble(
  name: string,
  file: TemplateFile,
  fonts: ReadonlyMap<string, FontRequest>,
  context: LengthContext,
  { pt, hang, style, rule, headline }: Resolver,
  { print, typography, profileBytes }: AppliedOverrides & { readonly profileBytes: Uint8Array },
): Template {
  const [width, height] = print.trim ?? file.sheet.trim;
  const trim = { width: pt(width), height: pt(height) };
  // The type area keeps the template's measures whatever the body size: counted in the template's own 字.
  const own = { em: pt(file.grid.size), zi: pt(file.grid.size), hang: pt(file.grid.leading) };
  const area = { width: toPt(file.grid.width, own), height: toPt(file.grid.height, own) };
  const { masthead, dateline, folio, foot } = file;
  const profile = print.profile ?? file.print.profile;
  return {
    name,
    trim,
    area: { x: (trim.width - area.width) / 2, y: pt(file.grid.top), ...area },
    grid: {
      size: context.zi,
      leading: context.hang,
      // The last line needs only its own height below the last baseline pitch.
      lines: 1 + Math.floor((area.height - context.zi + 1e-6) / context.hang),
      columns: file.grid.columns,
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
