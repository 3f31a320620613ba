import type { Desk } from '../core/desk.ts';
import { type Fields, fieldsOf, type Header, mapOf, toldOf } from './header.ts';
import type { Overrides, Told } from './issue.ts';

const printKeys = ['profile', 'bleed', 'marks', 'tac', 'trim'];
const typographyKeys = [
  'size',
  'leading',
  'punctuation',
  'normalise',
  'kinsoku',
  'numeric_gap',
  'hanging',
  'hyphenate',
];

/** Settings of the template that an issue overrides. Names are judged here, values by the template's schema. */
export function readOverrides(fields: Fields, desk: Desk): Overrides {
  return {
    fonts: fonts(fields.get('fonts'), desk),
    print: plainFields(fieldsOf(fields.get('print'), 'print', printKeys, desk)),
    typography: plainFields(fieldsOf(fields.get('typography'), 'typography', typographyKeys, desk)),
  };
}

/** Which roles there are is the template's to say. */
function fonts(header: Header | undefined, desk: Desk): ReadonlyMap<string, Told<string>> {
  const entries = mapOf(header, 'fonts', desk)?.entries ?? [];
  return new Map(
    entries.flatMap(({ key, value }): [string, Told<string>][] => {
      const font = toldOf(value, key.text, desk);
      return font === undefined ? [] : [[key.text, font]];
    }),
  );
}

function plainFields(fields: Fields): ReadonlyMap<string, Told<unknown>> {
  return new Map([...fields].map(([key, header]) => [key, { value: plain(header), place: header.place }]));
}

function plain(header: Header): unknown {
  if (header.kind === 'scalar') return header.value;
  if (header.kind === 'list') return header.items.map(plain);
  return Object.fromEntries(header.entries.map(({ key, value }) => [key.text, value && plain(value)]));
}
