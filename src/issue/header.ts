import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import { readHeaderTags } from './header-html.ts';
import type { Located, Run } from './issue.ts';
import { findNearWord } from './values.ts';

/**
 * The front matter of a file as data with places, independent of the YAML library, and functions that read it. A value
 * of the wrong shape is reported and gives undefined. A key without a value is ignored.
 */
export type HeaderNode = HeaderMap | HeaderList | HeaderScalar;

export interface HeaderMap {
  readonly kind: 'map';
  readonly entries: readonly HeaderEntry[];
  readonly place: Place;
}

export interface HeaderEntry {
  readonly key: Run;
  /** Missing if nothing is written after the colon. */
  readonly value?: HeaderNode;
}

interface HeaderList {
  readonly kind: 'list';
  readonly items: readonly HeaderNode[];
  readonly place: Place;
}

export interface HeaderScalar {
  readonly kind: 'scalar';
  /** As written, without quotes: `012` is '012'. */
  readonly text: string;
  /** The value according to YAML: a number, a boolean or a string. */
  readonly value: unknown;
  /** The text with the places of its characters; a line end is a run '\n'. */
  readonly runs: readonly Run[];
  readonly place: Place;
}

/** The values of a map by key. */
export type Fields = ReadonlyMap<string, HeaderNode>;

/**
 * The values of a map by key. In: `name`, the key of the map itself, and the valid keys. A key that is nearly a valid one is an
 * error; any other invalid key is ignored with a warning, because files come from other tools.
 */
export function readFields(
  header: HeaderNode | undefined,
  name: string,
  keys: readonly string[],
  desk: Desk,
): Fields {
  const map = asMap(header, name, desk);
  const fields = new Map<string, HeaderNode>();
  for (const { key, value } of map?.entries ?? []) {
    if (!keys.includes(key.text)) {
      const nearest = findNearWord(key.text, keys);
      if (nearest !== undefined) desk.report('unknown-key', key.place, { key: key.text, nearest });
      else desk.report('key-ignored', key.place, { key: key.text });
    } else if (value !== undefined) fields.set(key.text, value);
  }
  return fields;
}

/** The node as a map; another shape is reported. */
export function asMap(header: HeaderNode | undefined, key: string, desk: Desk): HeaderMap | undefined {
  if (header === undefined || header.kind === 'map') return header;
  desk.report('bad-value', header.place, { key, expected: '一组“键: 值”' });
  return undefined;
}

/** The node as a single value; another shape is reported. */
export function asScalar(header: HeaderNode | undefined, key: string, desk: Desk): HeaderScalar | undefined {
  if (header === undefined || header.kind === 'scalar') return header;
  desk.report('bad-value', header.place, { key, expected: '一个值' });
  return undefined;
}

/** The items of a list; any other node is its own single item. */
export function asItems(header: HeaderNode | undefined): readonly HeaderNode[] {
  if (header === undefined) return [];
  return header.kind === 'list' ? header.items : [header];
}

/** A single value as text with its place. */
export function readText(
  header: HeaderNode | undefined,
  key: string,
  desk: Desk,
): Located<string> | undefined {
  const scalar = asScalar(header, key, desk);
  const run = scalar && asRun(scalar, scalar.runs);
  return run && { value: run.text, place: run.place };
}

/** A single value as one run, to be printed on one line. HTML has no meaning in it. */
export function readRun(header: HeaderNode | undefined, key: string, desk: Desk): Run | undefined {
  const scalar = asScalar(header, key, desk);
  if (scalar === undefined) return undefined;
  const runs = readHeaderTags(scalar.runs, 'one run', desk);
  return asRun(runs === scalar.runs ? scalar : { ...scalar, text: textOf(runs) }, runs);
}

/** A value as one run: the only one of its runs, which has the place of its characters, or its whole text. */
const asRun = ({ text, place }: HeaderScalar, runs: readonly Run[]): Run =>
  runs.length === 1 ? runs[0]! : { text, marks: [], place };

const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** One run for each item of a list. */
export function readItemRuns(header: HeaderNode | undefined, key: string, desk: Desk): readonly Run[] {
  return asItems(header).flatMap((item) => readRun(item, key, desk) ?? []);
}

/**
 * The lines of a text, separated by runs '\n'. They are written as a list, as a YAML block scalar, or with `<br>` in a
 * string; other HTML has the meaning that it has in the body.
 */
export function readLines(header: HeaderNode | undefined, key: string, desk: Desk): readonly Run[] {
  return asItems(header).flatMap((item, index) => {
    const scalar = asScalar(item, key, desk);
    if (scalar === undefined) return [];
    const lines = readHeaderTags(scalar.runs, 'lines', desk);
    return index === 0 ? lines : [{ text: '\n', marks: [], place: scalar.place }, ...lines];
  });
}
