import type { Issue } from '../issue/issue.ts';
import type { DocumentInfo } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';

/** What the caller says of the file. */
interface FileFacts {
  readonly creator: string;
  readonly date: string | undefined;
  readonly now: string;
}

/** Title, creator and date of the file: the paper's name, the issue's number, and the headline of its first article. */
export function documentInfo(
  { masthead, pages }: Issue,
  template: Template,
  { creator, date, now }: FileFacts,
): DocumentInfo {
  const { paper } = masthead;
  const name =
    paper === undefined
      ? template.masthead.paper.name + template.masthead.paper.section
      : paper.name.text + (paper.section?.text ?? '');
  const number = masthead.number === undefined ? '' : `第${masthead.number.value}期`;
  const headline = pages[0]?.articles[0]?.headline.main.map(({ text }) => text.trim()).join('') ?? '';
  const title = [name, number, headline].filter((part) => part !== '').join(' ');
  return { title, creator, date: date ?? issueDate(masthead) ?? now };
}

function issueDate({ date }: Issue['masthead']): string | undefined {
  if (date === undefined) return undefined;
  return new Date(Date.UTC(date.year, date.month - 1, date.day)).toISOString();
}
