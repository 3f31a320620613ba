import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { expect, test } from 'vitest';
import { findMarkup } from '../../src/edit/known-markup.ts';
import { parseCopy } from '../../src/issue/parse-copy.ts';

/** The offsets of the signs of emphasis: what pairs in the tree leave out of the text. */
function signsOf(node: Nodes): readonly number[] {
  const inner = 'children' in node ? node.children.flatMap(signsOf) : [];
  if (node.type !== 'emphasis' && node.type !== 'strong') return inner;
  const width = node.type === 'strong' ? 2 : 1;
  const start = node.position!.start.offset!;
  const end = node.position!.end.offset!;
  return [start, end - width, ...inner];
}

test.each([
  '备注：*号项必填。住址*、邮编*',
  '*号项必填。住址*、邮编*',
  '- *号项必填。住址*、邮编*',
  '*为必填项。单位*、职务*',
  '口令：pq*45*rs',
  '箱号C*31*D',
  '京B·*72*5',
  '口令mn*90*op',
  '请高*师傅到6*号',
  '问方*老师去2*号',
  '茶水*自理。餐费*自付',
  '说明：*表示新书。旧书*半价',
])('stars that are spoken of, or between letters and figures, are copy: %s', (text) => {
  expect(signsOf(parseCopy(text))).toEqual([]);
});

test.each([
  '张三**12**票',
  '李四得*9*票',
  '**A区**明天停水',
  '共**30**户，**5**栋',
  '**号外**：书市开门',
  '**项目**完成',
  '*茶水自理。餐费自付。*请准时',
  '*茶水自理。餐费自付*',
])('figures and words between Han are emphasised: %s', (text) => {
  expect(signsOf(parseCopy(text))).not.toEqual([]);
});

test('no sign of emphasis is where the account of copy has copy', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '*',
    '水',
    '张',
    '号',
    '7',
    '12',
    'a',
    'B',
    '，',
    '。',
    '·',
    '（',
    '）',
    '：',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 3, maxLength: 14 }), (pieces) => {
      const text = `新${pieces.join('')}`;
      for (const at of signsOf(parseCopy(text))) {
        let start = at;
        while (text[start - 1] === '*') start -= 1;
        expect(findMarkup(text, start)?.kind, text).toBe('emphasis');
      }
    }),
    { seed: 12, numRuns: 2000 },
  );
});
