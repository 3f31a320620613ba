import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import type { Run, Told } from './issue.ts';
import { nearest } from './nearest.ts';

/** A file's header as data with places, free of YAML's own types. An empty value is no value. */
export type Header = HeaderMap | HeaderList | HeaderScalar;

export interface HeaderMap {
  readonly kind: 'map';
  readonly entries: readonly HeaderEntry[];
  readonly place: Place;
}

export interface HeaderEntry {
  readonly key: Run;
  /** Missing where nothing is written after the colon. */
  readonly value?: Header;
}

interface HeaderList {
  readonly kind: 'list';
  readonly items: readonly Header[];
  readonly place: Place;
}

export interface HeaderScalar {
  readonly kind: 'scalar';
  /** As written, without quotes: `012` stays `012`. */
  readonly text: string;
  /** As YAML understands it: a number, true or false, or a string. */
  readonly value: unknown;
  /** The text with the places of its characters; a line end is a run '\n'. */
  readonly runs: readonly Run[];
  readonly place: Place;
}

/** The values of a map by key. */
export type Fields = ReadonlyMap<string, Header>;

/** The values of a map; keys not in `known` are told, with the nearest that is. `name` is the key it stands at. */
export function fieldsOf(
  header: Header | undefined,
  name: string,
  known: readonly string[],
  desk: Desk,
): Fields {
  const map = mapOf(header, name, desk);
  const fields = new Map<string, Header>();
  for (const { key, value } of map?.entries ?? []) {
    if (!known.includes(key.text)) {
      desk.report('unknown-key', key.place, { key: key.text, nearest: nearest(key.text, known) });
    } else if (value !== undefined) fields.set(key.text, value);
  }
  return fields;
}

/** The header as a map; another shape is told. */
export function mapOf(header: Header | undefined, key: string, desk: Desk): HeaderMap | undefined {
  if (header === undefined || header.kind === 'map') return header;
  desk.report('bad-value', header.place, { key, expected: '一组“键: 值”' });
  return undefined;
}

/** The header as a single value; another shape is told. */
export function scalarOf(header: Header | undefined, key: string, desk: Desk): HeaderScalar | undefined {
  if (header === undefined || header.kind === 'scalar') return header;
  desk.report('bad-value', header.place, { key, expected: '一个值' });
  return undefined;
}

/** The entries of a list; a single entry may stand without one. */
export function itemsOf(header: Header | undefined): readonly Header[] {
  if (header === undefined) return [];
  return header.kind === 'list' ? header.items : [header];
}

/** A single value as text with its place. */
export function toldOf(header: Header | undefined, key: string, desk: Desk): Told<string> | undefined {
  const run = runOf(header, key, desk);
  return run && { value: run.text, place: run.place };
}

/** A single value as one run, to be printed on one line. */
export function runOf(header: Header | undefined, key: string, desk: Desk): Run | undefined {
  const scalar = scalarOf(header, key, desk);
  if (scalar === undefined) return undefined;
  const only = scalar.runs.length === 1 ? scalar.runs[0] : undefined;
  return only ?? { text: scalar.text, marks: [], place: scalar.place };
}

/** A list of lines, each one run. */
export function lineRuns(header: Header | undefined, key: string, desk: Desk): readonly Run[] {
  return itemsOf(header).flatMap((item) => runOf(item, key, desk) ?? []);
}
