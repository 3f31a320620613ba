import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCopyCharacters } from '../../src/core/copy-characters.ts';
import type { Galley, Piece } from '../../src/galley/galley.ts';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { countSetCharacters } from '../../src/paint/ops.ts';
import { oversetCharacters } from '../support/galleys.ts';
import { setMarkdown, sheetsOf } from '../support/set-markdown.ts';
import { runs } from '../support/sweeps.ts';

const inline = fc.constantFrom(
  '图书室今天开放，',
  '居民自己动手，把一块空地种成了花园。',
  'Library hours 8:30–17:00',
  '**加粗**',
  '*着重*',
  '`a*b`',
  '[通知](https://example.org/a){qr}',
  ':ruby[垚]{rt=yáo}',
  ':ruby[山**川**]{rt=shānchuān}',
  ':ruby[双**窗**]{rt="shuāng chuāng"}',
  '*:ruby[社区花园]{rt=shèqūhuāyuán}* *Latin*',
  ':ruby[浜]{rt=断头的小河断头的小河断头的小河断头的小河}',
  '“引文”',
  '——破折',
  '100%',
  '行尾\\\n下一行',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
);
const text = fc.array(inline, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const oneLine = text.map((words) => words.replaceAll('\\\n', ''));

const indented = (block: string, by: string) => block.replaceAll('\n', `\n${by}`);
const leaf = fc.oneof(
  text,
  oneLine.map((words) => `## ${words}`),
  oneLine.map((words) => `### ${words}\n\n${words}`),
  fc
    .tuple(oneLine, oneLine, oneLine)
    .map((cells) => `| ${cells.join(' | ')} |\n| - | :-: | -: |\n| 甲 | ${cells[0]} | 3 |`),
  oneLine.map((words) => `\`\`\`\n${words.replaceAll('`', '')}\n\`\`\``),
  oneLine.map((words) => `![${words}](300x200.jpg "田禾 摄")`),
  oneLine.map((words) => `![${words}](30x200.jpg "田禾 摄"){place=here width=15mm}`),
  fc.constant('![左](300x200.jpg)\n![右](200x300.jpg "田禾 摄")'),
  oneLine.map((words) => `::qr[${words}]{data="https://example.org"}`),
  fc.constant('---'),
);
const block = fc.letrec<{ any: string; box: string; quote: string; list: string }>((tie) => ({
  any: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaf, tie('box'), tie('quote'), tie('list')),
  box: tie('any').map((inside) => {
    // The fence of a box round another is longer.
    const fence = ':'.repeat(3 + (inside.match(/:{3,}/g)?.length ?? 0));
    return `${fence}box[题]\n${inside}\n${fence}`;
  }),
  quote: tie('any').map((inside) => `> ${indented(inside, '> ')}`),
  list: fc
    .array(tie('any'), { minLength: 1, maxLength: 3 })
    .map((items) =>
      items
        .map((item, index) =>
          item.length % 2 === 0 ? `- ${indented(item, '  ')}` : `${index + 1}. ${indented(item, '   ')}`,
        )
        .join('\n'),
    ),
})).any;

const article = fc.record({
  title: oneLine,
  settings: fc.constantFrom('', '{span=1}', '{boxed}', '{section=要闻 priority=1}'),
  head: fc.constantFrom('', '::kicker[引题 之一]', '::deck[副题]', '::byline[通讯员 田禾]'),
  blocks: fc.array(block, { maxLength: 5 }),
  end: fc.constantFrom('', '（文 田禾）', '::credit[文 田禾]'),
});
const issue = fc
  .record({
    columns: fc.integer({ min: 1, max: 6 }),
    articles: fc.array(article, { minLength: 1, maxLength: 3 }),
  })
  .map(({ columns, articles }) =>
    [
      `::page{columns=${columns}}`,
      ...articles.flatMap(({ title, settings, head, blocks, end }) => [
        `# ${title}街坊 ${settings}`,
        head,
        ...blocks,
        end,
      ]),
    ].join('\n\n'),
  );

const charactersOf = ({ heads, body, floats }: Galley): readonly number[] =>
  [...heads.values()].map((head) => {
    const pieces = [head, ...body, ...floats.map(({ bySpan }) => [...bySpan.values()][0]!)];
    const counted = pieces.reduce((sum, { characters }) => sum + characters, 0);
    expect(counted).toBe(paintedIn(pieces));
    return counted;
  });

const paintedIn = (pieces: readonly Piece[]): number =>
  countSetCharacters({
    info: { title: '', creator: '', date: '' },
    sheets: [{ trim: { width: 0, height: 0 }, bleed: 0, ops: pieces.flatMap(({ ops }) => ops) }],
  });

const emptyMasthead = { kind: 'internal', imprint: [], ears: [], credits: [] } as const;

test('a galley holds every character of its article at each of its widths, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(issue, async (source) => {
      const { issue: read, galleys, messages } = await setMarkdown(source);
      // A table that has no room for one character a column is refused as a whole, with an error.
      fc.pre(!messages.some(({ code }) => code === 'table-too-wide'));
      // A code that would be too small is not drawn, but its caption is.
      expect(
        messages.filter(({ code, severity }) => severity === 'error' && code !== 'qr-too-small'),
      ).toEqual([]);
      for (const [index, one] of read.pages[0]!.articles.entries()) {
        const alone = { ...read, masthead: emptyMasthead, pages: [{ ...read.pages[0]!, articles: [one] }] };
        const counts = charactersOf(galleys[index]!);
        expect(new Set(counts)).toEqual(new Set([countCopyCharacters(collectCopy(alone))]));
      }
    }),
    runs(120, 40),
  );
});

test('the sheets hold every character of their issue that was not reported as overset', async () => {
  await fc.assert(
    fc.asyncProperty(issue, async (source) => {
      const { issue: read, publication, dummy } = await sheetsOf(source);
      expect(countSetCharacters(publication) + oversetCharacters(dummy)).toBe(
        countCopyCharacters(collectCopy(read)),
      );
    }),
    runs(60, 20),
  );
});
