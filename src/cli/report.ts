import type { Diagnostic } from '../core/diagnostics.ts';
import { glimpse, linesOf, sourceExcerpt, visible } from './source-excerpt.ts';

/** What became of one issue. */
export interface Outcome {
  readonly source: string;
  /** The PDF that was written; missing where none was. */
  readonly written?: WrittenPdf;
  /** The pages that were set where nothing was to be written. */
  readonly pages?: number;
  /** Characters of copy set; missing where the issue could not be set. */
  readonly characters?: number;
  readonly messages: readonly Diagnostic[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

interface WrittenPdf {
  readonly output: string;
  readonly pages: number;
  /** Of the PDF's bytes, in hexadecimal; worked out for the JSON report alone. */
  readonly sha256?: string;
}

/**
 * The messages of an issue as lines for a terminal: `issue.md:12:5 error code text`, the source line with a caret
 * under the fault, and what to do; a note is one line with the words around it. In: the messages and the files they
 * speak of.
 */
export function terminalLines({ messages, files }: Outcome): readonly string[] {
  const sources = sourcesOf(messages, files);
  return messages.flatMap((message) => {
    const line = `${visible(placeName(message))} ${message.severity} ${message.code} ${visible(message.text)}`;
    if (message.severity === 'note') return [`${line}${glimpseOf(message, sources)}`];
    return [line, ...excerptOf(message, sources), `     提示：${visible(message.hint)}`];
  });
}

function placeName({ place: { file, start } }: Diagnostic): string {
  return start === undefined ? file : `${file}:${start.line}:${start.column}`;
}

/** The lines of each file by its name. */
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

function glimpseOf({ place }: Diagnostic, sources: Sources): string {
  const lines = sources.get(place.file);
  const words = lines && glimpse(lines, place);
  return words === undefined ? '' : `  （${words}）`;
}

/** One line that says what a check found. */
export function checkLine({ source, pages, characters, messages }: Outcome): string {
  const told = (['error', 'warning', 'note'] as const).map((severity) => count(messages, severity));
  const set = pages === undefined ? '' : `${pages} 版，${characters} 字，`;
  return `${visible(source)}：${set}${told[0]} 个错误，${told[1]} 个警告，${told[2]} 处改动`;
}

/** One line that says what became of the issue. */
export function summaryLine({ source, written, characters, messages }: Outcome): string {
  const warnings = count(messages, 'warning');
  if (written === undefined) {
    return `${visible(source)}：${count(messages, 'error')} 个错误，${warnings} 个警告，没有写 PDF`;
  }
  const errors = count(messages, 'error');
  // Only a proof is written of an issue with errors.
  const aside = [errors > 0 ? `，${errors} 个错误` : '', warnings > 0 ? `，${warnings} 个警告` : ''].join('');
  return `${visible(written.output)}：${written.pages} 版，${characters} 字${aside}`;
}

function count(messages: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return messages.filter((message) => message.severity === severity).length;
}

/** The run as one JSON object; docs/format.md fixes its keys, and null stands where there is nothing to say. */
export function jsonReport(version: string, outcomes: readonly Outcome[]): string {
  const issues = outcomes.map(({ source, written, pages, characters, messages }) => ({
    source,
    output: written?.output ?? null,
    pages: written?.pages ?? pages ?? null,
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
