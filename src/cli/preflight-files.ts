import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Expectations, Finding, PreflightResult } from '../preflight/preflight.ts';
import { openDesk } from './desk.ts';
import type { CommandEnvironment } from './environment.ts';
import { reason } from './output-file.ts';
import { terminalLines } from './report.ts';
import { visible } from './source-excerpt.ts';

export interface PreflightWish {
  readonly files: readonly string[];
  /** Whose copy each file should hold, and no more ink than its press bears. */
  readonly issue: string | undefined;
  readonly json: boolean;
}

/** What was found in one file; `unread` says why there is no verdict. */
interface Examined extends Partial<PreflightResult> {
  readonly file: string;
  readonly unread?: string;
}

/** Holds finished PDFs against the rules and tells of each. Out: the exit status, 1 where a file does not pass. */
export async function preflightFiles(wish: PreflightWish, environment: CommandEnvironment): Promise<0 | 1> {
  const wanted = await wantedOf(wish.issue, environment);
  if (wanted === false) return 1;
  const examined: Examined[] = [];
  for (const file of wish.files) {
    const one = await examine(file, wanted, environment);
    examined.push(one);
    for (const line of linesOf(one)) environment.printMessage(line);
  }
  if (wish.json)
    environment.print(JSON.stringify({ version: environment.version, files: examined.map(record) }));
  return examined.every(passes) ? 0 : 1;
}

/** What the issue wants; undefined where none was named, false where it cannot be read and that was told. */
async function wantedOf(
  issue: string | undefined,
  { workingFolder, printMessage }: CommandEnvironment,
): Promise<Expectations | undefined | false> {
  if (issue === undefined) return undefined;
  const { desk, messages, files } = openDesk(issue, workingFolder);
  const { readPrinted } = await import('../press.ts');
  const wanted = await readPrinted(issue, desk);
  if (wanted !== undefined) return wanted;
  for (const line of terminalLines({ source: issue, messages: messages(), files: files() }))
    printMessage(line);
  return false;
}

async function examine(
  file: string,
  wanted: Expectations | undefined,
  { workingFolder }: CommandEnvironment,
): Promise<Examined> {
  try {
    const bytes = readFileSync(resolve(workingFolder, file));
    const { preflight } = await import('../preflight/preflight.ts');
    return { file, ...(await preflight(bytes, wanted)) };
  } catch (error) {
    return { file, unread: unreadable[(error as NodeJS.ErrnoException).code ?? ''] ?? reason(error) };
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件',
  EISDIR: '这是一个文件夹',
  EACCES: '没有读取权限',
  EPERM: '没有读取权限',
  ERR_FS_FILE_TOO_LARGE: '文件超过 2 GB',
};

const count = (findings: readonly Finding[], severity: Finding['severity']): number =>
  findings.filter((finding) => finding.severity === severity).length;

const passes = ({ findings }: Examined): boolean => findings !== undefined && count(findings, 'error') === 0;

function linesOf({ file, unread, pages, findings = [] }: Examined): readonly string[] {
  if (unread !== undefined) return [`${visible(file)}：读不出来：${unread}`];
  const errors = count(findings, 'error');
  const verdict = errors === 0 ? '可以付印' : '不能付印';
  const counted = `${errors} 个错误，${count(findings, 'warning')} 个警告`;
  return [
    ...findings.flatMap((finding) => [
      `${visible(file)} ${finding.severity} ${finding.rule} ${visible(findingText(finding))}`,
      `     要求：${finding.demand}（${finding.clause}）`,
    ]),
    `${visible(file)}：${pages === undefined ? '' : `${pages} 页，`}${counted}，${verdict}`,
  ];
}

/** Where and what: `第 1 页 (12.5, 30.1) 22×3 mm：…（共 5 处）`; millimetres from the trim's top left. */
export function findingText({ page, rect, text, count }: Finding): string {
  const spot = rect === undefined ? '' : ` (${rect.x}, ${rect.y}) ${rect.width}×${rect.height} mm`;
  const where = page === undefined ? '' : `第 ${page} 页${spot}：`;
  return `${where}${text}${count > 1 ? `（共 ${count} 处）` : ''}`;
}

function record(one: Examined) {
  const { file, unread, pages, findings = [] } = one;
  return {
    file,
    unread: unread ?? null,
    pages: pages ?? null,
    passed: passes(one),
    findings: findings.map(({ rule, clause, severity, page, rect, count, text, demand }) => ({
      rule,
      clause,
      severity,
      page: page ?? null,
      rect: rect ?? null,
      count,
      text,
      demand,
    })),
  };
}
