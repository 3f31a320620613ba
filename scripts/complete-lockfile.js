// Adds to package-lock.json the packages that only other machines need and that npm could not look up when it wrote
// the file. Without them `npm ci` calls the file out of step, and a Mac or a Windows machine gets no binary of its own.
// Run it after `npm install`; it changes nothing where nothing is missing.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;

/** Whether npm would find `name` from the folder of a package: in its own node_modules or in one above. */
function isThere(name, folder) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
    if (!at.includes('/node_modules/')) return `node_modules/${name}` in packages;
  }
}

/** The machine that a package is for, which such packages say in their names: `@x/y-linux-arm64-musl`. */
function machineOf(name) {
  const match =
    /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(
      name,
    );
  if (match === null) throw new Error(`${name} does not say which machine it is for`);
  const [, os, cpu, kind] = match;
  const libc = { gnu: 'glibc', musl: 'musl' }[kind];
  return { cpu: [cpu], ...(libc && { libc: [libc] }), optional: true, os: [os] };
}

for (const [folder, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isThere(name, folder)) continue;
    packages[`node_modules/${name}`] = { version, ...(dev && { dev }), ...machineOf(name) };
    console.log(`${name} ${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
