import type { TemplateFile } from './schema.ts';

/** A template file as parsed when the program was bundled. */
export interface BundledTemplate {
  readonly source: string;
  readonly value: TemplateFile;
  /** Maps the path of each value to its line and column, followed by the line and column to report if it is missing. */
  readonly places: Readonly<
    Record<string, readonly [line: number, column: number, line: number, column: number]>
  >;
}

/**
 * Empty in the sources; the bundle has the templates that come with the program (scripts/bundle.js replaces this
 * file).
 */
export const bundledTemplates: readonly BundledTemplate[] = [];
