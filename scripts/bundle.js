// Makes dist/ of src/: one CommonJS file for each part of the program, packages of npm and all, so that a start opens a
// file or two and not some hundred. What is native, or read from its own package at run time, stays outside.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packProfile } from './pack-profile.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** A part is what an `await import` of its file loads. */
const parts = {
  start: 'src/cli/start.ts',
  main: 'src/cli/main.ts',
  press: 'src/press.ts',
  schema: 'src/template/parse-settings.ts',
  svg: 'src/pictures/svg/read-svg.ts',
  inventory: 'src/cli/inventory.ts',
  preflight: 'src/preflight/preflight.ts',
  'read-back': 'src/preflight/read-back.ts',
  sharp: require.resolve('sharp'),
};
const partOf = new Map(Object.entries(parts).map(([part, file]) => [path.resolve(root, file), part]));

/** Leaves `await import` of a part to the loader (src/cli/parts.ts). */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.|^sharp$/ }, ({ kind, resolveDir, path: target }) => {
      const file = target === 'sharp' ? parts.sharp : path.resolve(resolveDir, target);
      const part = kind === 'dynamic-import' && partOf.get(file);
      return part ? { path: `./${part}.cjs`, external: true } : undefined;
    }),
};

/**
 * What packages load and this program does otherwise. Fonts and pictures reach pdfkit opened, lines broken, and no file
 * is enciphered; commander starts no other programs; Markdown is read and not written. Each does its work, or loads its
 * own, as it is loaded.
 */
const unused = {
  pdfkit: /^(fontkit|linebreak|jay-peg|png-js|@noble\/ciphers\/.*)$/,
  commander: /^node:child_process$/,
  sharp: /^node:child_process$/,
  'mdast-util-gfm-table': /^(markdown-table|mdast-util-to-markdown)$/,
  'mdast-util-gfm-task-list-item': /^mdast-util-to-markdown$/,
  'mdast-util-directive': /^stringify-entities$/,
};
const leftOut = {
  name: 'left-out',
  setup: ({ onResolve, onLoad }) => {
    for (const [owner, filter] of Object.entries(unused)) {
      onResolve({ filter }, ({ importer, path: name }) =>
        path.dirname(importer).split(/[\\/]/).includes(owner)
          ? { path: name, namespace: 'left-out' }
          : undefined,
      );
    }
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** How the library that decodes pictures tells the C library, where two quicker ways told nothing: by another program. */
const onCall = {
  name: 'on-call',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^child_process$/ }, ({ importer, path: name }) =>
      /[\\/]detect-libc[\\/]/.test(importer) ? { path: name, namespace: 'on-call' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'on-call' }, () => ({
      contents: 'exports.execSync = (...given) => require("node:child_process").execSync(...given);',
    }));
  },
};

/**
 * The library that decodes pictures: some eighty files of JavaScript, which took ten times as long to load as what is
 * native in it. That stays where npm put it and is looked for from there, as a package manager may let nobody else see it.
 */
const nativeApart = {
  name: 'native-apart',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]sharp[\\/]dist[\\/](sharp|utility)\.cjs$/ }, ({ path: file }) => {
      const code = readFileSync(file, 'utf8').replace(
        /\brequire(?=\(["`](@img|\.\.\/src)\/)/g,
        'requireNative',
      );
      const made = 'const { createRequire } = require("node:module");\n';
      const from = 'const requireNative = createRequire(createRequire(fileUrl).resolve("sharp"));\n';
      return { contents: made + from + code };
    }),
};

/** What a file of src/ exports, for this program's own use while it bundles. */
async function exportsOf(file) {
  const options = { bundle: true, format: 'cjs', platform: 'node', write: false, logLevel: 'warning' };
  const { outputFiles } = await build({ absWorkingDir: root, entryPoints: [file], ...options });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require);
  return module.exports;
}

/** The templates that come with the program, read beforehand. */
const { bundleTemplate } = await exportsOf('src/template/bundle-template.ts');
const templates = readdirSync(`${root}/templates`).map((name) =>
  bundleTemplate(readFileSync(`${root}/templates/${name}/template.yaml`, 'utf8')),
);
const withTemplates = {
  name: 'with-templates',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]bundled-templates\.ts$/ }, () => ({
      // V8 reads a string of JSON faster than the same as code.
      contents: `export const bundledTemplates = JSON.parse(${JSON.stringify(JSON.stringify(templates))});`,
    })),
};

/** yaml as the modules it has for browsers: one file of them all, where its seventy for Node are each wrapped. */
const yaml = path.join(path.dirname(require.resolve('yaml/package.json')), 'browser/dist/index.js');

/** Their profiles, packed beforehand. */
const profiles = await Promise.all(
  readdirSync(`${root}/templates`, { recursive: true })
    .filter((name) => name.endsWith('.icc'))
    .map((name) => packProfile(readFileSync(`${root}/templates/${name}`))),
);
const withProfiles = {
  name: 'with-profiles',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]packed-profiles\.ts$/ }, () => ({
      contents: `export const packedProfiles = ${JSON.stringify(profiles)};`,
    })),
};

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: parts,
  outdir: 'dist',
  entryNames: '[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['fontkit', 'hyphen'],
  alias: { yaml },
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'fileUrl' },
  banner: { js: 'const fileUrl = require("node:url").pathToFileURL(__filename).href;' },
  plugins: [apart, leftOut, onCall, nativeApart, withTemplates, withProfiles],
  logLevel: 'warning',
  write: false,
});

/** esbuild leaves characters of regular expressions as they are; V8 holds plain ASCII in half the room. */
const ascii = (code) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

rmSync(`${root}/dist`, { recursive: true, force: true });
mkdirSync(`${root}/dist`);
for (const { path: file, text } of outputFiles) {
  // The first is found by its name, the others by the first.
  writeFileSync(file.replace(/start-[^-]+\.cjs$/, 'start.cjs'), ascii(text));
}
