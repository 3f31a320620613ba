import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What the machine says of where a user's caches lie. */
export interface Machine {
  readonly platform: string;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The folder of the program's cache, by the custom of the system: XDG Base Directory Specification 0.8, Apple's File
 * System Programming Guide, and %LOCALAPPDATA%. A set XDG_CACHE_HOME is a user's wish and goes before.
 */
export function cacheFolder({ platform, home, variables }: Machine): string | undefined {
  const wished = variables['XDG_CACHE_HOME'];
  // "All paths set in these environment variables must be absolute."
  if (wished !== undefined && isAbsolute(wished)) return join(wished, 'baoshan-news');
  const custom =
    platform === 'win32'
      ? variables['LOCALAPPDATA']
      : home && join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
  return custom ? join(custom, 'baoshan-news') : undefined;
}

/** Empty where the machine knows none, as for a user without an account in a container. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}
