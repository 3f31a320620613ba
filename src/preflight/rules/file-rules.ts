import {
  isDict,
  isName,
  isStream,
  isString,
  type PdfDict,
  PdfFault,
  type PdfValue,
  textOf,
} from '../../pdf-reader/objects.ts';
import { pageCountFault } from '../../pdf-reader/page-tree.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Rule, Violation } from './rule.ts';
import { readXmp, type XmpValues } from './xmp-metadata.ts';

const root = (file: PdfFile): PdfDict | undefined => file.dict(file.trailer.map.get('Root'));

export const isEncrypted = (file: PdfFile): boolean =>
  file.dict(file.trailer.map.get('Encrypt')) !== undefined;

/** One breach where a sentence is given. */
const told = (text: string | undefined): readonly Violation[] => (text === undefined ? [] : [{ text }]);

/** What the file is as a whole. */
export const fileRules: readonly Rule[] = [
  {
    id: 'damaged',
    clause: 'ISO 32000-1, 7.5',
    severity: 'error',
    demand: '文件完整：交叉引用表、文件尾、每一页的内容都读得出来。',
    check: ({ file, pages }) => [
      ...told(file.damage),
      // A page that the tree names and that is not there is lost without a word: ISO 32000-1, 7.7.3.2.
      ...told(pageCountFault(file, pages.length)),
      ...pages.flatMap((page) => page.content.faults.map((text) => ({ page, text }))),
    ],
  },
  {
    id: 'pdf-version',
    clause: 'ISO 15930-7；ISO 32000-1, 7.5.2',
    severity: 'error',
    demand: '版本是 PDF 1.6。',
    check: ({ file }) => {
      const own = file.name(root(file)?.map.get('Version')) ?? file.version;
      return told(own === '1.6' ? undefined : `版本是 PDF ${own}`);
    },
  },
  {
    id: 'file-id',
    clause: 'ISO 15930-7；ISO 32000-1, 14.4',
    severity: 'error',
    demand: '文件尾有两个标识（ID）。',
    check: ({ file }) => {
      const ids = file.list(file.trailer.map.get('ID')).map(file.resolve);
      return told(
        ids.length === 2 && ids.every((id) => isString(id) && id.bytes.length > 0)
          ? undefined
          : '没有文件标识',
      );
    },
  },
  {
    id: 'encrypted',
    clause: 'ISO 15930-7；ISO 32000-1, 7.6',
    severity: 'error',
    demand: '不加密。',
    check: ({ file }) => told(isEncrypted(file) ? '文件加了密，内容读不出来' : undefined),
  },
  {
    id: 'pdfx-claim',
    clause: 'ISO 15930-7',
    severity: 'error',
    demand: 'XMP 里写明 GTS_PDFXVersion 是 PDF/X-4。',
    check: ({ file }) => {
      const claim = xmpOf(file).facts?.get('http://www.npes.org/pdfx/ns/id/ GTS_PDFXVersion');
      return told(
        claim === 'PDF/X-4' || xmpOf(file).facts === undefined
          ? undefined
          : `自称 ${claim || '什么也没有'}，不是 PDF/X-4`,
      );
    },
  },
  {
    id: 'xmp',
    clause: 'ISO 15930-7；ISO 32000-1, 14.3.2',
    severity: 'error',
    demand: '有 XMP 说明，且是合法的 XML。',
    check: ({ file }) => told(xmpOf(file).fault),
  },
  {
    id: 'xmp-info',
    clause: 'ISO 15930-7；ISO 32000-1, 14.3.3',
    severity: 'error',
    demand: 'Info 里的标题、程序、时间和 XMP 里的一致。',
    check: ({ file }) => disagreements(file),
  },
  {
    id: 'trapped',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.6',
    severity: 'error',
    demand: 'Trapped 写明是 True 或 False，而且是名字（name）不是字符串。',
    check: ({ file }) => {
      const value = file.get(file.dict(file.trailer.map.get('Info')), 'Trapped');
      if (isName(value) && (value.name === 'True' || value.name === 'False')) return [];
      return told(value === null ? '没有 Trapped' : 'Trapped 不是 /True 或 /False');
    },
  },
  {
    id: 'layers',
    clause: `ISO 32000-1, 8.11；报纸印刷的要求`,
    severity: 'error',
    demand: '没有图层。',
    check: ({ file }) =>
      told(file.dict(root(file)?.map.get('OCProperties')) && '文件有图层，印出哪一层说不准'),
  },
  {
    id: 'form-fields',
    clause: 'ISO 15930-7；ISO 32000-1, 12.7',
    severity: 'error',
    demand: '没有表单。',
    check: ({ file }) => told(file.dict(root(file)?.map.get('AcroForm')) && '文件有表单'),
  },
  {
    id: 'actions',
    clause: 'ISO 15930-7；ISO 32000-1, 12.6',
    severity: 'error',
    demand: '没有动作和脚本（JavaScript）。',
    check: ({ file, pages }) => [
      ...told(actionOf(file)),
      ...pages.flatMap((page) => (page.dict.map.has('AA') ? [{ page, text: '页上有动作（AA）' }] : [])),
    ],
  },
  {
    id: 'attachments',
    clause: 'ISO 15930-7；ISO 32000-1, 7.11.4',
    severity: 'error',
    demand: '没有附件。',
    check: ({ file }) => {
      const names = file.dict(root(file)?.map.get('Names'));
      const listed = file.dict(names?.map.get('EmbeddedFiles')) !== undefined;
      const held = file.ids.some((id) => file.dict({ kind: 'ref', id })?.map.has('EF'));
      return told(listed || held ? '文件带着附件' : undefined);
    },
  },
  {
    id: 'filters',
    clause: 'ISO 15930-7；ISO 32000-1, 7.4',
    severity: 'error',
    demand: '数据不用 LZW 压缩，不经 Crypt，不放在文件外面。',
    check: ({ file }) => streams(file).flatMap(({ dict }) => told(filterFault(file, dict))),
  },
];

function actionOf(file: PdfFile): string | undefined {
  const catalogue = root(file);
  if (file.dict(catalogue?.map.get('AA')) !== undefined) return '文件有动作（AA）';
  if (file.dict(file.dict(catalogue?.map.get('Names'))?.map.get('JavaScript')) !== undefined)
    return '文件有脚本（JavaScript）';
  if (isDict(file.get(catalogue, 'OpenAction'))) return '打开文件时有动作（OpenAction）';
  const dicts = file.ids.map((id) => file.dict({ kind: 'ref', id }));
  const outlines = dicts.some(
    (dict) => dict?.map.has('Parent') && dict.map.has('Title') && dict.map.has('A'),
  );
  if (outlines) return '书签里有动作';
  return dicts.some((dict) => dict?.map.has('JS')) ? '文件里有脚本（JavaScript）' : undefined;
}

const streams = (file: PdfFile) => file.ids.map((id) => file.resolve({ kind: 'ref', id })).filter(isStream);

function filterFault(file: PdfFile, dict: PdfDict): string | undefined {
  if (dict.map.has('F') && !isName(dict.map.get('F'))) return '有数据放在文件外面';
  const bad = file.filters(dict).find((name) => name === 'LZWDecode' || name === 'Crypt');
  return bad && `有数据用了 ${bad}`;
}

/** The packet read; or what is wrong with it. */
function xmpOf(file: PdfFile): { readonly facts?: XmpValues; readonly fault?: string } {
  const stream = file.get(root(file), 'Metadata');
  if (!isStream(stream)) return { fault: '没有 XMP 说明' };
  try {
    return {
      facts: readXmp(
        Buffer.from(file.decode(stream).bytes)
          .toString('utf8')
          .replace(/^\ufeff/, ''),
      ),
    };
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return { fault: `XMP 说明不是合法的 XML：${error.message}` };
  }
}

const twins: readonly (readonly [info: string, xmp: string])[] = [
  ['Title', 'http://purl.org/dc/elements/1.1/ title'],
  ['Creator', 'http://ns.adobe.com/xap/1.0/ CreatorTool'],
  ['Producer', 'http://ns.adobe.com/pdf/1.3/ Producer'],
  ['CreationDate', 'http://ns.adobe.com/xap/1.0/ CreateDate'],
  ['ModDate', 'http://ns.adobe.com/xap/1.0/ ModifyDate'],
  ['Trapped', 'http://ns.adobe.com/pdf/1.3/ Trapped'],
];

function* disagreements(file: PdfFile): Generator<Violation> {
  const { facts } = xmpOf(file);
  const info = file.dict(file.trailer.map.get('Info'));
  if (facts === undefined) return;
  for (const [key, name] of twins) {
    const own = textIn(file.get(info, key));
    const twin = facts.get(name);
    if (own === undefined && (key === 'Title' || key.endsWith('Date'))) yield { text: `Info 里没有 ${key}` };
    else if (own !== undefined && !agree(key, own, twin)) {
      yield {
        text: `${key} 不一致：Info 里是“${own}”，XMP 里${twin === undefined ? '没有' : `是“${twin}”`}`,
      };
    }
  }
}

const textIn = (value: PdfValue): string | undefined =>
  isString(value) ? textOf(value) : isName(value) ? value.name : undefined;

function agree(key: string, own: string, twin: string | undefined): boolean {
  if (!key.endsWith('Date')) return own.trim() === twin;
  return twin !== undefined && instantOf(own) === Date.parse(twin);
}

/** D:20261123053800+08'00' as an instant. ISO 32000-1, 7.9.4. */
function instantOf(text: string): number {
  const match = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, ahead, more] =
    match;
  const zone = sign === undefined ? 'Z' : `${sign}${ahead}:${more ?? '00'}`;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
}
