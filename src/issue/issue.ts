import type { Place } from '../core/place.ts';
import type { Length } from '../core/units.ts';

/**
 * The content of a newspaper issue, without fonts, colours or lengths. read-issue.ts creates it from Markdown;
 * docs/format.md specifies the format.
 */
export interface Issue {
  /** The path of the issue file as the user gave it. */
  readonly source: string;
  readonly template: Located<string>;
  readonly masthead: Masthead;
  readonly pages: readonly IssuePage[];
  /** Whether `pages:` lists the pages. If so, no page may be added. */
  readonly pagesFixed: boolean;
  readonly overrides: Overrides;
  /** Terms that no headline is broken inside; a bar marks where one may be divided after all. */
  readonly words?: readonly string[];
}

/** A value with its place in the source. */
export interface Located<T> {
  readonly value: T;
  readonly place: Place;
}

export interface Masthead {
  readonly paper?: PaperName;
  readonly kind: 'newspaper' | 'internal';
  readonly date?: IssueDate;
  readonly number?: Located<number>;
  readonly total?: Located<number>;
  /** The parts of the slogan; a single part is printed undivided. */
  readonly slogan?: readonly Run[];
  readonly publishers?: readonly Run[];
  readonly imprint: readonly Run[];
  readonly ears: readonly Ear[];
  readonly credits: readonly Credit[];
}

export interface PaperName {
  readonly name: Run;
  readonly latin?: Run;
  readonly section?: Run;
  readonly sectionLatin?: Run;
}

export interface IssueDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly lunar: boolean;
  readonly place: Place;
}

/** 报眼 (ear): a block beside the nameplate. */
export type Ear =
  | { readonly kind: 'qr'; readonly code: QrCode; readonly place: Place }
  | { readonly kind: 'text'; readonly text: readonly Run[]; readonly place: Place }
  | { readonly kind: 'image'; readonly picture: Picture; readonly place: Place };

/** A line such as 责任编辑: 某某. */
export interface Credit {
  readonly role: Run;
  readonly names: Run;
}

export interface IssuePage {
  /** 版名, such as 要闻. */
  readonly name?: Run;
  readonly editor?: Run;
  readonly designer?: Run;
  readonly columns?: number;
  readonly articles: readonly Article[];
  readonly place: Place;
}

export interface Article {
  readonly headline: Headline;
  /** 署名: one entry for each `::byline` line. */
  readonly bylines: readonly (readonly Run[])[];
  readonly body: readonly Block[];
  /** 供稿: set flush right after the text. */
  readonly credits: readonly (readonly Run[])[];
  /** Footnotes in the order of their figures: `notes[0]` is note 1. */
  readonly notes: readonly (readonly Block[])[];
  readonly options: ArticleOptions;
  readonly place: Place;
}

/** The priority of an article that sets none: between 1 and 3. */
const defaultPriority = 2;

/** Sorts the articles of a page by priority, and those of equal priority in the order in which they were written. */
export function sortByPriority(articles: readonly Article[]): readonly Article[] {
  const priorityOf = ({ options }: Article) => options.priority ?? defaultPriority;
  return articles.toSorted((a, b) => priorityOf(a) - priorityOf(b));
}

export interface Headline {
  /** 引题 */
  readonly kickers: readonly (readonly Run[])[];
  /** 主标题; empty if a file begins without a heading. */
  readonly main: readonly Run[];
  /** 副题 */
  readonly decks: readonly (readonly Run[])[];
}

export interface ArticleOptions {
  readonly span?: number;
  readonly boxed?: boolean;
  /** 1 is the most urgent. */
  readonly priority?: number;
  readonly section?: Run;
  readonly jump?: number;
}

export type Block =
  | ParagraphBlock
  | {
      readonly kind: 'crosshead';
      readonly runs: readonly Run[];
      readonly depth: 2 | 3 | 4 | 5 | 6;
      readonly place: Place;
    }
  | {
      readonly kind: 'pictures';
      readonly pictures: readonly Picture[];
      readonly options: PictureOptions;
      readonly place: Place;
    }
  | { readonly kind: 'qr'; readonly code: QrCode; readonly place: Place }
  | {
      readonly kind: 'box';
      readonly title: readonly Run[];
      readonly tint?: Located<number>;
      readonly blocks: readonly Block[];
      readonly place: Place;
    }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[]; readonly place: Place }
  | ListBlock
  | TableBlock
  | { readonly kind: 'code'; readonly runs: readonly Run[]; readonly place: Place }
  | { readonly kind: 'rule'; readonly place: Place };

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
  readonly place: Place;
}

export interface ListBlock {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
  readonly place: Place;
}

export interface ListItem {
  /** Whether the box of a task list item is ticked; missing for an item without a box. */
  readonly checked?: boolean;
  /** The number as typed, with its dot or bracket: `3.`, `01.`, `5)`; missing for an item of a bulleted list. */
  readonly label?: Run;
  readonly blocks: readonly Block[];
  readonly place: Place;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly align: readonly ('left' | 'right' | 'center' | undefined)[];
  /** Rows of cells, each of which is a list of runs. The first row is the header row. */
  readonly rows: readonly (readonly (readonly Run[])[])[];
  readonly place: Place;
}

export interface Picture {
  /** The path as written, relative to `place.file`. */
  readonly path: string;
  readonly caption: readonly Run[];
  readonly credit: readonly Run[];
  readonly place: Place;
}

export interface PictureOptions {
  readonly span?: number;
  readonly place: 'auto' | 'top' | 'bottom' | 'here';
  readonly width?: Located<Length>;
  /** The ratio of width to height. */
  readonly crop?: number;
  /** Whether the pictures are photographs, which may be cropped; without it the program decides. */
  readonly photo?: boolean;
  /** The point that cropping must not remove, as fractions of the width from the left and of the height from the top. */
  readonly focus?: { readonly x: number; readonly y: number };
}

export interface QrCode {
  readonly data: Located<string>;
  /** The lines are separated by runs '\n'. */
  readonly caption: readonly Run[];
  /** The side length of the symbol, including its quiet zone. */
  readonly size?: Located<Length>;
  readonly level: 'L' | 'M' | 'Q' | 'H';
}

/**
 * A stretch of text with the same marks. A mark names a meaning, to which the template assigns a face.
 * A run covers consecutive characters of one source line: character i is at column `place.start.column + i`.
 * A forced line break is a run of its own with the text '\n'.
 */
export interface Run {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly place: Place;
}

export type Mark =
  | { readonly kind: 'strong' }
  | { readonly kind: 'emphasis' }
  | { readonly kind: 'underline' }
  | { readonly kind: 'superscript' }
  | { readonly kind: 'subscript' }
  | { readonly kind: 'code' }
  | { readonly kind: 'dateline' }
  | { readonly kind: 'link'; readonly url: string; readonly qr: boolean }
  | { readonly kind: 'ruby'; readonly rt: string; readonly place: Place }
  | { readonly kind: 'note'; readonly number: number };

/** The settings of the template that the issue overrides, as written. The schema of the template checks their values. */
export interface Overrides {
  readonly fonts: ReadonlyMap<string, Located<string>>;
  readonly print: ReadonlyMap<string, Located<unknown>>;
  readonly typography: ReadonlyMap<string, Located<unknown>>;
}
