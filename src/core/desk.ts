import type { Cache } from './cache.ts';
import type { Report } from './diagnostics.ts';

/** Why a file could not be had; `outside` is a path that leaves the folder. */
export type ReadFault = 'missing' | 'outside' | 'unreadable' | 'folder';

export type ReadResult =
  | { readonly ok: true; readonly path: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: ReadFault; readonly detail: string };

/** How far from the issue a file may lie. */
export type Reach = 'issue' | 'house';

/** The outside world as one build sees it: files, messages and the cache. Stages use nothing of the machine but this. */
export interface Desk {
  /**
   * Reads a file an author named. In: the path as written, the file it stands in, which it is relative to, and how
   * far it may reach: copy and pictures no further than the folder, through links as well; a template, a font
   * or a profile is the house's and may lie anywhere on this machine. Never throws for a file's sake.
   */
  readonly read: (path: string, from: string, reach?: Reach) => Promise<ReadResult>;
  /** Reports a message to the author or the designer; the build goes on, so that one run reports everything. */
  readonly report: Report;
  readonly cache: Cache;
}
