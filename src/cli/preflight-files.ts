import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Desk } from '../core/desk.ts';
import type { Expectations, Finding, PreflightResult } from '../preflight/preflight.ts';
import { openDesk } from './desk.ts';
import type { CommandEnvironment } from './environment.ts';
import { describeFileError } from './output-file.ts';
import { formatMessages } from './report.ts';
import { visible } from './source-excerpt.ts';

export interface PreflightOptions {
  readonly files: readonly string[];
  /** The issue against whose copy and total ink limit the files are checked. */
  readonly issue: string | undefined;
  readonly json: boolean;
}

/** The result of one file; `unread` is the reason why it could not be read. */
interface FileReport extends Partial<PreflightResult> {
  readonly file: string;
  readonly unread?: string;
}

/** Checks finished PDFs against the preflight rules and reports on each. Out: the exit status, 1 if a file fails. */
export async function preflightFiles(
  options: PreflightOptions,
  environment: CommandEnvironment,
): Promise<0 | 1> {
  const expected = await readExpectations(options.issue, environment);
  if (expected === false) return 1;
  const reports: FileReport[] = [];
  for (const file of options.files) {
    const one = await preflightFile(file, expected, environment);
    reports.push(one);
    for (const line of linesOf(one)) environment.printMessage(line);
  }
  if (options.json)
    environment.print(JSON.stringify({ version: environment.version, files: reports.map(record) }));
  return reports.every(passes) ? 0 : 1;
}

/** Reads what the issue expects of a file. Out: undefined without an issue, false if it cannot be read, which is reported. */
async function readExpectations(
  issue: string | undefined,
  { workingFolder, printMessage }: CommandEnvironment,
): Promise<Expectations | undefined | false> {
  if (issue === undefined) return undefined;
  const { desk, messages, files } = openDesk(issue, workingFolder);
  const { readPrinted } = await import('../press.ts');
  const expected = await readPrinted(issue, desk);
  if (expected !== undefined) return expected;
  for (const line of formatMessages({ source: issue, messages: messages(), files: files() }))
    printMessage(line);
  return false;
}

async function preflightFile(
  file: string,
  expected: Expectations | undefined,
  { workingFolder }: CommandEnvironment,
): Promise<FileReport> {
  try {
    const bytes = readFileSync(resolve(workingFolder, file));
    const { preflight } = await import('../preflight/preflight.ts');
    return { file, ...(await preflight(bytes, expected)) };
  } catch (error) {
    return {
      file,
      unread: unreadable[(error as NodeJS.ErrnoException).code ?? ''] ?? describeFileError(error),
    };
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

const passes = ({ findings }: FileReport): boolean =>
  findings !== undefined && count(findings, 'error') === 0;

function linesOf({ file, unread, pages, findings = [] }: FileReport): readonly string[] {
  if (unread !== undefined) return [`${visible(file)}：无法读取：${unread}`];
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

/**
 * Checks a PDF against every preflight rule and reports the findings. In: also its press's total ink limit, in percent.
 * Out: whether it may be written.
 */
export async function passesPreflight(
  bytes: Uint8Array,
  tac: number,
  output: string,
  { report }: Desk,
  strict: boolean,
): Promise<boolean> {
  const { preflight } = await import('../preflight/preflight.ts');
  const { findings } = await preflight(bytes, { tac });
  for (const finding of findings) {
    const code = finding.severity === 'error' ? 'preflight-fault' : 'preflight-doubt';
    report(code, { file: output }, { rule: finding.rule, text: findingText(finding) });
  }
  return findings.every(({ severity }) => severity === 'warning' && !strict);
}

/** Formats a finding: `第 1 页 (12.5, 30.1) 22×3 mm：…（共 5 处）`, in millimetres from the top left of the trim. */
function findingText({ page, rect, text, count }: Finding): string {
  const area = rect === undefined ? '' : ` (${rect.x}, ${rect.y}) ${rect.width}×${rect.height} mm`;
  const where = page === undefined ? '' : `第 ${page} 页${area}：`;
  return `${where}${text}${count > 1 ? `（共 ${count} 处）` : ''}`;
}

function record(one: FileReport) {
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
