import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { paint, soundPdf, text, writeHand } from '../support/hand-pdf.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function folder(): string {
  const cwd = scratchFolder({
    'issue.md': '# 社区食堂\n\n今天有鱼。\n',
    'words.md': 'quick fox\n',
  });
  writeFileSync(join(cwd, 'sound.pdf'), writeHand(soundPdf()));
  const spoiled = soundPdf();
  paint(spoiled, text('small', 60, 270, 4));
  writeFileSync(join(cwd, 'spoiled.pdf'), writeHand(spoiled));
  writeFileSync(join(cwd, 'half.pdf'), writeHand(soundPdf()).subarray(0, 3000));
  return cwd;
}

describe('preflight', () => {
  it('ends with 0 where every file passes', async () => {
    const { status, stdout, stderr } = await runCommand(['preflight', 'sound.pdf'], { cwd: folder() });
    expect(status).toBe(0);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('ends with 1 and tells rule, page and place where one does not', async () => {
    const args = ['preflight', 'sound.pdf', 'spoiled.pdf', 'half.pdf', 'none.pdf', '--json'];
    const { status, stdout } = await runCommand(args, { cwd: folder() });
    expect(status).toBe(1);
    const [sound, spoiled, half, none] = JSON.parse(stdout).files;
    expect(sound).toMatchObject({ file: 'sound.pdf', passed: true, pages: 1, unread: null, findings: [] });
    expect(spoiled.passed).toBe(false);
    expect(spoiled.findings).toHaveLength(1);
    expect(spoiled.findings[0]).toMatchObject({ rule: 'text-size', severity: 'error', page: 1, count: 1 });
    // 30 pt from the trim's left, 120 pt less the height of an l from its top.
    expect(spoiled.findings[0].rect.x).toBeCloseTo(10.6, 0);
    expect(spoiled.findings[0].rect.y).toBeCloseTo(41.3, 0);
    expect(half.passed).toBe(false);
    expect(half.findings[0].rule).toBe('damaged');
    expect(none).toMatchObject({ passed: false, pages: null });
    expect(none.unread).not.toBe(null);
  });

  it('holds the file against the copy it is given', async () => {
    const cwd = folder();
    expect((await runCommand(['preflight', 'sound.pdf', '--issue', 'words.md'], { cwd })).status).toBe(0);
    const other = await runCommand(['preflight', 'sound.pdf', '--issue', 'issue.md', '--json'], { cwd });
    expect(other.status).toBe(1);
    expect(JSON.parse(other.stdout).files[0].findings[0].rule).toBe('copy-missing');
    expect((await runCommand(['preflight', 'sound.pdf', '--issue', 'none.md'], { cwd })).status).toBe(1);
  });
});

// The name's letters are painted as outlines, and lie under them to be found: a font needs no outlines for these.
it('finds the name of the paper in a file of ours, on a page that has it nowhere else', async () => {
  const cwd = scratchFolder({ 'issue.md': '---\npaper: 河湾\n---\n\n# 社区食堂\n\n今天有鱼。\n' });
  expect((await runCommand(['build', 'issue.md', '-o', 'issue.pdf'], { cwd })).status).toBe(0);
  const { status, stderr } = await runCommand(['preflight', 'issue.pdf', '--issue', 'issue.md'], { cwd });
  expect({ status, stderr }).toMatchObject({ status: 0 });
});

describe('build --preflight', () => {
  it('writes what passes', async () => {
    const cwd = folder();
    expect((await runCommand(['build', 'issue.md', '--preflight'], { cwd })).status).toBe(0);
    const again = await runCommand(['preflight', 'issue.pdf', '--issue', 'issue.md'], { cwd });
    expect(again.status).toBe(0);
  });

  it('writes nothing where it does not pass, and leaves an earlier PDF', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'pale.pdf'), 'earlier');
    writeFileSync(
      join(cwd, 'pale.md'),
      '---\ntemplate: ours\n---\n# 社区食堂\n\n今天有鱼。\n\n:::box[开饭]\n十一点。\n:::\n',
    );
    // White type of a thin face: what a template may say, and the press cannot hold.
    cpSync(join(packageRoot, 'templates/tabloid'), join(cwd, 'ours'), { recursive: true });
    const sheet = join(cwd, 'ours/template.yaml');
    const white = readFileSync(sheet, 'utf8')
      .replace(/^ {2}grey: .*$/m, '  paper: { k: 0 }')
      .replace(/^ {2}box-title: .*$/m, '  box-title: { face: song, size: 12pt, ink: paper }');
    writeFileSync(sheet, white);
    const { status, stdout } = await runCommand(['build', 'pale.md', '--preflight', '--json'], { cwd });
    expect(status).toBe(1);
    const told = JSON.parse(stdout).issues[0].messages.map(({ code }: { code: string }) => code);
    expect(told).toContain('preflight-fault');
    expect(readFileSync(join(cwd, 'pale.pdf'), 'utf8')).toBe('earlier');
  });

  it('is for the press alone', async () => {
    const cwd = folder();
    const { status } = await runCommand(['build', 'issue.md', '--preflight', '--profile', 'screen'], { cwd });
    expect(status).toBe(2);
    expect(existsSync(join(cwd, 'issue.screen.pdf'))).toBe(false);
  });
});
