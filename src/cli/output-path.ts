import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ProfileName } from '../pdf/profiles.ts';

/** Where an issue's PDF goes: both names as the user would type them. */
export interface Target {
  readonly issue: string;
  readonly output: string;
}

export type Plan =
  | { readonly ok: true; readonly targets: readonly Target[] }
  | { readonly ok: false; readonly problem: string };

const manuscript = /\.(?:md|markdown|mdown|mkd|txt)$/i;

/**
 * Says where each issue's PDF goes: beside its source, into the folder `-o` names, or to the file it names.
 * Refuses a plan that would overwrite a source, or one PDF with another.
 * In: the issues and `-o` as typed, the folder they were typed in, and what the PDFs are for.
 */
export function planOutputs(
  issues: readonly string[],
  wish: string | undefined,
  workingFolder: string,
  profile: ProfileName = 'print',
): Plan {
  const missing = nameMissing(issues);
  if (missing !== undefined) return { ok: false, problem: missing };
  if (wish?.trim() === '') return { ok: false, problem: '-o 后面要写文件名或文件夹' };
  const folder = wish !== undefined && isFolder(wish, workingFolder);
  if (wish !== undefined && !folder && issues.length > 1) {
    return { ok: false, problem: `有几份稿件时，-o 要写文件夹（以 / 结尾）：${wish}` };
  }
  const targets = issues.map((issue) => ({ issue, output: outputOf(issue, wish, folder, profile) }));
  const problem = clash(targets, workingFolder);
  return problem === undefined ? { ok: true, targets } : { ok: false, problem };
}

/** Why issues as typed are none: a shell hands over '' for a variable that is not set. Undefined where all have names. */
export function nameMissing(issues: readonly string[]): string | undefined {
  return issues.some((issue) => issue.trim() === '') ? '稿件的文件名是空的' : undefined;
}

/** A proof never takes the name of what goes to the press, nor the press file that of a proof. */
const endings: Readonly<Record<ProfileName, string>> = {
  print: '.pdf',
  proof: '.proof.pdf',
  screen: '.screen.pdf',
};

function outputOf(issue: string, wish: string | undefined, folder: boolean, profile: ProfileName): string {
  if (wish !== undefined && !folder) return wish;
  const beside = `${issue.replace(manuscript, '')}${endings[profile]}`;
  return wish === undefined ? beside : join(wish, basename(beside));
}

function isFolder(wish: string, workingFolder: string): boolean {
  if (wish.endsWith('/')) return true;
  try {
    return statSync(resolve(workingFolder, wish)).isDirectory();
  } catch {
    return false;
  }
}

function clash(targets: readonly Target[], workingFolder: string): string | undefined {
  const sources = new Set(targets.map(({ issue }) => trueName(issue, workingFolder)));
  const taken = new Map<string, string>();
  for (const { issue, output } of targets) {
    const name = trueName(output, workingFolder);
    if (sources.has(name)) return `输出文件就是稿件，写出会毁掉它：${output}`;
    const other = taken.get(name);
    if (other !== undefined) return `“${other}”和“${issue}”要写到同一个文件：${output}`;
    taken.set(name, issue);
  }
  return undefined;
}

/**
 * The one name of a file, links followed as far as there is anything on the disk.
 * In: a name as typed, and the folder it was typed in. The file need not be there.
 */
export function trueName(name: string, workingFolder: string): string {
  const path = resolve(workingFolder, name);
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(trueName(above, workingFolder), basename(path));
  }
}
