import type { Place } from '../core/place.ts';
import type { BundledTemplate } from './bundled-templates.ts';
import { type ParsedYaml, parseTemplateFile } from './parse-settings.ts';
import { pathKey } from './read-template-file.ts';
import type { TemplateFile } from './schema.ts';

/** Parses a template file when the program is bundled, with the place of each value. Throws if the file has a fault. */
export function bundleTemplate(source: string): BundledTemplate {
  const parsed = parseTemplateFile(source, '', (code, place) => {
    throw new Error(`${code} at ${JSON.stringify(place)}`);
  });
  if (parsed === undefined) throw new Error('the template file has a fault');
  return { source, value: parsed.value, places: Object.fromEntries(placesOf(parsed)) };
}

/** A key that no template has: its place is the one reported for a missing value. */
const missingKey = '\0';

function placesOf({
  value,
  at,
}: ParsedYaml<TemplateFile>): readonly (readonly [string, BundledTemplate['places'][string]])[] {
  const walk = (
    below: unknown,
    path: readonly string[],
  ): readonly (readonly [string, BundledTemplate['places'][string]])[] => {
    const places = [...lineAndColumn(at(path)), ...lineAndColumn(at([...path, missingKey]))] as const;
    const inner = typeof below === 'object' && below !== null ? Object.entries(below) : [];
    return [[pathKey(path), places] as const, ...inner.flatMap(([key, each]) => walk(each, [...path, key]))];
  };
  return walk(value, []);
}

function lineAndColumn({ start }: Place): readonly [number, number] {
  if (start === undefined) throw new Error('a value of the template has no place');
  return [start.line, start.column];
}
