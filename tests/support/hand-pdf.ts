import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import * as fontkit from 'fontkit';
import encodeQR from 'qr';

/** A stream: its dictionary without Length, and its data. */
export interface HandStream {
  dict: string;
  data: Uint8Array | string;
}

/** A PDF in source form: objects by name, with `{{name}}` for a reference. It shares no code with the writer. */
export interface HandPdf {
  header: string;
  trailer: string;
  objects: Record<string, string | HandStream>;
}

/** Replaces text in an object, or in the dictionary of a stream. Throws if nothing is replaced. */
export const editText = (pdf: HandPdf, name: string, from: string | RegExp, to: string): void => {
  const object = pdf.objects[name]!;
  const before = typeof object === 'string' ? object : object.dict;
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${name} has no ${from}`);
  if (typeof object === 'string') pdf.objects[name] = after;
  else object.dict = after;
};

export const streamOf = (pdf: HandPdf, name: string): HandStream => pdf.objects[name] as HandStream;

/** Appends operators to the page's content. */
export const paint = (pdf: HandPdf, operators: string): void => {
  const content = streamOf(pdf, 'content');
  content.data = `${content.data}\n${operators}`;
};

const fontFile = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
);
const program = readFileSync(fontFile);
const face = fontkit.create(program) as fontkit.Font;
const profile = readFileSync(
  fileURLToPath(new URL('../../templates/tabloid/newsprint.icc', import.meta.url)),
);

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,'];
const glyphOf = (letter: string) => face.glyphForCodePoint(letter.codePointAt(0)!);
const hex = (value: number) => value.toString(16).padStart(4, '0');

/** A text as a string of the font's codes. */
const codes = (text: string): string => `<${[...text].map((letter) => hex(glyphOf(letter).id)).join('')}>`;

/** Operators that show text, by default in black that overprints. */
export const text = (
  words: string,
  x: number,
  y: number,
  size: number,
  ink = '0 0 0 1 k',
  state = 'Over',
): string => `q /${state} gs ${ink} BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm ${codes(words)} Tj ET Q`;

/** Operators that paint a QR code as squares, with its lower left corner at x, y. */
export function qr(value: string, x: number, y: number, module: number, ink = '0 0 0 1 k'): string {
  const data = encodeQR(value, 'raw', { border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  const squares = data.flatMap((row, line) =>
    row.flatMap((dark, column) =>
      dark ? [`${x + column * module} ${y + (data.length - 1 - line) * module} ${module} ${module} re`] : [],
    ),
  );
  return `q /Under gs ${ink} ${squares.join(' ')} f Q`;
}

/** An image of soft colours in 8-bit CMYK. */
export function softPicture(width: number, height: number): HandStream {
  const data = Buffer.alloc(width * height * 4);
  for (let at = 0; at < data.length; at += 1) data[at] = (at * 7 + (at >> 9)) % 120;
  return {
    dict: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode`,
    data: deflateSync(data),
  };
}

const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Hand &amp; Press</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2026-11-01T08:00:00+08:00</xmp:CreateDate><xmp:ModifyDate>2026-11-01T00:00:00Z</xmp:ModifyDate>
<xmp:CreatorTool>hand</xmp:CreatorTool><pdf:Producer>hand</pdf:Producer>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

const toUnicode = `/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <ffff> endcodespacerange
${letters.length} beginbfchar
${letters.map((letter) => `<${hex(glyphOf(letter).id)}> <${hex(letter.charCodeAt(0))}>`).join('\n')}
endbfchar endcmap end`;

const widths = letters
  .map(
    (letter) =>
      `${glyphOf(letter).id} [${Math.round((glyphOf(letter).advanceWidth * 1000) / face.unitsPerEm)}]`,
  )
  .join(' ');

/** One page that violates no rule: text, an image, a tint to the bleed, a rule, a QR code, a crop mark and a form. */
export function soundPdf(): HandPdf {
  return {
    header: '%PDF-1.6\n%\u00e2\u00e3\u00cf\u00d3\n',
    trailer: '/Root {{catalog}} /Info {{info}} /ID [<0123456789abcdef> <0123456789abcdef>]',
    objects: {
      catalog: '<< /Type /Catalog /Pages {{pages}} /Metadata {{xmp}} /OutputIntents [{{intent}}] >>',
      pages: '<< /Type /Pages /Kids [{{page}}] /Count 1 >>',
      page: `<< /Type /Page /Parent {{pages}} /MediaBox [0 0 320 420] /BleedBox [20 20 300 400] /TrimBox [30 30 290 390]
        /Contents {{content}} /Resources << /Font << /F {{font}} >> /XObject << /P {{picture}} /Form {{form}} >>
        /ExtGState << /Over {{over}} /Under {{under}} >> >> >>`,
      over: '<< /Type /ExtGState /OP true /op true /OPM 1 >>',
      under: '<< /Type /ExtGState /OP false /op false /OPM 0 >>',
      content: {
        dict: '',
        data: [
          'q /Under gs 0.2 0 0.1 0 k 20 340 280 60 re f Q',
          text('The quick brown fox', 60, 300, 10),
          'q /Over gs 0 0 0 1 K 0.5 w 60 290 m 200 290 l S Q',
          'q /Under gs 60 0 0 60 60 200 cm /P Do Q',
          'q /Under gs /Form Do Q',
          'q 1 1 1 1 K 0.25 w 30 402 m 30 415 l S Q',
          qr('https://paper.example/7', 180, 60, 2.2),
        ].join('\n'),
      },
      form: {
        dict: '/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 60 100] /Resources << >>',
        data: '0 0 0 0.3 k 0 0 40 40 re f',
      },
      picture: softPicture(200, 200),
      font: '<< /Type /Font /Subtype /Type0 /BaseFont /Hand /Encoding /Identity-H /DescendantFonts [{{cid}}] /ToUnicode {{unicode}} >>',
      cid: `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Hand /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>
        /FontDescriptor {{descriptor}} /CIDToGIDMap /Identity /W [${widths}] >>`,
      descriptor:
        '<< /Type /FontDescriptor /FontName /Hand /Flags 4 /FontBBox [0 -300 1000 900] /Ascent 900 /Descent -300 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontFile2 {{program}} >>',
      program: { dict: `/Length1 ${program.length}`, data: program },
      unicode: { dict: '', data: toUnicode },
      intent:
        '<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (CGATS TR 002) /RegistryName (http://www.color.org) /Info (newsprint) /DestOutputProfile {{profile}} >>',
      profile: { dict: '/N 4', data: profile },
      xmp: { dict: '/Type /Metadata /Subtype /XML', data: xmp },
      info: "<< /Title (Hand & Press) /Creator (hand) /Producer (hand) /CreationDate (D:20261101080000+08'00') /ModDate (D:20261101000000Z) /Trapped /False >>",
    },
  };
}

/** Writes the file, with a cross-reference table. */
export function writeHand({ header, trailer, objects }: HandPdf): Uint8Array {
  const names = Object.keys(objects);
  const refer = (source: string) =>
    source.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
      if (!names.includes(name)) throw new Error(`no object ${name}`);
      return `${names.indexOf(name) + 1} 0 R`;
    });
  const chunks: Buffer[] = [Buffer.from(header, 'latin1')];
  const at: number[] = [];
  let length = chunks[0]!.length;
  const add = (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
  };
  for (const [index, object] of Object.values(objects).entries()) {
    at.push(length);
    add(Buffer.from(`${index + 1} 0 obj\n`));
    if (typeof object === 'string') add(Buffer.from(refer(object), 'latin1'));
    else {
      const data = typeof object.data === 'string' ? Buffer.from(object.data) : Buffer.from(object.data);
      add(Buffer.from(`<< ${refer(object.dict)} /Length ${data.length} >>\nstream\n`, 'latin1'));
      add(data);
      add(Buffer.from('\nendstream'));
    }
    add(Buffer.from('\nendobj\n'));
  }
  const rows = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = names.length + 1;
  add(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} ${refer(trailer)} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}
