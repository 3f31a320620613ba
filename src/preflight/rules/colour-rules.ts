import { baseSpaceOf, spotColorants } from '../../pdf-reader/colour-spaces.ts';
import { isDict, isName, type PdfDict } from '../../pdf-reader/objects.ts';
import type { ColourSpace, PaintedObject } from '../../pdf-reader/painted-objects.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import { perPage, pressRequirement, type Rule, type Violation, violationOf } from './rule.ts';

/** Which colour spaces may be used; and that there is no transparency and nothing that the press would have to resolve. */
export const colourRules: readonly Rule[] = [
  {
    id: 'colour-space',
    clause: pressRequirement,
    severity: 'error',
    demand: '文字、线条和色块的颜色是 DeviceCMYK 或 DeviceGray。',
    check: perPage(({ content }) =>
      content.painted.flatMap((object) =>
        object.kind === 'image' && object.space ? [] : foreignSpace(object),
      ),
    ),
  },
  {
    id: 'picture-colour',
    clause: pressRequirement,
    severity: 'error',
    demand: '图片的颜色是 DeviceCMYK 或 DeviceGray，已按 ICC 特性文件分色。',
    check: perPage(({ content }) =>
      content.painted.flatMap((object) =>
        object.kind === 'image' && object.space ? foreignSpace(object) : [],
      ),
    ),
  },
  {
    id: 'spot-colour',
    clause: pressRequirement,
    severity: 'error',
    demand: '只有青、品红、黄、黑四色版，没有专色。',
    check: perPage(({ content }) =>
      content.painted.flatMap((object) => {
        const spots = spotColorants(baseSpaceOf(spaceOf(object)));
        return spots.length === 0 ? [] : [{ text: `用了专色：${spots.join('、')}`, bounds: object.bounds }];
      }),
    ),
  },
  {
    id: 'transparency',
    clause: 'ISO 32000-1, 11；报纸印刷的要求',
    severity: 'error',
    demand: '没有透明：不用不透明度、混合模式、蒙版和透明组。',
    check: perPage((page, { file }) => transparency(page, file)),
  },
  {
    id: 'transfer',
    clause: 'ISO 15930-7；ISO 32000-1, 10.5 和 10.6',
    severity: 'error',
    demand: '不带传递函数（TR、TR2），不指定加网（HTP、HalftoneName）。',
    check: perPage(({ content }, { file }) =>
      [...content.extGStates].flatMap((state) => {
        const halftone = file.dict(state.map.get('HT'));
        const second = file.get(state, 'TR2');
        const bad = state.map.has('TR') || state.map.has('HTP') || halftone?.map.has('HalftoneName');
        const hasTransfer = second !== null && !(isName(second) && second.name === 'Default');
        return bad === true || hasTransfer ? [{ text: '图形状态带有传递函数或加网设置' }] : [];
      }),
    ),
  },
  {
    id: 'foreign-object',
    clause: 'ISO 15930-7；ISO 32000-1, 8.8 和 8.10',
    severity: 'error',
    demand: '没有 PostScript 片段、外部引用（Ref、OPI）和替代图片。',
    check: perPage(({ content }, { file }) =>
      [...content.xObjects].flatMap((dict) => {
        if (file.name(dict.map.get('Subtype')) === 'PS' || file.name(dict.map.get('Subtype2')) === 'PS') {
          return [{ text: '有 PostScript 片段' }];
        }
        const key = ['Ref', 'OPI', 'Alternates'].find((each) => dict.map.has(each));
        return key === undefined ? [] : [{ text: `有外部引用或替代图片（${key}）` }];
      }),
    ),
  },
];

const spaceOf = (object: PaintedObject): ColourSpace =>
  object.kind === 'image' ? (object.space ?? object.colour.space) : object.colour.space;

/** The violation of a visible object whose colour is not DeviceCMYK, DeviceGray, Separation, DeviceN or a pattern. */
function foreignSpace(object: PaintedObject): readonly Violation[] {
  const space = baseSpaceOf(spaceOf(object));
  if (space.device ? space.family !== 'rgb' : space.family === 'colorants' || space.family === 'pattern')
    return [];
  if (object.kind === 'text' && object.hidden) return [];
  return [{ text: `颜色空间是 ${space.name}`, bounds: object.bounds }];
}

function transparency(page: Page, file: PdfFile): readonly Violation[] {
  const { extGStates, xObjects, painted } = page.content;
  const found: Violation[] = [...extGStates].flatMap((state) => violationOf(transparencyOf(file, state)));
  for (const owner of [page.dict, ...xObjects]) {
    const group = file.dict(owner.map.get('Group'));
    if (file.name(group?.map.get('S')) === 'Transparency') found.push({ text: '有透明组（Group）' });
  }
  for (const object of painted) {
    if (object.kind !== 'image') continue;
    const masked =
      file.dict(object.stream.dict.map.get('SMask')) ??
      file.number(object.stream.dict.map.get('SMaskInData'));
    if (masked) found.push({ text: '图片带有透明蒙版（SMask）', bounds: object.bounds });
  }
  return found;
}

/** What makes an ExtGState transparent, in Chinese. */
function transparencyOf(file: PdfFile, state: PdfDict): string | undefined {
  if (isDict(file.get(state, 'SMask'))) return '图形状态带有透明蒙版（SMask）';
  const alpha = [file.number(state.map.get('ca')), file.number(state.map.get('CA'))].find(
    (value) => value !== undefined && value < 1,
  );
  if (alpha !== undefined) return `不透明度是 ${alpha}`;
  const mode = file.name(state.map.get('BM')) ?? file.name(file.list(state.map.get('BM'))[0]);
  return mode === undefined || mode === 'Normal' || mode === 'Compatible' ? undefined : `混合模式是 ${mode}`;
}
