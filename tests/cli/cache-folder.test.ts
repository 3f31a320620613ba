import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cachePath, openCacheFolder } from '../../src/cli/cache-folder.ts';
import { draw } from '../pictures/pictures.ts';
import { runCommand } from '../support/run-command.ts';
import { asNobody, scratchFolder } from '../support/scratch-folder.ts';

describe('the folder of the cache', () => {
  it.each([
    ['linux', {}, '/home/li/.cache/baoshan-news'],
    ['linux', { XDG_CACHE_HOME: '/var/li' }, '/var/li/baoshan-news'],
    ['linux', { XDG_CACHE_HOME: 'not/absolute' }, '/home/li/.cache/baoshan-news'],
    ['linux', { XDG_CACHE_HOME: '' }, '/home/li/.cache/baoshan-news'],
    ['darwin', {}, '/home/li/Library/Caches/baoshan-news'],
    ['win32', { LOCALAPPDATA: '/C/Local' }, '/C/Local/baoshan-news'],
    ['win32', {}, undefined],
  ])('on %s with %j', (platform, variables, folder) => {
    expect(cachePath({ platform, home: '/home/li', variables })).toBe(folder);
  });

  it('does not exist for a user without a home folder', () => {
    expect(cachePath({ platform: 'linux', home: '', variables: {} })).toBeUndefined();
  });
});

describe('entries of the cache folder', () => {
  const bytes = Buffer.from('分好色的图片');

  it('are read as they were written, and no other file is left', async () => {
    const cache = join(scratchFolder(), 'deep', 'cache');
    const store = openCacheFolder(cache, '1.2.3', 'a test');
    expect(await store.read('a')).toBeUndefined();
    await store.write('a', bytes);
    await store.write('a', bytes);
    expect(await store.read('a')).toEqual(bytes);
    expect(readdirSync(join(cache, '1.2.3'))).toEqual(['a']);
  });

  it('are complete for a reader while others write', async () => {
    const store = openCacheFolder(scratchFolder(), '1', 'a test');
    const large = Buffer.alloc(1 << 20, 7);
    await store.write('a', large);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        if (index % 2 === 0) await store.write('a', large);
        return store.read('a');
      }),
    );
    for (const answer of answers) expect(answer !== undefined && large.equals(answer)).toBe(true);
  });

  it.runIf(process.platform === 'linux')('are not stored below /proc, and nothing hangs', async () => {
    const store = openCacheFolder('/proc/news', '1', 'a test');
    await store.write('a', bytes);
    expect(store.read('a')).toBeUndefined();
  });

  it('are not stored behind a symbolic link, and nothing there is removed', async () => {
    const root = scratchFolder({ 'album/photo.jpg': '' });
    truncateSync(join(root, 'album/photo.jpg'), 513 * 2 ** 20);
    symlinkSync(join(root, 'album'), join(root, 'cache'));
    await openCacheFolder(join(root, 'cache'), '1', 'a test').write('a', bytes);
    mkdirSync(join(root, 'other'));
    symlinkSync(join(root, 'album'), join(root, 'other/1'));
    await openCacheFolder(join(root, 'other'), '1', 'a test').write('a', bytes);
    expect(readdirSync(join(root, 'album'))).toEqual(['photo.jpg']);
  });

  it.runIf(process.platform !== 'win32')('are missing where there is a pipe in their place', async () => {
    const cache = scratchFolder({ '1/': '' });
    execFileSync('mkfifo', [join(cache, '1/a')]);
    const store = openCacheFolder(cache, '1', 'a test');
    expect(store.read('a')).toBeUndefined();
    await store.write('a', bytes);
    expect(store.read('a')).toEqual(bytes);
  });

  it('leave no draft when interrupted, and drafts of killed runs are removed', async () => {
    const cache = scratchFolder({ '1/b.0123456789ab.draft': 'half' });
    const hourAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(join(cache, '1/b.0123456789ab.draft'), hourAgo, hourAgo);
    let interrupt = () => {};
    const store = openCacheFolder(cache, '1', 'a test', (clean) => {
      interrupt = clean;
      return () => {};
    });
    const writing = store.write('a', Buffer.alloc(1 << 24));
    for (let turn = 0; turn < 100 && readdirSync(join(cache, '1')).length === 1; turn += 1)
      await new Promise((resume) => setTimeout(resume, 1));
    interrupt();
    expect(readdirSync(join(cache, '1')).filter((name) => name.startsWith('a.'))).toEqual([]);
    await writing;
    await store.write('c', bytes);
    expect(readdirSync(join(cache, '1')).filter((name) => name.includes('draft'))).toEqual([]);
  });

  it('are silently not stored if the folder cannot be written', async () => {
    const file = join(scratchFolder(), 'file');
    writeFileSync(file, '');
    const store = openCacheFolder(file, '1', 'a test');
    await store.write('a', bytes);
    expect(await store.read('a')).toBeUndefined();
  });

  it('are removed from the oldest on above 512 MiB, those of earlier versions too', async () => {
    const cache = scratchFolder();
    mkdirSync(join(cache, '0.9'), { recursive: true });
    for (const [index, name] of ['oldest', 'older', 'newer'].entries()) {
      const file = join(cache, '0.9', name);
      writeFileSync(file, '');
      // A sparse file, which takes no space on the disk.
      truncateSync(file, 200 * 2 ** 20);
      utimesSync(file, 1000 + index, 1000 + index);
    }
    await openCacheFolder(cache, '1.0', 'a test').write('newest', bytes);
    expect(readdirSync(join(cache, '0.9')).sort()).toEqual(['newer', 'older']);
    expect(readdirSync(join(cache, '1.0'))).toEqual(['newest']);
  });

  it('are removed although a folder of the cache is unreadable, as after a run by root', async () => {
    const cache = scratchFolder({ '0.9/old': '', '0.9/new': '', 'locked/': '' });
    for (const [index, name] of ['0.9/old', '0.9/new'].entries()) {
      truncateSync(join(cache, name), 300 * 2 ** 20);
      utimesSync(join(cache, name), 1000 + index, 1000 + index);
    }
    for (const folder of ['.', '0.9']) chmodSync(join(cache, folder), 0o777);
    chmodSync(join(cache, 'locked'), 0);
    await asNobody(() => openCacheFolder(cache, '1.0', 'a test').write('newest', bytes));
    chmodSync(join(cache, 'locked'), 0o700);
    expect(readdirSync(join(cache, '0.9'))).toEqual(['new']);
  });
});

describe('build', () => {
  async function issueFolder(): Promise<string> {
    const folder = scratchFolder();
    const photo = draw({ width: 900, height: 600, colour: (x, y) => [x % 256, y % 256, 90] });
    writeFileSync(join(folder, 'photo.jpg'), await photo.jpeg().toBuffer());
    writeFileSync(
      join(folder, 'issue.md'),
      '# 图书馆开门\n\n新馆今天开门，来了三百多人。\n\n![新馆](photo.jpg){width=80mm}\n',
    );
    return folder;
  }

  it('writes the same bytes with the cache cold, warm, damaged and unused', async () => {
    const folder = await issueFolder();
    const cache = join(folder, 'cache');
    const env = { XDG_CACHE_HOME: cache, SOURCE_DATE_EPOCH: '1700000000' };
    const build = async (name: string, ...rest: readonly string[]) => {
      const args = ['build', 'issue.md', '-o', `${name}.pdf`, '--quiet', ...rest];
      const { status, stderr } = await runCommand(args, { cwd: folder, env });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return readFileSync(join(folder, `${name}.pdf`)).toString('latin1');
    };
    const unused = await build('unused', '--no-cache');
    // Compiled code is cached in any case.
    expect(readdirSync(join(cache, 'baoshan-news'))).toEqual(['code']);
    const [cold, beside] = await Promise.all([build('cold'), build('beside')]);
    const [version] = readdirSync(join(cache, 'baoshan-news')).filter((name) => name !== 'code');
    const entries = readdirSync(join(cache, 'baoshan-news', version!));
    // The analysis of the picture, its separation, and the breaks of the headline.
    expect(entries).toHaveLength(3);
    const sizeOf = (name: string) => statSync(join(cache, 'baoshan-news', version!, name)).size;
    const [largest] = entries.sort((a, b) => sizeOf(b) - sizeOf(a));
    const entry = join(cache, 'baoshan-news', version!, largest!);
    const { mtimeMs, size } = statSync(entry);
    const warm = await build('warm');
    expect(statSync(entry).mtimeMs).toBe(mtimeMs);
    truncateSync(entry, size - 9);
    const damaged = await build('damaged');
    expect(statSync(entry).size).toBe(size);
    for (const pdf of [cold, beside, warm, damaged]) expect(pdf === unused).toBe(true);
  });

  it('works if the cache cannot be written', async () => {
    const folder = await issueFolder();
    const env = { XDG_CACHE_HOME: join(folder, 'issue.md') };
    const { status, stderr } = await runCommand(['build', 'issue.md', '--quiet'], { cwd: folder, env });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
