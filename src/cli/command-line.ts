import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { type ProfileName, profileNames } from '../pdf/profiles.ts';
import { buildIssues } from './build-issues.ts';
import { checkIssues } from './check-issues.ts';
import type { CommandEnvironment } from './environment.ts';
import { nameMissing, planOutputs } from './output-path.ts';
import { type PageRange, parsePageRanges } from './page-ranges.ts';
import { preflightFiles } from './preflight-files.ts';

/** The exit status of a wrong command line: docs/format.md, Commands. */
const usageError = 2;

const buildUsage =
  'ISSUE… [-o FILE|DIR] [--profile print|proof|screen] [--marks|--no-marks] [--no-cache] [--preflight] [--pages 1,3-4] [--explain] [--strict] [--json] [--quiet]';

const checkUsage = 'ISSUE… [--strict] [--json]';

const preflightUsage = 'FILE.pdf… [--issue ISSUE] [--json]';

interface BuildFlags {
  readonly output?: string;
  readonly profile: ProfileName;
  readonly marks?: boolean;
  readonly cache: boolean;
  readonly preflight?: true;
  readonly pages?: readonly PageRange[];
  readonly explain?: true;
  readonly strict?: true;
  readonly json?: true;
  readonly quiet?: true;
}

interface CheckFlags {
  readonly strict?: true;
  readonly json?: true;
}

interface PreflightFlags {
  readonly issue?: string;
  readonly json?: true;
}

/**
 * Parses a command line and runs its command. In: the arguments after the name of the program. Out: the exit status. Throws
 * only for a bug of the program; faults of the command line and of the issues are printed.
 */
export async function runCommandLine(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  let status = 0;
  const program = commandTree(environment, (ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : usageError;
  }
  return status;
}

type SetStatus = (status: number) => void;

function commandTree(environment: CommandEnvironment, setStatus: SetStatus): Command {
  const program = new Command('baoshan-news')
    .description('把中文 Markdown 稿件排成可以付印的报纸版面（PDF）')
    .version(manifest.version, '-V, --version', '显示版本号')
    .usage('<命令> [选项]');
  program.addCommand(buildCommand(environment, setStatus));
  program.addCommand(checkCommand(environment, setStatus));
  program.addCommand(preflightCommand(environment, setStatus));
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
  for (const command of [program, ...program.commands]) translateOutput(command, environment);
  return program;
}

function buildCommand(environment: CommandEnvironment, setStatus: SetStatus): Command {
  const command = new Command('build')
    .description('排版并写出 PDF，默认写在稿件旁边')
    .argument('<ISSUE...>', '稿件（Markdown 文件）')
    .option('-o, --output <FILE|DIR>', '输出文件；以 / 结尾或已是文件夹，就写在该文件夹里')
    .addOption(
      new Option('--profile <PROFILE>', '输出种类：print 付印，proof 校样，screen 屏幕阅读')
        .choices(profileNames)
        .default('print'),
    )
    .option('--marks', '加印刷标记（裁切线、套准、色标、信息行），不论版式怎样设置')
    .option('--no-marks', '不加印刷标记：纸张就是成品尺寸，没有出血')
    .option('--no-cache', '不使用也不写入缓存（分色图片、标题断行位置、解压的字体）')
    .option('--preflight', '写 PDF 之前按付印要求检查，有错误就不写')
    .option('--pages <PAGES>', '只输出这些版，如 1,3-4', readPages)
    .option('--explain', '说明哪些照片裁过、裁去多少，稿件里哪些记号、哪些版没有排')
    .option('--strict', '有警告也不写 PDF')
    .option('--json', '把结果以 JSON 写到标准输出')
    .option('--quiet', '只显示错误和警告');
  return command.usage(buildUsage).action(async (issues: readonly string[], flags: BuildFlags) => {
    const plan = planOutputs(issues, flags.output, environment.workingFolder, flags.profile);
    if (!plan.ok) return command.error(plan.problem);
    if (flags.preflight && flags.profile !== 'print')
      return command.error('--preflight 只用于付印（--profile print）');
    if (flags.marks === true && flags.profile !== 'print')
      return command.error('--marks 只用于付印（--profile print）：校样和屏幕版没有印刷标记');
    const date = parseEpoch(environment.sourceDateEpoch);
    if (date === false) return command.error('SOURCE_DATE_EPOCH 应为从 1970 年起的秒数（整数）');
    const options = {
      targets: plan.targets,
      profile: flags.profile,
      marks: flags.marks,
      date,
      pages: flags.pages,
      explain: flags.explain ?? false,
      strict: flags.strict ?? false,
      json: flags.json ?? false,
      quiet: flags.quiet ?? false,
      cache: flags.cache,
      preflight: flags.preflight ?? false,
    };
    setStatus(await buildIssues(options, environment));
  });
}

function checkCommand(environment: CommandEnvironment, setStatus: SetStatus): Command {
  const command = new Command('check')
    .description('只检查、不输出：列出排版时的全部提示和标点改动')
    .argument('<ISSUE...>', '稿件（Markdown 文件）')
    .option('--strict', '有警告也算出错（退出码 1）')
    .option('--json', '把结果以 JSON 写到标准输出');
  return command.usage(checkUsage).action(async (issues: readonly string[], flags: CheckFlags) => {
    const problem = nameMissing(issues);
    if (problem !== undefined) return command.error(problem);
    const options = { issues, strict: flags.strict ?? false, json: flags.json ?? false };
    setStatus(await checkIssues(options, environment));
  });
}

function preflightCommand(environment: CommandEnvironment, setStatus: SetStatus): Command {
  const command = new Command('preflight')
    .description('付印前检查 PDF，指出哪一页哪一处不合要求')
    .argument('<FILE.pdf...>', '要检查的 PDF')
    .option('--issue <ISSUE>', '对照这份稿件，检查有没有漏字')
    .option('--json', '把结果以 JSON 写到标准输出');
  return command.usage(preflightUsage).action(async (files: readonly string[], flags: PreflightFlags) => {
    const options = { files, issue: flags.issue, json: flags.json ?? false };
    setStatus(await preflightFiles(options, environment));
  });
}

function readPages(text: string): readonly PageRange[] {
  const pages = parsePageRanges(text);
  if (pages === undefined) throw new InvalidArgumentError('应写成 1,3-4 这样的版号');
  return pages;
}

/** Parses seconds since 1970. Out: ISO 8601; undefined if the text is empty or missing; false if it is not a date. */
function parseEpoch(text: string | undefined): string | undefined | false {
  if (text === undefined || text === '') return undefined;
  // A PDF date has a year of four digits: ISO 32000-1, 7.9.4.
  const endOfYear9999 = 253_402_300_799;
  if (!/^\d{1,12}$/.test(text) || Number(text) > endOfYear9999) return false;
  return new Date(Number(text) * 1000).toISOString();
}

/** Configures a command to print help and errors in Chinese, and to throw where commander would exit. */
function translateOutput(command: Command, { print, printMessage }: CommandEnvironment): void {
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
        [each.name(), ...each.registeredArguments.map((argument) => `${argument.name()}…`)].join(' '),
      optionDescription: (option) => option.description,
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(withoutNewline(text)),
      writeErr: (text) => printMessage(withoutNewline(text)),
      outputError: (text) => {
        printMessage(`baoshan-news: ${translateError(text)}`);
        printMessage(`用法：${command.createHelp().commandUsage(command)}`);
      },
    });
}

const withoutNewline = (text: string): string => text.replace(/\n$/, '');

/** Patterns of commander's English messages, and their Chinese translations. */
const errorSentences: readonly (readonly [pattern: RegExp, translate: (...names: string[]) => string])[] = [
  [/^unknown option '(.+?)'/, (option) => `没有选项 ${option}`],
  [/^unknown command '(.+\.(?:md|markdown))'/, (file) => `没有命令 ${file}，是不是 build ${file}？`],
  [/^unknown command '(.+?)'/, (command) => `没有命令 ${command}`],
  [/^missing required argument '(.+?)'/, (argument) => `缺少参数 ${argument}`],
  [/^option '(.+?)' argument missing/, (option) => `选项 ${option} 后面缺少值`],
  [
    /^option '(.+?)' argument '(.*?)' is invalid\. Allowed choices are (.+?)\.$/,
    (option, value, choices) => `选项 ${option} 没有“${value}”，只有 ${choices}`,
  ],
  [
    /^option '(.+?)' argument '(.*?)' is invalid\. (.+)$/,
    (option, value, reason) => `选项 ${option} 的值“${value}”有误：${reason}`,
  ],
  [/^too many arguments/, () => '参数太多'],
];

/**
 * Translates an error of the command line. In: the text of commander (`error: unknown option '--foo'`, perhaps with a
 * suggestion), or a Chinese sentence. Out: one Chinese line; an unknown text is returned unchanged.
 */
function translateError(text: string): string {
  const [first = '', ...rest] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const suggestion = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(rest.join(' '))?.[1];
  const sentence = translateSentence(first);
  return suggestion === undefined ? sentence : `${sentence}，是不是 ${suggestion}？`;
}

function translateSentence(sentence: string): string {
  for (const [pattern, translate] of errorSentences) {
    const match = pattern.exec(sentence);
    if (match !== null) return translate(...match.slice(1));
  }
  return sentence;
}
