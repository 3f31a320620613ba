import { inflateSync } from 'node:zlib';

/**
 * A file as one text, a character a byte: as it stands, and behind it the objects of its object streams, each between `obj`
 * and `endobj` as if it stood in the file.
 */
export function pdfText(pdf: Uint8Array): string {
  const file = Buffer.from(pdf);
  const text = file.toString('latin1');
  const members = [...text.matchAll(/<<\/Type \/ObjStm\/N \d+\/First (\d+)[^>]*>>stream\n/g)].flatMap(
    (match) => {
      const unpacked = inflateSync(file.subarray(match.index + match[0].length)).toString('latin1');
      const first = Number(match[1]);
      const heads = unpacked.slice(0, first).trim().split(/\s+/).map(Number);
      const starts = heads.filter((_, index) => index % 2 === 1).map((offset) => first + offset);
      return starts.map((start, index) => {
        return `${heads[2 * index]} 0 obj\n${unpacked.slice(start, starts[index + 1]).trim()}\nendobj\n`;
      });
    },
  );
  return [text, ...members].join('\n');
}
