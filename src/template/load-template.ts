import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../core/desk.ts';
import type { Report } from '../core/diagnostics.ts';
import { packageRoot } from '../core/package-root.ts';
import type { Place } from '../core/place.ts';
import { hasSoundGeometry } from './check-geometry.ts';
import { isPressProfile } from './press-profile.ts';
import { readSheet } from './read-sheet.ts';
import { type AppliedOverrides, resolveTemplate } from './resolve-template.ts';
import type { FontRequest, Template } from './template.ts';

interface Told<T> {
  readonly value: T;
  readonly place: Place;
}

/** Settings of the template that an issue overrides, as they were written. */
export interface TemplateOverrides {
  readonly fonts: ReadonlyMap<string, Told<string>>;
  readonly print: ReadonlyMap<string, Told<unknown>>;
  readonly typography: ReadonlyMap<string, Told<unknown>>;
}

/** Reads a file of the template's folder; undefined where there is none. */
type ReadBeside = (name: string) => Promise<Uint8Array | undefined>;

const fileName = 'template.yaml';

/** The names of the templates that come with the program. */
export function templateNames(): readonly string[] {
  const folder = join(packageRoot, 'templates');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, fileName)))
    .sort();
}

/**
 * Loads a template and lays the overrides over it. In: the name of a template, or the path of a template
 * folder relative to the issue. Out: the template with every length in points, or undefined after its faults were
 * told at their places.
 */
export async function loadTemplate(
  wish: Told<string>,
  overrides: TemplateOverrides,
  desk: Desk,
): Promise<Template | undefined> {
  const applied = await readOverrides(overrides, desk.report);
  const folder = await openFolder(wish, desk);
  if (folder === undefined || applied === undefined) return undefined;
  const sheet = await readSheet(folder.source, folder.file, desk);
  if (sheet === undefined) return undefined;
  const profile = await readProfile(
    sheet.value.print.profile.file,
    sheet.at(['print', 'profile']),
    folder.read,
    desk,
  );
  const own = await readOwnProfile(applied, overrides, desk);
  if (profile === undefined || own === 'faulty') return undefined;
  const resolved = resolveTemplate(
    wish.value,
    sheet,
    folder.file,
    { ...applied, profileBytes: own ?? profile },
    desk.report,
  );
  const placeOf = (group: 'print' | 'typography', key: string) => {
    const own = group === 'typography' ? 'grid' : key === 'trim' ? 'sheet' : 'print';
    return overrides[group].get(key)?.place ?? sheet.at([own, key]);
  };
  return resolved && hasSoundGeometry(resolved, placeOf, desk.report) ? resolved : undefined;
}

interface Folder {
  readonly file: string;
  readonly source: string;
  readonly read: ReadBeside;
}

async function openFolder(wish: Told<string>, desk: Desk): Promise<Folder | undefined> {
  const own = templateNames().includes(wish.value);
  const read = own ? houseReader(wish.value) : deskReader(wish, desk);
  const bytes = await read(fileName);
  if (bytes === undefined) {
    desk.report('unknown-template', wish.place, { name: wish.value, known: templateNames() });
    return undefined;
  }
  const file = own ? `templates/${wish.value}/${fileName}` : `${wish.value}/${fileName}`;
  return { file, source: new TextDecoder().decode(bytes), read };
}

function houseReader(name: string): ReadBeside {
  return async (file) => {
    const path = join(packageRoot, 'templates', name, file);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
}

function deskReader(wish: Told<string>, desk: Desk): ReadBeside {
  return async (file) => {
    const result = await desk.read(`${wish.value}/${file}`, wish.place.file, 'house');
    return result.ok ? result.bytes : undefined;
  };
}

async function readProfile(
  file: string,
  place: Place,
  read: ReadBeside,
  desk: Desk,
): Promise<Uint8Array | undefined> {
  const bytes = await read(file);
  if (bytes === undefined) desk.report('profile-missing', place, { path: file });
  else if (isPressProfile(bytes)) return bytes;
  else desk.report('profile-broken', place, { path: file });
  return undefined;
}

/** The printer's own profile, which an issue names beside itself. */
async function readOwnProfile(
  applied: AppliedOverrides,
  overrides: TemplateOverrides,
  desk: Desk,
): Promise<Uint8Array | 'faulty' | undefined> {
  const told = overrides.print.get('profile');
  const wish = applied.print.profile;
  if (told === undefined || wish === undefined) return undefined;
  const read: ReadBeside = async (file) => {
    const result = await desk.read(file, told.place.file, 'house');
    return result.ok ? result.bytes : undefined;
  };
  return (await readProfile(wish.file, told.place, read, desk)) ?? 'faulty';
}

async function readOverrides(
  { print, typography, fonts }: TemplateOverrides,
  report: Report,
): Promise<AppliedOverrides | undefined> {
  const settings = await readSettings(print, typography, report);
  const wishes = [...fonts].map(([role, { value, place }]): [string, FontRequest] => [
    role,
    { font: value, fallback: [], from: place.file, place },
  ]);
  return settings && { ...settings, fonts: new Map(wishes) };
}

/** Most issues change nothing of their template, and load no schema for it. */
async function readSettings(
  print: TemplateOverrides['print'],
  typography: TemplateOverrides['typography'],
  report: Report,
): Promise<Pick<AppliedOverrides, 'print' | 'typography'> | undefined> {
  if (print.size === 0 && typography.size === 0) return { print: {}, typography: {} };
  const { parseOverrides } = await import('./parse-settings.ts');
  return parseOverrides(print, typography, report);
}
