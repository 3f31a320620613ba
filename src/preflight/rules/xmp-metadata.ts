import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import { isName, isStream, isString, PdfFault, type PdfValue, textOf } from '../../pdf-reader/objects.ts';
import type { PdfFile } from '../../pdf-reader/pdf-file.ts';
import type { Violation } from './rule.ts';

/** The values of an XMP packet, by namespace and local name, joined by a space. */
type XmpValues = ReadonlyMap<string, string>;

/** Reads the file's XMP metadata, or returns what is wrong with it. ISO 32000-1, 14.3.2. */
export function xmpOf(file: PdfFile): { readonly values?: XmpValues; readonly fault?: string } {
  const stream = file.get(file.dict(file.trailer.map.get('Root')), 'Metadata');
  if (!isStream(stream)) return { fault: '没有 XMP 元数据' };
  try {
    const text = Buffer.from(file.decode(stream).bytes).toString('utf8');
    return { values: readXmp(text.replace(/^\ufeff/, '')) };
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return { fault: `XMP 元数据不是合法的 XML：${error.message}` };
  }
}

/**
 * Collects the elements and attributes of a packet. The first of each name counts; the value of an element is all text
 * within. Throws a fault if the XML is not well-formed. XML 1.0; Namespaces in XML 1.0.
 */
function readXmp(xml: string): XmpValues {
  const values = new Map<string, string>();
  const add = (key: string, text: string) => void (values.has(key) || values.set(key, text.trim()));
  const walk = (element: XmlElement, outer: ReadonlyMap<string, string>) => {
    const prefixes = new Map(outer);
    const attributes = Object.entries(element.attributes);
    for (const [name, value] of attributes) if (name.startsWith('xmlns:')) prefixes.set(name.slice(6), value);
    for (const [name, value] of attributes)
      if (!name.startsWith('xmlns')) add(expandName(name, prefixes), value);
    add(expandName(element.name, prefixes), element.text);
    for (const child of element.children) if (child instanceof XmlElement) walk(child, prefixes);
  };
  const { root } = parse(xml);
  if (root !== null) walk(root, new Map([['xml', 'xml']]));
  return values;
}

function parse(xml: string) {
  try {
    return parseXml(xml);
  } catch (error) {
    if (error instanceof XmlError) throw new PdfFault(`第 ${error.line} 行第 ${error.column} 列写法有误`);
    throw error;
  }
}

/** Replaces the prefix of a qualified name by its namespace. Throws a fault if the prefix is not declared. */
function expandName(name: string, prefixes: ReadonlyMap<string, string>): string {
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
  const namespace = prefix === '' ? '' : prefixes.get(prefix!);
  if (namespace === undefined) throw new PdfFault(`没有声明前缀 ${prefix}`);
  return `${namespace} ${local}`;
}

/** The entries of the Info dictionary that XMP repeats. ISO 32000-1, 14.3.3. */
const infoProperties: readonly (readonly [info: string, xmp: string])[] = [
  ['Title', 'http://purl.org/dc/elements/1.1/ title'],
  ['Creator', 'http://ns.adobe.com/xap/1.0/ CreatorTool'],
  ['Producer', 'http://ns.adobe.com/pdf/1.3/ Producer'],
  ['CreationDate', 'http://ns.adobe.com/xap/1.0/ CreateDate'],
  ['ModDate', 'http://ns.adobe.com/xap/1.0/ ModifyDate'],
  ['Trapped', 'http://ns.adobe.com/pdf/1.3/ Trapped'],
];

/** Required entries that the Info dictionary lacks, and entries that differ from XMP. */
export function* infoMismatches(file: PdfFile): Generator<Violation> {
  const { values } = xmpOf(file);
  const info = file.dict(file.trailer.map.get('Info'));
  if (values === undefined) return;
  for (const [key, property] of infoProperties) {
    const value = textIn(file.get(info, key));
    const xmpValue = values.get(property);
    if (value === undefined && (key === 'Title' || key.endsWith('Date')))
      yield { text: `Info 里没有 ${key}` };
    else if (value !== undefined && !areEqual(key, value, xmpValue)) {
      const found = xmpValue === undefined ? '没有' : `是“${xmpValue}”`;
      yield { text: `${key} 不一致：Info 里是“${value}”，XMP 里${found}` };
    }
  }
}

const textIn = (value: PdfValue): string | undefined =>
  isString(value) ? textOf(value) : isName(value) ? value.name : undefined;

/** Dates are equal if they are the same instant, in whatever time zone. */
function areEqual(key: string, value: string, xmpValue: string | undefined): boolean {
  if (!key.endsWith('Date')) return value.trim() === xmpValue;
  return xmpValue !== undefined && parseDate(value) === Date.parse(xmpValue);
}

/** Parses a PDF date such as D:20261123053800+08'00'. Returns milliseconds, or NaN. ISO 32000-1, 7.9.4. */
function parseDate(text: string): number {
  const match = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, hours, minutes] =
    match;
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes ?? '00'}`;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
}
