import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { runCommand } from '../support/run-command.ts';

const document = readFileSync(join(packageRoot, 'docs/print.md'), 'utf8');
const commands = [...document.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
  block!.trim().split('\n'),
);

const folder = mkdtempSync(join(tmpdir(), 'readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the commands that docs/print.md gives a printer', () => {
  const said = new Map<string, string>();
  const saidBy = (command: string) => {
    const found = [...said].find(([line]) => line.startsWith(command));
    if (found === undefined) throw new Error(`the document has no ${command}`);
    return found[1];
  };
  /** Our own command is run from this checkout, all others from the machine. */
  const run = async (command: string): Promise<string> => {
    const own = /^npx baoshan-news (.*)/.exec(command)?.[1];
    if (own === undefined) {
      const stdio = ['ignore' as const, 'pipe' as const, 'ignore' as const];
      return execFileSync('sh', ['-c', command], { cwd: folder, stdio }).toString('utf8');
    }
    const { status, stderr, stdout } = await runCommand(own.split(' '), { cwd: folder });
    expect(status).toBe(0);
    return stdout + stderr;
  };
  beforeAll(async () => {
    const issue = join(packageRoot, 'examples/lead/issue.md');
    const built = await runCommand(['build', issue, '-o', 'issue.pdf'], { cwd: folder });
    expect(built.status).toBe(0);
    for (const command of commands) {
      said.set(command, await run(command));
    }
  });

  it('show what it says', () => {
    expect(saidBy('npx baoshan-news preflight')).toContain('可以付印');
    expect(saidBy('qpdf --check')).toContain('No syntax or stream encoding errors');
    const boxes = saidBy('pdfinfo -box');
    const millimetres = (box: string) =>
      new RegExp(`${box}: +(.*)`)
        .exec(boxes)![1]!
        .split(/ +/)
        .map((side) => Math.round((Number(side) * 25.4) / 72));
    expect(millimetres('MediaBox')).toEqual([0, 0, 299, 414]);
    expect(millimetres('BleedBox')).toEqual([9, 9, 290, 405]);
    expect(millimetres('TrimBox')).toEqual([12, 12, 287, 402]);
    expect(boxes).toMatch(/JavaScript: +no/);
    expect(boxes).toMatch(/Form: +none/);
    expect(saidBy('pdfinfo -meta')).toContain('PDF/X-4');
    const plates = readdirSync(folder).filter((file) => /^plate1\(/.test(file));
    expect(plates.sort()).toEqual(['Black', 'Cyan', 'Magenta', 'Yellow'].map((ink) => `plate1(${ink}).tif`));
    expect(saidBy('zbarimg').trim().split('\n')).toHaveLength(2);
  });
});
