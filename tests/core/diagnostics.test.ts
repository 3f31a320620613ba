import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codes, diagnose } from '../../src/core/diagnostics.ts';

const handbook = readFileSync(new URL('../../docs/messages.md', import.meta.url), 'utf8');
/** The sections of the document by code, each from its heading to the next. */
const sections = new Map(
  handbook
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.trim(), lines.join('\n').split(/^## /m)[0]!.trim()];
    }),
);

describe('docs/messages.md', () => {
  it('has exactly one heading for each code', () => {
    expect([...sections.keys()].sort()).toEqual([...codes].sort());
  });

  it.each(codes)('describes %s', (code) => {
    expect(sections.get(code)).toMatch(/[\p{Script=Han}]{4}/u);
  });
});

describe('diagnose', () => {
  it('contains the given code and place', () => {
    const place = { file: 'issue.md', start: { line: 3, column: 5 }, end: { line: 3, column: 9 } };
    const message = diagnose('bad-length', place, { key: 'width', value: '60px' });
    expect(message).toMatchObject({ code: 'bad-length', severity: 'error', place });
    expect(message.text).toContain('60px');
    expect(message.hint).not.toBe('');
  });

  it('represents a control character by its code point only', () => {
    const details = { character: '\u001b', codePoint: 'U+001B', faces: ['song'] };
    const { text } = diagnose('missing-glyph', { file: 'issue.md' }, details);
    expect(text).toContain('U+001B');
    expect(text).not.toMatch(/\p{Cc}/u);
  });

  it('names the nearest known key in the hint', () => {
    const { hint } = diagnose('unknown-key', { file: 'issue.md' }, { key: 'fonst', nearest: 'fonts' });
    expect(hint).toContain('fonts');
  });
});
