import { type Bounds, boundsOf } from '../pdf-reader/matrix.ts';
import { PdfFault } from '../pdf-reader/objects.ts';
import { openPdf, type PdfFile } from '../pdf-reader/pdf-file.ts';
import { type Page, readPages } from '../pdf-reader/read-pages.ts';
import { defaultInkLimit, measurePage, type PageMeasurement } from './ink/measure-page.ts';
import { colourRules } from './rules/colour-rules.ts';
import { copyRules } from './rules/copy-rules.ts';
import { fileRules, isEncrypted } from './rules/file-rules.ts';
import { imageRules } from './rules/image-rules.ts';
import { inkRules } from './rules/ink-rules.ts';
import { intentRules } from './rules/intent-rules.ts';
import { pageRules } from './rules/page-rules.ts';
import type { Rule, Subject, Violation } from './rules/rule.ts';
import { textRules } from './rules/text-rules.ts';

/** All rules. docs/preflight.md has the same table; a test compares the two. */
export const rules: readonly Rule[] = [
  ...fileRules,
  ...intentRules,
  ...pageRules,
  ...textRules,
  ...copyRules,
  ...colourRules,
  ...imageRules,
  ...inkRules,
];

/** A rule that a finished file violates. */
export interface Finding {
  readonly rule: string;
  readonly clause: string;
  readonly severity: Rule['severity'];
  /** What the rule demands, and how the file violates it; both in Chinese. */
  readonly demand: string;
  readonly text: string;
  /** Counted from 1; undefined if it concerns the whole file. */
  readonly page: number | undefined;
  /** From the top left of the trim, y down. */
  readonly rect: MillimetreRect | undefined;
  /** The number of equal violations on the page; `rect` is that of the first. */
  readonly count: number;
}

export interface MillimetreRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PreflightResult {
  /** The number of pages; undefined if they could not be read. */
  readonly pages: number | undefined;
  readonly findings: readonly Finding[];
}

/** What is expected of a file, according to its issue. */
export interface Expectations {
  readonly copy?: string;
  /** The limit of the ink total on its press, in percent. */
  readonly tac?: number;
}

/**
 * Checks a finished PDF against every rule. It shares no code with the writer, so that it cannot repeat its mistakes.
 * Never throws because of the file: what cannot be read is a finding.
 */
export async function preflight(
  bytes: Uint8Array,
  { copy, tac = defaultInkLimit }: Expectations = {},
): Promise<PreflightResult> {
  const opened = open(bytes);
  if (typeof opened === 'string') return { pages: undefined, findings: [unreadable(opened)] };
  const { file, pages } = opened;
  const subject = makeSubject(file, pages, copy, tac);
  const findings: Finding[] = [];
  for (const rule of rules) findings.push(...findingsOf(rule, await violationsOf(rule, subject)));
  return isEncrypted(file)
    ? { pages: undefined, findings: findings.filter(({ rule }) => rule === 'encrypted') }
    : { pages: pages.length, findings };
}

interface OpenedFile {
  readonly file: PdfFile;
  readonly pages: readonly Page[];
}

/** Reads a file, or returns why it cannot be read. */
function open(bytes: Uint8Array): OpenedFile | string {
  let damage: string | undefined;
  try {
    const file = openPdf(bytes);
    damage = file.damage;
    // The content of an encrypted file looks malformed throughout, and its pages may not even be found.
    return { file, pages: isEncrypted(file) ? [] : readPages(file) };
  } catch (error) {
    if (error instanceof PdfFault) return [damage, error.message].filter(Boolean).join('；');
    throw error;
  }
}

const damagedRule = rules.find(({ id }) => id === 'damaged')!;

const unreadable = (text: string): Finding => findingsOf(damagedRule, [{ text }])[0]!;

function makeSubject(
  file: PdfFile,
  pages: readonly Page[],
  copy: string | undefined,
  inkLimit: number,
): Subject {
  const cache = new Map<Page, Promise<PageMeasurement>>();
  const measure = (page: Page) => {
    const measurement = cache.get(page) ?? measurePage(file, page, inkLimit);
    cache.set(page, measurement);
    return measurement;
  };
  return { file, pages, measure, copy, inkLimit };
}

/** Runs a rule. If something it needs is malformed, that is its finding: nothing passes unread. */
async function violationsOf(rule: Rule, subject: Subject): Promise<readonly Violation[]> {
  try {
    return [...(await rule.check(subject))];
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return [{ text: `检查中断：${error.message}` }];
  }
}

/** Groups the violations of a page that have the same text. */
function findingsOf(
  { id, clause, severity, demand }: Rule,
  violations: readonly Violation[],
): readonly Finding[] {
  const groups = new Map<string, { readonly first: Violation; count: number }>();
  for (const violation of violations) {
    const key = `${violation.page?.number} ${violation.text}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: violation, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].map(({ first: { text, words, page, bounds }, count }) => ({
    rule: id,
    clause,
    severity,
    demand,
    text: words === undefined ? text : `${text}：${words}`,
    page: page?.number,
    rect: page && bounds && toMillimetres(bounds, page.trim),
    count,
  }));
}

function toMillimetres(bounds: Bounds, trim: Bounds): MillimetreRect {
  const { left, top, right, bottom } = boundsOf([
    [bounds.left, bounds.bottom],
    [bounds.right, bounds.top],
  ])!;
  const mm = (points: number) => Math.round((points / 72) * 254) / 10;
  return {
    x: mm(left - trim.left),
    y: mm(trim.top - top),
    width: mm(right - left),
    height: mm(top - bottom),
  };
}
