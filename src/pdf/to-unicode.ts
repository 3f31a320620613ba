/** Ranges may not go on where the first byte of the code changes. */
const mostInRange = 256;
/** A list has no more ranges: Adobe Technical Note 5014, 8. */
const mostInList = 100;

/**
 * The table of what codes stand for. In: the text of each code from 0 on, '' for one that stands for none. ISO 32000-1,
 * 9.10.3.
 */
export function writeTexts(texts: readonly string[]): string {
  const ranges: string[] = [];
  for (let start = 0; start < texts.length; start += mostInRange) {
    const first = start === 0 ? 1 : start;
    const range = texts.slice(first, start + mostInRange);
    if (range.length === 0) continue;
    const last = first + range.length - 1;
    ranges.push(`<${hex(first)}> <${hex(last)}> [${range.map((text) => `<${units(text)}>`).join('')}]`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${lists(ranges)}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

function lists(ranges: readonly string[]): string {
  const written: string[] = [];
  for (let start = 0; start < ranges.length; start += mostInList) {
    const list = ranges.slice(start, start + mostInList);
    written.push(`${list.length} beginbfrange`, ...list, 'endbfrange');
  }
  return written.join('\n');
}

const hex = (number: number): string => number.toString(16).padStart(4, '0');

/** A text in UTF-16. */
function units(text: string): string {
  let written = '';
  for (let index = 0; index < text.length; index += 1) written += hex(text.charCodeAt(index));
  return written;
}
