import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileChanged, openDesk } from '../../src/cli/desk.ts';
import { asNobody, scratchFolder } from '../support/scratch-folder.ts';

/** A folder in which `issue/` is the folder of the issue. */
const folder = (files: Readonly<Record<string, string>> = {}) =>
  scratchFolder({
    'issue/issue.md': 'copy',
    'issue/photo.jpg': 'photo',
    'issue/articles/a.md': 'article',
    'issue/articles/b.jpg': 'picture of the article',
    'secret.txt': 'secret',
    'issue-two/photo.jpg': 'another issue',
    ...files,
  });

/** Reads a file through the desk of an issue. Out: the content, or the fault. */
async function read(
  path: string,
  { from = 'issue/issue.md', where = folder(), issue = 'issue/issue.md' } = {},
) {
  const result = await openDesk(issue, where).desk.read(path, from);
  return result.ok ? new TextDecoder().decode(result.bytes) : result.fault;
}

describe('read', () => {
  it('reads the issue by the name that the user typed', async () => {
    const where = folder();
    const typed = ['issue/issue.md', './issue/issue.md', join(where, 'issue/issue.md')];
    for (const issue of typed) expect(await read(issue, { from: issue, issue, where })).toBe('copy');
    expect(await read('issue.md', { from: 'issue.md', issue: 'issue.md', where: join(where, 'issue') })).toBe(
      'copy',
    );
  });

  it('resolves a path relative to the file that contains it', async () => {
    expect(await read('photo.jpg')).toBe('photo');
    expect(await read('./articles/../photo.jpg')).toBe('photo');
    expect(await read('b.jpg', { from: 'issue/articles/a.md' })).toBe('picture of the article');
    expect(await read('../photo.jpg', { from: 'issue/articles/a.md' })).toBe('photo');
  });

  it('reads a file again while it is the same, and keeps it only if messages may quote it', async () => {
    const where = folder();
    const { desk, files } = openDesk('issue/issue.md', where);
    const photo = await desk.read('photo.jpg', 'issue/issue.md', 'issue', false);
    if (!photo.ok) throw new Error(photo.detail);
    expect(new TextDecoder().decode(photo.again?.())).toBe('photo');
    expect(files().get('issue/photo.jpg')).toHaveLength(0);
    await desk.read('articles/a.md', 'issue/issue.md');
    expect(files().get('issue/articles/a.md')).toHaveLength(7);
    writeFileSync(join(where, 'issue/photo.jpg'), 'another photo');
    expect(photo.again).toThrow(FileChanged);
    rmSync(join(where, 'issue/photo.jpg'));
    expect(photo.again).toThrow(FileChanged);
  });

  it('returns a name from which paths in that file can be resolved', async () => {
    const { desk } = openDesk('issue/issue.md', folder());
    const article = await desk.read('articles/a.md', 'issue/issue.md');
    expect(article).toMatchObject({ ok: true, path: 'issue/articles/a.md' });
    expect(article.ok && (await desk.read('b.jpg', article.path)).ok).toBe(true);
  });

  it('accepts absolute paths only inside the folder of the issue', async () => {
    const where = folder();
    expect(await read(join(where, 'issue/photo.jpg'), { where })).toBe('photo');
    expect(await read(join(where, 'secret.txt'), { where })).toBe('outside');
    expect(await read('/etc/passwd')).toBe('outside');
  });

  it.each([
    '../secret.txt',
    '../issue-two/photo.jpg',
    'articles/../../secret.txt',
    '..\\secret.txt',
    '%2e%2e/secret.txt',
    '../nothing.jpg',
    '..',
  ])('does not leave the folder through the path %s', async (path) => {
    expect(await read(path)).toBe('outside');
  });

  it('does not leave the folder through a symbolic link', async () => {
    const where = folder();
    symlinkSync(join(where, 'secret.txt'), join(where, 'issue/link.txt'));
    symlinkSync(where, join(where, 'issue/up'));
    expect(await read('link.txt', { where })).toBe('outside');
    expect(await read('up/secret.txt', { where })).toBe('outside');
  });

  it('says of a link where it leads, unless to a file', async () => {
    const where = folder();
    symlinkSync(join(where, 'secret.txt'), join(where, 'issue/link.jpg'));
    symlinkSync('gone.jpg', join(where, 'issue/old.jpg'));
    const { desk } = openDesk('issue/issue.md', where);
    for (const [name, fault] of [
      ['link.jpg', 'outside'],
      ['old.jpg', 'missing'],
    ])
      expect(await desk.read(name!, 'issue/issue.md')).toMatchObject({
        fault,
        detail: expect.stringMatching(/^符号链接/),
      });
  });

  it('proposes a name of two characters of which one is right', async () => {
    const where = folder({ 'issue/花园.jpg': 'found' });
    const near = async (path: string) => {
      const result = await openDesk('issue/issue.md', where).desk.read(path, 'issue/issue.md');
      return result.ok ? [] : (result.near ?? []);
    };
    expect(await near('花圆.jpg')).toEqual(['花园.jpg']);
    expect(await near('河边.jpg')).toEqual([]);
  });

  it('follows a link that stays inside, and one that leads to the folder', async () => {
    const where = folder();
    symlinkSync('photo.jpg', join(where, 'issue/link.jpg'));
    symlinkSync(join(where, 'issue'), join(where, 'today'));
    expect(await read('link.jpg', { where })).toBe('photo');
    expect(await read('photo.jpg', { where, issue: 'today/issue.md', from: 'today/issue.md' })).toBe('photo');
  });

  it.each([
    'https://example.org/a.jpg',
    'HTTP://example.org/a.jpg',
    'file:///etc/passwd',
    'data:image/png;base64,AA',
  ])('fetches nothing: %s', async (path) => {
    expect(await read(path)).toBe('outside');
  });

  it.each([
    ['Windows backslashes', 'articles\\b.jpg', 'articles/b.jpg'],
    ['percent codes', '%E5%9B%BE%20%E7%89%87.jpg', '图 片.jpg'],
    ['a name composed where the disk has it decomposed', 'Caf\u00e9.jpg', 'Cafe\u0301.jpg'],
    ['a name decomposed where the disk has it composed', 'Cafe\u0301.jpg', 'Caf\u00e9.jpg'],
    ['backslashes and percent codes', 'articles\\%E5%9B%BE.jpg', 'articles/图.jpg'],
  ])('finds a file by %s', async (_, written, onDisk) => {
    expect(await read(written, { where: folder({ [`issue/${onDisk}`]: 'found' }) })).toBe('found');
  });

  it('prefers the name as written', async () => {
    const where = folder({ 'issue/100%25.jpg': 'literal', 'issue/100%.jpg': 'decoded' });
    expect(await read('100%25.jpg', { where })).toBe('literal');
    expect(await read('100%.jpg', { where })).toBe('decoded');
  });

  it('finds a file by a name that differs in case alone', async () => {
    const where = folder({ 'issue/Pictures/河 边.JPG': 'found' });
    expect(await read('pictures/河 边.jpg', { where })).toBe('found');
    expect(await read('pictures/%E6%B2%B3%20%E8%BE%B9.jpg', { where })).toBe('found');
    expect(await read('../PHOTO.jpg', { from: 'issue/articles/a.md', where })).toBe('photo');
    expect(await read('../SECRET.txt', { where })).toBe('outside');
  });

  it('prefers the exact name, and finds nothing among several', async () => {
    const where = folder({ 'issue/x.jpg': 'small', 'issue/X.JPG': 'large' });
    expect(await read('X.JPG', { where })).toBe('large');
    expect(await read('x.jpg', { where })).toBe('small');
    const { desk } = openDesk('issue/issue.md', where);
    expect(await desk.read('x.JPG', 'issue/issue.md')).toMatchObject({
      fault: 'missing',
      near: ['X.JPG', 'x.jpg'],
    });
  });

  it('has the near names in the hint', () => {
    const { desk, messages } = openDesk('issue.md', folder());
    desk.report('missing-image', { file: 'issue.md' }, { path: 'X.jpg', detail: '', near: ['x.png'] });
    expect(messages()[0]!.hint).toContain('x.png');
  });

  it('reads a name with a percent code as it is', async () => {
    expect(await read('a%20b.png', { where: folder({ 'issue/a%20b.png': 'literal' }) })).toBe('literal');
  });

  it.each([
    ['phto.jpg', ['photo.jpg']],
    ['photo.png', ['photo.jpg']],
    ['pho to.jpeg', ['photo.jpg']],
    ['articles/c.jpg', []],
    ['articles/b.png', ['articles/b.jpg']],
    ['tree.jpg', []],
    ['articles/photo.jpg', ['photo.jpg']],
    ['pictures/B.jpg', ['articles/b.jpg']],
    ['../secrets.txt', undefined],
  ])('proposes the names near %s', async (path, near) => {
    const result = await openDesk('issue/issue.md', folder()).desk.read(path, 'issue/issue.md');
    expect(result.ok ? [] : (result.near ?? (near === undefined ? undefined : []))).toEqual(near);
  });

  it.each([
    'nothing.jpg',
    '',
    '  ',
    'a\0b.jpg',
    '%00.jpg',
    'photo.jpg/more.jpg',
    '%E5%9B',
    `${'长'.repeat(100)}.jpg`,
  ])('reports %j as missing', async (path) => {
    expect(await read(path)).toBe('missing');
  });

  it('distinguishes folders and missing files', async () => {
    const where = folder();
    expect(await read('articles', { where })).toBe('folder');
    expect(await read('issue', { where, issue: 'issue', from: 'issue' })).toBe('folder');
    expect(await read('nothing.md', { where, issue: 'nothing.md', from: 'nothing.md' })).toBe('missing');
  });

  it('reports files and folders without read permission', async () => {
    const where = folder({ 'issue/closed/photo.jpg': 'photo' });
    chmodSync(where, 0o755);
    chmodSync(join(where, 'issue/photo.jpg'), 0o000);
    chmodSync(join(where, 'issue/closed'), 0o000);
    expect(await asNobody(() => read('photo.jpg', { where }))).toBe('unreadable');
    expect(await asNobody(() => read('closed/photo.jpg', { where }))).toBe('unreadable');
    chmodSync(join(where, 'issue/closed'), 0o755);
  });

  it('does not block on a device', async () => {
    expect(await read('/dev/zero', { issue: '/dev/zero', from: '/dev/zero' })).toBe('unreadable');
  });
});

describe('messages', () => {
  const at = (file: string, line: number, column: number) => ({ file, start: { line, column } });

  it('are unique and sorted by file, line and column', () => {
    const { desk, messages } = openDesk('issue.md', folder());
    const missing = { path: 'a.jpg', detail: '' };
    desk.report('missing-image', at('issue.md', 10, 1), missing);
    desk.report('missing-image', at('issue.md', 9, 7), missing);
    desk.report('missing-image', at('issue.md', 9, 7), missing);
    desk.report('missing-image', at('issue.md', 9, 3), missing);
    desk.report('missing-image', at('a.md', 20, 1), missing);
    desk.report('issue-unreadable', { file: 'issue.md' }, { detail: '' });
    expect(messages().map(({ place: { file, start } }) => [file, start?.line, start?.column])).toEqual([
      ['a.md', 20, 1],
      ['issue.md', undefined, undefined],
      ['issue.md', 9, 3],
      ['issue.md', 9, 7],
      ['issue.md', 10, 1],
    ]);
  });
});
