import { inflateSync } from 'node:zlib';

/**
 * A PDF file as one text with one character per byte, followed by the objects of its object streams, each between `obj`
 * and `endobj` as if it were a direct object of the file.
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

/** The content streams of the pages: the deflated streams that begin by inverting the y axis. */
export function pageContents(pdf: Uint8Array): readonly string[] {
  const file = Buffer.from(pdf);
  const heads = file.toString('latin1').matchAll(/<<\/Filter \/FlateDecode\/Length (\d+)>>stream\n/g);
  return [...heads]
    .map(({ index, 0: head, 1: length }) =>
      file.subarray(index + head.length, index + head.length + Number(length)),
    )
    .map((stream) => inflateSync(stream).toString('latin1'))
    .filter((content) => content.startsWith('1 0 0 -1 '));
}
