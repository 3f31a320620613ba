import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinParts } from '../../src/core/stored-bytes.ts';
import { openObjects } from '../../src/pdf/assemble-file.ts';
import { escapeName } from '../../src/pdf/embed-font.ts';
import { openKit } from '../../src/pdf/pdfkit-seam.ts';
import { isStream, isString, type PdfStream, textOf } from '../../src/pdf-reader/objects.ts';
import { openPdf, type PdfFile } from '../../src/pdf-reader/pdf-file.ts';

/** A file of a catalogue and objects it references, opened by our PDF reader, which shares no code with the writer. */
async function assembled(facts: Record<string, unknown>, more = 0): Promise<PdfFile> {
  const objects = openObjects(openKit());
  const catalogue = objects.newObject({ Type: 'Catalog', ...facts });
  const info = objects.newObject({ Title: new String('标题') });
  catalogue.data['Kids'] = Array.from({ length: more }, (_, index) => objects.newObject({ Number: index }));
  catalogue.data['Stream'] = objects.newStream(
    { Filter: 'FlateDecode' },
    Promise.resolve(deflateSync('a stream')),
  );
  const packet = (identity: Uint8Array) => `packet ${Buffer.from(identity).toString('hex')}`;
  return openPdf(joinParts(await objects.assemble(catalogue, info, packet)));
}

const catalogueOf = (file: PdfFile) => file.dict(file.trailer.map.get('Root'))!;
const streamOf = (file: PdfFile, key: string): string =>
  Buffer.from(file.decode(file.get(catalogueOf(file), key) as PdfStream).bytes).toString();

describe('an assembled file', () => {
  it('every object is where the cross-reference stream says, however many there are', async () => {
    for (const more of [0, 197, 198, 199, 200, 650]) {
      const file = await assembled({}, more);
      expect(file.damage).toBeUndefined();
      const kids = file
        .list(catalogueOf(file).map.get('Kids'))
        .map((kid) => file.dict(kid)?.map.get('Number'));
      expect(kids).toEqual(Array.from({ length: more }, (_, index) => index));
      expect(streamOf(file, 'Stream')).toBe('a stream');
      expect(isStream(file.get(catalogueOf(file), 'Metadata'))).toBe(true);
    }
  });

  it('a file can have more objects than a call can have arguments', async () => {
    const objects = openObjects(openKit());
    const [catalogue, info] = [objects.newObject({ Type: 'Catalog' }), objects.newObject()];
    for (let index = 0; index < 150_000; index += 1) objects.newObject();
    const file = openPdf(joinParts(await objects.assemble(catalogue, info, () => '')));
    expect(file.name(catalogueOf(file).map.get('Type'))).toBe('Catalog');
  });

  it('the identity in the trailer and in the XMP packet depends on the content alone', async () => {
    const idOf = (file: PdfFile) => {
      const ids = file.list(file.trailer.map.get('ID')).filter(isString);
      return ids.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    };
    const [one, same, other] = [await assembled({}), await assembled({}), await assembled({ Lang: 'zh' })];
    expect(idOf(one)[0]).toHaveLength(32);
    expect(new Set(idOf(one)).size).toBe(1);
    expect(streamOf(one, 'Metadata')).toBe(`packet ${idOf(one)[0]}`);
    expect(idOf(same)).toEqual(idOf(one));
    expect(idOf(other)).not.toEqual(idOf(one));
  });

  it('text strings, names and byte strings are read as they were written', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(anyText, fc.uint8Array({ maxLength: 20 }), async (words, bytes) => {
        // A name is UTF-8, not empty, and without NUL.
        const name = `n${words.replaceAll('\0', '')}`;
        const file = await assembled({ Words: new String(words), Bytes: bytes, Name: escapeName(name) });
        const [text, raw] = ['Words', 'Bytes'].map((key) => file.get(catalogueOf(file), key));
        expect(isString(text!) && textOf(text)).toBe(words);
        expect(isString(raw!) && [...raw.bytes]).toEqual([...bytes]);
        const read = file.name(catalogueOf(file).map.get('Name'))!;
        expect(Buffer.from(read, 'latin1').toString('utf8')).toBe(name);
      }),
      { numRuns: 200 },
    );
  });
});
