import { beforeAll, describe, expect, it } from 'vitest';
import { tagOps } from '../../src/paint/ops.ts';
import type { LinkTarget, PaintOp, Publication } from '../../src/paint/paint.ts';
import { profiles } from '../../src/pdf/profiles.ts';
import { pictureMaker } from '../pictures/press.ts';
import { pageContents, pdfText as text } from '../support/pdf-text.ts';
import { writePdf } from '../support/write-pdf.ts';
import { print, smallPublication, type WriterInput } from './small-publication.ts';

/** The bodies of the objects that are not streams, by object number. */
const objectsOf = (pdf: Uint8Array): ReadonlyMap<string, string> =>
  new Map([...text(pdf).matchAll(/^(\d+) 0 obj\n(.*?)\nendobj$/gms)].map(([, id, body]) => [id!, body!]));

function link(op: PaintOp, target: LinkTarget): PaintOp {
  if (op.op === 'fill') return { ...op, link: target };
  return op.op === 'glyphs'
    ? { ...op, row: { ...op.row, markup: op.row.ids.map(() => ({ link: target })) } }
    : op;
}

/** The small publication with structure, links and bookmarks. */
function tagged({ info, sheets }: Publication): Publication {
  const [front, back] = sheets as [(typeof sheets)[0], (typeof sheets)[0]];
  const heading = tagOps({ role: 'H1', key: '' }, front.ops.slice(0, 3));
  const rest = front.ops.slice(3).flatMap((op, key) => tagOps({ role: 'P', key: `${key}` }, [op]));
  const targets: readonly LinkTarget[] = [
    { url: 'https://example.cn/读者?页=(1)' },
    { url: 'javascript:alert(1)' },
    { url: 'no address' },
    { page: 2 },
    { page: 9 },
  ];
  const linked = rest.map((op, index) => (targets[index] ? link(op, targets[index]) : op));
  const second = tagOps({ role: 'Figure', key: '', alt: '天空' }, back.ops);
  return {
    info,
    sheets: [
      { ...front, ops: [...heading, ...linked], page: 1 },
      { ...back, ops: second, page: 2 },
    ],
    bookmarks: [
      { title: '新图书馆今天开门', page: 1, y: 80 },
      { title: '第二页', page: 2, y: 10 },
      { title: '没有的页', page: 9, y: 10 },
    ],
  };
}

describe('a file for the screen', () => {
  let input: WriterInput;
  let pdf: Uint8Array;
  let objects: ReadonlyMap<string, string>;
  beforeAll(async () => {
    input = await smallPublication();
    const { publication, fonts, images } = input;
    pdf = await writePdf(
      tagged(publication),
      fonts,
      images,
      print,
      pictureMaker(profiles.screen.pictures),
      'screen',
    );
    objects = objectsOf(pdf);
  });
  const typed = (type: string) =>
    [...objects.values()].filter((body) => new RegExp(`/Type /${type}\\b`).test(body));

  it('every reference names an object of the file', () => {
    const numbers = new Set([...text(pdf).matchAll(/^(\d+) 0 obj\b/gm)].map(([, id]) => id));
    for (const body of objects.values()) {
      for (const [, id] of body.matchAll(/\b(\d+) 0 R\b/g)) expect(numbers).toContain(id);
    }
  });

  it('all painting is marked content of the structure tree, or an artifact', () => {
    const inTree = typed('StructElem').join('\n');
    for (const content of pageContents(pdf)) {
      const depth = [...content.matchAll(/\b(BDC|BMC|EMC)\b/g)].map(([word]) => (word === 'EMC' ? -1 : 1));
      let open = 0;
      for (const step of depth) {
        open += step;
        expect([0, 1]).toContain(open);
      }
      expect(open).toBe(0);
      const ids = [...content.matchAll(/<<\/MCID (\d+)>> BDC/g)].map(([, id]) => Number(id));
      expect(ids).toEqual(ids.map((_, index) => index));
      expect(ids.length).toBeGreaterThan(0);
      const outside = content.replace(/\b(BDC|BMC)\b.*?\bEMC\b/gs, '');
      expect(outside).not.toMatch(/\b(TJ|f|S|Do)\n/);
    }
    const marked = pageContents(pdf).flatMap((content) => [...content.matchAll(/MCID/g)]).length;
    expect(inTree.match(/\/MCID \d+/g)).toHaveLength(marked);
  });

  it('the parent tree leads from each MCID and each link annotation to its element', () => {
    const tree = [...objects].find(([, body]) => body.includes('/Nums ['))![1];
    const elements = new Set(typed('StructElem'));
    const pages = [...tree.matchAll(/\b(\d+) \[([^\]]*)\]/g)];
    // The StructParent of a link leads to its element, which in turn references the annotation.
    for (const [id, body] of [...objects].filter(([, each]) => each.includes('/Subtype /Link'))) {
      const number = /\/StructParent (\d+)/.exec(body)![1]!;
      const owner = new RegExp(`\\b${number} (\\d+) 0 R`).exec(tree.replace(/\[([^\][]*)\]/g, ''))![1]!;
      expect(objects.get(owner)).toContain('/S /Link');
      expect(objects.get(owner)).toMatch(new RegExp(`/Type /OBJR/Pg \\d+ 0 R/Obj ${id} 0 R`));
      expect(body).toContain('/Contents ');
    }
    for (const page of typed('Page')) expect(page).toContain('/Tabs /S');
    expect(pages.map(([, sheet]) => sheet)).toEqual(['0', '1']);
    for (const [index, [, sheet, owners]] of pages.entries()) {
      const ids = owners!.split(/ 0 R ?/).filter(Boolean);
      expect(ids).toHaveLength(pageContents(pdf)[index]!.match(/MCID/g)!.length);
      for (const [id, owner] of ids.entries()) {
        const element = objects.get(owner!)!;
        expect(elements).toContain(element);
        expect(element).toMatch(new RegExp(`/MCID ${id}\\b`));
      }
      expect(typed('Page')[Number(sheet)]).toContain(`/StructParents ${sheet}`);
    }
  });

  it('a figure has alternate text', () => {
    const figure = typed('StructElem').find((body) => body.includes('/S /Figure'))!;
    const alt = Buffer.from('\ufeff天空', 'utf16le').swap16().toString('latin1');
    expect(figure.replaceAll('\\', '')).toContain(`/Alt (${alt})`);
  });

  it('links lead to safe URLs and to pages of the file only', () => {
    const links = [...objects.values()].filter((body) => body.includes('/Subtype /Link'));
    const addresses = links.flatMap((body) => body.match(/\/URI \(.*?(?<!\\)\)/g) ?? []);
    expect(addresses).toEqual(['/URI (https://example.cn/%E8%AF%BB%E8%80%85?%E9%A1%B5=\\(1\\))']);
    expect(links.filter((body) => body.includes('/Dest ['))).toHaveLength(1);
    expect(links).toHaveLength(2);
    // The first line with a link: 10.5 pt, its baseline 112 below the top of a page of 400.
    const rect = /\/Rect \[(.*?)\]/
      .exec(links.find((body) => body.includes('example.cn'))!)![1]!
      .split(' ')
      .map(Number);
    expect(rect[0]).toBe(20);
    expect(rect[1]).toBeCloseTo(400 - 112 - 0.12 * 10.5, 2);
    expect(rect[3]).toBeCloseTo(400 - 112 + 0.88 * 10.5, 2);
    expect(text(pdf)).not.toMatch(/JavaScript|alert/);
  });

  it('has a bookmark for each article', () => {
    const [outline] = typed('Outlines');
    expect(outline).toContain('/Count 2');
    expect(text(pdf)).toMatch(/\/PageMode \/UseOutlines/);
    expect(text(pdf)).toMatch(/\/DisplayDocTitle true/);
    expect(text(pdf)).toMatch(/\/Lang \(zh-CN\)/);
  });

  it('is reproducible', async () => {
    const { publication, fonts, images } = await smallPublication();
    const again = await writePdf(
      tagged(publication),
      fonts,
      images,
      print,
      pictureMaker(profiles.screen.pictures),
      'screen',
    );
    expect(Buffer.from(again).equals(pdf)).toBe(true);
  });

  it.each(['print', 'proof'] as const)('a %s file has no structure', async (profile) => {
    const { publication, fonts, images } = input;
    const write = (whole: Publication) =>
      writePdf(whole, fonts, images, print, pictureMaker(profiles[profile].pictures), profile);
    const structured = await write(tagged(publication));
    expect(Buffer.from(structured).equals(Buffer.from(await write(publication)))).toBe(true);
    expect(text(structured)).not.toMatch(/StructTreeRoot|\/Annots|\/Outlines|MarkInfo/);
    for (const content of pageContents(structured)) expect(content).not.toMatch(/\b(BDC|BMC|EMC)\b/);
  });
});
