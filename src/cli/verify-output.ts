import type { Built } from '../build.ts';
import type { Desk } from '../core/desk.ts';
import { findingText } from './preflight-files.ts';

/** Reads a PDF back before it gets its name. Throws where its text is not what was written, which is a bug of ours. */
export async function assertReadable(
  bytes: Uint8Array,
  sheets: Built['publication']['sheets'],
): Promise<void> {
  const { readBack } = await import('../preflight/read-back.ts');
  const fault = readBack(bytes, sheets.map(wordsOf));
  if (fault !== undefined) throw new Error(`the PDF does not read back: ${fault}`);
}

function wordsOf({ ops }: Built['publication']['sheets'][number]): string {
  let words = '';
  for (const op of ops) {
    if (op.op === 'glyphs') words += op.row.text;
  }
  return words;
}

/**
 * Checks a PDF against every preflight rule and reports the findings. In: also its press's total ink limit, in percent.
 * Out: whether it may be written.
 */
export async function passesPreflight(
  bytes: Uint8Array,
  tac: number,
  output: string,
  { report }: Desk,
  strict: boolean,
): Promise<boolean> {
  const { preflight } = await import('../preflight/preflight.ts');
  const { findings } = await preflight(bytes, { tac });
  for (const finding of findings) {
    const code = finding.severity === 'error' ? 'preflight-fault' : 'preflight-doubt';
    report(code, { file: output }, { rule: finding.rule, text: findingText(finding) });
  }
  return findings.every(({ severity }) => severity === 'warning' && !strict);
}
