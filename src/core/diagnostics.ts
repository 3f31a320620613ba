import type { Entry, Severity } from './message-entry.ts';
import { copyMessages } from './messages-copy.ts';
import { fileMessages } from './messages-files.ts';
import { pageMessages } from './messages-page.ts';
import { pictureMessages } from './messages-pictures.ts';
import { pressMessages } from './messages-press.ts';
import type { PagePlace, Place } from './place.ts';

/** A message to the author or designer, with its place in the source and a hint on what to do. Plain data. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly place: Place;
  /** Where it shows on the finished pages, for messages about set lines. */
  readonly pagePlace?: PagePlace;
  readonly text: string;
  readonly hint: string;
}

/** All messages of the program. docs/messages.md has a heading for each code; a test compares the two. */
const catalogue = { ...copyMessages, ...pageMessages, ...fileMessages, ...pictureMessages, ...pressMessages };

export type Code = keyof typeof catalogue;
export type DetailsOf<C extends Code> = Parameters<(typeof catalogue)[C]['say']>[0];
export type Report = <C extends Code>(code: C, place: Place, details: DetailsOf<C>) => void;

/** The severity of a code; an error prevents the output. */
export const severityOf = (code: Code): Severity => catalogue[code].severity;

/** All codes, in the order of the catalogue. */
export const codes = Object.keys(catalogue) as readonly Code[];

/** Builds the message of a code. In: the code, the place, and the details of its text. */
export function diagnose<C extends Code>(code: C, place: Place, details: DetailsOf<C>): Diagnostic {
  const { severity, say, hint } = catalogue[code] as unknown as Entry<DetailsOf<C>>;
  return {
    code,
    severity,
    place,
    ...('pagePlace' in details && { pagePlace: details.pagePlace as PagePlace }),
    text: say(details),
    hint: typeof hint === 'function' ? hint(details) : hint,
  };
}
