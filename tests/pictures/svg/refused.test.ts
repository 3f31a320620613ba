import { describe, expect, it } from 'vitest';
import { openImage } from '../../../src/pictures/image-file.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { fonts, readFlat, readPlain, svg } from './drawings.ts';

const rect = '<rect width="9" height="9"/>';

describe('what a drawing has and cannot be drawn', () => {
  it.each([
    [
      'foreignObject',
      '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">字</p></foreignObject>',
    ],
    ['textPath', `<path id="p" d="M0 0h50"/><text><textPath href="#p">字</textPath></text>`],
    ['tref', '<text id="t">字</text><text><tref href="#t"/></text>'],
    ['math', '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'],
    ['flowRoot', '<flowRoot><flowPara>字</flowPara></flowRoot>'],
    ['use', '<use href="other.svg#p"/>'],
    ['use', '<use href="#missing"/>'],
    ['use', `<g id="a">${rect}<use href="#a"/></g>`],
    ['image', '<image href="https://example.org/a.png" width="9" height="9"/>'],
    ['image', '<image width="9" height="9"/>'],
    ['animate', `<rect width="9" height="9"><animate attributeName="x" to="5" dur="1s"/></rect>`],
    ['animateTransform', `<g>${rect}<animateTransform attributeName="transform" to="5" dur="1s"/></g>`],
    ['set', `<g>${rect}<set attributeName="fill" to="red"/></g>`],
    ['script', `${rect}<script>draw()</script>`],
    ['video', '<video width="9" height="9"/>'],
    ['div', '<div xmlns="http://www.w3.org/1999/xhtml">字</div>'],
    ['feImage', `<filter id="f"><feImage href="#a"/></filter><g filter="url(#f)">${rect}</g>`],
    ['shape', '<shape width="3"/>'],
  ])('is named: <%s> in %s', (name, inside) => {
    const { faults } = readPlain(svg(inside));
    expect(faults.map(({ element }) => element)).toContain(name);
  });

  it.each([
    [
      'fill: conic-gradient(red, blue)',
      `<rect width="9" height="9" style="fill:conic-gradient(red, blue)"/>`,
    ],
    ['fill: var(--none)', `<rect width="9" height="9" style="fill:var(--none)"/>`],
    ['fill: rgb(from red r g b)', `<rect width="9" height="9" fill="rgb(from red r g b)"/>`],
    ['fill: CanvasText', `<rect width="9" height="9" fill="CanvasText"/>`],
    ['fill: context-fill', `<rect width="9" height="9" fill="context-fill"/>`],
    ['fill: url(#nothing)', `<rect width="9" height="9" fill="url(#nothing)"/>`],
    ['clip-path: url(#nothing)', `<g clip-path="url(#nothing)">${rect}</g>`],
    ['clip-path: circle(40%)', `<rect width="9" height="9" style="clip-path:circle(40%)"/>`],
    ['mask: url(other.svg#m)', `<rect width="9" height="9" mask="url(other.svg#m)"/>`],
    [
      'transform-box: fill-box',
      `<rect width="9" height="9" style="transform-box:fill-box;transform:rotate(9deg);transform-origin:center"/>`,
    ],
    [
      'transform: rotate3d(1,1,1,45deg)',
      `<rect width="9" height="9" style="transform:rotate3d(1,1,1,45deg)"/>`,
    ],
    ['rotate: 45deg', `<rect width="9" height="9" style="rotate:45deg"/>`],
    ['animation: blink 1s', `<rect width="9" height="9" style="animation:blink 1s"/>`],
    ['stroke-width: calc(1px + 2px)', `<path d="M0 0h9" stroke="red" style="stroke-width:calc(1px + 2px)"/>`],
    ['stroke-linejoin: arcs', `<path d="M0 0h9" stroke="red" stroke-linejoin="arcs"/>`],
    ['paint-order: sideways', `<rect width="9" height="9" style="paint-order:sideways"/>`],
    ['unheard-of: 3px', `<rect width="9" height="9" style="unheard-of:3px"/>`],
    ['writing-mode: vertical-rl', '<text style="writing-mode:vertical-rl">竖排</text>'],
    ['writing-mode: tb', '<text writing-mode="tb">竖排</text>'],
    ['direction: rtl', '<text direction="rtl">文</text>'],
    ['font-variant: small-caps', '<text font-variant="small-caps">Ab</text>'],
    ['text-shadow: 1px 1px red', '<text style="text-shadow:1px 1px red">文</text>'],
    ['opacity: 0.5', '<text>甲<tspan opacity=".5">乙</tspan></text>'],
    ['textLength', '<text>甲<tspan textLength="50">乙丙</tspan></text>'],
    ['自动换行的文字', '<text style="inline-size:50px">一行写不下的文字</text>'],
    ['d', '<path d="M0 0L9"/>'],
    ['points', '<polygon points="0 0 9"/>'],
    ['width="calc(9px)"', '<rect width="calc(9px)" height="9"/>'],
    [
      '@import url(https://example.org/a.css)',
      `<style>@import url(https://example.org/a.css);</style>${rect}`,
    ],
    ['@media (min-width: 500px)', `<style>@media (min-width: 500px){rect{fill:red}}</style>${rect}`],
    ['选择器 rect:has(+ path)', `<style>rect:has(+ path){fill:red}</style>${rect}`],
    ['嵌套的样式 g', `<style>g{rect{fill:red}}</style>${rect}`],
    ['从右向左或字形相连的文字“ש”', '<text>שלום</text>'],
  ])('is named: %s', (detail, inside) => {
    expect(readPlain(svg(inside)).faults.map((fault) => fault.detail)).toContain(detail);
  });

  it('ends where references multiply or go in a circle', () => {
    const levels = Array.from(
      { length: 19 },
      (_, at) => `<g id="g${at + 1}">${`<use href="#g${at}"/>`.repeat(10)}</g>`,
    );
    expect(
      readFlat(svg(`<defs><path id="g0" d="M0 0h9"/>${levels.join('')}</defs><use href="#g19"/>`)),
    ).toHaveProperty('refused');
    const circle =
      '<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern>';
    expect(readFlat(svg(`${circle}<rect width="9" height="9" fill="url(#p)"/>`))).toHaveProperty('refused');
    const clip = `<clipPath id="c"><rect clip-path="url(#c)" width="5" height="5"/></clipPath>`;
    expect(readFlat(svg(`${clip}<g clip-path="url(#c)">${rect}</g>`))).toHaveProperty('refused');
    const gradients = '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>';
    expect(readFlat(svg(`${gradients}<rect width="9" height="9" fill="url(#a)"/>`))).toHaveProperty(
      'refused',
    );
    expect(
      readFlat(svg(`<style>:root{--a:var(--b);--b:var(--a)}</style><path d="M0 0h9" stroke="var(--a)"/>`)),
    ).toHaveProperty('refused');
  });

  it('is an error with the element and its line, and the picture is not printed', async () => {
    const inside = '\n<rect width="9" height="9"/>\n<foreignObject/>\n<g style="mask:url(m.svg#m)"/>';
    const { desk, messages } = fakeDesk({ 'flow.svg': svg(inside) });
    const place = { file: 'issue.md', start: { line: 3, column: 1 } };
    expect(await openImage('flow.svg', place, desk, { fonts })).toBeUndefined();
    expect(messages.map(({ code, severity }) => [code, severity])).toEqual([
      ['drawing-unsupported', 'error'],
      ['drawing-unsupported', 'error'],
    ]);
    expect(messages.map((message) => message.place)).toEqual([place, place]);
    expect(messages[0]!.text).toContain('“flow.svg”第 4 行的 <foreignObject>');
    expect(messages[1]!.text).toContain('第 5 行的 <g>');
    expect(messages[1]!.text).toContain('mask: url(m.svg#m)');
  });

  it('is an error where it paints nothing at all', async () => {
    const { desk, messages } = fakeDesk({ 'a.svg': svg('<g><path d=""/></g>') });
    const place = { file: 'issue.md', start: { line: 3, column: 1 } };
    expect(await openImage('a.svg', place, desk, { fonts })).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'image-broken', place }]);
  });

  it('is not reported where it paints nothing anyway', () => {
    const inside = `<defs><foreignObject/><rect id="r" style="fill:oklch(1 2 3)"/></defs><g display="none"><video/></g>
      <symbol id="s"><textPath/></symbol><metadata><x/></metadata>${rect}<flowRoot><flowRegion>${rect}</flowRegion><flowPara/></flowRoot>
      <sodipodi:namedview xmlns:sodipodi="s"/><g style="-inkscape-stroke:none;cursor:pointer;transition:all 1s"/>`;
    expect(readPlain(svg(inside)).faults).toEqual([]);
  });
});
