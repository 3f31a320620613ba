import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../src/template/load-template.ts';
import { fakeDesk } from '../support/fake-desk.ts';

/** Loads the template with these overrides, each on a line of its own. Returns the codes and lines reported. */
async function loadWith(group: 'print' | 'typography', settings: Record<string, unknown>) {
  const { desk, messages } = fakeDesk({});
  const entries = Object.entries(settings).map(
    ([key, value], index) =>
      [key, { value, place: { file: 'issue.md', start: { line: index + 2, column: 3 } } }] as const,
  );
  const overrides = { fonts: new Map(), print: new Map(), typography: new Map(), [group]: new Map(entries) };
  const template = await loadTemplate({ value: 'tabloid', place: { file: 'issue.md' } }, overrides, desk);
  return { template, codes: messages.map(({ code, place }) => `${code} ${place.start?.line}`) };
}

describe('checkGeometry', () => {
  it.each([
    ['a type size of zero', 'typography', { size: '0pt' }, 'bad-length 2'],
    ['an illegible type size', 'typography', { size: '4pt' }, 'bad-value 2'],
    ['lines that overlap', 'typography', { leading: '5pt' }, 'bad-value 2'],
    ['a trim narrower than the type area', 'print', { trim: ['210mm', '390mm'] }, 'trim-too-small 2'],
    ['a page larger than a PDF may have', 'print', { trim: ['275mm', '5030mm'] }, 'bad-value 2'],
    ['a bleed under 3 mm with printer’s marks', 'print', { bleed: '2.9mm' }, 'bleed-narrow 2'],
    ['more ink than newsprint takes', 'print', { tac: '241%' }, 'bad-value 2'],
    ['a trim that cuts off the foot', 'print', { trim: ['275mm', '370mm'] }, 'trim-too-small 2'],
  ] as const)('reports %s at its place', async (_, group, settings, code) => {
    const { template, codes } = await loadWith(group, settings);
    expect(codes).toEqual([code]);
    expect(template).toBeUndefined();
  });

  it.each([
    ['no bleed without printer’s marks', 'print', { bleed: '0mm', marks: false }],
    ['a wider bleed', 'print', { bleed: '5mm' }],
    ['a bleed that is 3 mm but for rounding', 'print', { bleed: '2.9999mm' }],
    ['a limit of 240 %', 'print', { tac: '240%' }],
    ['a page of almost five metres', 'print', { trim: ['275mm', '5020mm'] }],
    ['小五 on 12 pt', 'typography', { size: '小五', leading: '12pt' }],
    ['a larger trim', 'print', { trim: ['297mm', '420mm'] }],
  ] as const)('accepts %s', async (_, group, settings) => {
    const { template, codes } = await loadWith(group, settings);
    expect(codes).toEqual([]);
    expect(template).toBeDefined();
  });
});
