/**
 * Repeats the text of an issue, without its pictures. In: the Markdown of one article with blank lines between its blocks.
 * Front matter and headline stay at the head, a line in brackets stays at the end, the blocks between are repeated.
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
