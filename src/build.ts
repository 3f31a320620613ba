import { createHash } from 'node:crypto';
import type { KeptStore } from './core/cache.ts';
import { countCopyCharacters } from './core/copy-characters.ts';
import type { Desk } from './core/desk.ts';
import { diagnose, severityOf } from './core/diagnostics.ts';
import { keepStanding, stand } from './core/standing.ts';
import { checkIssue } from './edit/check-issue.ts';
import { editIssue } from './edit/edit-issue.ts';
import { type FontBook, openFontBook } from './fonts/font-book.ts';
import type { Galley } from './galley/galley.ts';
import type { SettingContext } from './galley/pieces.ts';
import { articleColumns, setArticle } from './galley/set-article.ts';
import { withKeptBreaks } from './headline/kept-breaks.ts';
import { copyOf } from './issue/copy-of.ts';
import type { Issue, Picture } from './issue/issue.ts';
import { picturesOf } from './issue/pictures-of.ts';
import { readIssue } from './issue/read-issue.ts';
import { makeUp } from './makeup/make-up.ts';
import { countSetCharacters } from './paint/ops.ts';
import type { DocumentInfo, Publication, Sheet } from './paint/paint.ts';
import type { ImageFile, ImageId } from './pictures/image-file.ts';
import { missingPicture } from './pictures/missing-picture.ts';
import { beginPictures, keyOf } from './pictures/open-pictures.ts';
import { drawingFault } from './pictures/resample.ts';
import { markProof } from './proof/mark-proof.ts';
import type { Told } from './proof/page-spots.ts';
import { makeSheets } from './sheet/make-sheets.ts';
import { type PlannedPicture, planPictures } from './sheet/plan-pictures.ts';
import type { Fittings } from './sheet/set-text.ts';
import { loadTemplate } from './template/load-template.ts';
import type { PrintIntent, Template } from './template/template.ts';

/** What is to be built, and what the caller knows of the world outside. */
export interface Job {
  /** The issue file as the user named it. */
  readonly issue: string;
  readonly creator: string;
  /** The date the file is to bear, ISO 8601; without it the issue's own date, else `now`. */
  readonly date: string | undefined;
  readonly now: string;
  /** Whether printer's marks stand round the page, over what the template and the issue say. */
  readonly marks?: boolean | undefined;
  /** 清样: the sheets are marked for proof-readers. */
  readonly proof?: boolean;
  /** Where is kept what was made of pictures, fonts and headlines before. */
  readonly store?: KeptStore | undefined;
  /**
   * Hears, as soon as make-up is done, which pictures will be printed and how, so that they can be made while the sheets
   * are finished. Not called where an error is known that nothing is printed with.
   */
  readonly onPictures?: (pictures: readonly PlannedPicture[], print: PrintIntent) => void;
}

/** A finished publication with all that a writer needs to ink it. */
export interface Built {
  readonly publication: Publication;
  /** Pages of a proof's own, which are none of the newspaper's. */
  readonly notes: readonly Sheet[];
  readonly fonts: FontBook;
  readonly images: ReadonlyMap<ImageId, ImageFile>;
  readonly print: PrintIntent;
  /** Copy characters set. */
  readonly characters: number;
}

/**
 * Builds an issue, top to bottom: read, edit, set, make up, finish. Out: the publication, or undefined where the
 * copy or the template cannot be read at all. Troubles of the author's are told through the desk; where one of
 * them is an error, what comes out must not be printed.
 */
export async function build(job: Job, outside: Desk): Promise<Built | undefined> {
  const { desk, errors, told } = listening(outside);
  const read = await readIssue(job.issue, desk);
  if (read === undefined) return undefined;
  const template = await loadTemplate(read.template, overridesOf(read, job), desk);
  if (template === undefined) return undefined;
  const openedPictures = await beginPictures(picturesOf(read), desk, job.store);
  const issue = template.typography.normalise ? editIssue(read, desk.report) : read;
  checkIssue(issue, desk.report);
  const fonts = await openFontBook(template.fonts, desk, { store: job.store });
  const pictures = await openedPictures();
  const image = (picture: Picture) => pictures.get(keyOf(picture));
  const keep = keeperOf(issue, job.issue, { template, fonts, image }, desk);
  const galleys = withKeptBreaks(issue, job.store, () =>
    setArticles(issue, { template, fonts, image }, keep),
  );
  const dummy = makeUp(issue, galleys, template, desk.report);
  if (errors() === 0 || job.proof === true)
    job.onPictures?.(planPictures(dummy, galleys, template, [...pictures.values()]), template.print);
  const fittings = { fonts, image, report: desk.report, file: job.issue, stand: keep, lines: keepStanding() };
  const publication = makeSheets(
    dummy,
    galleys,
    issue,
    template,
    fittings,
    documentInfo(issue, template, job),
  );
  const broken = await tryDrawings(publication, issue, image, desk);
  const characters = countSetCharacters(publication);
  if (errors() === 0) assertNothingLost(countCopyCharacters(copyOf(issue)), characters, dummy.overset);
  const images = new Map(
    [...pictures.values()].map((file) => [file.id, broken.has(file.id) ? missingPicture(file.path) : file]),
  );
  const finished =
    job.proof === true
      ? markProof(publication, dummy, galleys, told(), template, fittings)
      : { publication, notes: [] };
  return { ...finished, fonts, images, print: template.print, characters };
}

/**
 * The words that an issue prints, marks put right as for building, and the most ink of its press, in percent. Out:
 * undefined where it cannot be read, which was told through the desk.
 */
export async function readWanted(
  file: string,
  desk: Desk,
): Promise<{ readonly copy: string; readonly tac: number } | undefined> {
  const read = await readIssue(file, desk);
  const template = read && (await loadTemplate(read.template, read.overrides, desk));
  if (read === undefined || template === undefined) return undefined;
  const issue = template.typography.normalise ? editIssue(read, desk.report) : read;
  const words = copyOf(issue).map(({ text }) => text);
  return { copy: words.join(''), tac: template.print.tac };
}

/** What the issue changes in its template, and over that what was asked for at the counter. */
function overridesOf({ overrides }: Issue, { issue, marks }: Job): Issue['overrides'] {
  if (marks === undefined) return overrides;
  const told = { value: marks, place: { file: issue } };
  return { ...overrides, print: new Map([...overrides.print, ['marks', told]]) };
}

interface ListeningDesk {
  readonly desk: Desk;
  readonly errors: () => number;
  /** The troubles told so far, equal ones once. */
  readonly told: () => readonly Told[];
}

function listening(outside: Desk): ListeningDesk {
  let errors = 0;
  const told = new Map<string, Told>();
  const desk: Desk = {
    read: outside.read,
    ...(outside.standing && { standing: outside.standing }),
    report: (code, place, details) => {
      const severity = severityOf(code);
      if (severity === 'error') errors += 1;
      if (severity !== 'note') {
        const message = diagnose(code, place, details);
        told.set(JSON.stringify(message), { message, details });
      }
      outside.report(code, place, details);
    },
  };
  return { desk, errors: () => errors, told: () => [...told.values()] };
}

/**
 * Draws each drawing as it will be printed: what cannot be drawn is told now, with all else, and not met in inking. Out:
 * which those are.
 */
async function tryDrawings(
  { sheets }: Publication,
  issue: Issue,
  image: (picture: Picture) => ImageFile | undefined,
  desk: Desk,
): Promise<ReadonlySet<ImageId>> {
  const broken = new Set<ImageId>();
  const ops = sheets.flatMap((sheet) => sheet.ops).filter((op) => op.op === 'image');
  const sizes = new Map(
    ops.map((op) => [JSON.stringify([op.image, op.crop, op.rect.width, op.rect.height]), op]),
  );
  for (const { image: id, crop, rect } of sizes.values()) {
    const picture = picturesOf(issue).find((each) => image(each)?.id === id);
    const file = picture && image(picture);
    const detail =
      file &&
      (await stand(
        desk,
        'drawing',
        // A little larger or smaller it is drawn as well.
        () => JSON.stringify([id, Object.values(crop).map(about), about(rect.width), about(rect.height)]),
        () => drawingFault(file, crop, rect),
      ));
    if (picture && detail !== undefined) {
      desk.report('image-broken', picture.place, { path: picture.path, detail });
      broken.add(id);
    }
  }
  return broken;
}

/** To the nearest of four steps in a doubling. */
const about = (size: number): number => (size > 0 ? Math.round(Math.log2(size) * 4) : 0);

function setArticles(issue: Issue, fittings: Omit<SettingContext, 'report'>, keep: Keep): readonly Galley[] {
  return issue.pages.flatMap((page) =>
    page.articles.map((article) => {
      const frame = articleColumns(article, page, fittings.template);
      const facts = [frame, frame.spans.map(frame.rankAt), article];
      return keep('galley', facts, (report) => setArticle(article, frame, { ...fittings, report }));
    }),
  );
}

/** Makes a thing, or takes it as it stands. In: its kind, all that it is made of but fonts, template and pictures. */
type Keep = NonNullable<Fittings['stand']>;

/** In: also the issue's file, which messages name. The profile's bytes change no line; fonts of the author's keep nothing. */
function keeperOf(issue: Issue, file: string, own: Omit<SettingContext, 'report'>, desk: Desk): Keep {
  const { template, fonts, image } = own;
  if (desk.standing === undefined || fonts.key === undefined) return (_, __, make) => make(desk.report);
  const { print: _, ...style } = template;
  const pictures = picturesOf(issue).map((picture) => [keyOf(picture), image(picture)?.id]);
  const common = createHash('sha256')
    .update(JSON.stringify([file, fonts.key, style, pictures]))
    .digest('hex');
  return (kind, facts, make) => stand(desk, kind, () => JSON.stringify([common, facts]), make);
}

function documentInfo({ masthead, pages }: Issue, template: Template, job: Job): DocumentInfo {
  const paper = masthead.paper;
  const name =
    paper === undefined
      ? template.masthead.paper.name + template.masthead.paper.section
      : paper.name.text + (paper.section?.text ?? '');
  const number = masthead.number === undefined ? '' : `第${masthead.number.value}期`;
  const headline = pages[0]?.articles[0]?.headline.main.map(({ text }) => text.trim()).join('') ?? '';
  const title = [name, number, headline].filter((part) => part !== '').join(' ');
  return { title, creator: job.creator, date: job.date ?? issueDate(masthead) ?? job.now };
}

function issueDate({ date }: Issue['masthead']): string | undefined {
  if (date === undefined) return undefined;
  return new Date(Date.UTC(date.year, date.month - 1, date.day)).toISOString();
}

/** Every character of the copy stands on a page or was told as not fitting; anything else is our fault. */
function assertNothingLost(read: number, set: number, overset: number): void {
  if (read !== set + overset) {
    throw new Error(`characters read: ${read}, set: ${set}, told as not fitting: ${overset}`);
  }
}
