import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCachedCode } from '../../src/cli/cached-code.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const user = process.getuid?.();

describe('the cache of compiled code', () => {
  const code = Buffer.from('what V8 made of a part');

  it('returns code as it was written, and leaves no other file', () => {
    const folder = join(scratchFolder(), 'deep');
    const kept = openCachedCode(folder, user, 1);
    expect(kept.read('press')).toBeUndefined();
    kept.write('press', code);
    kept.write('press', code);
    expect(kept.read('press')).toEqual(code);
    expect(readdirSync(folder)).toEqual(['press']);
  });

  it('ignores code of which any byte was changed', () => {
    const folder = scratchFolder();
    const kept = openCachedCode(folder, user, 1);
    kept.write('press', code);
    const whole = readFileSync(join(folder, 'press'));
    for (let position = 0; position < whole.length; position += 1) {
      const damaged = Buffer.from(whole);
      damaged[position]! ^= 1;
      writeFileSync(join(folder, 'press'), damaged);
      expect(kept.read('press')).toBeUndefined();
    }
    for (const length of [0, 3, 4, whole.length - 1]) {
      writeFileSync(join(folder, 'press'), whole.subarray(0, length));
      expect(kept.read('press')).toBeUndefined();
    }
  });

  it.runIf(user !== undefined)('ignores code that belongs to another user or is writable by others', () => {
    const folder = scratchFolder();
    openCachedCode(folder, user, 1).write('press', code);
    expect(openCachedCode(folder, user! + 1, 1).read('press')).toBeUndefined();
    for (const mode of [0o620, 0o602]) {
      chmodSync(join(folder, 'press'), mode);
      expect(openCachedCode(folder, user, 1).read('press')).toBeUndefined();
    }
  });

  it('ignores a folder that cannot be created', () => {
    const folder = scratchFolder({ taken: 'a file' });
    const kept = openCachedCode(join(folder, 'taken', 'code'), user, 1);
    kept.write('press', code);
    expect(kept.read('press')).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

describe('the command with code cached by an earlier run', () => {
  const issue = '# 社区花园开门迎客\n\n居民自己动手。\n';
  const built = async (folder: string, cache: string) => {
    const env = { XDG_CACHE_HOME: cache, SOURCE_DATE_EPOCH: '1700000000' };
    const { status, stderr } = await runCommand(['build', 'issue.md', '--quiet'], { cwd: folder, env });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return readFileSync(join(folder, 'issue.pdf'));
  };
  const codeOf = (cache: string) => {
    const versions = join(cache, 'baoshan-news/code');
    const folder = join(versions, readdirSync(versions)[0]!, 'build');
    return readdirSync(folder).map((file) => join(folder, file));
  };

  it('writes the same file, caches the code of each part once, and uses it again', async () => {
    const folder = scratchFolder({ 'issue.md': issue, 'cache/': '' });
    const cache = join(folder, 'cache');
    const first = await built(folder, cache);
    const kept = codeOf(cache);
    expect(kept.map((file) => file.replace(/.*\/(.+)-[A-Z0-9]+\.cjs$/, '$1')).sort()).toEqual(
      expect.arrayContaining(['main', 'press']),
    );
    const long = new Date('2001-02-03');
    for (const file of kept) utimesSync(file, long, long);
    expect(await built(folder, cache)).toEqual(first);
    expect(kept.map((file) => statSync(file).mtime)).toEqual(kept.map(() => long));
  });

  it('replaces code that is damaged or comes from another V8', async () => {
    const folder = scratchFolder({ 'issue.md': issue, 'cache/': '' });
    const cache = join(folder, 'cache');
    const first = await built(folder, cache);
    const [damaged, foreign] = codeOf(cache);
    writeFileSync(damaged!, readFileSync(damaged!).subarray(100));
    openCachedCode(join(foreign!, '..'), user, 1).write(foreign!.replace(/.*\//, ''), Buffer.alloc(5000, 7));
    expect(await built(folder, cache)).toEqual(first);
    for (const file of [damaged!, foreign!]) expect(statSync(file).size).toBeGreaterThan(20_000);
  });

  it('works if the cache is not a folder, and caches nothing after a failed command', async () => {
    const folder = scratchFolder({ 'issue.md': issue, cache: 'a file' });
    await built(folder, join(folder, 'cache'));
    mkdirSync(join(folder, 'other'));
    const env = { XDG_CACHE_HOME: join(folder, 'other') };
    expect((await runCommand(['build', 'nothing.md'], { cwd: folder, env })).status).toBe(1);
    expect(readdirSync(join(folder, 'other'))).toEqual([]);
  });
});
