/**
 * A drawing in plain SVG, the little that every renderer draws alike: no style sheets and nothing inherited, no text, no `use`,
 * no nested viewports, no files. Shapes and groups have attributes only, lengths in user units, colours as `#rrggbb`.
 */
export interface PlainNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PlainNode[];
}

export interface PlainDrawing {
  readonly width: number;
  readonly height: number;
  /** In painting order, in px from the top left corner. */
  readonly children: readonly PlainNode[];
  /** What `url(#…)` refers to, by its id. */
  readonly definitions: ReadonlyMap<string, PlainNode>;
}

export const node = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly PlainNode[] = [],
): PlainNode => ({ name, attributes, children });

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};
const escaped = (value: string): string => value.replace(/[&<"\n\t]/g, (sign) => escapes[sign]!);

function writeNode({ name, attributes, children }: PlainNode, out: string[]): void {
  out.push('<', name);
  for (const [key, value] of Object.entries(attributes)) out.push(' ', key, '="', escaped(value), '"');
  if (children.length === 0) {
    out.push('/>');
    return;
  }
  out.push('>');
  for (const child of children) writeNode(child, out);
  out.push('</', name, '>');
}

/** The drawing as a file, for a renderer. */
export function writePlainSvg({ width, height, children, definitions }: PlainDrawing): Uint8Array {
  const out: string[] = [];
  out.push(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`);
  if (definitions.size > 0) writeNode(node('defs', {}, [...definitions.values()]), out);
  for (const child of children) writeNode(child, out);
  out.push('</svg>');
  return new TextEncoder().encode(out.join(''));
}

/** The drawing without its photographs: what is left is lines, areas and words. */
export function withoutImages(drawing: PlainDrawing): PlainDrawing | undefined {
  let found = false;
  const strip = (nodes: readonly PlainNode[]): readonly PlainNode[] =>
    nodes.flatMap((each) => {
      if (each.name === 'image') {
        found = true;
        return [];
      }
      return [each.children.length === 0 ? each : { ...each, children: strip(each.children) }];
    });
  const children = strip(drawing.children);
  const definitions = new Map([...drawing.definitions].map(([id, each]) => [id, strip([each])[0]!]));
  return found ? { ...drawing, children, definitions } : undefined;
}

/** The drawing with other ids, so that its definitions can stand beside those of another. */
export function withPrefix(drawing: PlainDrawing, prefix: string): PlainDrawing {
  const rename = ({ name, attributes, children }: PlainNode): PlainNode => ({
    name,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [
        key,
        key === 'id' ? prefix + value : value.startsWith('url(#') ? `url(#${prefix}${value.slice(5)}` : value,
      ]),
    ),
    children: children.map(rename),
  });
  return {
    ...drawing,
    children: drawing.children.map(rename),
    definitions: new Map([...drawing.definitions].map(([id, each]) => [prefix + id, rename(each)])),
  };
}
