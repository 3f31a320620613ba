import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import type { PdfStream } from '../../src/pdf-reader/objects.ts';
import { openPdf } from '../../src/pdf-reader/pdf-file.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const profile = readFileSync(join(packageRoot, 'templates/tabloid/newsprint.icc'));
// An author's own, which is not packed beforehand: another maker, and one byte more behind all tables.
const own = Buffer.concat([profile, Buffer.alloc(1)]);
own.write('test', 80, 'latin1');

it.each([
  ['of the template, packed when the program was bundled', '', profile],
  ['of the author’s', '---\nprint: { profile: { file: own.icc, condition: Test } }\n---\n\n', own],
])('holds the profile %s, byte for byte', async (_, header, wanted) => {
  const folder = scratchFolder({ 'own.icc': own, 'issue.md': `${header}# 社区食堂开张\n\n大家来吃饭。\n` });
  expect(await runCommand(['build', 'issue.md', '-o', 'issue.pdf'], { cwd: folder })).toMatchObject({
    status: 0,
  });
  const file = openPdf(readFileSync(join(folder, 'issue.pdf')));
  const [intent] = file.list(file.dict(file.trailer.map.get('Root'))?.map.get('OutputIntents'));
  const stream = file.get(file.dict(intent), 'DestOutputProfile') as PdfStream;
  expect(stream.dict.map.has('DecodeParms')).toBe(wanted === profile);
  expect(Buffer.from(file.decode(stream).bytes).equals(wanted)).toBe(true);
});
