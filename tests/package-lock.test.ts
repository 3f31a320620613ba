import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// scripts/complete-lockfile.js adds the missing ones; without them npm ci fails.
it('the lockfile contains the optional packages of every platform', () => {
  const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  const packages: Readonly<Record<string, LockedPackage>> = JSON.parse(lock).packages;
  const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  const missing = optional.filter(
    (name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)),
  );
  expect(missing).toEqual([]);
});
