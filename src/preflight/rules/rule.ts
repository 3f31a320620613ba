import type { Bounds } from '../../pdf-reader/matrix.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import type { PageMeasurement } from '../ink/measure-page.ts';

/** What rules look at: one file, read. The dear things are made when they are asked for. */
export interface Subject {
  readonly file: PdfFile;
  readonly pages: readonly Page[];
  /** What is seen on the plates of a page; they are drawn once, when it is first asked for. */
  readonly measure: (page: Page) => Promise<PageMeasurement>;
  /** The copy that the pages should hold, where it was given. */
  readonly copy: string | undefined;
  /** The most ink at one spot, in percent. */
  readonly inkLimit: number;
}

/** A place where a rule is broken, and how, in Chinese. Without a page it is the file's affair. */
export interface Violation {
  readonly text: string;
  /** The words it is seen in. */
  readonly words?: string;
  readonly page?: Page;
  /** In the page's own space. */
  readonly bounds?: Bounds;
}

export interface Rule {
  readonly id: string;
  /** The standard, or our own demand. */
  readonly clause: string;
  readonly severity: 'error' | 'warning';
  /** What is demanded, in Chinese: docs/preflight.md has the same words. */
  readonly demand: string;
  readonly check: (subject: Subject) => Iterable<Violation> | Promise<Iterable<Violation>>;
}

/** A rule that only looks at one page at a time. */
export const perPage =
  (
    check: (page: Page, subject: Subject) => Iterable<Violation> | Promise<Iterable<Violation>>,
  ): Rule['check'] =>
  async (subject) => {
    const found: Violation[] = [];
    for (const page of subject.pages)
      for (const breach of await check(page, subject)) found.push({ page, ...breach });
    return found;
  };

/** A demand of newspaper printing that goes beyond PDF/X-4. */
export const pressRequirement = '报纸印刷的要求';
