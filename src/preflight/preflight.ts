import { type Bounds, boundsOf } from '../pdf-reader/matrix.ts';
import { PdfFault } from '../pdf-reader/objects.ts';
import { openPdf, type PdfFile } from '../pdf-reader/pdf-file.ts';
import { type Page, readPages } from '../pdf-reader/read-pages.ts';
import { defaultInkLimit, measurePage, type PageMeasurement } from './ink/measure-page.ts';
import { isEncrypted } from './rules/file-rules.ts';
import type { Rule, Subject, Violation } from './rules/rule.ts';
import { rules } from './rules/rules.ts';

/** A rule broken in a finished file. */
export interface Finding {
  readonly rule: string;
  readonly clause: string;
  readonly severity: Rule['severity'];
  /** What the rule demands, and how it is broken; in Chinese. */
  readonly demand: string;
  readonly text: string;
  /** From 1; undefined where it is the file's affair. */
  readonly page: number | undefined;
  /** In millimetres from the trim's top left, y down. */
  readonly rect: MillimetreRect | undefined;
  /** How many places like this one the page has. */
  readonly count: number;
}

export interface MillimetreRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PreflightResult {
  /** Undefined where the pages could not be read. */
  readonly pages: number | undefined;
  readonly findings: readonly Finding[];
}

/** What is known of the issue that a file should hold. */
export interface Expectations {
  readonly copy?: string;
  /** The most ink its press bears at one spot, in percent. */
  readonly tac?: number;
}

/**
 * Holds a finished PDF against every rule. In: its bytes, and what is known of its issue. Shares no code with the writer.
 * Never throws for the file's sake: what cannot be read is a finding.
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
  for (const rule of rules) findings.push(...gather(rule, await breachesOf(rule, subject)));
  return isEncrypted(file)
    ? { pages: undefined, findings: findings.filter(({ rule }) => rule === 'encrypted') }
    : { pages: pages.length, findings };
}

interface Opened {
  readonly file: PdfFile;
  readonly pages: readonly Page[];
}

/** The file read, or what keeps it from being read. */
function open(bytes: Uint8Array): Opened | string {
  let damage: string | undefined;
  try {
    const file = openPdf(bytes);
    damage = file.damage;
    // What is enciphered looks broken in every way, and its pages may not be found at all.
    return { file, pages: isEncrypted(file) ? [] : readPages(file) };
  } catch (error) {
    if (error instanceof PdfFault) return [damage, error.message].filter(Boolean).join('；');
    throw error;
  }
}

const damaged = rules.find(({ id }) => id === 'damaged')!;

const unreadable = (text: string): Finding => gather(damaged, [{ text }])[0]!;

function makeSubject(file: PdfFile, pages: readonly Page[], copy: string | undefined, tac: number): Subject {
  const known = new Map<Page, Promise<PageMeasurement>>();
  const measured = (page: Page) => {
    const result = known.get(page) ?? measurePage(file, page, tac);
    known.set(page, result);
    return result;
  };
  return { file, pages, measure: measured, copy, inkLimit: tac };
}

/** A rule that stumbles over something unreadable tells that as its own finding: nothing unread is passed. */
async function breachesOf(rule: Rule, subject: Subject): Promise<readonly Violation[]> {
  try {
    return [...(await rule.check(subject))];
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return [{ text: `查不下去：${error.message}` }];
  }
}

/** Breaches of one page that read alike are told once, with the place of the first. */
function gather({ id, clause, severity, demand }: Rule, breaches: readonly Violation[]): readonly Finding[] {
  const alike = new Map<string, { readonly first: Violation; count: number }>();
  for (const breach of breaches) {
    const key = `${breach.page?.number} ${breach.text}`;
    const group = alike.get(key);
    if (group === undefined) alike.set(key, { first: breach, count: 1 });
    else group.count += 1;
  }
  return [...alike.values()].map(({ first: { text, words, page, bounds }, count }) => ({
    rule: id,
    clause,
    severity,
    demand,
    text: words === undefined ? text : `${text}：${words}`,
    page: page?.number,
    rect: page && bounds && millimetres(bounds, page.trim),
    count,
  }));
}

function millimetres(bounds: Bounds, trim: Bounds): MillimetreRect {
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
