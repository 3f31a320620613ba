import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostics.ts';
import { checkIssue } from '../../src/edit/check-issue.ts';
import { editIssue } from '../../src/edit/edit-issue.ts';
import type { Issue } from '../../src/issue/issue.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import vectors from '../vectors/normalise.json' with { type: 'json' };

interface Vector {
  readonly id: string;
  readonly input: string;
  readonly output: string;
  readonly warn?: string;
}

/** Reads, edits and checks Markdown. Returns its paragraphs as they would be set, and the warnings. */
async function edited(source: string): Promise<{ text: string; warnings: readonly Diagnostic[] }> {
  const { desk, messages } = fakeDesk({ 'issue.md': source });
  const issue = (await readIssue('issue.md', desk)) as Issue;
  const messagesOfReading = messages.length;
  const result = editIssue(issue, desk.report);
  checkIssue(result, desk.report);
  const [article] = result.pages[0]?.articles ?? [];
  const paragraphs = [...(article?.body ?? []).map(textOf), ...(article?.credits ?? []).map(joined)];
  const warnings = messages.slice(messagesOfReading).filter(({ severity }) => severity === 'warning');
  return { text: paragraphs.join('\n\n'), warnings };
}

const joined = (runs: readonly { readonly text: string }[]) => runs.map(({ text }) => text).join('');

function textOf(block: Issue['pages'][number]['articles'][number]['body'][number]): string {
  return block.kind === 'paragraph' ? joined(block.runs) : block.kind;
}

/** Results of cases that contain Markdown: the text of a link, a picture, code, a list. */
const markup: Readonly<Record<string, string>> = {
  n131: '通知',
  n132: 'pictures',
  n136: '运行a.b(c),d即可',
  n146: 'list',
};

/** We have one code for all brackets. */
const codeOf = (warn: string) => (warn === 'unbalanced-paren' ? 'unbalanced-bracket' : warn);

describe('the vectors of normalising, from Markdown', () => {
  test.each(vectors.cases as readonly Vector[])('$id $input', async ({ id, input, output, warn }) => {
    const { text, warnings } = await edited(input);
    expect(text).toBe(markup[id] ?? output);
    expect(warnings.map(({ code }) => code)).toEqual(warn === undefined ? [] : [codeOf(warn)]);
  });
});
