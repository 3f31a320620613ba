// Bundles src/ into dist/: one CommonJS file for each part of the program, npm packages included, so that a start opens one
// or two files instead of about a hundred. Native modules, and packages that are read as files at run time, stay external.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packProfile } from './pack-profile.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** The entry points: each becomes a file of its own that an `await import` of the source file loads. */
const parts = {
  start: 'src/cli/start.ts',
  main: 'src/cli/main.ts',
  press: 'src/press.ts',
  schema: 'src/template/parse-settings.ts',
  svg: 'src/pictures/svg/open-drawing.ts',
  inventory: 'src/cli/inventory.ts',
  preflight: 'src/preflight/preflight.ts',
  'read-back': 'src/preflight/read-back.ts',
  sharp: require.resolve('sharp'),
};
const partOf = new Map(Object.entries(parts).map(([part, file]) => [path.resolve(root, file), part]));

/** Makes `await import` of a part a call of the loader in src/cli/parts.ts. */
const splitParts = {
  name: 'split-parts',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.|^sharp$/ }, ({ kind, resolveDir, path: target }) => {
      const file = target === 'sharp' ? parts.sharp : path.resolve(resolveDir, target);
      const part = kind === 'dynamic-import' && partOf.get(file);
      return part ? { path: `./${part}.cjs`, external: true } : undefined;
    }),
};

/**
 * Modules that packages import and this program never uses; importing them costs time. pdfkit gets fonts and pictures
 * already parsed and lines already broken, and encrypts nothing; commander starts no other program; Markdown is only read,
 * never written.
 */
const unused = {
  pdfkit: /^(fontkit|linebreak|jay-peg|png-js|@noble\/ciphers\/.*)$/,
  commander: /^node:child_process$/,
  sharp: /^node:child_process$/,
  'mdast-util-gfm-table': /^(markdown-table|mdast-util-to-markdown)$/,
  'mdast-util-gfm-task-list-item': /^mdast-util-to-markdown$/,
  'mdast-util-directive': /^stringify-entities$/,
};
const omitUnused = {
  name: 'omit-unused',
  setup: ({ onResolve, onLoad }) => {
    for (const [owner, filter] of Object.entries(unused)) {
      onResolve({ filter }, ({ importer, path: name }) =>
        path.dirname(importer).split(/[\\/]/).includes(owner)
          ? { path: name, namespace: 'omit-unused' }
          : undefined,
      );
    }
    onLoad({ filter: /./, namespace: 'omit-unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * detect-libc, used by sharp, runs another program only if two faster checks fail to identify the C library, so
 * child_process is not loaded before.
 */
const lazyChildProcess = {
  name: 'lazy-child-process',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^child_process$/ }, ({ importer, path: name }) =>
      /[\\/]detect-libc[\\/]/.test(importer) ? { path: name, namespace: 'lazy-child-process' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'lazy-child-process' }, () => ({
      contents: 'exports.execSync = (...args) => require("node:child_process").execSync(...args);',
    }));
  },
};

/**
 * sharp has about eighty JavaScript files, which took ten times as long to load as its native part; they are bundled. The
 * native part stays in node_modules and is resolved from sharp's own folder, because some package managers make it visible
 * only there.
 */
const externalNative = {
  name: 'external-native',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]sharp[\\/]dist[\\/](sharp|utility)\.cjs$/ }, ({ path: file }) => {
      const code = readFileSync(file, 'utf8').replace(
        /\brequire(?=\(["`](@img|\.\.\/src)\/)/g,
        'requireNative',
      );
      const imports = 'const { createRequire } = require("node:module");\n';
      const definition = 'const requireNative = createRequire(createRequire(fileUrl).resolve("sharp"));\n';
      return { contents: imports + definition + code };
    }),
};

/** Bundles and runs a file of src/ for use in this script. Out: its exports. */
async function exportsOf(file) {
  const options = { bundle: true, format: 'cjs', platform: 'node', write: false, logLevel: 'warning' };
  const { outputFiles } = await build({ absWorkingDir: root, entryPoints: [file], ...options });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require);
  return module.exports;
}

/** The bundled templates, parsed at bundle time. */
const { bundleTemplate } = await exportsOf('src/template/bundle-template.ts');
const templates = readdirSync(`${root}/templates`).map((name) =>
  bundleTemplate(readFileSync(`${root}/templates/${name}/template.yaml`, 'utf8')),
);
const withTemplates = {
  name: 'with-templates',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]bundled-templates\.ts$/ }, () => ({
      // V8 parses JSON faster than an equivalent object literal.
      contents: `export const bundledTemplates = JSON.parse(${JSON.stringify(JSON.stringify(templates))});`,
    })),
};

/** The browser build of yaml: its ES modules are merged into one scope, while each of its seventy CommonJS files for Node is wrapped. */
const yaml = path.join(path.dirname(require.resolve('yaml/package.json')), 'browser/dist/index.js');

/** The ICC profiles of the templates, compressed at bundle time. */
const profiles = await Promise.all(
  readdirSync(`${root}/templates`, { recursive: true })
    .filter((name) => name.endsWith('.icc'))
    .map((name) => packProfile(readFileSync(`${root}/templates/${name}`))),
);
const withProfiles = {
  name: 'with-profiles',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]bundled-profiles\.ts$/ }, () => ({
      contents: `export const bundledProfiles = ${JSON.stringify(profiles)};`,
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
  external: ['fontkit', 'hyphen', 'libheif-js'],
  alias: { yaml },
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'fileUrl' },
  banner: { js: 'const fileUrl = require("node:url").pathToFileURL(__filename).href;' },
  plugins: [splitParts, omitUnused, lazyChildProcess, externalNative, withTemplates, withProfiles],
  logLevel: 'warning',
  write: false,
});

/** Escapes non-ASCII characters, which esbuild leaves in regular expressions: V8 stores ASCII sources in one byte per character. */
const ascii = (code) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

rmSync(`${root}/dist`, { recursive: true, force: true });
mkdirSync(`${root}/dist`);
for (const { path: file, text } of outputFiles) {
  // The first part has a fixed name; the loader finds the others by the part of the name before the hash.
  writeFileSync(file.replace(/start-[^-]+\.cjs$/, 'start.cjs'), ascii(text));
}
