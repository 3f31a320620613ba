import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import { type BundledTemplate, bundledTemplates } from './bundled-templates.ts';
import type { ParsedYaml } from './parse-settings.ts';
import type { TemplateFile } from './schema.ts';

/** A path in a template file as a key of `BundledTemplate.places`. */
export const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('\n');

/**
 * Reads a template file. In: its text, its name for messages. Out: its value and places, or undefined after reporting
 * its faults. A text that is in the bundle is not parsed again: loading parser and schema costs more than setting a
 * page.
 */
export async function readTemplateFile(
  source: string,
  file: string,
  desk: Desk,
  bundled: readonly BundledTemplate[] = bundledTemplates,
): Promise<ParsedYaml<TemplateFile> | undefined> {
  const found = bundled.find((template) => template.source === source);
  if (found !== undefined) return { value: found.value, at: (path) => placeIn(found, file, path) };
  const { parseTemplateFile } = await import('./parse-settings.ts');
  return memoize(
    desk.cache.memory,
    desk.report,
    'template',
    () => `${file}\n${source}`,
    (report) => parseTemplateFile(source, file, report),
  );
}

/** The place of the value at a path, or the one to report if it is missing. */
function placeIn({ places }: BundledTemplate, file: string, path: readonly PropertyKey[]): Place {
  const entry = places[pathKey(path)];
  if (entry !== undefined) return { file, start: { line: entry[0], column: entry[1] } };
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const [, , line, column] = places[pathKey(path.slice(0, length))] ?? [];
    if (line !== undefined && column !== undefined) return { file, start: { line, column } };
  }
  return { file };
}
