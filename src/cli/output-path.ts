import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ProfileName } from '../pdf/profiles.ts';

/** An issue and its PDF, both named as the user would type them. */
export interface Target {
  readonly issue: string;
  readonly output: string;
}

export type Plan =
  | { readonly ok: true; readonly targets: readonly Target[] }
  | { readonly ok: false; readonly problem: string };

const manuscript = /\.(?:md|markdown|mdown|mkd|txt)$/i;

/**
 * Plans where the PDF of every issue goes: beside its source, into the folder of `-o`, or to the file of `-o`. Rejects a plan
 * that would overwrite a source, or one PDF with another. In: the issues and `-o` as typed, the working folder, the profile.
 */
export function planOutputs(
  issues: readonly string[],
  option: string | undefined,
  workingFolder: string,
  profile: ProfileName = 'print',
): Plan {
  const missing = nameMissing(issues);
  if (missing !== undefined) return { ok: false, problem: missing };
  if (option?.trim() === '') return { ok: false, problem: '-o 后面要写文件名或文件夹' };
  const folder = option !== undefined && isFolder(option, workingFolder);
  if (option !== undefined && !folder && issues.length > 1) {
    return { ok: false, problem: `稿件不止一份时，-o 要写文件夹（以 / 结尾）：${option}` };
  }
  const targets = issues.map((issue) => ({ issue, output: outputOf(issue, option, folder, profile) }));
  const problem = findConflict(targets, workingFolder);
  return problem === undefined ? { ok: true, targets } : { ok: false, problem };
}

/** A fault if a name is empty, as a shell passes it for an unset variable; otherwise undefined. */
export function nameMissing(issues: readonly string[]): string | undefined {
  return issues.some((issue) => issue.trim() === '') ? '稿件的文件名是空的' : undefined;
}

/** Every profile has its own ending, so that a proof never overwrites the file for the press. */
const endings: Readonly<Record<ProfileName, string>> = {
  print: '.pdf',
  proof: '.proof.pdf',
  screen: '.screen.pdf',
};

function outputOf(issue: string, option: string | undefined, folder: boolean, profile: ProfileName): string {
  if (option !== undefined && !folder) return option;
  const beside = `${issue.replace(manuscript, '')}${endings[profile]}`;
  return option === undefined ? beside : join(option, basename(beside));
}

function isFolder(name: string, workingFolder: string): boolean {
  if (name.endsWith('/')) return true;
  try {
    return statSync(resolve(workingFolder, name)).isDirectory();
  } catch {
    return false;
  }
}

function findConflict(targets: readonly Target[], workingFolder: string): string | undefined {
  const sources = new Set(targets.map(({ issue }) => canonicalPath(issue, workingFolder)));
  const taken = new Map<string, string>();
  for (const { issue, output } of targets) {
    const name = canonicalPath(output, workingFolder);
    if (sources.has(name)) return `输出文件就是稿件，写入会覆盖它：${output}`;
    const other = taken.get(name);
    if (other !== undefined) return `“${other}”和“${issue}”要写到同一个文件：${output}`;
    taken.set(name, issue);
  }
  return undefined;
}

/**
 * The canonical path of a file that may not exist: symbolic links are resolved as far as the path exists. In: a name as typed,
 * and the working folder.
 */
export function canonicalPath(name: string, workingFolder: string): string {
  const path = resolve(workingFolder, name);
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(canonicalPath(parent, workingFolder), basename(path));
  }
}
