import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputFault, writeOutput } from '../../src/cli/output-file.ts';
import { asNobody, scratchFolder } from '../support/scratch-folder.ts';

const bytes = new TextEncoder().encode('a finished page');
const undisturbed = () => () => {};
const approve = async () => true;
const reads = (file: string) => readFileSync(file, 'utf8');

describe('writeOutput', () => {
  it('writes the file and leaves nothing beside it', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    expect(await writeOutput(join(folder, 'issue.pdf'), bytes, undisturbed, approve)).toBeUndefined();
    expect(reads(join(folder, 'issue.pdf'))).toBe('a finished page');
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
  });

  it('makes the folders on the way', async () => {
    const folder = scratchFolder();
    await writeOutput(join(folder, 'a/b/issue.pdf'), bytes, undisturbed, approve);
    expect(reads(join(folder, 'a/b/issue.pdf'))).toBe('a finished page');
  });

  it('follows a link and keeps it', async () => {
    const folder = scratchFolder({ 'real/page.pdf': 'an earlier page' });
    symlinkSync(join(folder, 'real/page.pdf'), join(folder, 'link.pdf'));
    await writeOutput(join(folder, 'link.pdf'), bytes, undisturbed, approve);
    expect(lstatSync(join(folder, 'link.pdf')).isSymbolicLink()).toBe(true);
    expect(reads(join(folder, 'real/page.pdf'))).toBe('a finished page');
  });

  it('takes any name the disk takes', async () => {
    const folder = scratchFolder();
    const file = join(folder, `${'报'.repeat(83)}.pdf`);
    expect(await writeOutput(file, bytes, undisturbed, approve)).toBeUndefined();
    expect(existsSync(file)).toBe(true);
  });

  it('says why it could not, and leaves no draft', async () => {
    const folder = scratchFolder({ taken: 'a file', 'issue.pdf/': '' });
    expect(await writeOutput(join(folder, 'taken/issue.pdf'), bytes, undisturbed, approve)).toBeTypeOf(
      'string',
    );
    expect(await writeOutput(join(folder, 'issue.pdf'), bytes, undisturbed, approve)).toBeTypeOf('string');
    expect(readdirSync(folder).sort()).toEqual(['issue.pdf', 'taken']);
    expect(reads(join(folder, 'taken'))).toBe('a file');
  });

  it('says why it could not write into a locked folder', async () => {
    const folder = scratchFolder({ 'locked/': '' });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'locked'), 0o555);
    expect(
      await asNobody(() => writeOutput(join(folder, 'locked/issue.pdf'), bytes, undisturbed, approve)),
    ).toBeTypeOf('string');
  });

  it('when broken off, removes its draft and leaves the earlier file', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    let breakOff = () => {};
    const keepCleaning = (clean: () => void) => {
      breakOff = clean;
      return () => {};
    };
    const writing = writeOutput(join(folder, 'issue.pdf'), bytes, keepCleaning, approve);
    while (readdirSync(folder).length === 1) await new Promise((resolve) => setImmediate(resolve));
    breakOff();
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
    await writing;
    expect(reads(join(folder, 'issue.pdf'))).toBe('an earlier page');
  });

  it('takes its cleaning back when it is done', async () => {
    let guarded = 0;
    const guard = () => {
      guarded += 1;
      return () => {
        guarded -= 1;
      };
    };
    await writeOutput(join(scratchFolder(), 'issue.pdf'), bytes, guard, approve);
    expect(guarded).toBe(0);
  });

  it('gives no name to what does not pass the examination, and leaves the earlier file', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    const file = join(folder, 'issue.pdf');
    expect(await writeOutput(file, bytes, undisturbed, async () => false)).toBeUndefined();
    const flawed = async () => {
      throw new Error('it does not read back');
    };
    await expect(writeOutput(file, bytes, undisturbed, flawed)).rejects.toThrow('it does not read back');
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
    expect(reads(file)).toBe('an earlier page');
  });

  it('has the draft under no other name while it is examined', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    const file = join(folder, 'issue.pdf');
    const seen: string[] = [];
    await writeOutput(file, bytes, undisturbed, async () => {
      seen.push(reads(file));
      return true;
    });
    expect(seen).toEqual(['an earlier page']);
    expect(reads(file)).toBe('a finished page');
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
