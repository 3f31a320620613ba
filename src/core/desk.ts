import type { Report } from './diagnostics.ts';

/** Why a file could not be had; `outside` is a path that leaves the folder. */
export type ReadFault = 'missing' | 'outside' | 'unreadable' | 'folder';

export type ReadResult =
  | { readonly ok: true; readonly path: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: ReadFault; readonly detail: string };

/** The outside world, passed in: no stage touches the disk, the clock or the terminal by itself. */
export interface Desk {
  /**
   * Reads a file an author named. In: the path as written and the file it stands in, which it is relative to.
   * Refuses to leave the folder, through links as well. Never throws for a file's sake.
   */
  readonly read: (path: string, from: string) => Promise<ReadResult>;
  /** Tells a trouble of the author's or the designer's; work goes on, so that one run tells all. */
  readonly report: Report;
}
