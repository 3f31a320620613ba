import type { Desk } from '../core/desk.ts';
import {
  asItems,
  asMap,
  asScalar,
  type Fields,
  type HeaderNode,
  readFields,
  readItemRuns,
  readLines,
  readRun,
  readText,
} from './header.ts';
import type { Credit, Ear, IssueDate, Located, Masthead, PaperName, QrCode, Run } from './issue.ts';
import { sliceRun } from './join-lines.ts';
import { readBoolean, readKeyword, readLength, readWholeNumber } from './values.ts';

/** Reads the masthead from the front matter: nameplate, date, numbers, slogan, imprint, ears and credits. */
export function readMasthead(fields: Fields, desk: Desk): Masthead {
  const paper = readPaperName(fields.get('paper'), desk);
  const date = readDate(fields, desk);
  const number = readCount(fields, 'number', desk);
  const total = readCount(fields, 'total', desk);
  return {
    ...(paper !== undefined && { paper }),
    kind:
      readKeyword(readText(fields.get('kind'), 'kind', desk), 'kind', ['newspaper', 'internal'], desk) ??
      'internal',
    ...(date !== undefined && { date }),
    ...(number !== undefined && { number }),
    ...(total !== undefined && { total }),
    ...(fields.has('slogan') && { slogan: readSlogan(fields.get('slogan'), desk) }),
    ...(fields.has('publishers') && {
      publishers: readItemRuns(fields.get('publishers'), 'publishers', desk),
    }),
    imprint: readItemRuns(fields.get('imprint'), 'imprint', desk),
    ears: asItems(fields.get('ears')).flatMap((ear) => readEar(ear, desk) ?? []),
    credits: readCredits(fields.get('credits'), desk),
  };
}

function readPaperName(header: HeaderNode | undefined, desk: Desk): PaperName | undefined {
  if (header === undefined) return undefined;
  if (header.kind === 'scalar') return { name: readRun(header, 'paper', desk)! };
  if (asMap(header, 'paper', desk) === undefined) return undefined;
  const fields = readFields(header, 'paper', ['name', 'latin', 'section', 'section_latin'], desk);
  const name = readRun(fields.get('name'), 'name', desk);
  if (name === undefined) {
    desk.report('bad-value', header.place, { key: 'paper', expected: '报名，或含 name 的一组“键: 值”' });
    return undefined;
  }
  const latin = readRun(fields.get('latin'), 'latin', desk);
  const section = readRun(fields.get('section'), 'section', desk);
  const sectionLatin = readRun(fields.get('section_latin'), 'section_latin', desk);
  return {
    name,
    ...(latin !== undefined && { latin }),
    ...(section !== undefined && { section }),
    ...(sectionLatin !== undefined && { sectionLatin }),
  };
}

/** A date with hyphens, slashes, dots or in Chinese, and a time behind it, which is not printed. */
const dateForm = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[Tt \u3000].*)?$/;

function readDate(fields: Fields, desk: Desk): IssueDate | undefined {
  const lunar = readBoolean(readText(fields.get('lunar'), 'lunar', desk), 'lunar', desk) ?? false;
  const written = asScalar(fields.get('date'), 'date', desk);
  if (written === undefined) return undefined;
  const [, year, month, day] = dateForm.exec(written.text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || !isDay(year, month, day)) {
    desk.report('bad-value', written.place, {
      key: 'date',
      expected: '年-月-日，如 2022-07-15 或 2022/7/15',
    });
    return undefined;
  }
  return { year, month, day, lunar, place: written.place };
}

/** Whether the date exists. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC maps the years 0 to 99 to 1900 to 1999, so those are rejected.
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function readCount(fields: Fields, key: string, desk: Desk): Located<number> | undefined {
  const written = readText(fields.get(key), key, desk);
  const value = readWholeNumber(written, key, desk);
  return written === undefined || value === undefined ? undefined : { value, place: written.place };
}

/** The divisions of the slogan: the items of a list, or the parts of a string between `/`. */
function readSlogan(header: HeaderNode | undefined, desk: Desk): readonly Run[] {
  if (header?.kind === 'list') return readItemRuns(header, 'slogan', desk);
  return readItemRuns(header, 'slogan', desk).flatMap((run) =>
    [...run.text.matchAll(/[^/]+/g)].flatMap(({ 0: part, index }) => {
      const from = index + part.length - part.trimStart().length;
      const to = index + part.trimEnd().length;
      return to > from ? [sliceRun(run, from, to)] : [];
    }),
  );
}

const earKeys = ['qr', 'text', 'image', 'caption', 'size', 'ecc', 'credit'];

function readEar(header: HeaderNode, desk: Desk): Ear | undefined {
  const fields = readFields(header, 'ears', earKeys, desk);
  const { place } = header;
  const text = readLines(fields.get('text'), 'text', desk);
  const caption = readLines(fields.get('caption'), 'caption', desk);
  const data = readText(fields.get('qr'), 'qr', desk);
  const image = readText(fields.get('image'), 'image', desk);
  const kinds = ['qr', 'text', 'image'].filter((key) => fields.has(key));
  const [kind] = kinds;
  if (header.kind === 'map' && kinds.length !== 1) {
    desk.report('bad-value', place, { key: 'ears', expected: '每块报眼写 qr、text、image 之一' });
  }
  if (data?.value === '') desk.report('bad-value', data.place, { key: 'qr', expected: '二维码的内容' });
  if (kind === 'qr' && data !== undefined)
    return { kind, code: readQrCode(data, caption, fields, desk), place };
  if (kind === 'text') return { kind, text, place };
  if (kind === 'image' && image !== undefined) {
    const credit = readLines(fields.get('credit'), 'credit', desk);
    return { kind, picture: { path: image.value, caption, credit, place: image.place }, place };
  }
  return undefined;
}

function readQrCode(data: Located<string>, caption: readonly Run[], fields: Fields, desk: Desk): QrCode {
  const size = readLength(readText(fields.get('size'), 'size', desk), 'size', desk);
  const level =
    readKeyword(readText(fields.get('ecc'), 'ecc', desk), 'ecc', ['L', 'M', 'Q', 'H'], desk) ?? 'M';
  return { data, caption, ...(size !== undefined && { size }), level };
}

/** 责任编辑: one name, or a list of names that are printed on one line. */
function readCredits(header: HeaderNode | undefined, desk: Desk): readonly Credit[] {
  return (asMap(header, 'credits', desk)?.entries ?? []).flatMap(({ key: role, value }) => {
    const names = readItemRuns(value, role.text, desk);
    const [first] = names;
    if (first === undefined) return [];
    return [
      {
        role,
        names: names.length === 1 ? first : { ...first, text: names.map(({ text }) => text).join(' ') },
      },
    ];
  });
}
