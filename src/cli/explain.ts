import type { Built } from '../build.ts';
import { linesOf, snippet, visible } from './source-excerpt.ts';

type ConsumedMarkup = Built['consumed'][number];

/**
 * What `--explain` adds to a build: what the copy has that is not printed. The account of the copy (copy-account.ts) leaves it
 * out of both counts, so it is listed here.
 */
export interface Unprinted {
  readonly markup: readonly ConsumedMarkup[];
  /** The pages that were not asked for. */
  readonly pages: readonly UnprintedPage[];
}

interface UnprintedPage {
  readonly page: number;
  /** The headlines of the articles that begin on it. */
  readonly headlines: readonly string[];
}

const names: Readonly<Record<ConsumedMarkup['kind'], string>> = {
  link: '网址',
  picture: '别的写法的图片',
  settings: '设置',
  directive: '指令',
  comment: '批注',
  html: 'HTML 标签',
  reference: '字符代码',
  note: '注的标号',
  definition: '链接定义',
  task: '打勾的框',
  code: '代码的首尾行',
  rule: '分隔线',
  item: '列表记号',
  emphasis: '强调的星号',
  page: '文件头里已有的版名',
};

/** Kinds of which each is listed, because they may have words that were meant to be printed. */
const listedKinds: readonly ConsumedMarkup['kind'][] = ['comment', 'definition', 'picture', 'page'];

/** How many of a kind are listed. */
const mostListed = 20;

/** The lines of `--explain` for an issue. In: its name, and the files read by name. */
export function formatUnprinted(
  source: string,
  { markup, pages }: Unprinted,
  files: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const counts = markup.map(({ kind, places }) => `${names[kind]} ${places.length} 处`);
  return [
    ...(counts.length > 0 ? [`${visible(source)}：不排的记号：${counts.join('，')}`] : []),
    ...markup.filter(({ kind }) => listedKinds.includes(kind)).flatMap((one) => listPlaces(one, files)),
    ...pages.map(
      ({ page, headlines }) =>
        `${visible(source)}：没有要求输出：第 ${page} 版${headlines.map((line) => `《${visible(line)}》`).join('')}`,
    ),
  ];
}

function listPlaces(
  { kind, places }: ConsumedMarkup,
  files: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const lines = places.slice(0, mostListed).map((place) => {
    const bytes = files.get(place.file);
    const words = bytes && snippet(linesOf(new TextDecoder().decode(bytes)), place);
    const where = `${place.file}:${place.start?.line ?? 1}:${place.start?.column ?? 1}`;
    return `${visible(where)} ${names[kind]}${words === undefined ? '' : `  （${words}）`}`;
  });
  const more = places.length - lines.length;
  return more > 0 ? [...lines, `${names[kind]}还有 ${more} 处`] : lines;
}

/** The same for JSON; places of the listed kinds only. */
export const unprintedRecord = ({ markup, pages }: Unprinted) => ({
  markup: markup.map(({ kind, places }) => ({
    kind,
    count: places.length,
    ...(listedKinds.includes(kind) && {
      places: places.map(({ file, start, end }) => ({
        file,
        line: start?.line ?? null,
        column: start?.column ?? null,
        endLine: end?.line ?? null,
        endColumn: end?.column ?? null,
      })),
    }),
  })),
  pages,
});
