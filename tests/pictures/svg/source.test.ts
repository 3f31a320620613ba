import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { looksLikeSvg } from '../../../src/pictures/svg/looks-like-svg.ts';
import { readSource } from '../../../src/pictures/svg/source.ts';

const text = '<svg xmlns="http://www.w3.org/2000/svg"><desc>街道</desc></svg>';
const utf8 = (value: string) => new TextEncoder().encode(value);
const utf16 = (value: string) => Buffer.from(value, 'utf16le');
const read = (value: string) => readSource(utf8(value));

describe('an SVG file', () => {
  it.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(text)])],
    [
      'UTF-16 with a byte order mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(`<?xml version="1.0" encoding="UTF-16"?>${text}`)]),
    ],
    ['UTF-16, big end first', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(text)]).swap16()],
    [
      'GBK, declared',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="GBK"?><svg xmlns="http://www.w3.org/2000/svg"><desc>'),
        Buffer.from([0xbd, 0xd6, 0xb5, 0xc0]),
        Buffer.from('</desc></svg>'),
      ]),
    ],
    ['gzip', gzipSync(utf8(text))],
  ])('is read in %s', (_, bytes) => {
    expect(looksLikeSvg(bytes)).toBe(true);
    expect(readSource(bytes).children).toMatchObject([{ name: 'desc', children: ['街道'] }]);
  });

  it('may have entities, prefixes, comments and no namespace', () => {
    const doctype =
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [\n<!ENTITY ns "http://www.w3.org/2000/svg">\n<!ENTITY who "居民&#x21;">]>';
    expect(read(`${doctype}<svg xmlns="&ns;"><desc>&who; &amp;</desc></svg>`).children).toMatchObject([
      { namespace: 'svg', children: ['居民! &'] },
    ]);
    const prefixed = read('<v:svg xmlns:v="http://www.w3.org/2000/svg"><v:g/><g/></v:svg>');
    expect(prefixed.children).toMatchObject([
      { name: 'g', namespace: 'svg' },
      { name: 'g', namespace: 'foreign' },
    ]);
    expect(read('<!-- a --><svg><g/></svg>').children).toMatchObject([{ name: 'g', namespace: 'svg' }]);
  });

  it('has href from either namespace, and the lines of its elements', () => {
    const found = read(
      '<svg xmlns:xlink="http://www.w3.org/1999/xlink">\r\n<use xlink:href="#a"/>\n\n<use xlink:href="#a" href="#b"/></svg>',
    );
    const elements = found.children.filter((child) => typeof child !== 'string');
    expect(elements.map(({ attributes, line }) => [attributes['href'], line])).toEqual([
      ['#a', 2],
      ['#b', 4],
    ]);
  });

  it.each([
    ['is cut off', '<svg><g>', 'XML'],
    ['is another kind of file', '<html><body/></html>', '不是 SVG'],
    ['has a style sheet of its own', '<?xml-stylesheet href="a.css"?><svg/>', 'xml-stylesheet'],
    ['has an undeclared entity', '<svg><desc>&who;</desc></svg>', 'XML'],
    ['has markup in an entity', '<!DOCTYPE svg [<!ENTITY a "<g/>">]><svg>&a;</svg>', '标记'],
    ['is nested too deep', `<svg>${'<g>'.repeat(5000)}${'</g>'.repeat(5000)}</svg>`, '太深'],
    [
      'has entities that multiply',
      `<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">${Array.from({ length: 8 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]><svg><desc>&a8;</desc></svg>`,
      '实体',
    ],
  ])('is refused where it %s', (_, value, reason) => {
    expect(() => read(value)).toThrow(reason);
  });

  it('is refused where its bytes are not the encoding that it declares', () => {
    expect(() => readSource(Buffer.from([0x3c, 0x73, 0xff, 0xff]))).toThrow('utf-8');
    expect(() => readSource(Buffer.from('<?xml version="1.0" encoding="nothing"?><svg/>'))).toThrow(
      'nothing',
    );
    expect(() => readSource(gzipSync(utf8(text)).subarray(0, 30))).toThrow('svgz');
  });
});
