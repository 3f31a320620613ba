import type { Desk } from '../core/desk.ts';
import {
  type Fields,
  fieldsOf,
  type Header,
  itemsOf,
  lineRuns,
  mapOf,
  runOf,
  scalarOf,
  toldOf,
} from './header.ts';
import { linesOf } from './header-lines.ts';
import type { Credit, Ear, IssueDate, Masthead, PaperName, QrCode, Run, Told } from './issue.ts';
import { sliceRun } from './join-lines.ts';
import { lengthOf, oneOf, trueOrFalse, wholeNumber } from './values.ts';

/** Reads what stands above and around the articles: nameplate, dates, ears, credits. */
export function readMasthead(fields: Fields, desk: Desk): Masthead {
  const paper = paperName(fields.get('paper'), desk);
  const date = issueDate(fields, desk);
  const number = countOf(fields, 'number', desk);
  const total = countOf(fields, 'total', desk);
  return {
    ...(paper !== undefined && { paper }),
    kind:
      oneOf(toldOf(fields.get('kind'), 'kind', desk), 'kind', ['newspaper', 'internal'], desk) ?? 'internal',
    ...(date !== undefined && { date }),
    ...(number !== undefined && { number }),
    ...(total !== undefined && { total }),
    ...(fields.has('slogan') && { slogan: slogan(fields.get('slogan'), desk) }),
    ...(fields.has('publishers') && { publishers: lineRuns(fields.get('publishers'), 'publishers', desk) }),
    imprint: lineRuns(fields.get('imprint'), 'imprint', desk),
    ears: itemsOf(fields.get('ears')).flatMap((ear) => readEar(ear, desk) ?? []),
    credits: credits(fields.get('credits'), desk),
  };
}

function paperName(header: Header | undefined, desk: Desk): PaperName | undefined {
  if (header === undefined) return undefined;
  if (header.kind === 'scalar') return { name: runOf(header, 'paper', desk)! };
  if (mapOf(header, 'paper', desk) === undefined) return undefined;
  const fields = fieldsOf(header, 'paper', ['name', 'latin', 'section', 'section_latin'], desk);
  const name = runOf(fields.get('name'), 'name', desk);
  if (name === undefined) {
    desk.report('bad-value', header.place, { key: 'paper', expected: '报名，或含 name 的一组“键: 值”' });
    return undefined;
  }
  const latin = runOf(fields.get('latin'), 'latin', desk);
  const section = runOf(fields.get('section'), 'section', desk);
  const sectionLatin = runOf(fields.get('section_latin'), 'section_latin', desk);
  return {
    name,
    ...(latin !== undefined && { latin }),
    ...(section !== undefined && { section }),
    ...(sectionLatin !== undefined && { sectionLatin }),
  };
}

function issueDate(fields: Fields, desk: Desk): IssueDate | undefined {
  const lunar = trueOrFalse(toldOf(fields.get('lunar'), 'lunar', desk), 'lunar', desk) ?? false;
  const written = scalarOf(fields.get('date'), 'date', desk);
  if (written === undefined) return undefined;
  const [, year, month, day] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ].*)?$/.exec(written.text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || !isDay(year, month, day)) {
    desk.report('bad-value', written.place, { key: 'date', expected: '年-月-日，如 2022-07-15' });
    return undefined;
  }
  return { year, month, day, lunar, place: written.place };
}

/** Whether the calendar has the day. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date takes a year below 100 as one of the last century.
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function countOf(fields: Fields, key: string, desk: Desk): Told<number> | undefined {
  const written = toldOf(fields.get(key), key, desk);
  const value = wholeNumber(written, key, desk);
  return written === undefined || value === undefined ? undefined : { value, place: written.place };
}

/** A list is divided as it stands, a string at its `/`. */
function slogan(header: Header | undefined, desk: Desk): readonly Run[] {
  if (header?.kind === 'list') return lineRuns(header, 'slogan', desk);
  return lineRuns(header, 'slogan', desk).flatMap((run) =>
    [...run.text.matchAll(/[^/]+/g)].flatMap(({ 0: part, index }) => {
      const from = index + part.length - part.trimStart().length;
      const to = index + part.trimEnd().length;
      return to > from ? [sliceRun(run, from, to)] : [];
    }),
  );
}

const earKeys = ['qr', 'text', 'image', 'caption', 'size', 'ecc', 'credit'];

function readEar(header: Header, desk: Desk): Ear | undefined {
  const fields = fieldsOf(header, 'ears', earKeys, desk);
  const { place } = header;
  const text = linesOf(fields.get('text'), 'text', desk);
  const caption = linesOf(fields.get('caption'), 'caption', desk);
  const data = toldOf(fields.get('qr'), 'qr', desk);
  const image = toldOf(fields.get('image'), 'image', desk);
  const kinds = ['qr', 'text', 'image'].filter((key) => fields.has(key));
  const [kind] = kinds;
  if (header.kind === 'map' && kinds.length !== 1) {
    desk.report('bad-value', place, { key: 'ears', expected: '每块报眼写 qr、text、image 之一' });
  }
  if (data?.value === '') desk.report('bad-value', data.place, { key: 'qr', expected: '二维码的内容' });
  if (kind === 'qr' && data !== undefined) return { kind, code: qrCode(data, caption, fields, desk), place };
  if (kind === 'text') return { kind, text, place };
  if (kind === 'image' && image !== undefined) {
    const credit = linesOf(fields.get('credit'), 'credit', desk);
    return { kind, picture: { path: image.value, caption, credit, place: image.place }, place };
  }
  return undefined;
}

function qrCode(data: Told<string>, caption: readonly Run[], fields: Fields, desk: Desk): QrCode {
  const size = lengthOf(toldOf(fields.get('size'), 'size', desk), 'size', desk);
  const level = oneOf(toldOf(fields.get('ecc'), 'ecc', desk), 'ecc', ['L', 'M', 'Q', 'H'], desk) ?? 'M';
  return { data, caption, ...(size !== undefined && { size }), level };
}

/** 责任编辑: one name, or a list of names that stand on one line. */
function credits(header: Header | undefined, desk: Desk): readonly Credit[] {
  return (mapOf(header, 'credits', desk)?.entries ?? []).flatMap(({ key: role, value }) => {
    const names = lineRuns(value, role.text, desk);
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
