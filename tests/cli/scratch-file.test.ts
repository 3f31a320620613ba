import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ScratchFile, withScratchFile } from '../../src/cli/scratch-file.ts';
import { draw } from '../pictures/pictures.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const bytes = Uint8Array.from([1, 2, 3]);
const uninterrupted = () => () => {};

function fileOf(written: ScratchFile): string {
  if ('fault' in written) throw new Error(written.fault);
  return written.file;
}

describe('withScratchFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = scratchFolder();
    vi.stubEnv('TMPDIR', folder);
  });
  afterEach(() => vi.unstubAllEnvs());

  it('provides a file with the bytes, and removes it', async () => {
    const content = await withScratchFile(uninterrupted, async (write) => {
      expect(readdirSync(folder)).toEqual([]);
      const file = fileOf(write(bytes));
      expect(dirname(dirname(file))).toBe(folder);
      expect(fileOf(write(bytes))).toBe(file);
      return [...readFileSync(file)];
    });
    expect(content).toEqual([1, 2, 3]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes the file if an error is thrown, and rethrows the error', async () => {
    const broken = withScratchFile(uninterrupted, (write) => {
      expect(existsSync(fileOf(write(bytes)))).toBe(true);
      return Promise.reject(new Error('a bug'));
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes the file when interrupted', async () => {
    let interrupt = () => {};
    await withScratchFile(
      (clean) => {
        interrupt = clean;
        return () => {};
      },
      async (write) => {
        const file = fileOf(write(bytes));
        interrupt();
        expect(existsSync(file)).toBe(false);
      },
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('ignores a file that is already gone', async () => {
    await withScratchFile(uninterrupted, async (write) => {
      rmSync(dirname(fileOf(write(bytes))), { recursive: true });
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('returns a fault if the file cannot be written', async () => {
    vi.stubEnv('TMPDIR', join(folder, 'gone'));
    const written = await withScratchFile(uninterrupted, async (write) => write(bytes));
    expect(written).toHaveProperty('fault');
  });
});

describe('a build without a folder for its scratch file', () => {
  it('reports that it cannot write if pictures must be separated', async () => {
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

  it('does not need it without pictures', async () => {
    const cwd = scratchFolder({ 'issue.md': '# 街坊\n' });
    const env = { TMPDIR: join(cwd, 'gone') };
    expect(await runCommand(['build', 'issue.md'], { cwd, env })).toMatchObject({ status: 0 });
  });
});

it('leaves no file behind, whenever the program is interrupted', async () => {
  const cwd = scratchFolder({ 'issue.md': `# 街坊\n\n${'正文一段，说的是街坊的事。\n\n'.repeat(30)}` });
  const scratch = join(cwd, 'scratch');
  mkdirSync(scratch);
  for (const interruptAfter of [300, 600, 900, 1200]) {
    await runCommand(['build', 'issue.md'], { cwd, env: { TMPDIR: scratch }, interruptAfter });
    expect(readdirSync(scratch)).toEqual([]);
  }
});
