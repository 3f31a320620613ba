import type { Entry, Severity } from './message-entry.ts';
import { copyMessages } from './messages-copy.ts';
import { fileMessages } from './messages-files.ts';
import { pageMessages } from './messages-page.ts';
import { pictureMessages } from './messages-pictures.ts';
import { pressMessages } from './messages-press.ts';
import type { Place } from './place.ts';

/** A trouble of the author's or the designer's, told with its place and what to do about it. Plain data. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly place: Place;
  readonly text: string;
  readonly hint: string;
}

/** Every message the program can give. docs/messages.md has a heading for each; a test holds the two together. */
const catalogue = { ...copyMessages, ...pageMessages, ...fileMessages, ...pictureMessages, ...pressMessages };

export type Code = keyof typeof catalogue;
export type DetailsOf<C extends Code> = Parameters<(typeof catalogue)[C]['say']>[0];
export type Report = <C extends Code>(code: C, place: Place, details: DetailsOf<C>) => void;

/** Whether a code keeps the issue from being printed. */
export const severityOf = (code: Code): Severity => catalogue[code].severity;

/** Every code, in the catalogue's order. */
export const codes = Object.keys(catalogue) as readonly Code[];

/** Makes the message of a code. In: code, place, and the details its sentence needs. */
export function diagnose<C extends Code>(code: C, place: Place, details: DetailsOf<C>): Diagnostic {
  const { severity, say, hint } = catalogue[code] as unknown as Entry<DetailsOf<C>>;
  return {
    code,
    severity,
    place,
    text: say(details),
    hint: typeof hint === 'function' ? hint(details) : hint,
  };
}
