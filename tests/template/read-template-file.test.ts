import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { bundleTemplate } from '../../src/template/bundle-template.ts';
import { templateNames } from '../../src/template/load-template.ts';
import { readTemplateFile } from '../../src/template/read-template-file.ts';

const desk = {
  cache: {},
  read: () => Promise.reject(new Error('a template has no files')),
  report: () => {
    throw new Error('a valid template has no fault to report');
  },
};

/** Every path of a value and, for each, paths to missing values below it. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    path,
    [...path, 'no such key'],
    [...path, 'no such key', 'nor below'],
    ...inner.flatMap(([key, each]) => pathsOf(each, [...path, key])),
  ];
}

it.each(templateNames())(
  '%s from the bundle has the value and the places that parsing gives',
  async (name) => {
    const source = readFileSync(join(packageRoot, 'templates', name, 'template.yaml'), 'utf8');
    // The bundle holds it as JSON.
    const bundled = JSON.parse(JSON.stringify(bundleTemplate(source)));
    const [fromBundle, parsed] = await Promise.all([
      readTemplateFile(source, 'template.yaml', desk, [bundled]),
      readTemplateFile(source, 'template.yaml', desk, []),
    ]);
    expect(fromBundle!.value).toEqual(parsed!.value);
    const paths = pathsOf(parsed!.value);
    expect(paths.length).toBeGreaterThan(500);
    expect(paths.map((path) => fromBundle!.at(path))).toEqual(paths.map((path) => parsed!.at(path)));
  },
);

it('a text that differs from the bundled one is parsed', async () => {
  const source = readFileSync(join(packageRoot, 'templates', templateNames()[0]!, 'template.yaml'), 'utf8');
  const bundled = bundleTemplate(source);
  const changed = source.replace(/slogan: .*/, 'slogan: 又一句');
  const template = await readTemplateFile(changed, 'template.yaml', desk, [bundled]);
  expect(template!.value.masthead.slogan).toBe('又一句');
});
