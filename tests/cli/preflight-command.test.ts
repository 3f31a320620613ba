import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { paint, soundPdf, text, writeHand } from '../support/hand-pdf.ts';
import { openProgram } from '../support/run-in-process.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();

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
  it('ends with 0 if every file passes', async () => {
    const { status, stdout, stderr } = await runInProcess(['preflight', 'sound.pdf'], { cwd: folder() });
    expect(status).toBe(0);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('ends with 1 and reports rule, page and position if a file fails', async () => {
    const args = ['preflight', 'sound.pdf', 'spoiled.pdf', 'half.pdf', 'none.pdf', '--json'];
    const { status, stdout } = await runInProcess(args, { cwd: folder() });
    expect(status).toBe(1);
    const [sound, spoiled, half, none] = JSON.parse(stdout).files;
    expect(sound).toMatchObject({ file: 'sound.pdf', passed: true, pages: 1, unread: null, findings: [] });
    expect(spoiled.passed).toBe(false);
    expect(spoiled.findings).toHaveLength(1);
    expect(spoiled.findings[0]).toMatchObject({ rule: 'text-size', severity: 'error', page: 1, count: 1 });
    // 30 pt from the left of the trim; 120 pt minus the height of an l from its top.
    expect(spoiled.findings[0].rect.x).toBeCloseTo(10.6, 0);
    expect(spoiled.findings[0].rect.y).toBeCloseTo(41.3, 0);
    expect(half.passed).toBe(false);
    expect(half.findings[0].rule).toBe('damaged');
    expect(none).toMatchObject({ passed: false, pages: null });
    expect(none.unread).not.toBe(null);
  });

  it('compares the file with the copy of an issue', async () => {
    const cwd = folder();
    expect((await runInProcess(['preflight', 'sound.pdf', '--issue', 'words.md'], { cwd })).status).toBe(0);
    const other = await runInProcess(['preflight', 'sound.pdf', '--issue', 'issue.md', '--json'], { cwd });
    expect(other.status).toBe(1);
    expect(JSON.parse(other.stdout).files[0].findings[0].rule).toBe('copy-missing');
    expect((await runInProcess(['preflight', 'sound.pdf', '--issue', 'none.md'], { cwd })).status).toBe(1);
  });
});

// The lettering of the name is painted as outlines over invisible text, whose font has no outlines.
it('finds the name of the paper in a page that has it only as lettering', async () => {
  const cwd = scratchFolder({ 'issue.md': '---\npaper: 河湾\n---\n\n# 社区食堂\n\n今天有鱼。\n' });
  expect((await runInProcess(['build', 'issue.md', '-o', 'issue.pdf'], { cwd })).status).toBe(0);
  const { status, stderr } = await runInProcess(['preflight', 'issue.pdf', '--issue', 'issue.md'], { cwd });
  expect({ status, stderr }).toMatchObject({ status: 0 });
});

describe('build --preflight', () => {
  it('writes a file that passes', async () => {
    const cwd = folder();
    expect((await runInProcess(['build', 'issue.md', '--preflight'], { cwd })).status).toBe(0);
    const again = await runInProcess(['preflight', 'issue.pdf', '--issue', 'issue.md'], { cwd });
    expect(again.status).toBe(0);
  });

  it('writes nothing if the file fails, and keeps an earlier PDF', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'pale.pdf'), 'earlier');
    writeFileSync(
      join(cwd, 'pale.md'),
      '---\ntemplate: ours\n---\n# 社区食堂\n\n今天有鱼。\n\n:::box[开饭]\n十一点。\n:::\n',
    );
    // White text in a thin face: valid in a template, but not printable on newsprint.
    cpSync(join(packageRoot, 'templates/tabloid'), join(cwd, 'ours'), { recursive: true });
    const file = join(cwd, 'ours/template.yaml');
    const white = readFileSync(file, 'utf8')
      .replace(/^ {2}grey: .*$/m, '  paper: { k: 0 }')
      .replace(/^ {2}box-title: .*$/m, '  box-title: { face: song, size: 12pt, ink: paper }');
    writeFileSync(file, white);
    const { status, stdout } = await runInProcess(['build', 'pale.md', '--preflight', '--json'], { cwd });
    expect(status).toBe(1);
    const codes = JSON.parse(stdout).issues[0].messages.map(({ code }: { code: string }) => code);
    expect(codes).toContain('preflight-fault');
    expect(readFileSync(join(cwd, 'pale.pdf'), 'utf8')).toBe('earlier');
  });

  it('is allowed for the print profile only', async () => {
    const cwd = folder();
    const { status } = await runInProcess(['build', 'issue.md', '--preflight', '--profile', 'screen'], {
      cwd,
    });
    expect(status).toBe(2);
    expect(existsSync(join(cwd, 'issue.screen.pdf'))).toBe(false);
  });
});
