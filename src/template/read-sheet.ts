import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import { type BundledTemplate, bundledTemplates } from './bundled-templates.ts';
import type { ParsedYaml } from './parse-settings.ts';
import type { TemplateFile } from './schema.ts';

/** A path in a template's file, as a key. */
export const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('\n');

/**
 * Reads a template's file. In: its text, its name for messages. Out: undefined after telling its faults. A text that
 * the bundle read beforehand is not read again: parser and schema cost more than setting a page.
 */
export async function readSheet(
  source: string,
  file: string,
  desk: Desk,
  made: readonly BundledTemplate[] = bundledTemplates,
): Promise<ParsedYaml<TemplateFile> | undefined> {
  const known = made.find((sheet) => sheet.source === source);
  if (known !== undefined) return { value: known.value, at: (path) => placeIn(known, file, path) };
  const { parseTemplateFile } = await import('./parse-settings.ts');
  return memoize(
    desk.cache.memory,
    desk.report,
    'template',
    () => `${file}\n${source}`,
    (report) => parseTemplateFile(source, file, report),
  );
}

/** The place of a path, or of as much of it as the file holds. */
function placeIn({ places }: BundledTemplate, file: string, path: readonly PropertyKey[]): Place {
  const whole = places[pathKey(path)];
  if (whole !== undefined) return { file, start: { line: whole[0], column: whole[1] } };
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const [, , line, column] = places[pathKey(path.slice(0, length))] ?? [];
    if (line !== undefined && column !== undefined) return { file, start: { line, column } };
  }
  return { file };
}
