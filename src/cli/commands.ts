import { resolve } from 'node:path';
import type { Built } from '../build.ts';
import type { Code, Diagnostic } from '../core/diagnostics.ts';
import type { ProfileName } from '../pdf/profiles.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { assertReadable, passesPreflight } from './examine-output.ts';
import { type InkRoom, withInkRoom } from './ink-room.ts';
import { outputFault, type WhenInterrupted, writeOutput } from './output-file.ts';
import { type Errand, trueName } from './output-path.ts';
import { type PageRange, pagesBeyond } from './page-ranges.ts';
import { checkLine, jsonReport, type Outcome, summaryLine, terminalLines } from './report.ts';

/** The counter at which a command is asked for: all that it may know of the machine. */
export interface Counter {
  readonly version: string;
  readonly workingFolder: string;
  /** The clock, ISO 8601. */
  readonly now: string;
  /** The folder for what the program may make again; undefined where the machine has none. */
  readonly cache: string | undefined;
  /** The versions of Node and of its ICU. */
  readonly engine: string;
  /** Prints lines for another program, and tells lines to a person. */
  readonly print: (text: string) => void;
  readonly tell: (text: string) => void;
  readonly whenInterrupted: WhenInterrupted;
}

export interface BuildWish {
  readonly errands: readonly Errand[];
  readonly profile: ProfileName;
  /** Whether printer's marks stand round the page; where it is not said, the issue or its template says it. */
  readonly marks: boolean | undefined;
  /** The date of SOURCE_DATE_EPOCH, ISO 8601. */
  readonly date: string | undefined;
  readonly pages: readonly PageRange[] | undefined;
  /** Warnings count as errors. */
  readonly strict: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether separated pictures are kept from one build to the next. */
  readonly cache: boolean;
  /** Whether the PDF is held against every rule before it gets its name. */
  readonly preflight: boolean;
}

/** Builds the issues one after the other and tells of each. Out: the exit status, 0 or 1. */
export async function buildIssues(wish: BuildWish, counter: Counter): Promise<0 | 1> {
  const outcomes: Outcome[] = [];
  for (const errand of wish.errands) {
    const outcome = await buildIssue(errand, wish, counter);
    outcomes.push(outcome);
    for (const line of terminalLines(outcome)) counter.tell(line);
    if (!wish.quiet) counter.tell(summaryLine(outcome));
  }
  if (wish.json) counter.print(jsonReport(counter.version, outcomes));
  const sound = outcomes.every(
    ({ written, messages }) =>
      written !== undefined && !messages.some((message) => isForbidding(message, wish.strict)),
  );
  return sound ? 0 : 1;
}

export interface CheckWish {
  readonly issues: readonly string[];
  /** Warnings count as errors. */
  readonly strict: boolean;
  readonly json: boolean;
}

/** Tells what building the issues would tell, and what is changed in their texts; writes nothing. Out: the exit status. */
export async function checkIssues(wish: CheckWish, counter: Counter): Promise<0 | 1> {
  const outcomes: Outcome[] = [];
  for (const issue of wish.issues) {
    const outcome = await checkIssue(issue, counter);
    outcomes.push(outcome);
    for (const line of terminalLines(outcome)) counter.tell(line);
    counter.tell(checkLine(outcome));
  }
  if (wish.json) counter.print(jsonReport(counter.version, outcomes));
  const messages = outcomes.flatMap((outcome) => outcome.messages);
  return messages.some((message) => isForbidding(message, wish.strict)) ? 1 : 0;
}

async function checkIssue(issue: string, { workingFolder, version, now }: Counter): Promise<Outcome> {
  const { desk, messages, files } = openDesk(issue, workingFolder);
  const { build } = await import('../press.ts');
  const job = { issue, creator: `baoshan-news ${version}`, date: undefined, now };
  const built = await build(job, desk);
  return {
    source: issue,
    messages: messages(),
    files: files(),
    ...(built && { pages: built.publication.sheets.length, characters: built.characters }),
  };
}

/** Prints what templates there are. */
export async function listTemplates(counter: Counter): Promise<void> {
  const { templateLines } = await import('./inventory.ts');
  for (const line of await templateLines()) counter.print(line);
}

/** Prints what fonts there are. */
export async function listFonts(counter: Counter): Promise<void> {
  const { fontLines } = await import('./inventory.ts');
  for (const line of await fontLines()) counter.print(line);
}

/** Sets an issue and, where nothing speaks against it, writes its PDF. */
async function buildIssue(errand: Errand, wish: BuildWish, counter: Counter): Promise<Outcome> {
  // What was put right is listed by a check.
  const open = openDesk(errand.issue, counter.workingFolder, false);
  return withInkRoom(wish, counter, async (room) => {
    const built = await setIssue(errand, open, room, wish, counter);
    const written = open.messages().some((message) => forbidsWriting(message, built, wish))
      ? undefined
      : await writeIssue(errand, built, open, room, wish, counter);
    return {
      source: errand.issue,
      messages: open.messages(),
      files: open.files(),
      ...(written && { written }),
      ...(built && { characters: built.characters }),
    };
  });
}

/** Sets the pages, and tells of the output and of the pages asked for along with the issue's own faults. */
async function setIssue(
  { issue, output }: Errand,
  { desk, files }: OpenDesk,
  { store, begin }: InkRoom,
  wish: BuildWish,
  counter: Counter,
): Promise<Built | undefined> {
  const { date, pages, marks, profile } = wish;
  const { workingFolder, version, now } = counter;
  const fault = outputFault(resolve(workingFolder, output));
  if (fault !== undefined)
    desk.report('output-unwritable', { file: output }, { path: output, detail: fault });
  // Loaded when it is needed: `--help` and `templates` set no type.
  const { build } = await import('../press.ts');
  const job = {
    issue,
    creator: `baoshan-news ${version}`,
    date,
    now,
    marks,
    proof: profile === 'proof',
    store,
    onPictures: begin,
  };
  const built = await build(job, desk);
  if (isOneOf([...files().keys()], output, workingFolder)) {
    desk.report('output-is-input', { file: output }, { path: output });
  }
  if (built === undefined || pages === undefined) return built;
  const count = built.publication.sheets.length;
  for (const beyond of pagesBeyond(pages, count)) {
    desk.report('page-missing', { file: issue }, { pages: beyond, count });
  }
  return built;
}

/** Writes the PDF. Out: what was written, or undefined after the desk was told why nothing could be. */
async function writeIssue(
  { issue, output }: Errand,
  built: Built | undefined,
  { desk }: OpenDesk,
  { ink }: InkRoom,
  wish: BuildWish,
  counter: Counter,
): Promise<Outcome['written']> {
  if (built === undefined) throw new Error(`${issue} gave no page and no message`);
  const refuse = (detail: string) =>
    desk.report('output-unwritable', { file: output }, { path: output, detail });
  const inked = await ink(built);
  if ('fault' in inked) return void refuse(inked.fault);
  const { bytes, pages, sheets } = inked;
  let passed = false;
  const examine = async () => {
    await assertReadable(bytes, sheets);
    passed = !wish.preflight || (await passesPreflight(bytes, built.print.tac, output, desk, wish.strict));
    return passed;
  };
  const file = resolve(counter.workingFolder, output);
  const fault = await writeOutput(file, bytes, counter.whenInterrupted, examine);
  if (fault !== undefined) return void refuse(fault);
  if (!passed) return undefined;
  return { output, pages, ...(wish.json && { sha256: await sumOf(bytes) }) };
}

async function sumOf(bytes: Uint8Array): Promise<string> {
  // Loaded when it is needed, for it takes its time: `--help` sums up nothing.
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a message means that the issue must not be printed as it is. */
const isForbidding = ({ severity }: Diagnostic, strict: boolean): boolean =>
  severity === 'error' || (strict && severity === 'warning');

/** Faults of what was asked for, and not of the copy: no proof helps against them. */
const faultsOfTheWish: readonly Code[] = ['output-unwritable', 'output-is-input', 'page-missing'];

/** A proof is made to show what is wrong, so it is written with the issue's faults on it wherever pages were set. */
const forbidsWriting = (
  message: Diagnostic,
  built: Built | undefined,
  { profile, strict }: Pick<BuildWish, 'profile' | 'strict'>,
): boolean =>
  isForbidding(message, strict) &&
  (profile !== 'proof' || built === undefined || faultsOfTheWish.includes(message.code));

function isOneOf(names: readonly string[], output: string, workingFolder: string): boolean {
  const target = trueName(output, workingFolder);
  return names.some((name) => trueName(name, workingFolder) === target);
}
