import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openDesk } from '../src/cli/desk.ts';
import { editIssue } from '../src/edit/edit-issue.ts';
import { encodeQr } from '../src/galley/qr-code.ts';
import type { QrCode } from '../src/issue/issue.ts';
import { collectPictures } from '../src/issue/issue-contents.ts';
import { readIssue } from '../src/issue/read-issue.ts';
import { loadTemplate } from '../src/template/load-template.ts';
import { repeatedText } from './speed-copy.ts';
import { typstPage } from './speed-typst-page.ts';

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

/** The unchanged issue. In: its file and a working folder. */
export const pageWork = (issue: string, folder: string): Promise<Work> => workOf(issue, join(folder, 'page'));

/** The text of the issue, repeated, without pictures. */
export async function textWork(issue: string, times: number, folder: string): Promise<Work> {
  const repeated = join(folder, `text-${times}.md`);
  writeFileSync(repeated, repeatedText(readFileSync(issue, 'utf8'), times));
  return workOf(repeated, join(folder, `text-${times}`));
}

/** Draws a QR code as one path of squares, without a quiet zone. */
function codeAsSvg({ data, level }: QrCode): string {
  const modules = encodeQr(data.value, level);
  if (modules === undefined) throw new Error(`too long for a code: ${data.value}`);
  const squares = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x},${y}h1v1h-1z`] : [])));
  const { length } = modules;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${length} ${length}"><path d="${squares.join('')}"/></svg>`;
}

/** Writes the Typst source with its QR codes and pictures beside it. */
async function workOf(file: string, folder: string): Promise<Work> {
  mkdirSync(folder);
  const { desk, messages } = openDesk(file, process.cwd());
  const read = await readIssue(file, desk);
  const template = read && (await loadTemplate(read.template, read.overrides, desk));
  if (read === undefined || template === undefined) throw new Error(JSON.stringify(messages()));
  // Typst gets the normalised punctuation that we print.
  const issue = editIssue(read, desk.report);
  for (const { path } of collectPictures(issue)) {
    copyFileSync(join(dirname(file), path), join(folder, basename(path)));
  }
  const codes = issue.masthead.ears.flatMap((ear, index) => {
    if (ear.kind !== 'qr') return [];
    const name = `code-${index}.svg`;
    writeFileSync(join(folder, name), codeAsSvg(ear.code));
    return [name];
  });
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
