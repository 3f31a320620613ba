import type { Report } from '../core/diagnostics.ts';
import type { Galley, ParagraphKey, ParagraphLengths, Piece, SetIssue } from '../galley/galley.ts';
import type { Issue } from '../issue/issue.ts';
import type { Template } from '../template/template.ts';
import type { Dummy } from './dummy.ts';
import { makeUp } from './make-up.ts';
import { findTornColumns, type TornColumn } from './report-faults.ts';

/*
 * Makes up the pages, and makes them up again with a paragraph set a line longer or shorter where a column would begin with
 * a widow, the last line of a paragraph, or otherwise where none may begin.
 *
 * Algorithm: bounded local search. For each such column the paragraphs of the column before it are tried, the nearest first, then the others, each
 * a line shorter and then a line longer; the article is set again and the pages are made up again. Last, the article may
 * go elsewhere: to other columns, or whole to the next page. The first trial with
 * fewer torn columns, no more pages, no more overset copy and no worse lines is taken, and the search goes on from it.
 *
 * Invariants: a result is never worse than the first make-up by any of these counts. What is left is reported by make-up.
 * Complexity: at most `maxTrials` further make-ups; none where no column is torn, as on nearly all pages.
 */

/** The most make-ups that are tried for one issue. */
const maxTrials = 64;
/** The most paragraphs that are tried for one column. */
const maxParagraphs = 12;

/** The galleys that were made up, and the dummy. */
export interface MadeUp {
  readonly dummy: Dummy;
  readonly galleys: readonly Galley[];
}

/** Makes up an issue without widows, as far as the lengths of its paragraphs allow. In: its galleys, and how to set one again. */
export function makeUpWithoutWidows(
  issue: Issue,
  { galleys, reset }: SetIssue,
  template: Template,
  report: Report,
): MadeUp {
  let best = attempt(issue, galleys, template, new Set());
  const lengths = new Map<number, ParagraphLengths>();
  let trials = 0;
  const elsewhere = ({ firm }: Attempt, { galley }: TornColumn): Attempt | undefined => {
    if (firm.has(galley)) return undefined;
    const tried = attempt(issue, best.galleys, template, new Set([...firm, galley]));
    return isBetter(tried, best) ? tried : undefined;
  };
  // What no paragraph cures is not tried again.
  const hopeless = new Set<string>();
  for (;;) {
    const torn = best.torn.find((one) => !hopeless.has(nameOf(one)));
    if (torn === undefined) break;
    const own = lengths.get(torn.galley) ?? new Map();
    let cured: Attempt | undefined;
    for (const change of changesFor(best, torn, own)) {
      if (trials >= maxTrials) break;
      trials += 1;
      const changed = new Map([...own, change]);
      const galley = reset(torn.galley, changed);
      if (faultsOf(galley) > faultsOf(best.galleys[torn.galley] as Galley)) continue;
      const tried = attempt(issue, best.galleys.with(torn.galley, galley), template, best.firm);
      if (!isBetter(tried, best)) continue;
      cured = tried;
      lengths.set(torn.galley, changed);
      break;
    }
    cured ??= elsewhere(best, torn);
    if (cured === undefined) hopeless.add(nameOf(torn));
    else best = cured;
  }
  for (const message of best.messages) report(...message);
  return best;
}

/** A made-up issue with what it would report. */
interface Attempt extends MadeUp {
  readonly torn: readonly TornColumn[];
  /** The articles that are rather placed elsewhere than with a forbidden break. */
  readonly firm: ReadonlySet<number>;
  readonly messages: readonly Parameters<Report>[];
}

function attempt(
  issue: Issue,
  galleys: readonly Galley[],
  template: Template,
  firm: ReadonlySet<number>,
): Attempt {
  const messages: Parameters<Report>[] = [];
  const dummy = makeUp(
    issue,
    galleys,
    template,
    (...message) => void messages.push(message as Parameters<Report>),
    firm,
  );
  return { dummy, galleys, messages, firm, torn: findTornColumns(dummy, galleys) };
}

function isBetter(tried: Attempt, best: Attempt): boolean {
  return (
    tried.torn.length < best.torn.length &&
    tried.dummy.pages.length <= best.dummy.pages.length &&
    tried.dummy.overset.length <= best.dummy.overset.length
  );
}

const nameOf = ({ page, galley, piece }: TornColumn): string => `${page}:${galley}:${piece}`;

const faultsOf = ({ body }: Galley): number => body.reduce((sum, { faults }) => sum + faults.length, 0);

/** The changes to try for a torn column: its paragraphs, the nearest before it first, each shorter and longer. */
function changesFor(
  { dummy, galleys }: MadeUp,
  { page, galley, piece }: TornColumn,
  lengths: ParagraphLengths,
): readonly (readonly [ParagraphKey, 1 | -1])[] {
  const { body } = galleys[galley] as Galley;
  const keys: ParagraphKey[] = [];
  const first = firstInColumn(dummy, page, galley, piece - 1);
  const add = ({ paragraph: key }: Piece) => {
    if (key !== undefined && !keys.includes(key) && !lengths.has(key)) keys.push(key);
  };
  for (const one of body.slice(first, piece).reverse()) add(one);
  // Where columns are balanced, the text after the break moves it as well.
  for (const one of [...body.slice(piece), ...body.slice(0, first).reverse()]) add(one);
  return keys.slice(0, maxParagraphs).flatMap((key) => [[key, -1] as const, [key, 1] as const]);
}

/** The first piece of the column that a piece is in; the column is on the page of the next one or on the page before. */
function firstInColumn({ pages }: Dummy, page: number, galley: number, piece: number): number {
  const placements = pages.slice(0, page + 1).flatMap((each) => each.placements);
  const own = placements.filter((one) => one.galley === galley && one.part.kind === 'body');
  const last = own.findIndex(({ part }) => part.kind === 'body' && part.index === piece);
  let first = last;
  while (first > 0 && own[first - 1]?.x === own[last]?.x) first -= 1;
  const part = own[first]?.part;
  return part?.kind === 'body' ? part.index : piece;
}
