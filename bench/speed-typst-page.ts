import { basename } from 'node:path';
import type { Ink } from '../src/core/ink.ts';
import { fontPath, readBundledFonts } from '../src/fonts/bundled-fonts.ts';
import { divideColumns } from '../src/galley/set-article.ts';
import type { Article, Block, Issue, Run } from '../src/issue/issue.ts';
import { formatDate, formatLunarDate, formatWeekday } from '../src/sheet/date-text.ts';
import type { Rule, Style, Template } from '../src/template/template.ts';

/** The input of Typst for a page. */
export interface TypstPage {
  readonly source: string;
  readonly fonts: readonly string[];
}

/** The input of mdxport for the same page: its Markdown holds the body alone, all else is in its template for Typst. */
export interface MdxportPage {
  readonly markdown: string;
  readonly template: string;
}

/** Space above and below the headline, and the start of the column rules below it, in lines. */
const headlineGap = 1.5;
const columnsBelow = 20;

/**
 * Writes the page of an issue as a competent user of Typst would: the same sheet, type area, faces, sizes, leading and
 * furniture, otherwise Typst's defaults for Chinese. In: an issue of one article of plain paragraphs and pictures whose ears
 * are QR codes; SVG files of the codes, from left to right. Throws if the issue has anything else.
 */
export function typstPage(issue: Issue, template: Template, codes: readonly string[]): TypstPage {
  const fonts = new Set<string>();
  const desk: TypstContext = { template, font: (face) => fontOf(face, template, fonts) };
  const article = onlyArticle(issue);
  const body = article.body.map((block) => bodyBlock(block, desk)).join('\n\n');
  const source = `${pageHead(issue, codes.map(quoted), desk)}\n${body}\n\n${pageEnd(article, desk)}\n`;
  return { source, fonts: [...fonts] };
}

/**
 * The same for mdxport, which converts the paragraphs from Markdown to Typst and whose templates cannot read files. In: as
 * above, but the SVG code of the QR codes. Throws if the issue has pictures.
 */
export function mdxportPage(issue: Issue, template: Template, codes: readonly string[]): MdxportPage {
  const desk: TypstContext = { template, font: (face) => fontOf(face, template, new Set()) };
  const article = onlyArticle(issue);
  const paragraphs = article.body.map((block) => {
    if (block.kind !== 'paragraph') throw new Error(`no ${block.kind} is set in mdxport`);
    const text = block.runs.map((run) => run.text).join('');
    if (/[\n\\`*_[\]<>#$&|~@]|^[-+]|^\d+[.)]/.test(text))
      throw new Error(`it is not plain Markdown: ${text}`);
    return text;
  });
  const head = pageHead(
    issue,
    codes.map((svg) => `bytes(${quoted(svg)})`),
    desk,
  );
  return {
    markdown: `${paragraphs.join('\n\n')}\n`,
    template: `#let article(..metadata, body) = [\n${head}\n#body\n\n${pageEnd(article, desk)}\n]\n`,
  };
}

function onlyArticle(issue: Issue): Article {
  const [article, ...others] = issue.pages.flatMap(({ articles }) => articles);
  if (article === undefined || others.length > 0) throw new Error('the issue has not just one article');
  return article;
}

/** A string in Typst, which escapes quotes and backslashes as JSON does. */
const quoted = (text: string): string => JSON.stringify(text);

/** The rules for the page and its text, the masthead and the headline. In: also what Typst is to draw as codes. */
function pageHead(issue: Issue, codes: readonly string[], desk: TypstContext): string {
  const { body } = desk.template.styles;
  const { leading } = desk.template.grid;
  return `
${pageRules(issue, desk)}
#set text(${textArguments(body, desk)}, lang: "zh", region: "cn", cjk-latin-spacing: auto)
// Line boxes of exactly one em, so that the leading is what is asked for.
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, linebreaks: "optimized", leading: ${leading - body.size}pt, spacing: ${leading - body.size}pt)
#set par(first-line-indent: (amount: ${body.indent}pt, all: true))
#place(top, scope: "parent", float: true, clearance: ${headlineGap * leading}pt, {
  set par(justify: false, first-line-indent: 0pt)
  ${masthead(issue, codes, desk)}
  ${headline(onlyArticle(issue), desk)}
})`;
}

const pageEnd = ({ credits }: Article, desk: TypstContext): string =>
  credits.map((runs) => `#align(right, ${set(runs, desk.template.styles.credit, desk)})`).join('\n\n');

interface TypstContext {
  readonly template: Template;
  /** The arguments that name a role's font. */
  readonly font: (face: string) => string;
}

/** Typst cannot read a font that is split into slices; the body font replaces it, which is one file less to open. */
function fontOf(face: string, { fonts, styles }: Template, files: Set<string>): string {
  const typeCase = readBundledFonts();
  const named = (role: string) => typeCase.find(({ name }) => name === fonts.get(role)?.font);
  const requested = named(face);
  const font = requested?.file === undefined ? named(styles.body.face) : requested;
  if (font === undefined) throw new Error(`no bundled font plays ${face}`);
  files.add(fontPath(font));
  const family = font.name.replace(/ (?:Regular|Medium|SemiBold|Bold|Black)$/, '');
  return `font: ${JSON.stringify(family)}, weight: ${font.weight}`;
}

const ink = ({ c, m, y, k }: Ink): string => `cmyk(${c}%, ${m}%, ${y}%, ${k}%)`;
const stroke = (rule: Rule): string => `${rule.width}pt + ${ink(rule.ink)}`;
const rule = (line: Rule): string => `line(length: 100%, stroke: ${stroke(line)})`;

function textArguments({ face, size, ink: colour, tracking }: Style, { font }: TypstContext): string {
  const tracked = tracking === 0 ? '' : `, tracking: ${tracking}pt`;
  return `${font(face)}, size: ${size}pt, fill: ${ink(colour)}${tracked}`;
}

/** Writes words as Typst code; a forced line break is a run by itself. */
function wordsOf(runs: readonly Run[]): string {
  const marked = runs.find(({ marks }) => marks.length > 0);
  if (marked !== undefined) throw new Error(`emphasis is not supported in Typst: ${marked.text}`);
  return runs.map(({ text }) => (text === '\n' ? 'linebreak()' : JSON.stringify(text))).join(' + ');
}

const setWords = (words: string, style: Style, desk: TypstContext): string =>
  `text(${textArguments(style, desk)}, ${words})`;

const set = (runs: readonly Run[], style: Style, desk: TypstContext): string =>
  setWords(wordsOf(runs), style, desk);

/** Sheet, type area and columns; a folio on every page except the first, which has a foot. */
function pageRules({ masthead }: Issue, desk: TypstContext): string {
  const { trim, area, grid, folio, foot, rules } = desk.template;
  const { gutter } = divideColumns(desk.template, grid.columns);
  const top = area.y + folio.lines * grid.leading;
  const name = masthead.paper?.name.text ?? desk.template.masthead.paper.name;
  const date =
    masthead.date === undefined ? '' : `${formatDate(masthead.date)}　${formatWeekday(masthead.date)}　`;
  const credits = masthead.credits.map(({ role, names }) => `${role.text}：${names.text}`).join('　');
  const imprint = masthead.imprint.map(({ text }) => text).join('　');
  const footParts = [credits, imprint, '第1版'].map((part) =>
    setWords(JSON.stringify(part), foot.text, desk),
  );
  const under = area.y + columnsBelow * grid.leading;
  return `
#let column-rule(top) = place(center, dy: top, line(angle: 90deg, length: ${area.y + area.height}pt - top, stroke: ${stroke(rules.column)}))
#set page(width: ${trim.width}pt, height: ${trim.height}pt, columns: ${grid.columns})
#set page(margin: (x: ${area.x}pt, top: ${top}pt, bottom: ${trim.height - area.y - area.height}pt), header-ascent: 12pt, footer-descent: ${foot.gap}pt)
#set columns(gutter: ${gutter}pt)
#set page(background: context column-rule(if here().page() == 1 { ${under}pt } else { ${top}pt }))
#set page(header: context if here().page() > 1 {
  set par(first-line-indent: 0pt)
  grid(columns: (1fr, auto), text(${textArguments(folio.number, desk)}, str(here().page())), ${setWords(JSON.stringify(date + name), folio.text, desk)})
  v(5pt, weak: true)
  ${rule(folio.rule)}
})
#set page(footer: context if here().page() == 1 {
  set par(first-line-indent: 0pt)
  ${rule(foot.rule)}
  v(5pt, weak: true)
  grid(columns: (1fr, auto, 1fr), align: (left, center, right), ${footParts.join(', ')})
})`;
}

/** Nameplate, ears and date line. */
function masthead({ masthead: head }: Issue, codes: readonly string[], desk: TypstContext): string {
  const { masthead: design, grid, folio, dateline } = desk.template;
  const { paper, slogan = [] } = head;
  if (paper === undefined) throw new Error('the issue names no paper');
  const spread = (run: Run | undefined, style: Style) =>
    `block(width: 100%, stack(dir: ltr, spacing: 1fr, ${[...(run?.text ?? '')].map((one) => setWords(JSON.stringify(one), style, desk)).join(', ')}))`;
  const cells = slogan.map((run) => set([run], design.slogan, desk));
  const ears = head.ears.map((ear, index) => {
    if (ear.kind !== 'qr') throw new Error('an ear must be a QR code in Typst');
    const code = `image(${codes[index]}, width: ${design.ear.code}pt)`;
    return `align(center, stack(spacing: 6pt, ${code}, ${set(ear.code.caption, design.ear.text, desk)}))`;
  });
  // The top margin is that of the other pages, with room for the folio; here the nameplate takes that room.
  return `
  place(dy: ${-folio.lines * grid.leading}pt, block(width: 100%, height: ${design.lines * grid.leading}pt, grid(
    columns: (auto, ${design.blockWidth}pt, 1fr${`, ${design.ear.width}pt`.repeat(ears.length)}),
    column-gutter: (22pt, 0pt${', 0pt'.repeat(ears.length)}),
    stack(spacing: 0pt, ${set([paper.name], design.name, desk)}, ${paper.latin === undefined ? 'none' : set([paper.latin], design.latin, desk)}),
    stack(spacing: 8pt, ${spread(paper.section, design.section)}, ${paper.sectionLatin === undefined ? 'none' : set([paper.sectionLatin], design.sectionLatin, desk)},
      v(8pt), ${rule(design.rule)},
      grid(columns: (1fr,) * ${cells.length}, align: center, stroke: (x, _) => if x > 0 { (left: ${stroke(design.divider)}) }, ${cells.join(', ')}),
      ${rule(design.rule)}),
    none, ${ears.join(', ')}
  )))
  v(${(design.lines - folio.lines) * grid.leading}pt)
  ${rule(dateline.above)}
  grid(columns: (1fr, auto, 1fr), align: (left, center, right), ${datelineParts(head, desk).join(', ')})
  ${rule(dateline.below)}`;
}

function datelineParts(head: Issue['masthead'], desk: TypstContext): readonly string[] {
  const { text, figure } = desk.template.dateline;
  const { date, number, publishers = [] } = head;
  const words = (parts: string) => setWords(JSON.stringify(parts), text, desk);
  const day =
    date === undefined
      ? ''
      : [formatDate(date), formatWeekday(date), ...(date.lunar ? [formatLunarDate(date)] : [])].join('　');
  const bold = setWords(JSON.stringify(String(number?.value ?? '')), figure, desk);
  return [
    words(day),
    `${words('第')} + ${bold} + ${words('期　今日1版')}`,
    words([...publishers.map(({ text: name }) => name), desk.template.masthead.published].join('　')),
  ];
}

/** Kicker between its two rules, headline, decks and bylines. */
function headline({ headline: { kickers, main, decks }, bylines }: Article, desk: TypstContext): string {
  const { grid, styles, headlines, masthead: design } = desk.template;
  const { lead } = headlines;
  const dash = `box(baseline: -0.35em, line(length: 2em, stroke: ${stroke(design.rule)}))`;
  const style: Style = { ...styles.kicker, face: lead.face, ink: lead.ink, size: lead.sizes.max };
  const rows = [
    ...kickers.map(
      (runs) =>
        `text(${styles.kicker.size}pt, ${dash} + h(1em) + ${set(runs, styles.kicker, desk)} + h(1em) + ${dash})`,
    ),
    `par(leading: ${lead.leading - 1}em, ${set(main, style, desk)})`,
    ...decks.map((runs) => set(runs, styles.deck, desk)),
    ...bylines.map((runs) => set(runs, styles.byline, desk)),
  ];
  return `v(${headlineGap * grid.leading}pt)\n  align(center, stack(spacing: 10pt, ${rows.join(',\n    ')}))`;
}

function bodyBlock(block: Block, desk: TypstContext): string {
  switch (block.kind) {
    case 'paragraph':
      return `#{${wordsOf(block.runs)}}`;
    case 'pictures':
      return block.pictures
        .map(({ path, caption, credit }) => {
          const { caption: captionStyle, 'picture-credit': creditStyle } = desk.template.styles;
          const words = [
            caption.length > 0 ? set(caption, captionStyle, desk) : 'none',
            credit.length > 0 ? set(credit, creditStyle, desk) : 'none',
          ];
          return `#place(auto, float: true, clearance: 6pt, {
  set par(first-line-indent: 0pt)
  set align(left)
  image(${JSON.stringify(basename(path))}, width: 100%)
  grid(columns: (1fr, auto), ${words.join(', ')})
})`;
        })
        .join('\n\n');
    default:
      throw new Error(`no ${block.kind} is set in Typst`);
  }
}
