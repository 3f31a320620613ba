/**
 * An issue's text over and over, without its pictures. In: Markdown of one article, its blocks parted by bare lines:
 * header and headline stay at the head, a line in brackets at the end stays there, all between is repeated.
 */
export function repeatedText(markdown: string, times: number): string {
  const [, header = '', body = ''] = /^(---\n[\s\S]*?\n---\n)?([\s\S]*)$/.exec(markdown)!;
  const blocks = body
    .trim()
    .split(/\n{2,}/)
    .filter((block) => !block.startsWith('!['));
  const start = blocks.findIndex((block) => !/^(?:#|::)/.test(block));
  const end = /^[（(].*[）)]$/.test(blocks.at(-1)!) ? blocks.length - 1 : blocks.length;
  const text = Array.from({ length: times }, () => blocks.slice(start, end)).flat();
  return `${header}\n${[...blocks.slice(0, start), ...text, ...blocks.slice(end)].join('\n\n')}\n`;
}
