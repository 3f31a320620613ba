import type { Place } from '../core/place.ts';
import type { BundledTemplate } from './bundled-templates.ts';
import { parseTemplateFile } from './parse-settings.ts';
import { pathKey } from './read-sheet.ts';
import type { ParsedYaml } from './read-yaml.ts';
import type { TemplateFile } from './schema.ts';

/** Reads a template's file ahead of time, for the bundle. Throws where the file has a fault. */
export function bundleTemplate(source: string): BundledTemplate {
  const sheet = parseTemplateFile(source, '', (code, place) => {
    throw new Error(`${code} at ${JSON.stringify(place)}`);
  });
  if (sheet === undefined) throw new Error('the template does not read');
  return { source, value: sheet.value, places: Object.fromEntries(placesOf(sheet)) };
}

/** A key that no template has. */
const nothing = '\0';

function placesOf({
  value,
  at,
}: ParsedYaml<TemplateFile>): readonly (readonly [string, BundledTemplate['places'][string]])[] {
  const walk = (
    below: unknown,
    path: readonly string[],
  ): readonly (readonly [string, BundledTemplate['places'][string]])[] => {
    const own = [...pair(at(path)), ...pair(at([...path, nothing]))] as const;
    const inner = typeof below === 'object' && below !== null ? Object.entries(below) : [];
    return [[pathKey(path), own] as const, ...inner.flatMap(([key, each]) => walk(each, [...path, key]))];
  };
  return walk(value, []);
}

function pair({ start }: Place): readonly [number, number] {
  if (start === undefined) throw new Error('a value of the template has no place');
  return [start.line, start.column];
}
