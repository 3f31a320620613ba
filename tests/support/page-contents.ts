import { inflateSync } from 'node:zlib';

/** The contents of the pages: the deflated streams that begin by turning the page's y downwards. */
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
