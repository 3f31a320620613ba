import type { Mark } from './issue.ts';

/** The elements of HTML, sorted by what an issue makes of them. docs/format.md lists those that mean something. */

/** Elements without content. */
export const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Elements that run programs, or load what is not in the folder. */
export const forbiddenElements: ReadonlySet<string> = new Set(['script', 'style', 'iframe', 'object']);

/** Elements that end where the next begins or where the one around them ends. */
export const optionallyClosed: ReadonlySet<string> = new Set(
  'body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr'.split(' '),
);

/** Elements that begin and end a paragraph. */
export const paragraphElements: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol p pre section summary table tbody td tfoot th ' +
    'thead title tr ul'
  ).split(' '),
);

const inlineElements =
  'a abbr acronym applet audio b bdi bdo big button canvas cite code data datalist del dfn dir em font frame frameset i ' +
  'input ins kbd label map mark marquee menu meter noscript optgroup option output picture progress q rb rp rt rtc ruby ' +
  's samp search select slot small span strike strong sub sup svg template textarea time tt u var video';

const names: ReadonlySet<string> = new Set([
  ...voidElements,
  ...forbiddenElements,
  ...optionallyClosed,
  ...paragraphElements,
  ...inlineElements.split(' '),
]);

/** Whether a name, in small letters, is that of an element: `<Enter>` is copy. */
export const isElement = (name: string): boolean => names.has(name);

const marks: Readonly<Record<string, Mark>> = {
  b: { kind: 'strong' },
  strong: { kind: 'strong' },
  i: { kind: 'emphasis' },
  em: { kind: 'emphasis' },
  u: { kind: 'underline' },
  sup: { kind: 'superscript' },
  sub: { kind: 'subscript' },
};

/** The mark that an element gives its text; undefined for an element that an issue does not know. */
export function markOfElement(name: string, attributes: ReadonlyMap<string, string>): Mark | undefined {
  const url = name === 'a' ? attributes.get('href') : undefined;
  return url === undefined ? marks[name] : { kind: 'link', url, qr: false };
}

/** Whether an issue gives an element a meaning. */
export const isSupported = (name: string): boolean =>
  name in marks || name === 'a' || name === 'br' || name === 'img';
