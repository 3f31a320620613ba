// Adds the optional packages of other platforms to package-lock.json, here and in bench/, that npm could not look up when
// it wrote the file. Without them `npm ci` rejects the file as out of sync, and macOS and Windows get no native binary. Run
// it after `npm install`; it changes nothing if nothing is missing.
import { readFileSync, writeFileSync } from 'node:fs';

/** Whether npm would resolve `name` from the folder of a package, in its node_modules or one above. */
function isInstalled(name, folder, packages) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
    if (!at.includes('/node_modules/')) return `node_modules/${name}` in packages;
  }
}

/** The platform of a package, from its name: `@x/y-linux-arm64-musl`. */
function platformOf(name) {
  const match =
    /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(
      name,
    );
  if (match === null) throw new Error(`${name} does not name its platform`);
  const [, os, cpu, kind] = match;
  const libc = { gnu: 'glibc', musl: 'musl' }[kind];
  return { cpu: [cpu], ...(libc && { libc: [libc] }), optional: true, os: [os] };
}

for (const path of ['../package-lock.json', '../bench/package-lock.json']) {
  const file = new URL(path, import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const { packages } = lock;
  for (const [folder, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isInstalled(name, folder, packages)) continue;
      packages[`node_modules/${name}`] = { version, ...(dev && { dev }), ...platformOf(name) };
      console.log(`${name} ${version}`);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
}
