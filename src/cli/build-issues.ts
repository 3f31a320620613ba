import { resolve } from 'node:path';
import type { Built } from '../build.ts';
import { type Cache, openMemoryCache } from '../core/cache.ts';
import type { Code, Diagnostic } from '../core/diagnostics.ts';
import { bytesOf, joinParts, joinWithoutStored, type Part } from '../core/stored-bytes.ts';
import { type ProfileName, profiles } from '../pdf/profiles.ts';
import type { PictureMaker } from '../pictures/picture-maker.ts';
import { openCacheFolder } from './cache-folder.ts';
import { FileChanged, type OpenDesk, openDesk } from './desk.ts';
import type { CommandEnvironment } from './environment.ts';
import { formatUnprinted, type Unprinted } from './explain.ts';
import { findOutputFault, writeOutput } from './output-file.ts';
import { canonicalPath, type Target } from './output-path.ts';
import { includesPage, type PageRange, pagesBeyond } from './page-ranges.ts';
import { passesPreflight } from './preflight-files.ts';
import {
  formatBuildSummary,
  formatJsonReport,
  formatMessages,
  type Outcome,
  preventsPrinting,
} from './report.ts';
import { withScratchFile } from './scratch-file.ts';
import { withScratchStore } from './scratch-store.ts';

export interface BuildOptions {
  readonly targets: readonly Target[];
  readonly profile: ProfileName;
  /** Whether printer's marks are added; if undefined, the issue or its template decides. */
  readonly marks: boolean | undefined;
  /** The date of SOURCE_DATE_EPOCH, ISO 8601. */
  readonly date: string | undefined;
  readonly pages: readonly PageRange[] | undefined;
  /** Warnings count as errors. */
  readonly strict: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether results are cached from one run to the next. */
  readonly cache: boolean;
  /** Whether decisions of the program are reported, and what is not printed. */
  readonly explain: boolean;
  /** Whether the PDF is checked against every preflight rule before it gets its name. */
  readonly preflight: boolean;
}

/** Builds the issues one after the other and reports on each. Out: the exit status, 0 or 1. */
export async function buildIssues(options: BuildOptions, environment: CommandEnvironment): Promise<0 | 1> {
  const cache = openCache(options, environment);
  const outcomes: Outcome[] = [];
  for (const target of options.targets) {
    const outcome = await buildIssue(target, cache, options, environment);
    outcomes.push(outcome);
    for (const line of formatMessages(outcome)) environment.printMessage(line);
    if (options.explain && outcome.unprinted !== undefined) {
      for (const line of formatUnprinted(target.issue, outcome.unprinted, outcome.files))
        environment.printMessage(line);
    }
    if (!options.quiet) environment.printMessage(formatBuildSummary(outcome));
    cache.memory?.evictUnused();
  }
  if (options.json) environment.print(formatJsonReport(environment.version, outcomes));
  const sound = outcomes.every(
    ({ written, messages }) =>
      written !== undefined && !messages.some((message) => preventsPrinting(message, options.strict)),
  );
  return sound ? 0 : 1;
}

function openCache(
  options: BuildOptions,
  { cache, version, engine, whenInterrupted }: CommandEnvironment,
): Cache {
  const cached = cache !== undefined && options.cache;
  return {
    ...(options.targets.length > 1 && { memory: openMemoryCache() }),
    ...(cached && { folder: openCacheFolder(cache, version, `${version} ${engine}`, whenInterrupted) }),
  };
}

/** Notes on what the program decided where the author left it open. */
const decisions: readonly Code[] = ['photo-cropped'];

/** The press's profile could not be written to a file; pictures cannot be separated without it. */
class NoScratchFile extends Error {}

/** Sets an issue and, if no error prevents it, writes its PDF. */
async function buildIssue(
  target: Target,
  cache: Cache,
  options: BuildOptions,
  environment: CommandEnvironment,
): Promise<Outcome> {
  // Edits are listed by `check`.
  const notes = options.explain ? decisions : [];
  const open = openDesk(target.issue, environment.workingFolder, { cache, notes });
  const { openPictureMaker } = await import('../press.ts');
  const { whenInterrupted } = environment;
  return withScratchFile(whenInterrupted, (write) =>
    withScratchStore(whenInterrupted, async (store) => {
      const profileFile = (profile: Uint8Array) => {
        const written = write(profile);
        if ('fault' in written) throw new NoScratchFile(written.fault);
        return written.file;
      };
      const quality = profiles[options.profile].pictures;
      const pictures = openPictureMaker({ profileFile, quality, folder: cache.folder, store });
      try {
        const built = await setIssue(target, open, pictures, options, environment);
        const written = open.messages().some((message) => preventsWriting(message, built, options))
          ? undefined
          : await writeIssue(target, built, open, pictures, options, environment);
        return {
          source: target.issue,
          messages: open.messages(),
          files: open.files(),
          ...(written && { written }),
          ...(built && { characters: built.characters, unprinted: unprintedOf(built, options) }),
        };
      } finally {
        // The profile's file is needed until no picture is under way.
        await pictures.idle();
      }
    }),
  );
}

/** Sets the pages; reports faults of the output file and of the requested pages along with the issue's own. */
async function setIssue(
  { issue, output }: Target,
  { desk, files }: OpenDesk,
  pictures: PictureMaker,
  options: BuildOptions,
  environment: CommandEnvironment,
): Promise<Built | undefined> {
  const { date, pages, marks, profile } = options;
  const { workingFolder, version, now } = environment;
  const fault = findOutputFault(resolve(workingFolder, output));
  if (fault !== undefined)
    desk.report('output-unwritable', { file: output }, { path: output, detail: fault });
  const { build } = await import('../press.ts');
  const job = {
    issue,
    creator: `baoshan-news ${version}`,
    date,
    now,
    marks,
    proof: profile === 'proof',
    pictures,
    isPrinted: pages && ((page: number) => includesPage(pages, page)),
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

/** Writes the PDF. Out: what was written, or undefined after the reason was reported to the desk. */
async function writeIssue(
  { issue, output }: Target,
  built: Built | undefined,
  { desk }: OpenDesk,
  pictures: PictureMaker,
  options: BuildOptions,
  environment: CommandEnvironment,
): Promise<Outcome['written']> {
  if (built === undefined) throw new Error(`${issue} gave no page and no message`);
  const refuse = (detail: string) =>
    desk.report('output-unwritable', { file: output }, { path: output, detail });
  const { publication, notes, fonts, images, print } = built;
  const printed = publication.sheets.filter(
    (_, index) => options.pages === undefined || includesPage(options.pages, index + 1),
  );
  const sheets = [...printed, ...notes];
  let parts: readonly Part[];
  try {
    const { writePdf } = await import('../press.ts');
    parts = await writePdf({ ...publication, sheets }, fonts, images, print, pictures, options.profile);
  } catch (error) {
    if (error instanceof NoScratchFile) return void refuse(error.message);
    const { UnusableProfile } = await import('../press.ts');
    const { value: path, place } = print.profile.source ?? { value: '', place: { file: issue } };
    if (error instanceof UnusableProfile) return void desk.report('profile-broken', place, { path });
    if (error instanceof FileChanged) {
      const detail = '排版时文件变了或不见了，请重新运行';
      return void desk.report('image-broken', { file: issue }, { path: error.path, detail });
    }
    throw error;
  }
  let passed = false;
  const verify = async () => {
    // Only the text is read back: pictures outside memory stay there.
    await assertReadable(joinWithoutStored(parts), sheets);
    passed =
      !options.preflight ||
      (await passesPreflight(joinParts(parts), print.tac, output, desk, options.strict));
    return passed;
  };
  const file = resolve(environment.workingFolder, output);
  const fault = await writeOutput(file, parts, environment.whenInterrupted, verify);
  if (fault !== undefined) return void refuse(fault);
  if (!passed) return undefined;
  return { output, pages: printed.length, ...(options.json && { sha256: await sha256Of(parts) }) };
}

/** What the copy has that is not printed: markup, and the pages that were not asked for. */
function unprintedOf({ publication, consumed }: Built, { pages }: BuildOptions): Unprinted {
  const numbers = publication.sheets.flatMap(({ page }) =>
    page === undefined || pages === undefined || includesPage(pages, page) ? [] : [page],
  );
  const headlinesOf = (number: number) =>
    (publication.bookmarks ?? []).filter(({ page }) => page === number).map(({ title }) => title);
  return {
    markup: consumed,
    pages: numbers.map((page) => ({ page, headlines: headlinesOf(page) })),
  };
}

/** Reads a PDF back before it gets its name. Throws if its text is not what was written, which is a bug of this program. */
async function assertReadable(bytes: Uint8Array, sheets: Built['publication']['sheets']): Promise<void> {
  const { readBack } = await import('../preflight/read-back.ts');
  const fault = readBack(bytes, sheets.map(textOf));
  if (fault !== undefined) throw new Error(`the PDF does not read back: ${fault}`);
}

function textOf({ ops }: Built['publication']['sheets'][number]): string {
  let text = '';
  for (const op of ops) {
    if (op.op === 'glyphs') text += op.row.text;
  }
  return text;
}

async function sha256Of(parts: readonly Part[]): Promise<string> {
  // Loading it takes time, and `--help` hashes nothing.
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for (const part of parts) hash.update(bytesOf(part));
  return hash.digest('hex');
}

/** Faults of the command and not of the copy, which a proof cannot show. */
const commandFaults: readonly Code[] = ['output-unwritable', 'output-is-input', 'page-missing'];

/** A proof shows what is wrong, so it is written with the issue's errors on it wherever pages were set. */
const preventsWriting = (
  message: Diagnostic,
  built: Built | undefined,
  { profile, strict }: Pick<BuildOptions, 'profile' | 'strict'>,
): boolean =>
  preventsPrinting(message, strict) &&
  (profile !== 'proof' || built === undefined || commandFaults.includes(message.code));

function isOneOf(names: readonly string[], output: string, workingFolder: string): boolean {
  const target = canonicalPath(output, workingFolder);
  return names.some((name) => canonicalPath(name, workingFolder) === target);
}
