import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writePlainSvg } from '../../../src/pictures/svg/plain-svg.ts';
import { readPlain, svg } from './drawings.ts';

/** Drawings of features that the renderer knows as well: what it makes of the file must be what it makes of plain SVG. */
const drawings: Readonly<Record<string, string>> = {
  'gradients that refer to each other': `<linearGradient id="a"><stop stop-color="red"/><stop offset="100%" style="stop-color:lime;stop-opacity:.5"/></linearGradient>
    <linearGradient id="g" href="#a" y2="1" gradientTransform="rotate(20)" spreadMethod="reflect"/>
    <rect x="10" y="10" width="100" height="60" fill="url(#g)" stroke="url(#a)" stroke-width="5"/>`,
  'gradients in shares of a nested viewport': `<svg viewBox="0 0 400 200"><linearGradient id="g" gradientUnits="userSpaceOnUse" x1="10%" x2="60%">
    <stop stop-color="red"/><stop offset="1" stop-color="#00f"/></linearGradient><rect x="10" y="10" width="300" height="160" fill="url(#g)"/></svg>`,
  'radial gradients': `<radialGradient id="g" cx="30%" cy="40%" r="60%" fx="20%" fy="20%"><stop stop-color="red"/><stop offset="1" stop-color="#00f"/></radialGradient>
    <circle cx="50" cy="50" r="40" fill="url(#g)"/>`,
  patterns: `<pattern id="p" width=".2" height=".25" viewBox="0 0 10 10"><path d="M0 0L10 10" stroke="red"/></pattern>
    <ellipse cx="80" cy="50" rx="70" ry="40" fill="url(#p)" stroke="#000"/>`,
  'clip paths': `<clipPath id="c"><circle cx="50" cy="50" r="40"/><use href="#r" x="80" transform="rotate(10)"/></clipPath>
    <defs><rect id="r" width="60" height="60"/></defs><g clip-path="url(#c)"><rect width="200" height="100" fill="red"/></g>`,
  masks: `<mask id="m" maskContentUnits="objectBoundingBox"><rect width=".5" height="1" fill="#fff"/><rect x=".5" width=".5" height=".5" fill="#888"/></mask>
    <mask id="a" style="mask-type:alpha"><rect width="90" height="90" opacity=".5"/></mask>
    <rect x="10" y="10" width="100" height="80" fill="red" mask="url(#m)"/><rect x="80" width="60" height="80" fill="blue" mask="url(#a)"/>`,
  markers: `<style>.a{marker:url(#m)}</style><marker id="m" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="6" markerHeight="6" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="red"/></marker>
    <path class="a" d="M20 20L100 50L150 20" fill="none" stroke="#000" stroke-width="2"/>`,
  filters: `<filter id="f" filterUnits="userSpaceOnUse" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feOffset in="SourceAlpha" dx="5" dy="5" result="o"/>
    <feFlood flood-color="green"/><feComposite in2="o" operator="in"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>
    <svg viewBox="0 0 400 200"><rect x="30" y="20" width="80" height="50" fill="red" filter="url(#f)"/></svg><circle cx="150" cy="50" r="20" style="filter:blur(3px)"/>`,
  'the drop shadow of a design program, whose flood has a name like that of a background': `<filter id="f" x="5" y="5" width="120" height="90" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">
    <feFlood flood-opacity="0" result="BackgroundImageFix"/><feColorMatrix in="SourceAlpha" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/>
    <feOffset dy="6"/><feGaussianBlur stdDeviation="3"/><feComposite in2="hardAlpha" operator="out"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 .4 0"/>
    <feBlend in2="BackgroundImageFix" result="shadow"/><feBlend in="SourceGraphic" in2="shadow"/></filter>
    <g filter="url(#f)"><rect x="20" y="15" width="90" height="60" rx="8" fill="orange"/></g>`,
  'blend modes and groups': `<g style="isolation:isolate"><rect width="100" height="100" fill="red"/><rect x="50" width="100" height="60" fill="blue" style="mix-blend-mode:multiply"/></g>
    <g opacity=".5"><rect y="70" width="100" height="20" fill="rgba(0,128,0,.4)" stroke="#f008" stroke-width="6" stroke-opacity=".7"/></g>`,
  'dashes and strokes': `<path d="M10 50h180" stroke="red" stroke-width="8" stroke-dasharray="10 5% 2" stroke-dashoffset="3" stroke-linecap="round"/>
    <path d="M20 80L60 20L70 80" fill="none" stroke="#000" stroke-width="10" stroke-miterlimit="2"/>
    <circle cx="150" cy="50" r="30" fill="red" stroke="#000" stroke-width="12" paint-order="stroke"/>`,
  'nested viewports': `<svg x="20" y="10" width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="xMinYMax slice"><rect width="10" height="10" fill="red"/><circle cx="10" cy="5" r="5"/></svg>
    <svg x="120" overflow="visible" width="20" height="20"><rect width="50%" height="300%" fill="green"/></svg>`,
  symbols: `<symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10" fill="inherit"/><circle cx="5" cy="5" r="6" fill="blue"/></symbol>
    <use href="#s" x="10" y="10" width="50" height="40" fill="red"/><use href="#s" x="100" width="40" height="80" transform="rotate(10)" opacity=".7"/>`,
  percentages: `<rect x="10%" y="20%" width="50%" height="40%" rx="5%" fill="red"/><circle cx="70%" cy="50%" r="20%"/>
    <line x1="0" y1="100%" x2="100%" y2="0" stroke="green" stroke-width="2%"/>`,
  'style sheets': `<style>g > rect:nth-child(2){fill:red} g rect.b + rect{fill:green} #x{fill:blue !important} rect[data-k="v"]{fill:orange} :not(.n){stroke:#000}</style>
    <g><rect class="n" width="20" height="20"/><rect class="n" x="30" width="20" height="20"/><rect class="b n" x="60" width="20" height="20"/><rect class="n" x="90" width="20" height="20"/>
    <rect id="x" x="120" width="20" height="20" style="fill:red"/></g><rect data-k="v" y="50" width="20" height="20"/>`,
  transforms: `<rect width="30" height="30" transform="translate(50 20) rotate(30) skewX(10) scale(1.5 .8) matrix(1 .1 0 1 3 4)" fill="red"/>
    <rect width="20" height="20" transform="rotate(45, 100, 50)"/>`,
  'hidden elements': `<g visibility="hidden"><rect width="50" height="50"/><rect x="60" width="50" height="50" visibility="visible" fill="red"/></g><rect y="60" width="20" height="20" style="display:none"/>`,
};

const heads = [
  'width="200" height="100"',
  'width="200" height="100" viewBox="0 0 100 100"',
  'width="180" height="60" viewBox="10 5 180 90" preserveAspectRatio="xMaxYMin slice"',
];

/** At a fixed width, in sRGB. */
async function render(bytes: Uint8Array, ratio: number): Promise<Uint8Array> {
  const size = { width: 240, height: Math.round(240 / ratio), fit: 'fill' } as const;
  const drawn = sharp(bytes, { density: 144 }).resize(size).flatten({ background: '#fff' });
  return drawn.toColourspace('srgb').raw().toBuffer();
}

describe('a plain drawing looks like its file', () => {
  it.each(Object.entries(drawings))('with %s', async (_, inside) => {
    for (const head of heads) {
      const file = svg(inside, head);
      const { plain, faults } = readPlain(file);
      expect(faults).toEqual([]);
      const ratio = plain!.width / plain!.height;
      const [found, wanted] = await Promise.all([
        render(writePlainSvg(plain!), ratio),
        render(new TextEncoder().encode(file), ratio),
      ]);
      expect(found.length).toBe(wanted.length);
      const difference = found.reduce((sum, value, at) => sum + Math.abs(value - wanted[at]!), 0);
      expect(difference / found.length).toBeLessThan(0.3);
    }
  });
});

describe('what renderers differ on', () => {
  const children = (inside: string) => readPlain(svg(inside)).plain!.children;

  it('variables, the light colours and currentColor are resolved', () => {
    const found =
      children(`<style>:root{--a:#c00;--b:var(--a)}</style><rect width="9" height="9" fill="var(--b)"/>
      <rect width="9" height="9" style="fill:var(--none, blue)"/><rect width="9" height="9" style="fill:light-dark(#123456, red)"/>
      <g color="lime"><rect width="9" height="9" fill="currentColor"/></g>`);
    expect(found.map(({ attributes }) => attributes['fill'])).toEqual([
      '#cc0000',
      '#0000ff',
      '#123456',
      '#00ff00',
    ]);
  });

  it('a transform has its origin in the viewport', () => {
    const turned = (style: string) =>
      children(`<rect width="9" height="9" style="transform:rotate(90deg);${style}"/>`)[0]!.attributes[
        'transform'
      ];
    expect(turned('')).toBe('matrix(0 1 -1 0 0 0)');
    expect(turned('transform-origin:center')).toBe('matrix(0 1 -1 0 75 -25)');
    expect(turned('transform-origin:10px 20px')).toBe('matrix(0 1 -1 0 30 10)');
  });

  it('media of paper and the light scheme apply, others do not', () => {
    const [rect] =
      children(`<style>@media print{rect{fill:red}}@media (prefers-color-scheme: dark){rect{fill:#fff}}
      @font-face{font-family:A;src:url(data:font/woff;base64,AA==)} rect:hover{fill:blue}</style><rect width="9" height="9"/>`);
    expect(rect!.attributes['fill']).toBe('#ff0000');
  });

  it('a switch has the child for a Chinese reader, and the words of foreignObject only if its alternative has all', () => {
    const languages = `<switch><g systemLanguage="en"><rect width="1" height="1"/></g><rect systemLanguage="zh-CN" width="2" height="2"/><rect width="3" height="3"/></switch>`;
    expect(children(languages).map(({ attributes }) => attributes['width'])).toEqual(['2']);
    const flowing = (alternative: string) =>
      readPlain(
        svg(
          `<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">报名 领号</p></foreignObject>${alternative}</switch>`,
        ),
      );
    expect(flowing('<text>报名领号</text>').faults).toEqual([]);
    expect(flowing('<text>报名…</text>').faults).toMatchObject([{ element: 'foreignObject' }]);
  });

  it('a stroke that keeps its width does so at the size of the drawing', () => {
    const [shape] = children(
      '<g transform="scale(4 2)"><path d="M0 0L5 5" fill="none" stroke="red" vector-effect="non-scaling-stroke"/></g>',
    );
    const stroke = shape!.children[0]!;
    expect(stroke.attributes).toMatchObject({
      d: 'M0 0L20 10',
      transform: 'matrix(0.25 0 0 0.5 0 0)',
      stroke: '#ff0000',
    });
  });

  it('the background of the root is painted', () => {
    const { plain } = readPlain(svg('<path d="M0 0h9"/>', 'width="100" height="50" style="background:#eef"'));
    expect(plain!.children[0]).toMatchObject({
      name: 'rect',
      attributes: { width: '100', height: '50', fill: '#eeeeff' },
    });
  });
});
