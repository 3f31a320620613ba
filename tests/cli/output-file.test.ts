import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputFault, writeOutput } from '../../src/cli/output-file.ts';
import { asNobody } from '../support/as-nobody.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const bytes = new TextEncoder().encode('a finished page');
const undisturbed = () => () => {};
const reads = (file: string) => readFileSync(file, 'utf8');

describe('writeOutput', () => {
  it('writes the file and leaves nothing beside it', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    expect(await writeOutput(join(folder, 'issue.pdf'), bytes, undisturbed)).toBeUndefined();
    expect(reads(join(folder, 'issue.pdf'))).toBe('a finished page');
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
  });

  it('makes the folders on the way', async () => {
    const folder = scratchFolder();
    await writeOutput(join(folder, 'a/b/issue.pdf'), bytes, undisturbed);
    expect(reads(join(folder, 'a/b/issue.pdf'))).toBe('a finished page');
  });

  it('follows a link and keeps it', async () => {
    const folder = scratchFolder({ 'real/page.pdf': 'an earlier page' });
    symlinkSync(join(folder, 'real/page.pdf'), join(folder, 'link.pdf'));
    await writeOutput(join(folder, 'link.pdf'), bytes, undisturbed);
    expect(lstatSync(join(folder, 'link.pdf')).isSymbolicLink()).toBe(true);
    expect(reads(join(folder, 'real/page.pdf'))).toBe('a finished page');
  });

  it('takes any name the disk takes', async () => {
    const folder = scratchFolder();
    const file = join(folder, `${'报'.repeat(83)}.pdf`);
    expect(await writeOutput(file, bytes, undisturbed)).toBeUndefined();
    expect(existsSync(file)).toBe(true);
  });

  it('says why it could not, and leaves no draft', async () => {
    const folder = scratchFolder({ taken: 'a file', 'issue.pdf/': '' });
    expect(await writeOutput(join(folder, 'taken/issue.pdf'), bytes, undisturbed)).toBeTypeOf('string');
    expect(await writeOutput(join(folder, 'issue.pdf'), bytes, undisturbed)).toBeTypeOf('string');
    expect(readdirSync(folder).sort()).toEqual(['issue.pdf', 'taken']);
    expect(reads(join(folder, 'taken'))).toBe('a file');
  });

  it('says why it could not write into a locked folder', async () => {
    const folder = scratchFolder({ 'locked/': '' });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'locked'), 0o555);
    expect(
      await asNobody(() => writeOutput(join(folder, 'locked/issue.pdf'), bytes, undisturbed)),
    ).toBeTypeOf('string');
  });

  it('when broken off, removes its draft and leaves the earlier file', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    let breakOff = () => {};
    const writing = writeOutput(join(folder, 'issue.pdf'), bytes, (clean) => {
      breakOff = clean;
      return () => {};
    });
    while (readdirSync(folder).length === 1) await new Promise((resolve) => setImmediate(resolve));
    breakOff();
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
    await writing;
    expect(reads(join(folder, 'issue.pdf'))).toBe('an earlier page');
  });

  it('takes its cleaning back when it is done', async () => {
    let guarded = 0;
    await writeOutput(join(scratchFolder(), 'issue.pdf'), bytes, () => {
      guarded += 1;
      return () => {
        guarded -= 1;
      };
    });
    expect(guarded).toBe(0);
  });
});

describe('outputFault', () => {
  it('finds none where the file can be written, folder or no folder', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    expect(await outputFault(join(folder, 'issue.pdf'))).toBeUndefined();
    expect(await outputFault(join(folder, 'a/b/issue.pdf'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
  });

  it('finds a folder of that name, a file on the way, and a device', async () => {
    const folder = scratchFolder({ 'issue.pdf/': '', taken: 'a file' });
    expect(await outputFault(join(folder, 'issue.pdf'))).toBeTypeOf('string');
    expect(await outputFault(join(folder, 'taken/issue.pdf'))).toBeTypeOf('string');
    expect(await outputFault('/dev/null')).toBeTypeOf('string');
  });
});
