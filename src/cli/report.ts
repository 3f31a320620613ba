import type { Diagnostic } from '../core/diagnostics.ts';
import { type Unprinted, unprintedRecord } from './explain.ts';
import { linesOf, snippet, sourceExcerpt, visible } from './source-excerpt.ts';

/** The result of building or checking one issue. */
export interface Outcome {
  readonly source: string;
  /** The PDF that was written, if any. */
  readonly written?: WrittenPdf;
  /** Number of pages, for a check, which writes nothing. */
  readonly pages?: number;
  /** Characters of copy; missing if the issue could not be typeset. */
  readonly characters?: number;
  /** What the copy has that is not printed; missing if the issue could not be typeset. */
  readonly unprinted?: Unprinted;
  readonly messages: readonly Diagnostic[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

interface WrittenPdf {
  readonly output: string;
  readonly pages: number;
  /** Hash of the PDF in hexadecimal; only computed for the JSON report. */
  readonly sha256?: string;
}

/**
 * Formats the messages of an issue for a terminal: `issue.md:12:5 error code text`, then the source line with carets under
 * the fault, then the hint. A note is one line with the words around it.
 */
export function formatMessages({ messages, files }: Outcome): readonly string[] {
  const sources = sourcesOf(messages, files);
  return messages.flatMap((message) => {
    const line = `${visible(placeName(message))} ${message.severity} ${message.code} ${visible(message.text)}`;
    if (message.severity === 'note') return [`${line}${snippetOf(message, sources)}`];
    return [line, ...excerptOf(message, sources), `     提示：${visible(message.hint)}`];
  });
}

function placeName({ place: { file, start } }: Diagnostic): string {
  return start === undefined ? file : `${file}:${start.line}:${start.column}`;
}

/** The lines of each file, by file name. */
type Sources = ReadonlyMap<string, readonly string[]>;

function sourcesOf(messages: readonly Diagnostic[], files: ReadonlyMap<string, Uint8Array>): Sources {
  const named = new Set(messages.map(({ place }) => place.file));
  const texts = [...files].filter(([name]) => named.has(name));
  return new Map(texts.map(([name, bytes]) => [name, linesOf(new TextDecoder().decode(bytes))]));
}

function excerptOf({ place }: Diagnostic, sources: Sources): readonly string[] {
  const lines = sources.get(place.file);
  return (lines && sourceExcerpt(lines, place)) ?? [];
}

function snippetOf({ place }: Diagnostic, sources: Sources): string {
  const lines = sources.get(place.file);
  const words = lines && snippet(lines, place);
  return words === undefined ? '' : `  （${words}）`;
}

/** The summary line of a check. */
export function formatCheckSummary({ source, pages, characters, messages }: Outcome): string {
  const counts = (['error', 'warning', 'note'] as const).map((severity) => count(messages, severity));
  const pageCount = pages === undefined ? '' : `${pages} 版，${characters} 字，`;
  return `${visible(source)}：${pageCount}${counts[0]} 个错误，${counts[1]} 个警告，${counts[2]} 处改动`;
}

/** The summary line of a build. */
export function formatBuildSummary({ source, written, characters, messages }: Outcome): string {
  const warnings = count(messages, 'warning');
  if (written === undefined) {
    return `${visible(source)}：${count(messages, 'error')} 个错误，${warnings} 个警告，没有写 PDF`;
  }
  const errors = count(messages, 'error');
  // Of an issue with errors only a proof is written.
  const problems = [errors > 0 ? `，${errors} 个错误` : '', warnings > 0 ? `，${warnings} 个警告` : ''].join(
    '',
  );
  return `${visible(written.output)}：${written.pages} 版，${characters} 字${problems}`;
}

/** Whether a message means that the issue must not be printed as it is. */
export const preventsPrinting = ({ severity }: Diagnostic, strict: boolean): boolean =>
  severity === 'error' || (strict && severity === 'warning');

function count(messages: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return messages.filter((message) => message.severity === severity).length;
}

/** Formats the results as one JSON object. docs/format.md specifies its keys; missing values are null. */
export function formatJsonReport(version: string, outcomes: readonly Outcome[]): string {
  const issues = outcomes.map(({ source, written, pages, characters, unprinted, messages }) => ({
    source,
    output: written?.output ?? null,
    pages: written?.pages ?? pages ?? null,
    sha256: written?.sha256 ?? null,
    characters: characters ?? null,
    unprinted: unprinted === undefined ? null : unprintedRecord(unprinted),
    messages: messages.map(messageRecord),
  }));
  return JSON.stringify({ version, issues });
}

function messageRecord({ code, severity, place, text, hint }: Diagnostic) {
  return {
    code,
    severity,
    file: place.file,
    line: place.start?.line ?? null,
    column: place.start?.column ?? null,
    endLine: place.end?.line ?? null,
    endColumn: place.end?.column ?? null,
    text,
    hint,
  };
}
