import type { Directives } from 'mdast-util-directive';
import type { Place } from '../core/place.ts';
import { closingBrace, closingBracket } from './brackets.ts';
import { directiveSettings } from './directive-names.ts';
import type { Run } from './issue.ts';
import { extentOf } from './markdown.ts';
import type { Reading } from './reading.ts';
import { noSettings, readSettings, type Settings } from './settings.ts';
import { placeOf } from './source-text.ts';

/** A directive as written: what remark-directive says, and where. */
export interface DirectiveText {
  /** With its colons: `::kicker`, `:::box`, `:ruby`. */
  readonly name: string;
  readonly settings: Settings;
  /** The place of the first line: all of a leaf directive, the opening of a container. */
  readonly place: Place;
}

const colons = { textDirective: ':', leafDirective: '::', containerDirective: ':::' } as const;

/** The name of a directive with its colons, as docs/format.md writes it. */
export function directiveName(node: Directives): string {
  return colons[node.type] + node.name;
}

/** Reads name and settings of a known directive. Settings it does not take are told. */
export function readDirective(node: Directives, { source, desk }: Reading): DirectiveText {
  const { start, end } = extentOf(node);
  const name = directiveName(node);
  const opening = /^:+[^\s[{]*/.exec(source.text.slice(start, end))![0];
  let at = start + opening.length;
  if (source.text[at] === '[') at = (closingBracket(source.text, at) ?? at) + 1;
  const close = source.text[at] === '{' ? closingBrace(source.text, at) : undefined;
  const known = directiveSettings[name] ?? [];
  const settings = close === undefined ? noSettings : readSettings(source, { open: at, close }, known, desk);
  return { name, settings, place: placeOf(source, start, close === undefined ? at : close + 1) };
}

/** A setting as a run to be printed. */
export function settingRun(settings: Settings, key: string): Run | undefined {
  const told = settings.get(key);
  return told === undefined || told.value === ''
    ? undefined
    : { text: told.value, marks: [], place: told.place };
}
