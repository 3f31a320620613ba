import { expect, it } from 'vitest';
import { kindOfWarning } from '../../src/pictures/decoder-warnings.ts';

it.each([
  'VipsJpeg: Corrupt JPEG data: premature end of data segment',
  'VipsJpeg: Premature end of JPEG file',
  'Corrupt JPEG data: bad Huffman code',
  'Corrupt JPEG data: bad arithmetic code',
  'Corrupt JPEG data: found marker 0xd5 instead of RST4',
  'Corrupt JPEG data: 214 extraneous bytes before marker 0xd9',
  'Corrupt JPEG data: 90 extraneous bytes before marker 0xc4',
  'Discarding 115 bytes to avoid buffer overrun',
  'Premature EOL at line 40 of strip 0 (got 900, expected 1728)',
  'Line length mismatch at line 7 of strip 0 (got 1729, expected 1728)',
  'gifload_buffer: Invalid frame data',
])('means lost picture data: %s', (text) => expect(kindOfWarning(text)).toBe('lost'));

it.each([
  'Corrupt JPEG data: bad ICC marker',
  'Corrupt JPEG data: 2 extraneous bytes before marker 0xd9',
  'Corrupt JPEG data: 300 extraneous bytes before marker 0xe1',
  'VipsJpeg: Unknown Adobe color transform code 7',
  'Warning: unknown JFIF revision number 3.01',
  'Invalid SOS parameters for sequential JPEG',
  'Invalid TIFF directory; tags are not sorted in ascending order',
  'Unknown field with tag 60001 (0xea61) encountered',
  'IO error during reading of "DateTime"; tag ignored',
  'ASCII value for tag "Software" does not end in null byte. Forcing it to be null',
  'iCCP: known incorrect sRGB profile',
  'tEXt: CRC error',
  'IDAT: Too much image data',
  'corrupt profile',
])('means metadata or nothing: %s', (text) => expect(kindOfWarning(text)).toBe('harmless'));

it.each(['', 'read gave 1 warnings', 'error in tile 0 x 384', 'vipspng: libpng read error'])(
  'says nothing of its own: %o',
  (text) => expect(kindOfWarning(text)).toBe('empty'),
);

it.each(['read gave 2 warnings', 'Inconsistent progression sequence for component 0 coefficient 5'])(
  'says neither: %s',
  (text) => expect(kindOfWarning(text)).toBe('unknown'),
);
