import { joinParts } from '../../src/core/stored-bytes.ts';
import { writePdf as writeParts } from '../../src/pdf/write-pdf.ts';

/** Writes a publication as PDF. Out: the whole file. */
export const writePdf = async (...input: Parameters<typeof writeParts>): Promise<Uint8Array> =>
  joinParts(await writeParts(...input));
