import type { z } from 'zod';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import { type ParsedYaml, parseYaml, reportIssue } from './read-yaml.ts';
import {
  type PrintOverrides,
  printOverrides,
  type TemplateFile,
  type TypographyOverrides,
  templateFile,
  typographyOverrides,
} from './schema.ts';

/** Reads a template's file. Out: undefined after telling its faults at their places. */
export const parseTemplateFile = (
  source: string,
  file: string,
  report: Report,
): ParsedYaml<TemplateFile> | undefined => parseYaml(source, file, templateFile, report);

/** Settings as they were written, by their keys. */
type Settings = ReadonlyMap<string, { readonly value: unknown; readonly place: Place }>;

/** Reads an issue's own `print:` and `typography:`. Out: undefined after telling their faults at their places. */
export function parseOverrides(
  print: Settings,
  typography: Settings,
  report: Report,
): { readonly print: PrintOverrides; readonly typography: TypographyOverrides } | undefined {
  const read = {
    print: readSettings(print, printOverrides, report),
    typography: readSettings(typography, typographyOverrides, report),
  };
  return read.print && read.typography && { print: read.print, typography: read.typography };
}

function readSettings<S extends z.ZodObject>(
  settings: Settings,
  schema: S,
  report: Report,
): z.infer<S> | undefined {
  const written = Object.fromEntries([...settings].map(([key, { value }]) => [key, value]));
  const read = schema.safeParse(written);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const at = (below: readonly PropertyKey[]) =>
      settings.get(String(issue.path[0] ?? below[0]))?.place ?? { file: '' };
    reportIssue(issue, Object.keys(schema.shape), at, report);
  }
  return undefined;
}
