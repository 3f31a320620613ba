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

/** A part of a sentence with its mark, or the rest of a paragraph; a quotation is never divided. */
const clauses = /(?:[^，；。“”]|“[^”]*”)+(?:[，；。]|$)/g;

/**
 * Deals the clauses of an issue to its paragraphs in another order, evenly, so that issues of the same length hardly share
 * a paragraph that a program could set once for all of them. In: the Markdown of one article with blank lines between its
 * blocks; a seed. Front matter, headings, directives and lines in brackets stay.
 */
export function shuffledText(markdown: string, seed: number): string {
  const [, header = '', body = ''] = /^(---\n[\s\S]*?\n---\n)?([\s\S]*)$/.exec(markdown)!;
  const blocks = body.trim().split(/\n{2,}/);
  const paragraphs = blocks.filter((block) => !/^(?:#|::|!|[（(])/.test(block));
  const order = shuffled(
    paragraphs.flatMap((text) => text.match(clauses)!),
    seed,
  );
  const dealt = blocks.map((block) => {
    const index = paragraphs.indexOf(block);
    if (index === -1) return block;
    const [start, end] = [index, index + 1].map((share) =>
      Math.floor((share * order.length) / paragraphs.length),
    );
    return order.slice(start, end).join('');
  });
  return `${header}\n${dealt.join('\n\n')}\n`;
}

/** Fisher-Yates shuffle with a linear congruential generator (Numerical Recipes, 32 bits): the same order for a seed everywhere. */
function shuffled<T>(values: readonly T[], seed: number): T[] {
  const result = [...values];
  let state = seed;
  for (let last = result.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
