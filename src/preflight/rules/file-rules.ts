import { isDict, isName, isStream, isString, type PdfDict } from '../../pdf-reader/objects.ts';
import { pageCountFault } from '../../pdf-reader/page-tree.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import { type Rule, violationOf } from './rule.ts';
import { infoMismatches, xmpOf } from './xmp-metadata.ts';

/** The document catalogue. */
const root = (file: PdfFile): PdfDict | undefined => file.dict(file.trailer.map.get('Root'));

export const isEncrypted = (file: PdfFile): boolean =>
  file.dict(file.trailer.map.get('Encrypt')) !== undefined;

/** The structure and metadata of the file as a whole. */
export const fileRules: readonly Rule[] = [
  {
    id: 'damaged',
    clause: 'ISO 32000-1, 7.5',
    severity: 'error',
    demand: '文件完整：交叉引用表、文件尾、每一页的内容都能读取。',
    check: ({ file, pages }) => [
      ...violationOf(file.damage),
      // The page tree may count a page that does not exist: ISO 32000-1, 7.7.3.2.
      ...violationOf(pageCountFault(file, pages.length)),
      ...pages.flatMap((page) => page.content.faults.map((text) => ({ page, text }))),
    ],
  },
  {
    id: 'pdf-version',
    clause: 'ISO 15930-7；ISO 32000-1, 7.5.2',
    severity: 'error',
    demand: '版本是 PDF 1.6。',
    check: ({ file }) => {
      const version = file.name(root(file)?.map.get('Version')) ?? file.version;
      return violationOf(version === '1.6' ? undefined : `版本是 PDF ${version}`);
    },
  },
  {
    id: 'file-id',
    clause: 'ISO 15930-7；ISO 32000-1, 14.4',
    severity: 'error',
    demand: '文件尾有两个标识（ID）。',
    check: ({ file }) => {
      const ids = file.list(file.trailer.map.get('ID')).map(file.resolve);
      return violationOf(
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
    check: ({ file }) => violationOf(isEncrypted(file) ? '文件已加密，无法读取内容' : undefined),
  },
  {
    id: 'pdfx-claim',
    clause: 'ISO 15930-7',
    severity: 'error',
    demand: 'XMP 里写明 GTS_PDFXVersion 是 PDF/X-4。',
    check: ({ file }) => {
      const { values } = xmpOf(file);
      const claim = values?.get('http://www.npes.org/pdfx/ns/id/ GTS_PDFXVersion');
      return violationOf(
        claim === 'PDF/X-4' || values === undefined
          ? undefined
          : claim
            ? `写的是“${claim}”，不是 PDF/X-4`
            : '没有写明 GTS_PDFXVersion',
      );
    },
  },
  {
    id: 'xmp',
    clause: 'ISO 15930-7；ISO 32000-1, 14.3.2',
    severity: 'error',
    demand: '有 XMP 元数据，而且是合法的 XML。',
    check: ({ file }) => violationOf(xmpOf(file).fault),
  },
  {
    id: 'xmp-info',
    clause: 'ISO 15930-7；ISO 32000-1, 14.3.3',
    severity: 'error',
    demand: 'Info 里的标题、程序、时间与 XMP 一致。',
    check: ({ file }) => infoMismatches(file),
  },
  {
    id: 'trapped',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.6',
    severity: 'error',
    demand: 'Trapped 写明 True 或 False，是名字（name），不是字符串。',
    check: ({ file }) => {
      const value = file.get(file.dict(file.trailer.map.get('Info')), 'Trapped');
      if (isName(value) && (value.name === 'True' || value.name === 'False')) return [];
      return violationOf(value === null ? '没有 Trapped' : 'Trapped 不是 /True 或 /False');
    },
  },
  {
    id: 'layers',
    clause: `ISO 32000-1, 8.11；报纸印刷的要求`,
    severity: 'error',
    demand: '没有图层。',
    check: ({ file }) =>
      violationOf(file.dict(root(file)?.map.get('OCProperties')) && '文件有图层，无法确定印出哪一层'),
  },
  {
    id: 'form-fields',
    clause: 'ISO 15930-7；ISO 32000-1, 12.7',
    severity: 'error',
    demand: '没有表单。',
    check: ({ file }) => violationOf(file.dict(root(file)?.map.get('AcroForm')) && '文件有表单'),
  },
  {
    id: 'actions',
    clause: 'ISO 15930-7；ISO 32000-1, 12.6',
    severity: 'error',
    demand: '没有动作和脚本（JavaScript）。',
    check: ({ file, pages }) => [
      ...violationOf(actionOf(file)),
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
      const isReferenced = file.ids.some((id) => file.dict({ kind: 'ref', id })?.map.has('EF'));
      return violationOf(listed || isReferenced ? '文件带有附件' : undefined);
    },
  },
  {
    id: 'filters',
    clause: 'ISO 15930-7；ISO 32000-1, 7.4',
    severity: 'error',
    demand: '数据不用 LZW 压缩，不用 Crypt 加密，不放在文件之外。',
    check: ({ file }) => streams(file).flatMap(({ dict }) => violationOf(filterFault(file, dict))),
  },
];

/** The first action or script found, in Chinese. */
function actionOf(file: PdfFile): string | undefined {
  const catalogue = root(file);
  if (file.dict(catalogue?.map.get('AA')) !== undefined) return '文件有动作（AA）';
  if (file.dict(file.dict(catalogue?.map.get('Names'))?.map.get('JavaScript')) !== undefined)
    return '文件有脚本（JavaScript）';
  if (isDict(file.get(catalogue, 'OpenAction'))) return '打开文件时有动作（OpenAction）';
  const dicts = file.ids.map((id) => file.dict({ kind: 'ref', id }));
  const hasOutlineAction = dicts.some(
    (dict) => dict?.map.has('Parent') && dict.map.has('Title') && dict.map.has('A'),
  );
  if (hasOutlineAction) return '书签里有动作';
  return dicts.some((dict) => dict?.map.has('JS')) ? '文件里有脚本（JavaScript）' : undefined;
}

const streams = (file: PdfFile) => file.ids.map((id) => file.resolve({ kind: 'ref', id })).filter(isStream);

/** What is wrong with how a stream is stored, in Chinese. */
function filterFault(file: PdfFile, dict: PdfDict): string | undefined {
  if (dict.map.has('F') && !isName(dict.map.get('F'))) return '有数据放在文件之外';
  const bad = file.filters(dict).find((name) => name === 'LZWDecode' || name === 'Crypt');
  return bad && `有数据用了 ${bad}`;
}
