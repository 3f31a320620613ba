import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../core/desk.ts';
import type { Report } from '../core/diagnostics.ts';
import { packageRoot } from '../core/package-root.ts';
import type { Place } from '../core/place.ts';
import { checkGeometry } from './check-geometry.ts';
import { isPressProfile } from './press-profile.ts';
import { readTemplateFile } from './read-template-file.ts';
import { type ParsedOverrides, resolveTemplate } from './resolve-template.ts';
import type { FontRequest, Template } from './template.ts';

/** A setting as written, with its place. */
interface Written<T> {
  readonly value: T;
  readonly place: Place;
}

/** The settings of a template that an issue overrides, as written. */
export interface TemplateOverrides {
  readonly fonts: ReadonlyMap<string, Written<string>>;
  readonly print: ReadonlyMap<string, Written<unknown>>;
  readonly typography: ReadonlyMap<string, Written<unknown>>;
}

/** Reads a file of a template folder; undefined if it does not exist. */
type ReadFile = (name: string) => Promise<Uint8Array | undefined>;

const fileName = 'template.yaml';

/** The names of the templates that come with the program. */
export function templateNames(): readonly string[] {
  const folder = join(packageRoot, 'templates');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, fileName)))
    .sort();
}

/**
 * Loads a template and applies the overrides of the issue. In: the name of a template that comes with the program, or
 * the path of a template folder relative to the issue. Out: the template with every length in points, or undefined
 * after reporting its faults at their places.
 */
export async function loadTemplate(
  request: Written<string>,
  overrides: TemplateOverrides,
  desk: Desk,
): Promise<Template | undefined> {
  const parsed = await readOverrides(overrides, desk.report);
  const folder = await openFolder(request, desk);
  if (folder === undefined || parsed === undefined) return undefined;
  const templateFile = await readTemplateFile(folder.source, folder.file, desk);
  if (templateFile === undefined) return undefined;
  const profile = await readProfile(
    templateFile.value.print.profile.file,
    templateFile.at(['print', 'profile']),
    folder.read,
    desk,
  );
  const override = await readProfileOverride(parsed, overrides, desk);
  if (profile === undefined || override === 'faulty') return undefined;
  const resolved = resolveTemplate(
    request.value,
    templateFile,
    folder.file,
    { ...parsed, profileBytes: override ?? profile },
    desk.report,
  );
  const placeOf = (group: 'print' | 'typography' | 'grid', key: string) => {
    // The body size changes how many characters and lines the type area holds.
    const { typography } = overrides;
    if (group === 'grid')
      return (typography.get('leading') ?? typography.get('size'))?.place ?? templateFile.at(['grid', key]);
    const section = group === 'typography' ? 'grid' : key === 'trim' ? 'sheet' : 'print';
    return overrides[group].get(key)?.place ?? templateFile.at([section, key]);
  };
  if (resolved === undefined || !checkGeometry(resolved, placeOf, desk.report)) return undefined;
  const source = {
    value:
      (override === undefined ? undefined : parsed.print.profile?.file) ??
      templateFile.value.print.profile.file,
    place: overrides.print.get('profile')?.place ?? templateFile.at(['print', 'profile']),
  };
  return { ...resolved, print: { ...resolved.print, profile: { ...resolved.print.profile, source } } };
}

interface Folder {
  readonly file: string;
  readonly source: string;
  readonly read: ReadFile;
}

async function openFolder(request: Written<string>, desk: Desk): Promise<Folder | undefined> {
  const isBuiltIn = templateNames().includes(request.value);
  const read = isBuiltIn ? builtInReader(request.value) : deskReader(request, desk);
  const bytes = await read(fileName);
  if (bytes === undefined) {
    desk.report('unknown-template', request.place, { name: request.value, known: templateNames() });
    return undefined;
  }
  const file = isBuiltIn ? `templates/${request.value}/${fileName}` : `${request.value}/${fileName}`;
  return { file, source: new TextDecoder().decode(bytes), read };
}

function builtInReader(name: string): ReadFile {
  return async (file) => {
    const path = join(packageRoot, 'templates', name, file);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
}

function deskReader(request: Written<string>, desk: Desk): ReadFile {
  return async (file) => {
    const result = await desk.read(`${request.value}/${file}`, request.place.file, 'anywhere');
    return result.ok ? result.bytes : undefined;
  };
}

async function readProfile(
  file: string,
  place: Place,
  read: ReadFile,
  desk: Desk,
): Promise<Uint8Array | undefined> {
  const bytes = await read(file);
  if (bytes === undefined) desk.report('profile-missing', place, { path: file });
  else if (isPressProfile(bytes)) return bytes;
  else desk.report('profile-broken', place, { path: file });
  return undefined;
}

/** The profile that the issue names instead of the one of the template, relative to the issue. */
async function readProfileOverride(
  parsed: ParsedOverrides,
  overrides: TemplateOverrides,
  desk: Desk,
): Promise<Uint8Array | 'faulty' | undefined> {
  const written = overrides.print.get('profile');
  const profile = parsed.print.profile;
  if (written === undefined || profile === undefined) return undefined;
  const read: ReadFile = async (file) => {
    const result = await desk.read(file, written.place.file, 'anywhere');
    return result.ok ? result.bytes : undefined;
  };
  return (await readProfile(profile.file, written.place, read, desk)) ?? 'faulty';
}

async function readOverrides(
  { print, typography, fonts }: TemplateOverrides,
  report: Report,
): Promise<ParsedOverrides | undefined> {
  const settings = await readSettings(print, typography, report);
  const requests = [...fonts].map(([role, { value, place }]): [string, FontRequest] => [
    role,
    { font: value, fallback: [], from: place.file, place },
  ]);
  return settings && { ...settings, fonts: new Map(requests) };
}

/** Most issues override nothing, and then the schema is not loaded. */
async function readSettings(
  print: TemplateOverrides['print'],
  typography: TemplateOverrides['typography'],
  report: Report,
): Promise<Pick<ParsedOverrides, 'print' | 'typography'> | undefined> {
  if (print.size === 0 && typography.size === 0) return { print: {}, typography: {} };
  const { parseOverrides } = await import('./parse-settings.ts');
  return parseOverrides(print, typography, report);
}
