import { expect, test } from 'vitest';
import type { Galley, Piece } from '../../src/galley/galley.ts';
import { dump } from '../../src/paint/dump.ts';
import { setMarkdown } from '../support/set-markdown.ts';

/** Articles of one narrow column, so that a paragraph of a few words has several lines. */
const samples: Readonly<Record<string, string>> = {
  'head-and-text': `::kicker[街坊同乐]

# 社区花园开门迎客 {span=1 section=要闻 priority=1}

::deck[周末两天免费参观]

::byline[通讯员 田禾]

【社区短讯】5月20日，社区花园开门迎客，居民可以**免费**参观，也可以带着*花苗*回家。第二天下午有讲座。

## 花从哪里来

花苗由居民自己培育，共有三百二十棵，多数是月季。

### 报名

请到居委会登记，每户限两棵。

（文 田禾）`,
  'quote-code-rule': `# 读者来信 {span=1}

> 花园虽小，人人有份，愿大家常来坐坐，看看新开的花。

---

\`\`\`
8:00 开门
17:00 关门
\`\`\``,
  lists: `# 办事指南 {span=1}

- 带好身份证和户口簿，复印件两份，当场核对
- 其他
  1. 照片一张
  2. 申请表一份

9. 取号
10. 等候

- [x] 已开通
- [ ] 筹备中`,
  table: `# 开放时间 {span=1}

| 地点 | 时间 | 人数 |
| :-- | :-: | --: |
| 图书馆 | 8:30至17:00 | 120 |
| 活动中心大厅二楼东侧的会议室 | 全天 | 8 |`,
  box: `# 通知 {span=1}

:::box[温馨提示]{tint=10%}
出门前请关好燃气。

- 拔掉插头
- 关好窗户
:::`,
  notes: `# 说明 {span=1}

端午节休息[^one]，中秋节照常[^two]。

[^one]: 图书馆照常开放，请读者留意门口的通知，不要走错了地方。

[^two]: 食堂提前关门。`,
  poem: `# 老树 {span=1}

你站在那里的时候\\
路还是碎石铺的\\
后来石子换成了柏油，担子换成了小店，你的影子却还在\\
老地方`,
  codes: `# 报名 {span=1}

请到[网上](https://example.org/a){qr}报名。

::qr[扫码报名<br>电话 12345]{data="https://example.org/form" size=22mm}`,
  pictures: `# 看图 {span=1}

![花园里的人](300x200.jpg "田禾 摄"){place=here}

文字在这里。

![左边的花](300x200.jpg)
![右边的树长得很高，是三十年前种下的](200x300.jpg "田禾 摄")`,
};

test.each(Object.keys(samples))('the galley of an article: %s', async (name) => {
  const { galleys, messages } = await setMarkdown(`::page{columns=4}\n\n# 头条\n\n${samples[name]}`);
  expect(messages).toEqual([]);
  await expect(dumpGalley(galleys[1]!)).toMatchFileSnapshot(`dumps/${name}.txt`);
});

function dumpGalley({ measure, heads, body, floats }: Galley): string {
  return [
    `measure ${measure.toFixed(3)}`,
    dumpPiece('head', heads.get(1)!),
    ...body.map((piece, index) => dumpPiece(`body ${index}`, piece)),
    ...floats.flatMap(({ edge, anchor, bySpan }) =>
      [...bySpan].map(([span, piece]) => dumpPiece(`float ${edge} before ${anchor} over ${span}`, piece)),
    ),
    '',
  ].join('\n');
}

function dumpPiece(name: string, piece: Piece): string {
  const { lines, minLines, maxLines, spaceBefore, breakBefore, characters, frames, ops, sinks } = piece;
  const height = minLines === maxLines ? `${lines}` : `${lines} (${minLines}–${maxLines})`;
  const sinking = sinks === true ? '  sinks' : '';
  const info = { title: '', creator: '', date: '' };
  const pictures = frames.map(({ image, rect }) => ({ op: 'image', image, rect, crop: rect }) as const);
  const paint = dump({
    info,
    sheets: [{ trim: { width: 0, height: 0 }, bleed: 0, ops: [...pictures, ...ops] }],
  });
  // Of a QR code's outline only the beginning: what it says is tested where it is drawn.
  const rows = paint
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) => (row.startsWith('fill') ? row.replace(/^(.{200}).+$/, '$1…') : row));
  const head = `${name}  lines ${height}  space ${spaceBefore}  break ${breakBefore}  characters ${characters}${sinking}`;
  return [head, ...rows.map((row) => `  ${row}`)].join('\n');
}
