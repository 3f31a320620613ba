import type { Diagnostic } from '../core/diagnostics.ts';
import { sourceExcerpt, visible } from './source-excerpt.ts';

/** What became of one issue. */
export interface Outcome {
  readonly source: string;
  /** The PDF that was written; missing where none was. */
  readonly written?: WrittenPdf;
  /** Characters of copy set; missing where the issue could not be set. */
  readonly characters?: number;
  readonly messages: readonly Diagnostic[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

interface WrittenPdf {
  readonly output: string;
  readonly pages: number;
  /** Of the PDF's bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The messages of an issue as lines for a terminal: `issue.md:12:5 error code text`, the source line with a caret
 * under the fault, and what to do. In: the messages and the files they speak of.
 */
export function terminalLines({ messages, files }: Outcome): readonly string[] {
  return messages.flatMap((message) => [
    `${visible(placeName(message))} ${message.severity} ${message.code} ${visible(message.text)}`,
    ...excerptOf(message, files),
    `     提示：${visible(message.hint)}`,
  ]);
}

function placeName({ place: { file, start } }: Diagnostic): string {
  return start === undefined ? file : `${file}:${start.line}:${start.column}`;
}

function excerptOf({ place }: Diagnostic, files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const bytes = files.get(place.file);
  return (bytes && sourceExcerpt(new TextDecoder().decode(bytes), place)) ?? [];
}

/** One line that says what became of the issue. */
export function summaryLine({ source, written, characters, messages }: Outcome): string {
  const warnings = count(messages, 'warning');
  if (written === undefined) {
    return `${visible(source)}：${count(messages, 'error')} 个错误，${warnings} 个警告，没有写 PDF`;
  }
  const aside = warnings === 0 ? '' : `，${warnings} 个警告`;
  return `${visible(written.output)}：${written.pages} 版，${characters} 字${aside}`;
}

function count(messages: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return messages.filter((message) => message.severity === severity).length;
}

/** The run as one JSON object; docs/format.md fixes its keys, and null stands where there is nothing to say. */
export function jsonReport(version: string, outcomes: readonly Outcome[]): string {
  const issues = outcomes.map(({ source, written, characters, messages }) => ({
    source,
    output: written?.output ?? null,
    pages: written?.pages ?? null,
    sha256: written?.sha256 ?? null,
    characters: characters ?? null,
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
