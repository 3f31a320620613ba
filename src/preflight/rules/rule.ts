import { type Bounds, intersect } from '../../pdf-reader/matrix.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import type { PageMeasurement } from '../ink/measure-page.ts';

/** What a rule checks: one file, already read. */
export interface Subject {
  readonly file: PdfFile;
  readonly pages: readonly Page[];
  /** Measures a page's plates. They are rendered on the first call, and once per page. */
  readonly measure: (page: Page) => Promise<PageMeasurement>;
  /** The copy that the pages should contain, if it was given. */
  readonly copy: string | undefined;
  /** The limit of the ink total, in percent. */
  readonly inkLimit: number;
}

/** One place where a rule is violated. Without a page it concerns the whole file. */
export interface Violation {
  /** In Chinese. */
  readonly text: string;
  /** The words concerned, quoted. */
  readonly words?: string;
  readonly page?: Page;
  /** In page space. */
  readonly bounds?: Bounds;
}

export interface Rule {
  readonly id: string;
  /** The clause of a standard, or `pressRequirement`. */
  readonly clause: string;
  readonly severity: 'error' | 'warning';
  /** What the rule demands, in Chinese. docs/preflight.md has the same text. */
  readonly demand: string;
  readonly check: (subject: Subject) => Iterable<Violation> | Promise<Iterable<Violation>>;
}

/** The check of a rule that looks at one page at a time. */
export const perPage =
  (
    check: (page: Page, subject: Subject) => Iterable<Violation> | Promise<Iterable<Violation>>,
  ): Rule['check'] =>
  async (subject) => {
    const found: Violation[] = [];
    for (const page of subject.pages)
      for (const violation of await check(page, subject)) found.push({ page, ...violation });
    return found;
  };

/** A violation if there is a fault. */
export const violationOf = (fault: string | undefined, bounds?: Bounds): readonly Violation[] =>
  fault === undefined ? [] : [bounds === undefined ? { text: fault } : { text: fault, bounds }];

/** Whether an object is at least partly within the bleed, so that it is printed. */
export const isWithin = ({ bounds }: { readonly bounds: Bounds }, bleed: Bounds): boolean =>
  intersect(bounds, bleed) !== undefined;

/** The clause of a requirement of newspaper printing that goes beyond PDF/X-4. */
export const pressRequirement = '报纸印刷的要求';

/** In points. */
export const millimetre = 72 / 25.4;
