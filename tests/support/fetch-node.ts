import { execFileSync } from 'node:child_process';
import { scratchFolder } from './scratch-folder.ts';

/** The Node of a version, which the npm package `node` brings. Out: the path of its program. */
export function fetchNode(version: string): string {
  const args = ['exec', '--yes', `--package=node@${version}`, '--', 'node', '-p', 'process.execPath'];
  return execFileSync('npm', args, { cwd: scratchFolder(), encoding: 'utf8' }).trim();
}
