import { isStream, isString, type PdfDict, type PdfValue, textOf } from '../../pdf-reader/objects.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import { readProfile } from './read-profile.ts';
import type { Rule, Violation } from './rule.ts';

/** What the file says of the press it is made for. */
export const intentRules: readonly Rule[] = [
  {
    id: 'intent',
    clause: 'ISO 15930-7；ISO 32000-1, 14.11.5',
    severity: 'error',
    demand: '有一个、也只有一个 GTS_PDFX 输出意图（OutputIntent）。',
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
    demand: '输出意图写明印刷条件（OutputConditionIdentifier），不在 ICC 名录的还写明 Info。',
    check: ({ file }) => intentsOf(file).flatMap((intent) => unnamed(file, intent)),
  },
  {
    id: 'intent-profile',
    clause: 'ISO 15930-7；ICC.1, 7.2',
    severity: 'error',
    demand: '输出意图里嵌着印刷机（prtr）的四色（CMYK）特性文件。',
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

const spoken = (value: PdfValue): boolean => isString(value) && textOf(value).trim() !== '';

function unnamed(file: PdfFile, intent: PdfDict): readonly Violation[] {
  if (!spoken(file.get(intent, 'OutputConditionIdentifier')))
    return [{ text: '输出意图没有写印刷条件的名称' }];
  const known = spoken(file.get(intent, 'RegistryName')) || spoken(file.get(intent, 'Info'));
  return known ? [] : [{ text: '输出意图没有写 RegistryName，也没有写 Info' }];
}

function profileFault(file: PdfFile, intent: PdfDict): readonly Violation[] {
  const stream = file.get(intent, 'DestOutputProfile');
  if (!isStream(stream)) return [{ text: '输出意图里没有嵌特性文件' }];
  const head = readProfile(file.decode(stream).bytes);
  if (head === undefined) return [{ text: '嵌的特性文件不是 ICC 文件，或者不完整' }];
  if (head.deviceClass === 'prtr' && head.space === 'CMYK' && file.number(stream.dict.map.get('N')) === 4)
    return [];
  return [{ text: `嵌的特性文件是 ${head.deviceClass}、${head.space}，不是四色印刷机的` }];
}
