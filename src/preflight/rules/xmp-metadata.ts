import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import { PdfFault } from '../../pdf-reader/objects.ts';

/** Elements and attributes of an XML text with what they hold, by namespace and local name joined by a blank. */
export type XmpValues = ReadonlyMap<string, string>;

/**
 * Reads an XMP packet. Out: the first of each element and attribute; an element's text is that of all within. Throws a
 * fault where it is no well-formed XML. XML 1.0; Namespaces in XML 1.0.
 */
export function readXmp(xml: string): XmpValues {
  const facts = new Map<string, string>();
  const keep = (key: string, text: string) => void (facts.has(key) || facts.set(key, text.trim()));
  const walk = (element: XmlElement, above: ReadonlyMap<string, string>) => {
    const spaces = new Map(above);
    const attributes = Object.entries(element.attributes);
    for (const [name, value] of attributes) if (name.startsWith('xmlns:')) spaces.set(name.slice(6), value);
    for (const [name, value] of attributes) if (!name.startsWith('xmlns')) keep(keyOf(name, spaces), value);
    keep(keyOf(element.name, spaces), element.text);
    for (const child of element.children) if (child instanceof XmlElement) walk(child, spaces);
  };
  const root = parsed(xml).root;
  if (root !== null) walk(root, new Map([['xml', 'xml']]));
  return facts;
}

function parsed(xml: string) {
  try {
    return parseXml(xml);
  } catch (error) {
    if (error instanceof XmlError) throw new PdfFault(`第 ${error.line} 行第 ${error.column} 列写法有误`);
    throw error;
  }
}

function keyOf(name: string, spaces: ReadonlyMap<string, string>): string {
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
  const space = prefix === '' ? '' : spaces.get(prefix!);
  if (space === undefined) throw new PdfFault(`没有说明前缀 ${prefix}`);
  return `${space} ${local}`;
}
