import { isStream, isString, type PdfDict, type PdfValue, textOf } from '../../pdf-reader/objects.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Rule, Violation } from './rule.ts';

/** The output intent, which declares the printing condition of the file. */
export const intentRules: readonly Rule[] = [
  {
    id: 'intent',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.5',
    severity: 'error',
    demand: '有且只有一个 GTS_PDFX 输出意图（OutputIntent）。',
    check: ({ file }) => {
      const count = intentsOf(file).length;
      return count === 1
        ? []
        : [{ text: count === 0 ? '没有 GTS_PDFX 输出意图' : `有 ${count} 个 GTS_PDFX 输出意图` }];
    },
  },
  {
    id: 'intent-name',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.5',
    severity: 'error',
    demand: '输出意图写明印刷条件（OutputConditionIdentifier），不在 ICC 名录里的还写明 Info。',
    check: ({ file }) => intentsOf(file).flatMap((intent) => missingName(file, intent)),
  },
  {
    id: 'intent-profile',
    clause: 'ISO 15930-7；ICC.1, 7.2',
    severity: 'error',
    demand: '输出意图里嵌入四色（CMYK）印刷（prtr）的 ICC 特性文件。',
    check: ({ file }) => intentsOf(file).flatMap((intent) => profileFault(file, intent)),
  },
];

function intentsOf(file: PdfFile): readonly PdfDict[] {
  const root = file.dict(file.trailer.map.get('Root'));
  const all = file.list(root?.map.get('OutputIntents')).map(file.dict);
  return all
    .filter((each) => each !== undefined)
    .filter((each) => file.name(each.map.get('S')) === 'GTS_PDFX');
}

const hasText = (value: PdfValue): boolean => isString(value) && textOf(value).trim() !== '';

function missingName(file: PdfFile, intent: PdfDict): readonly Violation[] {
  if (!hasText(file.get(intent, 'OutputConditionIdentifier')))
    return [{ text: '输出意图没有写印刷条件的名称' }];
  const isNamed = hasText(file.get(intent, 'RegistryName')) || hasText(file.get(intent, 'Info'));
  return isNamed ? [] : [{ text: '输出意图没有写 RegistryName，也没有写 Info' }];
}

function profileFault(file: PdfFile, intent: PdfDict): readonly Violation[] {
  const stream = file.get(intent, 'DestOutputProfile');
  if (!isStream(stream)) return [{ text: '输出意图里没有嵌入 ICC 特性文件' }];
  const header = readProfileHeader(file.decode(stream).bytes);
  if (header === undefined) return [{ text: '嵌入的 ICC 特性文件格式不对，或者不完整' }];
  if (header.deviceClass === 'prtr' && header.space === 'CMYK' && file.number(stream.dict.map.get('N')) === 4)
    return [];
  return [{ text: `嵌入的 ICC 特性文件是 ${header.deviceClass}、${header.space}，不是四色印刷用的` }];
}

/** The header of an ICC profile. ICC.1, 7.2. */
interface ProfileHeader {
  /** `prtr` for an output device. */
  readonly deviceClass: string;
  /** `CMYK`, `RGB`, `GRAY`. */
  readonly space: string;
}

/** Returns undefined if the bytes are no profile or are truncated. */
function readProfileHeader(bytes: Uint8Array): ProfileHeader | undefined {
  const text = (at: number) =>
    Buffer.from(bytes.subarray(at, at + 4))
      .toString('latin1')
      .trim();
  if (bytes.length < 132 || text(36) !== 'acsp') return undefined;
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  return size > bytes.length ? undefined : { deviceClass: text(12), space: text(16) };
}
