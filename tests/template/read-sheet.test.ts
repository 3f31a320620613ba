import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { bundleTemplate } from '../../src/template/bundle-template.ts';
import { templateNames } from '../../src/template/load-template.ts';
import { readSheet } from '../../src/template/read-sheet.ts';

const desk = {
  cache: {},
  read: () => Promise.reject(new Error('a template has no files')),
  report: () => {
    throw new Error('a sound template has no fault to tell');
  },
};

/** Every path of a value, and beside each one that it has not. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    path,
    [...path, 'no such key'],
    [...path, 'no such key', 'nor below'],
    ...inner.flatMap(([key, each]) => pathsOf(each, [...path, key])),
  ];
}

it.each(templateNames())('%s read beforehand is what it is when read now, place by place', async (name) => {
  const source = readFileSync(join(packageRoot, 'templates', name, 'template.yaml'), 'utf8');
  // As the bundle holds it.
  const made = JSON.parse(JSON.stringify(bundleTemplate(source)));
  const [before, now] = await Promise.all([
    readSheet(source, 'template.yaml', desk, [made]),
    readSheet(source, 'template.yaml', desk, []),
  ]);
  expect(before!.value).toEqual(now!.value);
  const paths = pathsOf(now!.value);
  expect(paths.length).toBeGreaterThan(500);
  expect(paths.map((path) => before!.at(path))).toEqual(paths.map((path) => now!.at(path)));
});

it('reads a text that differs by one character anew', async () => {
  const source = readFileSync(join(packageRoot, 'templates', templateNames()[0]!, 'template.yaml'), 'utf8');
  const made = bundleTemplate(source);
  const changed = source.replace(/slogan: .*/, 'slogan: 又一句');
  const sheet = await readSheet(changed, 'template.yaml', desk, [made]);
  expect(sheet!.value.masthead.slogan).toBe('又一句');
});
