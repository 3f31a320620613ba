import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Laid, withScratchFile } from '../../src/cli/scratch-file.ts';
import { draw } from '../pictures/pictures.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const bytes = Uint8Array.from([1, 2, 3]);
const uninterrupted = () => () => {};

function fileOf(laid: Laid): string {
  if ('fault' in laid) throw new Error(laid.fault);
  return laid.file;
}

describe('withScratchFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = scratchFolder();
    vi.stubEnv('TMPDIR', folder);
  });
  afterEach(() => vi.unstubAllEnvs());

  it('lends a file with the bytes, and takes it away', async () => {
    const lent = await withScratchFile(uninterrupted, async (lay) => {
      expect(readdirSync(folder)).toEqual([]);
      const file = fileOf(lay(bytes));
      expect(dirname(dirname(file))).toBe(folder);
      expect(fileOf(lay(bytes))).toBe(file);
      return [...readFileSync(file)];
    });
    expect(lent).toEqual([1, 2, 3]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes it away after a fault of ours, which goes on', async () => {
    const broken = withScratchFile(uninterrupted, (lay) => {
      expect(existsSync(fileOf(lay(bytes)))).toBe(true);
      return Promise.reject(new Error('ours'));
    });
    await expect(broken).rejects.toThrow('ours');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes it away when broken off', async () => {
    let interrupt = () => {};
    await withScratchFile(
      (clean) => {
        interrupt = clean;
        return () => {};
      },
      async (lay) => {
        const file = fileOf(lay(bytes));
        interrupt();
        expect(existsSync(file)).toBe(false);
      },
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not mind that somebody else took it away', async () => {
    await withScratchFile(uninterrupted, async (lay) => {
      rmSync(dirname(fileOf(lay(bytes))), { recursive: true });
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells what stands in the way', async () => {
    vi.stubEnv('TMPDIR', join(folder, 'gone'));
    const laid = await withScratchFile(uninterrupted, async (lay) => lay(bytes));
    expect(laid).toHaveProperty('fault');
  });
});

describe('a build without a folder for its scratch file', () => {
  it('is told as one that cannot write, where pictures are to be separated', async () => {
    const cwd = scratchFolder({ 'issue.md': '# 街坊\n\n正文一段。\n\n![新馆](photo.png){width=20mm}\n' });
    const photo = draw({ width: 400, height: 300, colour: (x, y) => [x % 256, y % 256, 90] });
    writeFileSync(join(cwd, 'photo.png'), await photo.png().toBuffer());
    const { status, stderr } = await runCommand(['build', 'issue.md', '--no-cache'], {
      cwd,
      env: { TMPDIR: join(cwd, 'gone') },
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^issue\.pdf error output-unwritable /m);
    expect(existsSync(join(cwd, 'issue.pdf'))).toBe(false);
  });

  it('wants none where there are no pictures', async () => {
    const cwd = scratchFolder({ 'issue.md': '# 街坊\n' });
    const env = { TMPDIR: join(cwd, 'gone') };
    expect(await runCommand(['build', 'issue.md'], { cwd, env })).toMatchObject({ status: 0 });
  });
});

it('leaves nothing behind, whenever the program is broken off', async () => {
  const cwd = scratchFolder({ 'issue.md': `# 街坊\n\n${'正文一段，说的是街坊的事。\n\n'.repeat(30)}` });
  const scratch = join(cwd, 'scratch');
  mkdirSync(scratch);
  for (const interruptAfter of [300, 600, 900, 1200]) {
    await runCommand(['build', 'issue.md'], { cwd, env: { TMPDIR: scratch }, interruptAfter });
    expect(readdirSync(scratch)).toEqual([]);
  }
});
