import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { TextRange } from '../core/text-ranges.ts';
import type { Run } from '../issue/issue.ts';
import { charactersOf, counted } from './counted-characters.ts';
import { findMarkup, findMarkupEnd, type MarkupKind, printedValuesOf } from './known-markup.ts';

/**
 * The account of the copy: proves on every build that what was typed is what is set.
 *
 * Invariant. Count letters (Han among them), digits and stars. In every file that was read,
 *
 *   what was typed = what the runs of the issue print + what known markup consumes, each character once;
 *   the runs after editing have the characters of the runs before it, in the same order, but for their width;
 *   the sheets have the characters of the runs after editing, where nothing is overset.
 *
 * The first equation does not begin after parsing: it walks the source text. Each run claims the stretch of source from
 * which it says that it comes, and must have the characters of that stretch. What no run claims must be markup by
 * known-markup.ts, which knows the notation and nothing of the parser or the readers, so that it can find their mistakes;
 * front matter is consumed as a whole and checked by its own reader. A character that is neither claimed nor markup is
 * reported at its place as `copy-lost`, unless an error there says already why it is not printed. What is not asked for
 * (`--pages`) leaves the account untouched, because all pages are set.
 *
 * Linear in the source: stretches without a letter, digit or star are skipped by one search.
 */

/** A file as it was read. */
export interface CopySource {
  readonly file: string;
  readonly text: string;
  /** The front matter. */
  readonly header: TextRange | undefined;
}

/** A stretch of source that a run prints. */
interface Claim extends TextRange {
  /** Whether it is emphasised, so that stars may follow it. */
  readonly emphasis: boolean;
}

/** Markup of one kind, in all files, that has letters, digits or stars and is not printed. */
export interface ConsumedMarkup {
  readonly kind: MarkupKind | 'page';
  /** In the order in which they were read. */
  readonly places: readonly Place[];
}

/**
 * Reports each character of the sources that is neither printed nor known markup, and each that is printed twice. In: the
 * places of the errors so far. Out: the markup that was consumed.
 */
export function reportLostCopy(
  sources: readonly CopySource[],
  copy: readonly Run[],
  faults: readonly Place[],
  report: Report,
): readonly ConsumedMarkup[] {
  const runs = groupBy(copy, ({ place }) => place.file);
  const consumed = new Map<ConsumedMarkup['kind'], Place[]>();
  const consume = (kind: ConsumedMarkup['kind'], place: Place) => {
    const places = consumed.get(kind);
    if (places === undefined) consumed.set(kind, [place]);
    else places.push(place);
  };
  for (const [file, [source, ...again]] of groupBy(sources, (each) => each.file)) {
    if (source === undefined) continue;
    const ledger = openLedger(source, faults, report, consume);
    const claims = [
      ...(source.header === undefined ? [] : [{ ...source.header, emphasis: false }]),
      ...(runs.get(file) ?? []).flatMap((run) => ledger.claim(run)),
    ].sort((a, b) => a.from - b.from);
    let done = 0;
    let afterEmphasis = false;
    for (const { from, to, emphasis } of claims) {
      if (from > done) ledger.checkUnclaimed(done, from, afterEmphasis);
      // A file may be included twice, and a note belongs to each article that refers to it.
      else if (from < done && again.length === 0 && !isInNote(source.text, from))
        ledger.reportIfCounted(from, Math.min(done, to), 'twice');
      // A value among settings is between the text and what follows it: :ruby[**垚**]{rt=yáo}.
      const isValue = /=["']?$/.test(source.text.slice(Math.max(0, from - 2), from));
      if (to > done && !isValue) afterEmphasis = emphasis;
      done = Math.max(done, to);
    }
    ledger.checkUnclaimed(done, source.text.length, afterEmphasis);
  }
  return [...consumed].map(([kind, places]) => ({ kind, places }));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function openLedger(
  { file, text, header }: CopySource,
  faults: readonly Place[],
  report: Report,
  consume: (kind: ConsumedMarkup['kind'], place: Place) => void,
) {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ index, 0: end }) => index + end.length)];
  const offsetOf = ({ line, column }: { line: number; column: number }) =>
    (starts[line - 1] ?? text.length) + column - 1;
  let known: readonly TextRange[] | undefined;
  let markupEnd = 0;
  const faulty = (at: number) => {
    known ??= faults.flatMap(({ file: where, start, end }) =>
      where !== file || start === undefined
        ? []
        : [{ from: offsetOf(start), to: end === undefined ? offsetOf(start) + 1 : offsetOf(end) }],
    );
    return known.some(({ from, to }) => at >= from && at < Math.max(to, from + 1));
  };
  /** `::page[要闻]` joins the page of that name in the front matter, which prints the name. */
  const findListedPage = (at: number): { kind: 'page'; end: number } | undefined => {
    if (header === undefined || !text.startsWith('::page[', at)) return undefined;
    const close = text.indexOf(']', at);
    const listed = text.slice(header.from, header.to).includes(text.slice(at + '::page['.length, close));
    return close > 0 && listed ? { kind: 'page', end: close + 1 } : undefined;
  };
  /** Whether stars mask the end of a name, 张*、李*: they open no emphasis before a point, and have none to close. */
  const masksEnd = (at: number, afterEmphasis: boolean): boolean => {
    if (text[at] !== '*' || afterEmphasis) return false;
    const after = /^\*+([、，。；：？！）》”’,;?!)])/.exec(text.slice(at, at + 8));
    return after !== null && !/[\s>]/.test(text[at - 1] ?? ' ');
  };
  const placeOf = (from: number, to: number): Place => {
    let [index, after] = [0, starts.length];
    while (after - index > 1) {
      const middle = (index + after) >> 1;
      if (starts[middle]! <= from) index = middle;
      else after = middle;
    }
    const line = index + 1;
    const column = from - starts[index]! + 1;
    return { file, start: { line, column }, end: { line, column: column + to - from } };
  };
  const reportIfCounted = (from: number, to: number, problem: 'lost' | 'twice' | 'altered') => {
    const words = text.slice(from, to);
    if (counted.test(words) && !faulty(from)) report('copy-lost', placeOf(from, to), { words, problem });
  };
  return {
    reportIfCounted,

    /** The stretch of source that a run prints. Front matter is no business of the account. */
    claim(run: Run): readonly Claim[] {
      const emphasis = run.marks.some(({ kind }) => kind === 'strong' || kind === 'emphasis');
      return this.stretchOf(run).map((stretch) => ({ ...stretch, emphasis }));
    },

    stretchOf({ text: printed, marks, place: { start, end } }: Run): readonly TextRange[] {
      if (start === undefined) return [];
      const from = offsetOf(start);
      if (header !== undefined && from >= header.from && from < header.to) return [];
      const to = from + printed.length;
      if (text.startsWith(printed, from)) return [{ from, to }];
      const last = end === undefined ? to : Math.max(from, offsetOf(end));
      const generated = marks.some(({ kind }) => kind === 'note') || !counted.test(printed);
      if (generated) return [{ from, to: last }];
      const reference = referenceAt(text, from, printed);
      if (reference !== undefined) return [{ from, to: reference }];
      if (charactersOf(printed) !== charactersOf(withoutMarkup(text, from, last)))
        reportIfCounted(from, Math.max(to, last), 'altered');
      return [{ from, to: Math.max(to, last) }];
    },

    /** Reports what is not markup in a stretch that no run claims. */
    checkUnclaimed(from: number, to: number, afterEmphasis: boolean): void {
      if (markupEnd >= to || !counted.test(text.slice(from, to))) return;
      for (let at = Math.max(markupEnd, referenceEnd(text, from) ?? from); at < to; ) {
        const markup = masksEnd(at, afterEmphasis) ? undefined : (findListedPage(at) ?? findMarkup(text, at));
        if (markup !== undefined) {
          const { kind, end } = markup;
          if (counted.test(text.slice(at, end))) consume(kind, placeOf(at, end));
          // Markup may have claimed values inside: {editor=甲 designer=乙}.
          for (const value of kind === 'page' ? [] : printedValuesOf(kind, text, at, end))
            if (value.from < to) reportIfCounted(value.from, value.to, 'lost');
          markupEnd = end;
          at = end;
        } else if (!counted.test(text[at]!) && !isHighSurrogate(text, at)) at += 1;
        else {
          const begin = at;
          do at += 1;
          while (at < to && text[at] !== '\n' && findMarkupEnd(text, at) === undefined);
          reportIfCounted(begin, begin + text.slice(begin, at).trimEnd().length, 'lost');
        }
      }
    },
  };
}

/** The end of a character reference of which a run claims the sign & (and #) alone, since its place is there. */
function referenceEnd(text: string, from: number): number | undefined {
  const sign = text.slice(Math.max(0, from - 2), from).indexOf('&');
  return sign < 0 ? undefined : findMarkupEnd(text, Math.max(0, from - 2) + sign);
}

/** Whether an offset is in the text of a note: after `[^1]:`, with nothing but indented blocks between. */
function isInNote(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, text.lastIndexOf('[^', at)), at);
  return /^\[\^[^\]\s]+\]:/.test(before) && !/(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\S/.test(before);
}

const isHighSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;

/**
 * The end of a character reference with which a run ends: the run has the characters before it and what it denotes, and
 * claims the reference as a whole. Undefined if there is none.
 */
function referenceAt(text: string, from: number, printed: string): number | undefined {
  for (let length = printed.length - 1; length >= Math.max(0, printed.length - 2); length -= 1) {
    if (text[from + length] !== '&' || !text.startsWith(printed.slice(0, length), from)) continue;
    return findMarkupEnd(text, from + length);
  }
  return undefined;
}

/** A stretch of source without its markup. */
function withoutMarkup(text: string, from: number, to: number): string {
  let rest = '';
  for (let at = from; at < to; ) {
    const end = findMarkupEnd(text, at);
    if (end === undefined) rest += text[at];
    at = end ?? at + 1;
  }
  return rest;
}

/** Reports the first run of which editing changed letters, digits or stars: a fault of ours. */
export function reportAlteredCopy(read: readonly Run[], edited: readonly Run[], report: Report): void {
  const before = joined(read);
  const after = joined(edited);
  if (before === after || charactersOf(before) === charactersOf(after)) return;
  const now = charactersOf(after);
  let done = '';
  const first = read.find(({ text }) => {
    done += charactersOf(text);
    return !now.startsWith(done);
  });
  const { text, place } = first ?? read.at(-1)!;
  report('copy-lost', place, { words: text, problem: 'altered' });
}

const joined = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
