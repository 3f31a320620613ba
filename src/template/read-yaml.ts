import { closest } from 'fastest-levenshtein';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';

/** A YAML file read by a schema: its value, and where each of its values stands. */
export interface ParsedYaml<T> {
  readonly value: T;
  readonly at: (path: readonly PropertyKey[]) => Place;
}

/**
 * Reads a YAML file against a schema. In: source text, the file's name for messages, the schema. Out: the value
 * and the place of any path in it, or undefined after telling every fault at its line and column.
 */
export function parseYaml<S extends z.ZodType>(
  source: string,
  file: string,
  schema: S,
  report: Report,
): ParsedYaml<z.infer<S>> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const spot = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, start: { line, column: col } };
  };
  const placeOf = (node: Node | null): Place => (node?.range ? spot(node.range[0]) : { file });
  const at = (path: readonly PropertyKey[]) => placeOf(nearestNode(document.contents, path));
  for (const error of document.errors) {
    report('bad-yaml', spot(error.pos[0]), { detail: error.message.split('\n')[0] ?? '' });
  }
  if (document.errors.length > 0) return undefined;
  const content = contentOf(document, (detail) => report('bad-yaml', { file }, { detail }));
  if (content === undefined) return undefined;
  const read = schema.safeParse(content.value);
  if (read.success) return { value: read.data, at };
  for (const issue of read.error.issues) {
    const place = (below: readonly PropertyKey[]) => {
      const key = below.length > 0 ? keyNode(document.getIn(issue.path, true), below[0]) : undefined;
      return key === undefined ? at([...issue.path, ...below]) : placeOf(key);
    };
    reportIssue(issue, knownKeys(schema, issue.path), place, report);
  }
  return undefined;
}

/** The document as plain data. It throws where aliases of aliases would grow beyond all bounds. */
function contentOf(
  document: Document,
  tell: (detail: string) => void,
): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    tell('* 引用太多');
    return undefined;
  }
}

/**
 * Tells one fault that a schema found. In: the fault, the keys that are known where it lies, and the place of a
 * key below it.
 */
export function reportIssue(
  issue: z.core.$ZodIssue,
  known: readonly string[],
  at: (below: readonly PropertyKey[]) => Place,
  report: Report,
): void {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    for (const unknown of issue.keys) {
      const nearest = known.length > 0 ? closest(unknown, known) : undefined;
      report('unknown-key', at([unknown]), { key: unknown, nearest });
    }
    return;
  }
  const length = lengthFault(issue);
  if (length !== undefined) report('bad-length', at([]), { key, value: length });
  else report('bad-value', at([]), { key, expected: expectation(issue) });
}

function lengthFault(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'custom') return issue.params?.['length'] as string | undefined;
  return undefined;
}

/** What a schema's types are called by people who write YAML. */
const shapes: Readonly<Record<string, string>> = {
  boolean: ' true 或 false',
  string: '文字',
  number: '数',
  int: '整数',
  array: '列表',
  tuple: '两个值的列表，如 [275mm, 390mm]',
  object: '一组“键: 值”',
  record: '一组“键: 值”',
};

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      // The library's own words are English; the schema's are for the reader.
      if (/\p{Script=Han}/u.test(issue.message)) return issue.message;
      return shapes[issue.expected] ?? ` ${issue.expected}`;
    case 'invalid_value':
      return issue.values.map(String).join('、');
    case 'too_small':
      return `不小于 ${issue.minimum}`;
    case 'too_big':
      return `不大于 ${issue.maximum}`;
    default:
      return ` ${issue.message}`;
  }
}

/** The keys of the object a path leads to. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let shape: unknown = schema;
  for (const key of path) {
    // A record has one schema for all its keys.
    const { shape: fields, valueType } = (shape ?? {}) as {
      readonly shape?: Record<PropertyKey, unknown>;
      readonly valueType?: unknown;
    };
    shape = fields?.[key] ?? valueType;
  }
  return Object.keys((shape as { shape?: object } | undefined)?.shape ?? {});
}

/** The node of a map's key itself. */
function keyNode(map: unknown, key: PropertyKey | undefined): Node | undefined {
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  return pair?.key as Node | undefined;
}

/** The node of a path, or of as much of it as the file holds; for a key of a map, the key itself. */
function nearestNode(root: Node | null, path: readonly PropertyKey[]): Node | null {
  let node: Node | null = root;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair === undefined) return node;
      const value = pair.value as Node | null;
      node = key === path.at(-1) ? (value ?? (pair.key as Node)) : value;
      if (key === path.at(-1) && value !== null && isMap(value)) return pair.key as Node;
    } else if (node !== null && 'get' in node && typeof node.get === 'function') {
      node = (node.get(key, true) as Node | undefined) ?? node;
    }
  }
  return node;
}
