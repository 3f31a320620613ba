import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openDesk } from '../src/cli/desk.ts';
import { editIssue } from '../src/edit/edit-issue.ts';
import { encodeQr } from '../src/galley/qr-code.ts';
import type { Issue, QrCode } from '../src/issue/issue.ts';
import { collectPictures } from '../src/issue/issue-contents.ts';
import { readIssue } from '../src/issue/read-issue.ts';
import { loadTemplate } from '../src/template/load-template.ts';
import type { Template } from '../src/template/template.ts';
import { repeatedText, shuffledText } from './speed-copy.ts';
import { mdxportPage, typstPage } from './speed-typst-page.ts';

/** The same pages for this program and for Typst: the issue, the Typst source made from it, its fonts, and the output files. */
export interface Work {
  readonly issue: string;
  readonly pdf: string;
  readonly typst: {
    readonly source: string;
    readonly pdf: string;
    readonly fonts: readonly string[];
    /** A configuration for fontconfig that hides the fonts of the system from Typst. */
    readonly fontconfig: string;
  };
}

/** A work that mdxport does as well. */
export interface MdxportWork extends Work {
  readonly mdxport: {
    readonly markdown: string;
    readonly template: string;
    readonly pdf: string;
    /** A home folder with the fonts where mdxport looks for them. */
    readonly home: string;
  };
}

/** The unchanged issue. In: its file and a working folder. */
export const pageWork = async (issue: string, folder: string): Promise<Work> =>
  workOf(await openIssue(issue, folder, 'page'));

/** The text of the issue, repeated, without pictures. */
export const textWork = async (issue: string, times: number, folder: string): Promise<Work> =>
  workOf(await openCopy(issue, folder, `text-${times}`, (markdown) => repeatedText(markdown, times)));

/** The text of the issue once, without pictures, for mdxport too. */
export async function mdxportWork(issue: string, folder: string): Promise<MdxportWork> {
  const opened = await openCopy(issue, folder, 'mdxport', (markdown) => repeatedText(markdown, 1));
  const work = workOf(opened);
  const codes = opened.codes.map((code) => readFileSync(join(opened.folder, code), 'utf8'));
  const page = mdxportPage(opened.issue, opened.template, codes);
  const files = {
    markdown: join(opened.folder, 'mdxport.md'),
    template: join(opened.folder, 'mdxport.typ'),
    pdf: join(opened.folder, 'mdxport.pdf'),
    home: join(opened.folder, 'home'),
  };
  writeFileSync(files.markdown, page.markdown);
  writeFileSync(files.template, page.template);
  const fonts = join(files.home, '.mdxport', 'fonts');
  mkdirSync(fonts, { recursive: true });
  for (const font of work.typst.fonts) copyFileSync(font, join(fonts, basename(font)));
  return { ...work, mdxport: files };
}

/** Issues of one page whose texts differ: the clauses of the issue in another order in each. */
export async function manyWorks(issue: string, count: number, folder: string): Promise<readonly Work[]> {
  const works: Work[] = [];
  for (let number = 1; number <= count; number += 1) {
    const shuffled = (markdown: string) => shuffledText(repeatedText(markdown, 1), number);
    const work = workOf(await openCopy(issue, folder, `issue-${number}`, shuffled));
    // Where the command writes the PDF by default.
    works.push({ ...work, pdf: work.issue.replace(/\.md$/, '.pdf') });
  }
  return works;
}

/** Draws a QR code as one path of squares, without a quiet zone. */
function codeAsSvg({ data, level }: QrCode): string {
  const modules = encodeQr(data.value, level);
  if (modules === undefined) throw new Error(`too long for a code: ${data.value}`);
  const squares = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x},${y}h1v1h-1z`] : [])));
  const { length } = modules;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${length} ${length}"><path d="${squares.join('')}"/></svg>`;
}

interface OpenIssue {
  readonly file: string;
  readonly issue: Issue;
  readonly template: Template;
  /** The folder of everything that is made from the issue. */
  readonly folder: string;
  /** SVG files of the QR codes in it. */
  readonly codes: readonly string[];
}

/** Opens a changed copy of an issue, which lies in `folder` under `name`. */
function openCopy(
  issue: string,
  folder: string,
  name: string,
  change: (markdown: string) => string,
): Promise<OpenIssue> {
  const copy = join(folder, `${name}.md`);
  writeFileSync(copy, change(readFileSync(issue, 'utf8')));
  return openIssue(copy, folder, name);
}

/** Opens an issue and copies its pictures and the drawings of its QR codes into a new folder. */
async function openIssue(file: string, parent: string, name: string): Promise<OpenIssue> {
  const folder = join(parent, name);
  mkdirSync(folder);
  const { desk, messages } = openDesk(file, process.cwd());
  const read = await readIssue(file, desk);
  const template = read && (await loadTemplate(read.template, read.overrides, desk));
  if (read === undefined || template === undefined) throw new Error(JSON.stringify(messages()));
  // The peers get the normalised punctuation that we print.
  const issue = editIssue(read, desk.report);
  for (const { path } of collectPictures(issue)) {
    copyFileSync(join(dirname(file), path), join(folder, basename(path)));
  }
  const codes = issue.masthead.ears.flatMap((ear, index) => {
    if (ear.kind !== 'qr') return [];
    const code = `code-${index}.svg`;
    writeFileSync(join(folder, code), codeAsSvg(ear.code));
    return [code];
  });
  return { file, issue, template, folder, codes };
}

/** Writes the Typst source of an issue. */
function workOf({ file, issue, template, folder, codes }: OpenIssue): Work {
  const { source, fonts } = typstPage(issue, template, codes);
  const typst = {
    source: join(folder, 'page.typ'),
    pdf: join(folder, 'typst.pdf'),
    fonts,
    fontconfig: join(folder, 'fonts.conf'),
  };
  writeFileSync(typst.source, source);
  writeFileSync(typst.fontconfig, `<fontconfig><dir>${join(folder, 'no-fonts')}</dir></fontconfig>`);
  return { issue: file, pdf: join(folder, 'ours.pdf'), typst };
}
