import { writeSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { type ProfileName, profileNames } from '../pdf/profiles.ts';
import { buildIssues } from './build-issues.ts';
import { cachePath, homeFolder } from './cache-folder.ts';
import { checkIssues } from './check-issues.ts';
import type { CommandEnvironment } from './environment.ts';
import { nameMissing, planOutputs } from './output-path.ts';
import { type PageRange, parsePageRanges } from './page-ranges.ts';
import { preflightFiles } from './preflight-files.ts';
import { refusal } from './refusal.ts';

/** Exit statuses: docs/format.md, Commands. */
const wrongCommandLine = 2;
const ourFault = 70;
/** The report could not be delivered: told as an issue with errors is. */
const lostOutput = 1;

const buildUsage =
  'ISSUE… [-o FILE|DIR] [--profile print|proof|screen] [--marks|--no-marks] [--no-cache] [--preflight] [--pages 1,3-4] [--strict] [--json] [--quiet]';

const checkUsage = 'ISSUE… [--strict] [--json]';

const preflightUsage = 'FILE.pdf… [--issue ISSUE] [--json]';

interface BuildOptions {
  readonly output?: string;
  readonly profile: ProfileName;
  readonly marks?: boolean;
  readonly cache: boolean;
  readonly preflight?: true;
  readonly pages?: readonly PageRange[];
  readonly strict?: true;
  readonly json?: true;
  readonly quiet?: true;
}

interface CheckOptions {
  readonly strict?: true;
  readonly json?: true;
}

interface PreflightOptions {
  readonly issue?: string;
  readonly json?: true;
}

/**
 * Parses the command line, runs the command, sets the exit status. In: the process's arguments. This file and start.ts are
 * the only ones that touch the process.
 */
export async function main(): Promise<void> {
  process.on('uncaughtException', confess);
  try {
    await commands(openEnvironment()).parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : wrongCommandLine;
    else confess(error);
  }
}

function commands(environment: CommandEnvironment): Command {
  const program = new Command('baoshan-news')
    .description('把中文 Markdown 稿件排成可以付印的报纸版面（PDF）')
    .version(manifest.version, '-V, --version', '显示版本号')
    .usage('<命令> [选项]');
  program.addCommand(buildCommand(environment));
  program.addCommand(checkCommand(environment));
  program.addCommand(preflightCommand(environment));
  program.addCommand(
    new Command('templates')
      .usage('[选项]')
      .description('列出现有的版式')
      .action(async () => {
        const { templateLines } = await import('./inventory.ts');
        for (const line of await templateLines()) environment.print(line);
      }),
  );
  program.addCommand(
    new Command('fonts')
      .usage('[选项]')
      .description('列出现有的字体：角色、字数、许可')
      .action(async () => {
        const { fontLines } = await import('./inventory.ts');
        for (const line of await fontLines()) environment.print(line);
      }),
  );
  program.helpCommand(false);
  for (const command of [program, ...program.commands]) speakChinese(command);
  return program;
}

function buildCommand(environment: CommandEnvironment): Command {
  const command = new Command('build')
    .description('排版并写出 PDF，默认写在稿件旁边')
    .argument('<ISSUE...>', '稿件（Markdown 文件）')
    .option('-o, --output <FILE|DIR>', '写到这个文件；以 / 结尾或已是文件夹时，写到它里面')
    .addOption(
      new Option('--profile <PROFILE>', '输出种类：print 付印，proof 校对用的清样，screen 屏幕阅读')
        .choices(profileNames)
        .default('print'),
    )
    .option('--marks', '加印刷标记（裁切线、套准、色标、信息行），不管版式怎么说')
    .option('--no-marks', '不加印刷标记：纸张就是成品尺寸，没有出血')
    .option('--no-cache', '不用、也不存上次做好的：分好色的图片、主题可以断开的地方、拆开的字体')
    .option('--preflight', '写之前照付印要求检查 PDF，有错就不写')
    .option('--pages <PAGES>', '只输出这些版，如 1,3-4', readPages)
    .option('--strict', '有警告也不写 PDF')
    .option('--json', '结果以 JSON 写到标准输出')
    .option('--quiet', '只说错误和警告');
  return command.usage(buildUsage).action(async (issues: readonly string[], options: BuildOptions) => {
    const plan = planOutputs(issues, options.output, environment.workingFolder, options.profile);
    if (!plan.ok) return command.error(plan.problem);
    if (options.preflight && options.profile !== 'print')
      return command.error('--preflight 只用于付印（--profile print）');
    if (options.marks === true && options.profile !== 'print')
      return command.error('--marks 只用于付印（--profile print）：清样和屏幕版没有印刷标记');
    const date = readEpoch(process.env['SOURCE_DATE_EPOCH']);
    if (date === false) return command.error('SOURCE_DATE_EPOCH 应为从 1970 年起的秒数（整数）');
    process.exitCode = await buildIssues(
      {
        targets: plan.targets,
        profile: options.profile,
        marks: options.marks,
        date,
        pages: options.pages,
        strict: options.strict ?? false,
        json: options.json ?? false,
        quiet: options.quiet ?? false,
        cache: options.cache,
        preflight: options.preflight ?? false,
      },
      environment,
    );
  });
}

function checkCommand(environment: CommandEnvironment): Command {
  const command = new Command('check')
    .description('说出排版会说的一切和改了的标点，什么也不写')
    .argument('<ISSUE...>', '稿件（Markdown 文件）')
    .option('--strict', '有警告也算有错（退出码 1）')
    .option('--json', '结果以 JSON 写到标准输出');
  return command.usage(checkUsage).action(async (issues: readonly string[], options: CheckOptions) => {
    const problem = nameMissing(issues);
    if (problem !== undefined) return command.error(problem);
    process.exitCode = await checkIssues(
      { issues, strict: options.strict ?? false, json: options.json ?? false },
      environment,
    );
  });
}

function preflightCommand(environment: CommandEnvironment): Command {
  const command = new Command('preflight')
    .description('付印前检查做好的 PDF，说出哪一页哪一处不合要求')
    .argument('<FILE.pdf...>', '做好的 PDF')
    .option('--issue <ISSUE>', '对照这份稿件，看字有没有少')
    .option('--json', '结果以 JSON 写到标准输出');
  return command.usage(preflightUsage).action(async (files: readonly string[], options: PreflightOptions) => {
    process.exitCode = await preflightFiles(
      { files, issue: options.issue, json: options.json ?? false },
      environment,
    );
  });
}

function readPages(text: string): readonly PageRange[] {
  const pages = parsePageRanges(text);
  if (pages === undefined) throw new InvalidArgumentError('应写成 1,3-4 这样的版号');
  return pages;
}

/** In: seconds since 1970 as written. Out: ISO 8601, undefined where nothing is set, false where it is no date. */
function readEpoch(text: string | undefined): string | undefined | false {
  if (text === undefined || text === '') return undefined;
  // A PDF date has four digits for the year: ISO 32000-1, 7.9.4.
  const endOfYear9999 = 253_402_300_799;
  if (!/^\d{1,12}$/.test(text) || Number(text) > endOfYear9999) return false;
  return new Date(Number(text) * 1000).toISOString();
}

/** Errors as one line and the usage, help with Chinese headings, and a throw instead of an exit. */
function speakChinese(command: Command): void {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': '用法：',
    'Arguments:': '参数：',
    'Options:': '选项：',
    'Commands:': '命令：',
  };
  command
    .helpOption('-h, --help', '显示帮助')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      subcommandTerm: (each) =>
        [each.name(), ...each.registeredArguments.map((wanted) => `${wanted.name()}…`)].join(' '),
      optionDescription: (option) => option.description,
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => say('stdout', text),
      writeErr: (text) => say('stderr', text),
      outputError: (text, write) => write(`baoshan-news: ${refusal(text)}\n用法：${usageOf(command)}\n`),
    });
}

function usageOf(command: Command): string {
  return command.createHelp().commandUsage(command);
}

function openEnvironment(): CommandEnvironment {
  return {
    version: manifest.version,
    workingFolder: process.cwd(),
    now: new Date().toISOString(),
    cache: cachePath({ platform: process.platform, home: homeFolder(), variables: process.env }),
    engine: `${process.version} ${process.versions['icu']}`,
    print: (text) => say('stdout', `${text}\n`),
    printMessage: (text) => say('stderr', `${text}\n`),
    whenInterrupted,
  };
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Cleans up when the user breaks off, then dies of the same signal, as the shell expects. */
function whenInterrupted(clean: () => void): () => void {
  const stop = (signal: NodeJS.Signals) => {
    clean();
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of interruptions) process.removeListener(signal, stop);
  };
  for (const signal of interruptions) process.on(signal, stop);
  return release;
}

/**
 * Says something to whoever listens. A reader such as `head` may hang up early: that is no fault, and the PDF is still
 * written. A full disk behind `> file` loses what was to be printed, which the exit status must tell. A stream takes
 * its time to open, and what has nothing to say opens none.
 */
function say(channel: 'stdout' | 'stderr', text: string): void {
  const stream = process[channel];
  if (!stream.listeners('error').includes(noteLoss)) stream.on('error', noteLoss);
  stream.write(text);
}

function noteLoss({ code }: NodeJS.ErrnoException): void {
  if (code !== 'EPIPE') process.on('exit', () => (process.exitCode ||= lostOutput));
}

/** A fault of the program's own: the stack, and where to send it. */
function confess(error: unknown): void {
  process.exitCode = ourFault;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const plea = '这是程序自身的毛病，不是稿件的错。请把以上内容连同稿件一起报告给开发者，谢谢。';
  try {
    writeSync(
      2,
      `${stack}\n\nbaoshan-news ${manifest.version}, Node ${process.version}, ${process.platform}\n${plea}\n`,
    );
  } catch {
    // Nobody is listening; the exit status still tells.
  }
}
