import type { TemplateFile } from './schema.ts';

/** A template's file as it was read when the program was bundled. */
export interface BundledTemplate {
  readonly source: string;
  readonly value: TemplateFile;
  /** Line and column of each value by its path, and those of what it might hold and does not. */
  readonly places: Readonly<
    Record<string, readonly [line: number, column: number, line: number, column: number]>
  >;
}

/** None in the sources; the bundle has those of the templates that come with the program (scripts/bundle.js). */
export const bundledTemplates: readonly BundledTemplate[] = [];
