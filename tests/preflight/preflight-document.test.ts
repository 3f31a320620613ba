import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/preflight/preflight.ts';

test('docs/preflight.md has the same table of rules, word for word', () => {
  const document = readFileSync(join(import.meta.dirname, '../../docs/preflight.md'), 'utf8');
  const rows = [...document.matchAll(/^\| `([a-z-]+)` \| (错误|警告) \| (.+?) \| (.+?) \|$/gm)];
  const documented = rows.map(([, id, severity, demand, clause]) => ({ id, severity, demand, clause }));
  const implemented = rules.map(({ id, severity, demand, clause }) => ({
    id,
    severity: severity === 'error' ? '错误' : '警告',
    demand,
    clause,
  }));
  expect(documented).toEqual(implemented);
});
