import type { Place } from '../../src/core/place.ts';
import type { Issue, Mark, Run } from '../../src/issue/issue.ts';

/** An issue as readable JSON: a place as `12:5` (with the name of another file), a run as `12:5 <mark> text`. */
export function outline(issue: Issue | undefined): string {
  return `${JSON.stringify(issue, (_, value: unknown) => compact(value, issue?.source ?? ''), 2) ?? 'undefined'}\n`;
}

/** A place as `line:column`, preceded by its file unless that is the issue file. */
export function formatPlace({ file, start }: Place, issueFile: string): string {
  const inside = start === undefined ? '-' : `${start.line}:${start.column}`;
  return file === issueFile ? inside : `${file}:${inside}`;
}

function compact(value: unknown, file: string): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  if (isRun(value)) {
    const marks = value.marks.map((mark) => ` <${markName(mark)}>`).join('');
    return `${formatPlace(value.place, file)}${marks} ${value.text}`;
  }
  if (isPlace(value)) return formatPlace(value, file);
  return isObject(value) && 'options' in value ? withSampleKeys(value) : value;
}

/** In the sample files the key of `options` is `wishes`. The order of the keys is preserved. */
function withSampleKeys(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key === 'options' ? 'wishes' : key, member]),
  );
}

function markName(mark: Mark): string {
  if (mark.kind === 'link') return `link ${mark.url}${mark.qr ? ' qr' : ''}`;
  if (mark.kind === 'ruby') return `ruby ${mark.rt}`;
  return mark.kind === 'note' ? `note ${mark.number}` : mark.kind;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isRun = (value: unknown): value is Run => isObject(value) && 'text' in value && 'marks' in value;
const isPlace = (value: unknown): value is Place => isObject(value) && 'file' in value;
