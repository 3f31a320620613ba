import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostics.ts';
import { sheetsOf } from '../support/set-markdown.ts';

/** What is told of the pictures of a story about a library, with the settings given after each picture. */
async function told(...pictures: readonly string[]): Promise<readonly Diagnostic[]> {
  const text = '新馆有三层，一楼借还，二楼自习，三楼给孩子讲故事。'.repeat(40);
  const { messages } = await sheetsOf(`# 社区图书馆开门\n\n${text}\n\n${pictures.join('\n\n')}\n\n${text}\n`);
  return messages.filter(({ code }) => code.startsWith('image-'));
}

const widths = ({ hint }: Diagnostic) =>
  [...hint.matchAll(/(\d+) mm/g)].map(([, width]) => Number(width)) as [number, number?];

describe('a picture’s pixels at the size it is printed', () => {
  // 100 mm are 3.937 inches; a crop that is the picture's own shape takes nothing away.
  it.each([
    [788, []],
    [787, ['image-soft']],
    [591, ['image-soft']],
    [590, ['image-coarse']],
  ])('%i pixels on 100 mm: %j', async (pixels, codes) => {
    const messages = await told(`![书架](${pixels}x${pixels}.jpg){width=100mm crop=1:1 place=here}`);
    expect(messages.map(({ code }) => code)).toEqual(codes);
  });

  it('counts the part that is printed, in the direction that has fewer', async () => {
    // Of 1600 × 400 pixels a square of 400 is left.
    const [message, ...others] = await told('![书架](1600x400.jpg){width=60mm crop=1:1 place=here}');
    expect(others).toEqual([]);
    expect(message).toMatchObject({ code: 'image-soft', place: { start: { line: 5, column: 1 } } });
    expect(message!.text).toContain('每英寸 169 个');
    expect(message!.text).toContain('60 mm');
    // 400 pixels at 200 an inch are 2 inches.
    expect(widths(message!)).toEqual([50]);
  });

  it('tells each place of a file that stands at two', async () => {
    const messages = await told(
      '![大](600x600.jpg){width=110mm crop=1:1 place=here}',
      '![中](600x600.jpg){width=90mm crop=1:1 place=here}',
      '![小](600x600.jpg){width=70mm crop=1:1 place=here}',
    );
    expect(messages.map(({ code, place }) => [code, place.start?.line])).toEqual([
      ['image-coarse', 5],
      ['image-soft', 7],
    ]);
  });

  it('tells a picture in an ear', async () => {
    const { messages } = await sheetsOf(
      '---\nears:\n  - {image: 60x60.jpg, caption: 新图书室}\n---\n\n# 头条\n\n正文一段。\n',
    );
    expect(messages.map(({ code, place }) => [code, place.start?.line])).toEqual([['image-coarse', 3]]);
  });

  it.each([
    ['500x300.jpg', ''],
    ['500x300.jpg', ' crop=1:1'],
    ['500x300.jpg', ' crop=2:1'],
    ['300x500.jpg', ''],
    ['410x277.jpg', ''],
    ['640x97.jpg', ''],
  ])('names widths that do: %s%s', async (name, crop) => {
    const at = async (width: number) => told(`![书架](${name}){width=${width}mm${crop} place=here}`);
    const [first] = await at(118);
    expect(first?.code).toBe('image-coarse');
    const [least, wanted] = widths(first!) as [number, number];
    expect((await at(least)).map(({ code }) => code)).not.toContain('image-coarse');
    expect(await at(wanted)).toEqual([]);
    // And no much wider one does, whatever make-up crops.
    expect((await at(Math.ceil(wanted * 1.25))).map(({ code }) => code)).not.toEqual([]);
  });
});
