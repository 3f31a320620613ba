import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOutputFault, writeOutput } from '../../src/cli/output-file.ts';
import { asNobody, scratchFolder } from '../support/scratch-folder.ts';

const bytes = new TextEncoder().encode('a finished page');
const uninterrupted = () => () => {};
const approve = async () => true;
const contentOf = (file: string) => readFileSync(file, 'utf8');

describe('writeOutput', () => {
  it('writes the file and leaves no other file', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    expect(await writeOutput(join(folder, 'issue.pdf'), [bytes], uninterrupted, approve)).toBeUndefined();
    expect(contentOf(join(folder, 'issue.pdf'))).toBe('a finished page');
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
  });

  it('creates missing folders', async () => {
    const folder = scratchFolder();
    await writeOutput(join(folder, 'a/b/issue.pdf'), [bytes], uninterrupted, approve);
    expect(contentOf(join(folder, 'a/b/issue.pdf'))).toBe('a finished page');
  });

  it('follows a symbolic link and keeps it', async () => {
    const folder = scratchFolder({ 'real/page.pdf': 'an earlier page' });
    symlinkSync(join(folder, 'real/page.pdf'), join(folder, 'link.pdf'));
    await writeOutput(join(folder, 'link.pdf'), [bytes], uninterrupted, approve);
    expect(lstatSync(join(folder, 'link.pdf')).isSymbolicLink()).toBe(true);
    expect(contentOf(join(folder, 'real/page.pdf'))).toBe('a finished page');
  });

  it('keeps the permissions of the earlier file', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    const file = join(folder, 'issue.pdf');
    chmodSync(file, 0o640);
    expect(await writeOutput(file, [bytes], uninterrupted, approve)).toBeUndefined();
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('does not replace a read-only file', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    const file = join(folder, 'issue.pdf');
    chmodSync(file, 0o444);
    expect(findOutputFault(file)).toContain('只读');
    expect(await writeOutput(file, [bytes], uninterrupted, approve)).toContain('只读');
    expect(contentOf(file)).toBe('an earlier page');
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
  });

  it('removes the temporary files that killed runs left, and no other', async () => {
    const old = '.baoshan-news-0123456789ab.tmp';
    const recent = '.baoshan-news-ba9876543210.tmp';
    const foreign = '.baoshan-news-notes.tmp';
    const folder = scratchFolder({ [old]: 'half', [recent]: 'half', [foreign]: 'notes' });
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const name of [old, foreign]) utimesSync(join(folder, name), twoHoursAgo, twoHoursAgo);
    expect(await writeOutput(join(folder, 'issue.pdf'), [bytes], uninterrupted, approve)).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual([recent, foreign, 'issue.pdf'].sort());
  });

  it.runIf(process.platform === 'linux')(
    'returns a reason below /proc, where no folder can be made',
    async () => {
      expect(await writeOutput('/proc/news/issue.pdf', [bytes], uninterrupted, approve)).toBeTypeOf('string');
    },
  );

  it('accepts a name of the maximum length', async () => {
    const folder = scratchFolder();
    const file = join(folder, `${'报'.repeat(83)}.pdf`);
    expect(await writeOutput(file, [bytes], uninterrupted, approve)).toBeUndefined();
    expect(existsSync(file)).toBe(true);
  });

  it('returns the reason of a failure and leaves no temporary file', async () => {
    const folder = scratchFolder({ taken: 'a file', 'issue.pdf/': '' });
    expect(await writeOutput(join(folder, 'taken/issue.pdf'), [bytes], uninterrupted, approve)).toBeTypeOf(
      'string',
    );
    expect(await writeOutput(join(folder, 'issue.pdf'), [bytes], uninterrupted, approve)).toBeTypeOf(
      'string',
    );
    expect(readdirSync(folder).sort()).toEqual(['issue.pdf', 'taken']);
    expect(contentOf(join(folder, 'taken'))).toBe('a file');
  });

  it('returns a reason for a folder without write permission', async () => {
    const folder = scratchFolder({ 'locked/': '' });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'locked'), 0o555);
    expect(
      await asNobody(() => writeOutput(join(folder, 'locked/issue.pdf'), [bytes], uninterrupted, approve)),
    ).toBeTypeOf('string');
  });

  it('removes its temporary file when interrupted, and keeps the earlier file', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    let interrupt = () => {};
    const register = (clean: () => void) => {
      interrupt = clean;
      return () => {};
    };
    const writing = writeOutput(join(folder, 'issue.pdf'), [bytes], register, approve);
    while (readdirSync(folder).length === 1) await new Promise((resolve) => setImmediate(resolve));
    interrupt();
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
    await writing;
    expect(contentOf(join(folder, 'issue.pdf'))).toBe('an earlier page');
  });

  it('unregisters its clean-up when it is done', async () => {
    let registered = 0;
    const register = () => {
      registered += 1;
      return () => {
        registered -= 1;
      };
    };
    await writeOutput(join(scratchFolder(), 'issue.pdf'), [bytes], register, approve);
    expect(registered).toBe(0);
  });

  it('keeps the earlier file if the check fails or throws', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    const file = join(folder, 'issue.pdf');
    expect(await writeOutput(file, [bytes], uninterrupted, async () => false)).toBeUndefined();
    const failing = async () => {
      throw new Error('it does not read back');
    };
    await expect(writeOutput(file, [bytes], uninterrupted, failing)).rejects.toThrow('it does not read back');
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
    expect(contentOf(file)).toBe('an earlier page');
  });

  it('runs the check before the file gets its name', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    const file = join(folder, 'issue.pdf');
    const seen: string[] = [];
    await writeOutput(file, [bytes], uninterrupted, async () => {
      seen.push(contentOf(file));
      return true;
    });
    expect(seen).toEqual(['an earlier page']);
    expect(contentOf(file)).toBe('a finished page');
  });
});

describe('findOutputFault', () => {
  it('is undefined if the file can be written, even if its folder does not exist yet', async () => {
    const folder = scratchFolder({ 'issue.pdf': 'an earlier page' });
    expect(await findOutputFault(join(folder, 'issue.pdf'))).toBeUndefined();
    expect(await findOutputFault(join(folder, 'a/b/issue.pdf'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['issue.pdf']);
  });

  it('is a reason for a folder of that name, a file in place of a folder, and a device', async () => {
    const folder = scratchFolder({ 'issue.pdf/': '', taken: 'a file' });
    expect(await findOutputFault(join(folder, 'issue.pdf'))).toBeTypeOf('string');
    expect(await findOutputFault(join(folder, 'taken/issue.pdf'))).toBeTypeOf('string');
    expect(await findOutputFault('/dev/null')).toBeTypeOf('string');
  });
});
