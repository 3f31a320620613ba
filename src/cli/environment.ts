import type { WhenInterrupted } from './output-file.ts';

/** All that a command may know of the machine. */
export interface CommandEnvironment {
  readonly version: string;
  readonly workingFolder: string;
  /** The clock, ISO 8601. */
  readonly now: string;
  /** The variable SOURCE_DATE_EPOCH. */
  readonly sourceDateEpoch: string | undefined;
  /** The path of the program's cache; undefined if the machine has none. */
  readonly cache: string | undefined;
  /** The versions of Node and of its ICU. */
  readonly engine: string;
  /** Prints lines to standard output, for other programs. */
  readonly print: (lines: string) => void;
  /** Prints lines to standard error, for the user. */
  readonly printMessage: (lines: string) => void;
  readonly whenInterrupted: WhenInterrupted;
}
