import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostics.ts';
import { sheetsOf } from '../support/set-markdown.ts';

/** The messages about the pictures of an article; each argument is one picture with its options. */
async function messagesFor(...pictures: readonly string[]): Promise<readonly Diagnostic[]> {
  const text = '新馆有三层，一楼借还，二楼自习，三楼给孩子讲故事。'.repeat(40);
  const { messages } = await sheetsOf(`# 社区图书馆开门\n\n${text}\n\n${pictures.join('\n\n')}\n\n${text}\n`);
  return messages.filter(({ code }) => code.startsWith('image-'));
}

const widths = ({ hint }: Diagnostic) =>
  [...hint.matchAll(/(\d+) mm/g)].map(([, width]) => Number(width)) as [number, number?];

describe('the resolution of a picture at its printed size', () => {
  // 100 mm are 3.937 inches. A crop to the picture's own proportions removes no pixels.
  it.each([
    [788, []],
    [787, ['image-soft']],
    [591, ['image-soft']],
    [590, ['image-coarse']],
  ])('of %i pixels on 100 mm is reported as %j', async (pixels, codes) => {
    const messages = await messagesFor(`![书架](${pixels}x${pixels}.jpg){width=100mm crop=1:1 place=here}`);
    expect(messages.map(({ code }) => code)).toEqual(codes);
  });

  it('is that of the printed part, in the direction with fewer pixels per inch', async () => {
    // The crop leaves a square of 400 pixels.
    const [message, ...others] = await messagesFor('![书架](1600x400.jpg){width=60mm crop=1:1 place=here}');
    expect(others).toEqual([]);
    expect(message).toMatchObject({ code: 'image-soft', place: { start: { line: 5, column: 1 } } });
    expect(message!.text).toContain('每英寸 169 个');
    expect(message!.text).toContain('60 mm');
    // 400 pixels at 200 ppi are 2 inches.
    expect(widths(message!)).toEqual([50]);
  });

  it('is reported at every place where a file is used', async () => {
    const messages = await messagesFor(
      '![大](600x600.jpg){width=110mm crop=1:1 place=here}',
      '![中](600x600.jpg){width=90mm crop=1:1 place=here}',
      '![小](600x600.jpg){width=70mm crop=1:1 place=here}',
    );
    expect(messages.map(({ code, place }) => [code, place.start?.line])).toEqual([
      ['image-coarse', 5],
      ['image-soft', 7],
    ]);
  });

  it('is reported for a picture in an ear', async () => {
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
  ])('is sufficient at the widths that the message names: %s%s', async (name, crop) => {
    const at = async (width: number) => messagesFor(`![书架](${name}){width=${width}mm${crop} place=here}`);
    const [first] = await at(118);
    expect(first?.code).toBe('image-coarse');
    const [printable, sharp] = widths(first!) as [number, number];
    expect((await at(printable)).map(({ code }) => code)).not.toContain('image-coarse');
    expect(await at(sharp)).toEqual([]);
    // A much larger width is not sufficient, whatever make-up crops.
    expect((await at(Math.ceil(sharp * 1.25))).map(({ code }) => code)).not.toEqual([]);
  });
});
