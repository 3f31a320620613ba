import { closest } from 'fastest-levenshtein';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import {
  type PrintOverrides,
  printOverrides,
  type TemplateFile,
  type TypographyOverrides,
  templateFile,
  typographyOverrides,
} from './schema.ts';

/*
 * Parses template files and the settings of an issue against the schemas of schema.ts. Loaded only if there is
 * something to parse: the YAML parser and the schema library take longer to load than a page to set.
 */

/** Parses a template file. Returns undefined after reporting its faults at their places. */
export const parseTemplateFile = (
  source: string,
  file: string,
  report: Report,
): ParsedYaml<TemplateFile> | undefined => parseYaml(source, file, templateFile, report);

/** Settings as written, by key. */
type Settings = ReadonlyMap<string, { readonly value: unknown; readonly place: Place }>;

/** Parses `print:` and `typography:` of an issue. Returns undefined after reporting their faults at their places. */
export function parseOverrides(
  print: Settings,
  typography: Settings,
  report: Report,
): { readonly print: PrintOverrides; readonly typography: TypographyOverrides } | undefined {
  const parsed = {
    print: parseSettings(print, printOverrides, report),
    typography: parseSettings(typography, typographyOverrides, report),
  };
  return parsed.print && parsed.typography && { print: parsed.print, typography: parsed.typography };
}

function parseSettings<S extends z.ZodObject>(
  settings: Settings,
  schema: S,
  report: Report,
): z.infer<S> | undefined {
  const values = Object.fromEntries([...settings].map(([key, { value }]) => [key, value]));
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const at = (below: readonly PropertyKey[]) =>
      settings.get(String(issue.path[0] ?? below[0]))?.place ?? { file: '' };
    reportIssue(issue, Object.keys(schema.shape), at, report);
  }
  return undefined;
}

/** A YAML file parsed by a schema. */
export interface ParsedYaml<T> {
  readonly value: T;
  /** The place of the value at a path; if the file lacks it, that of the nearest value around it. */
  readonly at: (path: readonly PropertyKey[]) => Place;
}

/** Characters of a template file; ours has six thousand. */
const maxLength = 256 * 1024;

/** Parses YAML against a schema. Returns undefined after reporting every fault at its line and column. */
function parseYaml<S extends z.ZodType>(
  source: string,
  file: string,
  schema: S,
  report: Report,
): ParsedYaml<z.infer<S>> | undefined {
  if (source.length > maxLength) {
    report('bad-yaml', { file }, { detail: `版式文件太长：${source.length} 字，最多 ${maxLength} 字` });
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const placeAtOffset = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, start: { line, column: col } };
  };
  const placeOf = (node: Node | null): Place => (node?.range ? placeAtOffset(node.range[0]) : { file });
  const at = (path: readonly PropertyKey[]) => placeOf(nearestNode(document.contents, path));
  for (const error of document.errors) {
    report('bad-yaml', placeAtOffset(error.pos[0]), { detail: error.message.split('\n')[0] ?? '' });
  }
  if (document.errors.length > 0) return undefined;
  const content = contentOf(document, (detail) => report('bad-yaml', { file }, { detail }));
  if (content === undefined) return undefined;
  const parsed = schema.safeParse(content.value);
  if (parsed.success) return { value: parsed.data, at };
  for (const issue of parsed.error.issues) {
    const place = (below: readonly PropertyKey[]) => {
      const key = below.length > 0 ? keyNode(document.getIn(issue.path, true), below[0]) : undefined;
      return key === undefined ? at([...issue.path, ...below]) : placeOf(key);
    };
    reportIssue(issue, allowedKeysAt(schema, issue.path), place, report);
  }
  return undefined;
}

/** The document as plain data; undefined, after a report, if its aliases expand beyond the limit of the parser. */
function contentOf(
  document: Document,
  reportFault: (detail: string) => void,
): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    reportFault('* 引用太多');
    return undefined;
  }
}

/** Reports a fault found by a schema. In: the keys allowed at its path, and the place of a key below that path. */
function reportIssue(
  issue: z.core.$ZodIssue,
  allowedKeys: readonly string[],
  at: (below: readonly PropertyKey[]) => Place,
  report: Report,
): void {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    for (const unknown of issue.keys) {
      const nearest = allowedKeys.length > 0 ? closest(unknown, allowedKeys) : undefined;
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

/** The types of a schema in the words of a person who writes YAML. */
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
      // The messages of zod are English; those of our schema are Chinese and for the user.
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

/** The keys that a schema allows in the object at a path. */
function allowedKeysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
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

/** The node of a key of a map. */
function keyNode(map: unknown, key: PropertyKey | undefined): Node | undefined {
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  return pair?.key as Node | undefined;
}

/** The node at a path or at its longest prefix in the file; if the value is a map or missing, the node of its key. */
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
