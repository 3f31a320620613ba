import { createHash } from 'node:crypto';
import { type Memoize, memoize, openMemoryCache } from './core/cache.ts';
import type { Desk } from './core/desk.ts';
import { type Diagnostic, diagnose, severityOf } from './core/diagnostics.ts';
import { checkIssue } from './edit/check-issue.ts';
import {
  type ConsumedMarkup,
  type CopySource,
  reportAlteredCopy,
  reportLostCopy,
} from './edit/copy-account.ts';
import { editIssue } from './edit/edit-issue.ts';
import { reportLostHeaders } from './edit/header-account.ts';
import { reportUnsetCopy } from './edit/sheet-account.ts';
import { type FontBook, openFontBook } from './fonts/font-book.ts';
import { setIssue } from './galley/set-issue.ts';
import type { Issue, Picture } from './issue/issue.ts';
import { collectCopy, collectPictures } from './issue/issue-contents.ts';
import { readIssue } from './issue/read-issue.ts';
import { makeUpWithoutWidows } from './makeup/cure-widows.ts';
import { countSetCharacters, setCopyText } from './paint/ops.ts';
import type { Publication, Sheet } from './paint/paint.ts';
import type { ImageFile, ImageId } from './pictures/image-file.ts';
import { beginPictures, missingPicture, pictureKey } from './pictures/open-pictures.ts';
import type { PictureMaker } from './pictures/picture-maker.ts';
import { markProof } from './proof/mark-proof.ts';
import { makeDocumentInfo, makeSheets } from './sheet/make-sheets.ts';
import { paintMasthead } from './sheet/masthead.ts';
import { planPictures, reportVanished } from './sheet/plan-pictures.ts';
import { loadTemplate } from './template/load-template.ts';
import type { PrintIntent } from './template/template.ts';

/** What is to be built, and what the caller knows of the world outside. */
export interface Job {
  /** The issue file as the user named it. */
  readonly issue: string;
  readonly creator: string;
  /** The date of the file, ISO 8601; without it the issue's own date, else `now`. */
  readonly date: string | undefined;
  readonly now: string;
  /** Whether printer's marks are added, over what the template and the issue say. */
  readonly marks?: boolean | undefined;
  /** 校样: the sheets are marked for proof-readers. */
  readonly proof?: boolean;
  /** Makes the pictures while the pages are finished; absent if nothing is printed. */
  readonly pictures?: PictureMaker;
  /** Whether a page, from 1, is printed; without it all are. */
  readonly isPrinted?: ((page: number) => boolean) | undefined;
}

/** A finished publication with all that a writer needs. */
export interface Built {
  readonly publication: Publication;
  /** Pages of a proof that do not belong to the newspaper. */
  readonly notes: readonly Sheet[];
  readonly fonts: FontBook;
  readonly images: ReadonlyMap<ImageId, ImageFile>;
  readonly print: PrintIntent;
  /** Copy characters set. */
  readonly characters: number;
  /** Markup of the source that is not printed. */
  readonly consumed: readonly ConsumedMarkup[];
}

/**
 * The pipeline: reads, edits, sets, makes up and finishes an issue. Out: the publication, or undefined if the copy or
 * the template cannot be read at all. Faults of the author's are reported to the desk; if one of them is an error, the
 * publication must not be printed. Re-entrant: builds share nothing but the desk's cache, whose entries are addressed by
 * content.
 */
export async function build(job: Job, outside: Desk): Promise<Built | undefined> {
  const { desk, hasErrors, messages, sources } = collectMessages(outside);
  const copy = await readIssue(job.issue, desk);
  if (copy === undefined) return undefined;
  const template = await loadTemplate(copy.template, overridesOf(copy, job), desk);
  if (template === undefined) return undefined;
  const fonts = await openFontBook(template.fonts, desk);
  const openingPictures = await beginPictures(collectPictures(copy), desk, fonts);
  const issue = template.typography.normalise ? editIssue(copy, desk.report) : copy;
  checkIssue(issue, desk.report);
  const [read, edited] = [collectCopy(copy), collectCopy(issue)];
  const faults = messages();
  const errors = faults.filter(({ severity }) => severity === 'error').map(({ place }) => place);
  const consumed = reportLostCopy(sources, read, errors, desk.report);
  const said = faults.map(({ place }) => place);
  reportLostHeaders(sources, read, said, desk.report);
  reportAlteredCopy(read, edited, desk.report);
  const opened = await openingPictures();
  const image = (picture: Picture) => opened.get(pictureKey(picture));
  const { print, ...style } = template;
  const pictures = collectPictures(issue).map((picture) => [pictureKey(picture), image(picture)?.id]);
  const shared = [job.issue, fonts.key, style, pictures];
  const memo = memoizer(fonts.key === undefined ? undefined : shared, desk);
  const set = setIssue(issue, { template, fonts, image }, desk.cache, memo);

  const { dummy, galleys } = makeUpWithoutWidows(issue, set, template, desk.report);

  const { report } = desk;
  const context = { fonts, image, report, file: job.issue, memoize: memo, lines: openMemoryCache() };
  const masthead = paintMasthead(issue, dummy.pages.length, template, context);
  const plan = planPictures(dummy, galleys, masthead, template);
  const vanished = reportVanished(plan, collectPictures(issue), context);
  const images = new Map(
    [...opened.values()].map((file) => [file.id, vanished.has(file.id) ? missingPicture(file.path) : file]),
  );
  if (!hasErrors() || job.proof === true) {
    for (const { image: id, crop, placed, page, ground } of plan.printed) {
      const file = images.get(id)!;
      // Flat shapes are printed as they are.
      if (file.drawing === undefined && job.isPrinted?.(page) !== false)
        void job.pictures?.make(file, crop, placed, print, ground);
    }
  }
  const info = makeDocumentInfo(issue, template, job);
  const publication = makeSheets(dummy, galleys, issue, template, plan, masthead, context, info);
  fonts.reportSubstitutes?.(report);
  const characters = countSetCharacters(publication);
  if (messages().every(({ code, severity }) => severity !== 'error' || code === 'article-overset'))
    reportUnsetCopy(edited, setCopyText(publication.sheets) + setCopyText(dummy.overset), desk.report);
  const finished =
    job.proof === true
      ? markProof(publication, dummy, galleys, messages(), template, context)
      : { publication, notes: [] };
  return { ...finished, fonts, images, print, characters, consumed };
}

/** The words that an issue prints after editing, and its press's total ink limit, in percent; undefined if unreadable. */
export async function readPrinted(
  file: string,
  desk: Desk,
): Promise<{ readonly copy: string; readonly tac: number } | undefined> {
  const copy = await readIssue(file, desk);
  const template = copy && (await loadTemplate(copy.template, copy.overrides, desk));
  if (copy === undefined || template === undefined) return undefined;
  const issue = template.typography.normalise ? editIssue(copy, desk.report) : copy;
  const words = collectCopy(issue).map(({ text }) => text);
  return { copy: words.join(''), tac: template.print.tac };
}

/** What the issue changes in its template, and over that what the caller changes. */
function overridesOf({ overrides }: Issue, { issue, marks }: Job): Issue['overrides'] {
  if (marks === undefined) return overrides;
  const override = { value: marks, place: { file: issue } };
  return { ...overrides, print: new Map([...overrides.print, ['marks', override]]) };
}

/** A desk that also collects what is reported, equal messages once, and the copy read; notes are passed on only. */
function collectMessages(outside: Desk) {
  let errors = 0;
  const messages = new Map<string, Diagnostic>();
  const sources: CopySource[] = [];
  const desk: Desk = {
    ...outside,
    opened: (file, text, header) => sources.push({ file, text, header }),
    report: (code, place, details) => {
      const severity = severityOf(code);
      if (severity === 'error') errors += 1;
      if (severity !== 'note') {
        const message = diagnose(code, place, details);
        messages.set(JSON.stringify(message), message);
      }
      outside.report(code, place, details);
    },
  };
  return { desk, hasErrors: () => errors > 0, messages: () => [...messages.values()], sources };
}

/**
 * Memoizes in the desk's memory. In: what determines every value: the file that messages name, fonts, style and pictures.
 * The press's profile changes no line, and `shared` is undefined if the author names fonts, whose files may change from build to build.
 */
function memoizer(shared: readonly unknown[] | undefined, desk: Desk): Memoize {
  const { memory } = desk.cache;
  if (memory === undefined || shared === undefined) return (_, __, compute) => compute(desk.report);
  const common = createHash('sha256').update(JSON.stringify(shared)).digest('hex');
  return (kind, facts, compute) =>
    memoize(memory, desk.report, kind, () => JSON.stringify([common, facts]), compute);
}
