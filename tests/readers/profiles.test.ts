import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { runCommand } from '../support/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });
const fileOf = (name: string, profile: string): string => join(folder, `${name}.${profile}.pdf`);
const names = ['lead', 'four-pages'];

beforeAll(async () => {
  for (const name of names) {
    for (const profile of ['print', 'proof', 'screen']) {
      const args = [
        join(packageRoot, 'examples', name, 'issue.md'),
        '--profile',
        profile,
        '-o',
        fileOf(name, profile),
      ];
      const { status, stderr } = await runCommand(['build', ...args], { cwd: packageRoot });
      expect(status, stderr).toBe(0);
    }
  }
}, 120_000);

/** Characters without what readers put between them. */
const bare = (text: string): string => text.replace(/\s|\f/g, '');

describe.each(names)('%s', (name) => {
  it.each(['proof', 'screen'])('%s: is a whole file of light, without bleed', (profile) => {
    const file = fileOf(name, profile);
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    const spaces = run('pdfimages', '-list', file)
      .split('\n')
      .slice(2)
      .filter(Boolean)
      .map((line) => line.trim().split(/\s+/)[5]);
    for (const space of spaces) expect(['rgb', 'gray']).toContain(space);
    const boxes = [...run('pdfinfo', '-box', file).matchAll(/(?:Media|Trim)Box:(.*)/g)].map(([, box]) =>
      box!.trim(),
    );
    expect(boxes).toHaveLength(2);
    expect(new Set(boxes).size).toBe(1);
  });

  it('proof: the text is found as on a screen, the numbers of its lines after it', () => {
    const read = (profile: string) => bare(run('pdftotext', '-raw', '-l', '1', fileOf(name, profile), '-'));
    const copy = /[\p{Script=Han}，。]{12,}/gu;
    const proof = read('proof');
    for (const [words] of read('screen').matchAll(copy)) expect(proof).toContain(words);
    expect(proof).not.toContain('校样');
  });

  it('screen: has a title, a language, bookmarks and links', () => {
    const file = fileOf(name, 'screen');
    expect(run('pdfinfo', file)).toMatch(/Tagged:\s+yes/);
    expect(run('mutool', 'show', file, 'trailer/Root')).toContain('/Lang (zh-CN)');
    const headings = run('pdfinfo', '-struct-text', file).match(/H1 \(block\)\n\s+".*"/g) ?? [];
    const bookmarks = run('mutool', 'show', file, 'outline').trim().split('\n');
    expect(bookmarks.length).toBe(headings.length);
    expect(run('pdfinfo', '-url', file)).toContain('http');
  });

  it('screen: its tags hold the whole text', () => {
    const file = fileOf(name, 'screen');
    const tagged = [...run('pdfinfo', '-struct-text', file).matchAll(/^\s+"(.*)"$/gm)].map(
      ([, words]) => words,
    );
    const flat = bare(tagged.join(''));
    const raw = bare(run('pdftotext', '-raw', file, '-'));
    const han = (text: string) =>
      text
        .match(/\p{Script=Han}/gu)!
        .sort()
        .join('');
    // Folios and jump lines are no text of the issue.
    expect(han(flat).length).toBeGreaterThan(0.97 * han(raw).length);
  });

  it('screen: is small', () => {
    expect(statSync(fileOf(name, 'screen')).size).toBeLessThan(name === 'lead' ? 700_000 : 1_400_000);
  });
});

describe('the tags of a page', () => {
  it('go through the articles as they were written', () => {
    const source = readFileSync(join(packageRoot, 'examples/lead/issue.md'), 'utf8');
    const written = source
      .split('\n')
      .filter((line) => /^\p{Script=Han}/u.test(line) && line.length > 40)
      .map((line) => (/^\p{Script=Han}+/u.exec(line) as RegExpExecArray)[0])
      .filter((words) => words.length > 4);
    expect(written.length).toBeGreaterThan(8);
    const text = bare(run('pdfinfo', '-struct-text', fileOf('lead', 'screen')));
    const found = written.map((words) => text.indexOf(words));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(Math.min(...found)).toBeGreaterThan(0);
  });
});
