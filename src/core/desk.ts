import type { Cache } from './cache.ts';
import type { Report } from './diagnostics.ts';
import type { TextRange } from './text-ranges.ts';

/** Why a file could not be read; `outside` is a path that leaves the folder of the issue. */
export type ReadFault = 'missing' | 'outside' | 'unreadable' | 'folder';

export type ReadResult =
  | {
      readonly ok: true;
      readonly path: string;
      readonly bytes: Uint8Array;
      /** Reads the same file again, so that its bytes need not stay in memory. Throws if it is missing or another by then. */
      readonly again?: () => Uint8Array;
    }
  | {
      readonly ok: false;
      readonly fault: ReadFault;
      readonly detail: string;
      /** Paths of files that exist, one of which may have been meant. */
      readonly near?: readonly string[];
    };

/** Where a file may be: in the folder of the issue, or anywhere on this machine. */
export type Reach = 'issue' | 'anywhere';

/** The outside world as one build sees it: files, messages and the cache. Stages use nothing of the machine but this. */
export interface Desk {
  /**
   * Reads a file that an author named. In: the path as written, the file that contains it, to which it is relative, and its
   * reach. Copy and pictures must be in the folder of the issue, also behind symbolic links; templates, fonts and profiles
   * may be anywhere; and whether messages may quote the file, whose bytes stay in memory then. A file that cannot be
   * read is returned as a fault, never thrown.
   */
  readonly read: (path: string, from: string, reach?: Reach, isQuoted?: boolean) => Promise<ReadResult>;
  /** Reports a message to the author or the designer; the build goes on, so that one run reports everything. */
  readonly report: Report;
  readonly cache: Cache;
  /** Is called with every file of copy as it was read: its name in places, its text, and where its front matter is. */
  readonly opened?: (file: string, text: string, header: TextRange | undefined) => void;
}
