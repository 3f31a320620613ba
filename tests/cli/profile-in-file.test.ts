import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import type { PdfStream } from '../../src/pdf-reader/objects.ts';
import { openPdf } from '../../src/pdf-reader/pdf-file.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const profile = readFileSync(join(packageRoot, 'templates/tabloid/newsprint.icc'));
// A profile of the author, which is not compressed at bundle time: another creator, and one more byte after all tables.
const authors = Buffer.concat([profile, Buffer.alloc(1)]);
authors.write('test', 80, 'latin1');

it.each([
  ['of the template, compressed at bundle time', '', profile],
  ['of the author', '---\nprint: { profile: { file: own.icc, condition: Test } }\n---\n\n', authors],
])('a PDF contains the profile %s, byte for byte', async (_, header, expected) => {
  const folder = scratchFolder({
    'own.icc': authors,
    'issue.md': `${header}# 社区食堂开张\n\n大家来吃饭。\n`,
  });
  expect(await runCommand(['build', 'issue.md', '-o', 'issue.pdf'], { cwd: folder })).toMatchObject({
    status: 0,
  });
  const file = openPdf(readFileSync(join(folder, 'issue.pdf')));
  const [intent] = file.list(file.dict(file.trailer.map.get('Root'))?.map.get('OutputIntents'));
  const stream = file.get(file.dict(intent), 'DestOutputProfile') as PdfStream;
  expect(stream.dict.map.has('DecodeParms')).toBe(expected === profile);
  expect(Buffer.from(file.decode(stream).bytes).equals(expected)).toBe(true);
});
