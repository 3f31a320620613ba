import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../src/template/load-template.ts';
import { fakeDesk } from '../support/fake-desk.ts';

/** Codes and lines told when an issue overrides these settings, each on a line of its own. */
async function told(group: 'print' | 'typography', settings: Record<string, unknown>) {
  const { desk, messages } = fakeDesk({});
  const written = Object.entries(settings).map(
    ([key, value], index) =>
      [key, { value, place: { file: 'issue.md', start: { line: index + 2, column: 3 } } }] as const,
  );
  const overrides = { fonts: new Map(), print: new Map(), typography: new Map(), [group]: new Map(written) };
  const template = await loadTemplate({ value: 'tabloid', place: { file: 'issue.md' } }, overrides, desk);
  return { template, codes: messages.map(({ code, place }) => `${code} ${place.start?.line}`) };
}

describe('isSound', () => {
  it.each([
    ['a type size of nothing', 'typography', { size: '0pt' }, 'bad-length 2'],
    ['a type size that none can read', 'typography', { size: '4pt' }, 'bad-value 2'],
    ['lines that lie on each other', 'typography', { leading: '5pt' }, 'bad-value 2'],
    [
      'a trim that cuts the sides of the type area',
      'print',
      { trim: ['210mm', '390mm'] },
      'trim-too-small 2',
    ],
    ['a page that no reader opens', 'print', { trim: ['275mm', '5030mm'] }, 'bad-value 2'],
    ['a bleed that is too narrow', 'print', { bleed: '2.9mm' }, 'bleed-narrow 2'],
    ['more ink than newsprint bears', 'print', { tac: '241%' }, 'bad-value 2'],
    ['a trim that cuts its foot', 'print', { trim: ['275mm', '370mm'] }, 'trim-too-small 2'],
  ] as const)('tells %s at its place', async (_, group, settings, code) => {
    const { template, codes } = await told(group, settings);
    expect(codes).toEqual([code]);
    expect(template).toBeUndefined();
  });

  it.each([
    ['no bleed where there are no marks', 'print', { bleed: '0mm', marks: false }],
    ['a wider bleed', 'print', { bleed: '5mm' }],
    ['a bleed that rounding made narrow', 'print', { bleed: '2.9999mm' }],
    ['a limit of 240 %', 'print', { tac: '240%' }],
    ['a page of five metres', 'print', { trim: ['275mm', '5020mm'] }],
    ['小五 on 12 pt', 'typography', { size: '小五', leading: '12pt' }],
    ['a larger trim', 'print', { trim: ['297mm', '420mm'] }],
  ] as const)('lets %s pass', async (_, group, settings) => {
    const { template, codes } = await told(group, settings);
    expect(codes).toEqual([]);
    expect(template).toBeDefined();
  });
});
