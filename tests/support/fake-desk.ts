import { posix } from 'node:path';
import type { Cache } from '../../src/core/cache.ts';
import type { Desk, ReadResult } from '../../src/core/desk.ts';
import { type Diagnostic, diagnose } from '../../src/core/diagnostics.ts';

/**
 * A desk with files in memory and messages in a list. In: the files by their path from the root, such as `issue.md` or
 * `articles/a.md`. As with the real desk, a path is relative to the file that contains it, and a path that leaves the
 * root is `outside`.
 */
export function fakeDesk(
  files: Record<string, string | Uint8Array>,
  cache: Cache = {},
): { desk: Desk; messages: Diagnostic[] } {
  const messages: Diagnostic[] = [];
  const desk: Desk = {
    read: async (path, from) => readFrom(files, posix.join(posix.dirname(from), path)),
    report: (code, place, details) => {
      messages.push(diagnose(code, place, details));
    },
    cache,
  };
  return { desk, messages };
}

function readFrom(files: Record<string, string | Uint8Array>, path: string): ReadResult {
  if (path === '..' || path.startsWith('../')) return { ok: false, fault: 'outside', detail: path };
  const content = files[path];
  if (content !== undefined) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { ok: true, path, bytes };
  }
  const folder = path === '.' || Object.keys(files).some((name) => name.startsWith(`${path}/`));
  return { ok: false, fault: folder ? 'folder' : 'missing', detail: path };
}
