import { deflateSync } from 'node:zlib';
import { editText, type HandPdf, paint, qr, softPicture, streamOf, text } from '../../support/hand-pdf.ts';

/** A violation of one rule, made in the sound file. */
export interface BrokenPdf {
  readonly rule: string;
  readonly fault: string;
  readonly spoil: (pdf: HandPdf) => void;
}

const page = (pdf: HandPdf, from: string | RegExp, to: string) => editText(pdf, 'page', from, to);
const addToCatalog = (pdf: HandPdf, entry: string) => editText(pdf, 'catalog', '/Type', `${entry} /Type`);
const space = (pdf: HandPdf, entry: string) =>
  editText(pdf, 'page', '/ExtGState', `/ColorSpace << ${entry} >> /ExtGState`);
const state = (pdf: HandPdf, dict: string, use = '/New gs 0 0 0 0.3 k 100 100 20 20 re f') => {
  pdf.objects['state'] = `<< /Type /ExtGState ${dict} >>`;
  page(pdf, '/ExtGState <<', '/ExtGState << /New {{state}}');
  paint(pdf, `q ${use} Q`);
};
const picture = (pdf: HandPdf, from: string | RegExp, to: string) => editText(pdf, 'picture', from, to);

const add = (pdf: HandPdf, kind: string, entry: string) =>
  editText(pdf, 'page', '/ExtGState', `/${kind} << ${entry} >> /ExtGState`);
const curve = (from: string, to: string) =>
  `<< /FunctionType 2 /Domain [0 1] /C0 [${from}] /C1 [${to}] /N 1 >>`;
const axial = (from: string, to: string) =>
  `<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 100 0] /Function ${curve(from, to)} >>`;
/** Fills a square with a tiling pattern of ten points. */
const tiles = (pdf: HandPdf, content: string, resources = '') => {
  pdf.objects['tile'] = {
    dict: `/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << ${resources} >>`,
    data: content,
  };
  add(pdf, 'Pattern', '/Tile {{tile}}');
  paint(pdf, 'q /Pattern cs /Tile scn 60 100 30 30 re f Q');
};
/** Shows the letter a of a Type 3 font. */
const type3Letter = (pdf: HandPdf, drawing: string) => {
  pdf.objects['glyph'] = { dict: '', data: drawing };
  pdf.objects['drawn'] =
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0]
    /FirstChar 97 /LastChar 97 /Widths [1000] /Encoding << /Differences [97 /a] >> /CharProcs << /a {{glyph}} >>
    /ToUnicode {{unicode}} /Resources << >> >>`;
  page(pdf, '/F {{font}}', '/F {{font}} /Drawn {{drawn}}');
  paint(pdf, 'q /Over gs 0 0 0 1 k BT /Drawn 20 Tf 60 110 Td (a) Tj ET Q');
};

const tint = (name: string) =>
  `[/Separation /${name} /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>]`;

export const brokenPdfs: readonly BrokenPdf[] = [
  { rule: 'damaged', fault: 'a form that does not exist', spoil: (pdf) => paint(pdf, 'q /Nowhere Do Q') },
  {
    rule: 'damaged',
    fault: 'content that cannot be inflated',
    spoil: (pdf) => {
      pdf.objects['more'] = { dict: '/Filter /FlateDecode', data: 'no such thing' };
      page(pdf, '{{content}}', '[{{content}} {{more}}]');
    },
  },
  { rule: 'pdf-version', fault: 'PDF 1.4', spoil: (pdf) => (pdf.header = pdf.header.replace('1.6', '1.4')) },
  {
    rule: 'pdf-version',
    fault: 'PDF 1.7 by the catalogue',
    spoil: (pdf) => addToCatalog(pdf, '/Version /1.7'),
  },
  { rule: 'file-id', fault: 'no ID', spoil: (pdf) => (pdf.trailer = pdf.trailer.replace(/\/ID.*$/, '')) },
  {
    rule: 'encrypted',
    fault: 'an Encrypt dictionary',
    spoil: (pdf) => {
      pdf.objects['lock'] = '<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 >>';
      pdf.trailer += ' /Encrypt {{lock}}';
    },
  },
  { rule: 'pdfx-claim', fault: 'PDF/X-1a', spoil: (pdf) => xmp(pdf, 'PDF/X-4', 'PDF/X-1a:2003') },
  { rule: 'xmp', fault: 'no metadata', spoil: (pdf) => editText(pdf, 'catalog', '/Metadata {{xmp}}', '') },
  { rule: 'xmp', fault: 'an ampersand that is not escaped', spoil: (pdf) => xmp(pdf, '&amp;', '&') },
  { rule: 'xmp', fault: 'an element that is not closed', spoil: (pdf) => xmp(pdf, '</dc:title>', '') },
  { rule: 'xmp-info', fault: 'another title', spoil: (pdf) => xmp(pdf, 'Hand &amp; Press', 'Hand') },
  { rule: 'xmp-info', fault: 'another time', spoil: (pdf) => xmp(pdf, '08:00:00+08', '08:00:00+09') },
  { rule: 'xmp-info', fault: 'no ModDate', spoil: (pdf) => editText(pdf, 'info', /\/ModDate \S+/, '') },
  {
    rule: 'trapped',
    fault: 'a string',
    spoil: (pdf) => editText(pdf, 'info', '/Trapped /False', '/Trapped (False)'),
  },
  {
    rule: 'layers',
    fault: 'a layer',
    spoil: (pdf) => {
      pdf.objects['layer'] = '<< /Type /OCG /Name (one) >>';
      addToCatalog(pdf, '/OCProperties << /OCGs [{{layer}}] /D << /Order [{{layer}}] >> >>');
    },
  },
  { rule: 'form-fields', fault: 'a form', spoil: (pdf) => addToCatalog(pdf, '/AcroForm << /Fields [] >>') },
  {
    rule: 'actions',
    fault: 'a script',
    spoil: (pdf) =>
      addToCatalog(pdf, '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>'),
  },
  {
    rule: 'actions',
    fault: 'an action on opening the file',
    spoil: (pdf) => addToCatalog(pdf, '/OpenAction << /S /Named /N /Print >>'),
  },
  {
    rule: 'actions',
    fault: "a page's action",
    spoil: (pdf) => page(pdf, '/Type /Page', '/AA << /O << /S /Named /N /Print >> >> /Type /Page'),
  },
  {
    rule: 'attachments',
    fault: 'a file',
    spoil: (pdf) => addToCatalog(pdf, '/Names << /EmbeddedFiles << /Names [] >> >>'),
  },
  {
    rule: 'filters',
    fault: 'LZW',
    spoil: (pdf) => {
      pdf.objects['old'] = { dict: '/Filter /LZWDecode', data: Uint8Array.of(0x80, 0x0b, 0x60, 0x50) };
    },
  },
  {
    rule: 'filters',
    fault: 'data outside the file',
    spoil: (pdf) => {
      pdf.objects['far'] = { dict: '/F (elsewhere.bin)', data: '' };
    },
  },
  { rule: 'intent', fault: 'none', spoil: (pdf) => editText(pdf, 'catalog', /\/OutputIntents \[.*?\]/, '') },
  {
    rule: 'intent',
    fault: 'two',
    spoil: (pdf) => editText(pdf, 'catalog', '[{{intent}}]', '[{{intent}} {{intent}}]'),
  },
  {
    rule: 'intent-name',
    fault: 'no condition',
    spoil: (pdf) => editText(pdf, 'intent', /\/OutputConditionIdentifier \(.*?\)/, ''),
  },
  {
    rule: 'intent-profile',
    fault: 'no profile',
    spoil: (pdf) => editText(pdf, 'intent', '/DestOutputProfile {{profile}}', ''),
  },
  {
    rule: 'intent-profile',
    fault: "a monitor's",
    spoil: (pdf) => {
      const bytes = Buffer.from(streamOf(pdf, 'profile').data);
      bytes.write('mntrRGB ', 12, 'latin1');
      streamOf(pdf, 'profile').data = bytes;
    },
  },
  {
    rule: 'intent-profile',
    fault: 'half a profile',
    spoil: (pdf) => {
      streamOf(pdf, 'profile').data = Buffer.from(streamOf(pdf, 'profile').data).subarray(0, 20_000);
    },
  },
  {
    rule: 'trim-box',
    fault: 'none',
    spoil: (pdf) => page(pdf, /\/TrimBox \[.*?\]/, '/ArtBox [30 30 290 390]') as undefined,
  },
  {
    rule: 'trim-box',
    fault: 'an ArtBox besides',
    spoil: (pdf) => page(pdf, '/TrimBox', '/ArtBox [30 30 290 390] /TrimBox'),
  },
  {
    rule: 'bleed-box',
    fault: 'two millimetres',
    spoil: (pdf) => page(pdf, '/BleedBox [20 20 300 400]', '/BleedBox [24.33 20 300 400]'),
  },
  {
    rule: 'box-order',
    fault: 'bleed beyond the paper',
    spoil: (pdf) => page(pdf, '/MediaBox [0 0 320 420]', '/MediaBox [0 25 320 420]'),
  },
  {
    rule: 'crop-box',
    fault: 'smaller than the paper',
    spoil: (pdf) => page(pdf, '/TrimBox', '/CropBox [30 30 290 390] /TrimBox'),
  },
  {
    rule: 'rotated-page',
    fault: 'a quarter turn',
    spoil: (pdf) => editText(pdf, 'pages', '/Count', '/Rotate 90 /Count'),
  },
  {
    rule: 'rotated-page',
    fault: 'a larger unit',
    spoil: (pdf) => page(pdf, '/TrimBox', '/UserUnit 2 /TrimBox'),
  },
  {
    rule: 'annotations',
    fault: 'a link',
    spoil: (pdf) =>
      page(pdf, '/TrimBox', '/Annots [<< /Type /Annot /Subtype /Link /Rect [60 60 90 90] >>] /TrimBox'),
  },
  {
    rule: 'marks-in-bleed',
    fault: 'a crop mark that is too long',
    spoil: (pdf) => paint(pdf, 'q 1 1 1 1 K 0.25 w 290 398 m 290 415 l S Q'),
  },
  {
    rule: 'short-bleed',
    fault: 'a tint that ends at the trim',
    spoil: (pdf) => paint(pdf, 'q 0 0.3 0 0 k 30 150 10 20 re f Q'),
  },
  {
    rule: 'font-embedded',
    fault: 'no program',
    spoil: (pdf) => editText(pdf, 'descriptor', '/FontFile2 {{program}}', ''),
  },
  { rule: 'missing-glyph', fault: 'glyph 0', spoil: (pdf) => paint(pdf, glyphs('0000')) },
  { rule: 'missing-glyph', fault: 'a glyph beyond the font', spoil: (pdf) => paint(pdf, glyphs('fff0')) },
  {
    rule: 'text-layer',
    fault: 'no ToUnicode',
    spoil: (pdf) => editText(pdf, 'font', '/ToUnicode {{unicode}}', ''),
  },
  {
    rule: 'text-ink',
    fault: 'red of 12 pt',
    spoil: (pdf) => paint(pdf, text('red', 60, 270, 12, '0 1 1 0 k', 'Under')),
  },
  {
    rule: 'text-ink',
    fault: 'four inks of 20 pt',
    spoil: (pdf) => paint(pdf, text('rich', 60, 265, 20, '0.6 0.4 0.4 0.9 k', 'Under')),
  },
  {
    rule: 'small-tint',
    fault: 'grey of 8 pt',
    spoil: (pdf) => paint(pdf, text('grey', 60, 270, 8, '0 0 0 0.6 k', 'Under')),
  },
  {
    rule: 'text-overprint',
    fault: 'black that knocks out',
    spoil: (pdf) => paint(pdf, text('black', 60, 270, 10, '0 0 0 1 k', 'Under')),
  },
  {
    rule: 'text-overprint',
    fault: 'black of DeviceGray',
    spoil: (pdf) => paint(pdf, text('black', 60, 270, 10, '0 g')),
  },
  {
    rule: 'white-overprint',
    fault: 'a white rule',
    spoil: (pdf) => paint(pdf, 'q /Over gs 0 0 0 0 K 1 w 60 270 m 90 270 l S Q'),
  },
  { rule: 'text-size', fault: '4 pt', spoil: (pdf) => paint(pdf, text('small', 60, 270, 4)) },
  {
    rule: 'text-size',
    fault: '8 pt made half as large by the matrix',
    spoil: (pdf) => paint(pdf, `q .5 0 0 .5 0 0 cm ${text('small', 120, 540, 8)} Q`),
  },
  {
    rule: 'reversed-text',
    fault: '7 pt',
    spoil: (pdf) => paint(pdf, text('white', 60, 350, 7, '0 0 0 0 k', 'Under')),
  },
  { rule: 'text-safety', fault: 'a folio at the trim', spoil: (pdf) => paint(pdf, text('7', 270, 33, 10)) },
  {
    rule: 'hairline',
    fault: '0.1 pt',
    spoil: (pdf) => paint(pdf, 'q /Over gs 0 0 0 1 K 0.1 w 60 270 m 90 270 l S Q'),
  },
  {
    rule: 'hairline',
    fault: 'a filled rule of 0.2 pt',
    spoil: (pdf) => paint(pdf, 'q /Over gs 0 0 0 1 k 60 270 30 0.2 re f Q'),
  },
  {
    rule: 'thin-tint',
    fault: 'grey of 0.3 pt',
    spoil: (pdf) => paint(pdf, 'q 0 0 0 0.5 K 0.3 w 60 270 m 90 270 l S Q'),
  },
  {
    rule: 'colour-space',
    fault: 'RGB text',
    spoil: (pdf) => paint(pdf, text('black', 60, 270, 10, '0 0 0 rg')),
  },
  {
    rule: 'colour-space',
    fault: 'a Lab tint',
    spoil: (pdf) => {
      space(pdf, '/L [/Lab << /WhitePoint [0.95 1 1.09] >>]');
      paint(pdf, 'q /L cs 50 0 0 sc 60 100 10 10 re f Q');
    },
  },
  {
    rule: 'colour-space',
    fault: 'an RGB shading',
    spoil: (pdf) => {
      page(
        pdf,
        '/ExtGState',
        '/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1 >> >> >> /ExtGState',
      );
      paint(pdf, 'q 60 100 10 10 re W n /S sh Q');
    },
  },
  {
    rule: 'picture-colour',
    fault: 'RGB',
    spoil: (pdf) => {
      picture(pdf, '/DeviceCMYK', '/DeviceRGB');
      streamOf(pdf, 'picture').data = deflateSync(Buffer.alloc(200 * 200 * 3, 200));
    },
  },
  {
    rule: 'picture-colour',
    fault: 'a palette of RGB',
    spoil: (pdf) => {
      picture(pdf, '/DeviceCMYK', '[/Indexed /DeviceRGB 1 <ffffff808080>]');
      streamOf(pdf, 'picture').data = deflateSync(Buffer.alloc(200 * 200, 1));
    },
  },
  {
    rule: 'spot-colour',
    fault: 'a gold Separation',
    spoil: (pdf) => {
      space(pdf, `/Red ${tint('Gold')}`);
      paint(pdf, 'q /Red cs 0.5 scn 60 100 10 10 re f Q');
    },
  },
  { rule: 'transparency', fault: 'half opaque', spoil: (pdf) => state(pdf, '/ca 0.5') },
  { rule: 'transparency', fault: 'multiplied', spoil: (pdf) => state(pdf, '/BM /Multiply') },
  {
    rule: 'transparency',
    fault: 'a group',
    spoil: (pdf) => editText(pdf, 'form', '/BBox', '/Group << /S /Transparency >> /BBox'),
  },
  {
    rule: 'transparency',
    fault: 'a soft mask',
    spoil: (pdf) => {
      pdf.objects['mask'] = {
        dict: '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
        data: Uint8Array.of(128),
      };
      picture(pdf, '/Width', '/SMask {{mask}} /Width');
    },
  },
  { rule: 'transfer', fault: 'TR', spoil: (pdf) => state(pdf, '/TR /Identity') },
  {
    rule: 'foreign-object',
    fault: 'an alternate',
    spoil: (pdf) => picture(pdf, '/Width', '/Alternates [] /Width'),
  },
  {
    rule: 'foreign-object',
    fault: 'PostScript',
    spoil: (pdf) => {
      pdf.objects['script'] = { dict: '/Type /XObject /Subtype /PS', data: 'showpage' };
      page(pdf, '/XObject <<', '/XObject << /Script {{script}}');
      paint(pdf, '/Script Do');
    },
  },
  {
    rule: 'picture-resolution',
    fault: '120 ppi',
    spoil: (pdf) => (pdf.objects['picture'] = softPicture(100, 200)),
  },
  {
    rule: 'picture-coarse',
    fault: '180 ppi',
    spoil: (pdf) => (pdf.objects['picture'] = softPicture(150, 200)),
  },
  {
    rule: 'picture-fine',
    fault: '600 ppi',
    spoil: (pdf) => (pdf.objects['picture'] = softPicture(500, 500)),
  },
  {
    rule: 'line-art',
    fault: '240 ppi',
    spoil: (pdf) => {
      picture(
        pdf,
        '/ColorSpace /DeviceCMYK /BitsPerComponent 8',
        '/ColorSpace /DeviceGray /BitsPerComponent 1',
      );
      streamOf(pdf, 'picture').data = deflateSync(Buffer.alloc(25 * 200, 255));
    },
  },
  {
    rule: 'ink-total',
    fault: 'a tint of 300 %',
    spoil: (pdf) => paint(pdf, 'q 1 1 0.6 0.4 k 60 100 10 10 re f Q'),
  },
  {
    rule: 'ink-total',
    fault: 'a picture of 300 %',
    spoil: (pdf) => {
      streamOf(pdf, 'picture').data = deflateSync(Buffer.alloc(200 * 200 * 4, 191));
    },
  },
  {
    rule: 'ink-total',
    fault: 'black that overprints 220 %',
    spoil: (pdf) => paint(pdf, 'q 0.8 0.7 0.7 0 k 60 100 10 10 re f /Over gs 0 0 0 1 k 62 102 5 5 re f Q'),
  },
  {
    rule: 'picture-unread',
    fault: 'too little data',
    spoil: (pdf) => (streamOf(pdf, 'picture').data = deflateSync(Buffer.alloc(90))),
  },
  {
    rule: 'qr-unreadable',
    fault: 'a code with a hole',
    spoil: (pdf) => paint(pdf, 'q /Under gs 0 0 0 0 k 195 75 25 25 re f Q'),
  },
  {
    rule: 'qr-ink',
    fault: 'a magenta code',
    spoil: (pdf) =>
      paint(
        pdf,
        `${'q /Under gs 0 0 0 0 k 175 50 70 70 re f Q'}\n${qr('https://paper.example/7', 180, 60, 2.2, '0 1 0 0 k')}`,
      ),
  },
  {
    rule: 'qr-module',
    fault: '0.28 mm',
    spoil: (pdf) => paint(pdf, qr('https://paper.example/8', 60, 50, 0.8)),
  },
  {
    rule: 'qr-size',
    fault: '0.42 mm',
    spoil: (pdf) => paint(pdf, qr('https://paper.example/8', 60, 45, 1.2)),
  },
  {
    rule: 'qr-quiet',
    fault: 'a rule beside it',
    spoil: (pdf) => paint(pdf, 'q 0 0 0 1 K 1 w 176 60 m 176 110 l S Q'),
  },
  { rule: 'damaged', fault: 'an unknown operator', spoil: (pdf) => paint(pdf, 'q 1 2 nonsense Q') },
  {
    rule: 'damaged',
    fault: 'truncated content',
    spoil: (pdf) => {
      const whole = deflateSync(Buffer.from('q 0 0 0 0.1 k 60 100 10 10 re f Q'.repeat(50)));
      pdf.objects['more'] = { dict: '/Filter /FlateDecode', data: whole.subarray(0, whole.length - 20) };
      page(pdf, '{{content}}', '[{{content}} {{more}}]');
    },
  },
  {
    rule: 'damaged',
    fault: 'a page that does not exist',
    spoil: (pdf) => editText(pdf, 'pages', '/Kids [{{page}}] /Count 1', '/Kids [{{page}} 999 0 R] /Count 2'),
  },
  {
    rule: 'actions',
    fault: 'a bookmark that opens a site',
    spoil: (pdf) => {
      pdf.objects['bookmark'] =
        '<< /Title (one) /Parent {{outline}} /A << /S /URI /URI (https://paper.example) >> >>';
      pdf.objects['outline'] = '<< /First {{bookmark}} /Last {{bookmark}} /Count 1 >>';
      addToCatalog(pdf, '/Outlines {{outline}}');
    },
  },
  {
    rule: 'attachments',
    fault: 'a file that no name tree lists',
    spoil: (pdf) => {
      pdf.objects['held'] = '<< /Type /Filespec /F (a.txt) /EF << /F {{more}} >> >>';
      pdf.objects['more'] = { dict: '', data: 'words' };
    },
  },
  {
    rule: 'annotations',
    fault: 'a note without a rectangle',
    spoil: (pdf) => page(pdf, '/TrimBox', '/Annots [<< /Type /Annot /Subtype /Text >>] /TrimBox'),
  },
  {
    rule: 'hairline',
    fault: 'a thin rule among others in one path',
    spoil: (pdf) => paint(pdf, 'q /Over gs 0 0 0 1 k 60 270 30 1 re 60 275 30 0.2 re 60 280 30 1 re f Q'),
  },
  {
    rule: 'hairline',
    fault: 'a rotated thin rule',
    spoil: (pdf) => paint(pdf, 'q /Over gs 0 0 0 1 k .7071 .7071 -.7071 .7071 200 250 cm 0 0 30 0.2 re f Q'),
  },
  {
    rule: 'colour-space',
    fault: 'a default space for grey',
    spoil: (pdf) => {
      add(pdf, 'ColorSpace', '/DefaultGray [/CalGray << /WhitePoint [0.95 1 1.09] >>]');
      paint(pdf, 'q 0.9 g 60 100 10 10 re f Q');
    },
  },
  {
    rule: 'colour-space',
    fault: 'black type with an outline of RGB',
    spoil: (pdf) => paint(pdf, `q 1 0 0 RG 0.3 w ${text('ink', 60, 270, 10, '0 0 0 1 k 2 Tr')} Q`),
  },
  { rule: 'colour-space', fault: 'a tile of RGB', spoil: (pdf) => tiles(pdf, '1 0 0 rg 0 0 5 5 re f') },
  {
    rule: 'colour-space',
    fault: 'a Type 3 glyph in RGB',
    spoil: (pdf) => type3Letter(pdf, '1000 0 d0 1 0 0 rg 0 0 900 900 re f'),
  },
  {
    rule: 'colour-space',
    fault: 'a space with a name that every JavaScript object has',
    spoil: (pdf) => paint(pdf, 'q /constructor cs 0 scn /__proto__ CS 60 100 10 10 re f Q'),
  },
  {
    rule: 'ink-total',
    fault: 'a gradient to 300 %',
    spoil: (pdf) => {
      add(pdf, 'Shading', `/S ${axial('0 0 0 0', '1 1 0.6 0.4')}`);
      paint(pdf, 'q 60 100 30 30 re W n /S sh Q');
    },
  },
  {
    rule: 'ink-total',
    fault: 'a tint of a gradient to 300 %',
    spoil: (pdf) => {
      add(pdf, 'Pattern', `/G << /PatternType 2 /Shading ${axial('0 0 0 0', '1 1 0.6 0.4')} >>`);
      paint(pdf, 'q /Pattern cs /G scn 60 100 30 30 re f Q');
    },
  },
  { rule: 'ink-total', fault: 'tiles of 300 %', spoil: (pdf) => tiles(pdf, '1 1 0.6 0.4 k 0 0 5 5 re f') },
  {
    rule: 'ink-total',
    fault: 'a Type 3 glyph of 300 %',
    spoil: (pdf) => type3Letter(pdf, '1000 0 d0 1 1 0.6 0.4 k 0 0 900 900 re f'),
  },
  {
    rule: 'ink-total',
    fault: '300 % beside a white triangle',
    spoil: (pdf) => {
      paint(pdf, 'q /Under gs 1 1 0.6 0.4 k 60 100 20 20 re f Q');
      paint(pdf, 'q /Under gs 50 90 m 90 90 l 50 130 l h W n 0 0 0 0 k 50 90 50 50 re f Q');
    },
  },
  {
    rule: 'ink-unread',
    fault: 'a function-based shading',
    spoil: (pdf) => {
      pdf.objects['program2'] = {
        dict: '/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]',
        data: '{ 0 0 }',
      };
      add(pdf, 'Shading', '/S << /ShadingType 1 /ColorSpace /DeviceCMYK /Function {{program2}} >>');
      paint(pdf, 'q 60 100 30 30 re W n /S sh Q');
    },
  },
  {
    rule: 'ink-unread',
    fault: 'tiles with a picture',
    spoil: (pdf) => {
      pdf.objects['small'] = softPicture(40, 40);
      tiles(pdf, 'q 10 0 0 10 0 0 cm /I Do Q', '/XObject << /I {{small}} >>');
    },
  },
  {
    rule: 'picture-unread',
    fault: 'a colour key mask',
    spoil: (pdf) => picture(pdf, '/Width', '/Mask [0 0 0 0 0 0 0 0] /Width'),
  },
  {
    rule: 'picture-fine',
    fault: 'a flat drawing of 700 ppi',
    spoil: (pdf) => {
      pdf.objects['picture'] = softPicture(590, 590);
      streamOf(pdf, 'picture').data = deflateSync(Buffer.alloc(590 * 590 * 4, 40));
    },
  },
];

function xmp(pdf: HandPdf, from: string, to: string): void {
  const packet = streamOf(pdf, 'xmp');
  packet.data = String(packet.data).replaceAll(from, to);
}

const glyphs = (code: string) => `q /Over gs 0 0 0 1 k BT /F 10 Tf 1 0 0 1 60 270 Tm <${code}> Tj ET Q`;
