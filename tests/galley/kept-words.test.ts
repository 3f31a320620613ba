import { describe, expect, it, vi } from 'vitest';
import type { PictureStore } from '../../src/assets/picture-store.ts';
import type { Issue } from '../../src/issue/issue.ts';

const headlines = ['食堂本月开张老人笑迎新味道', '社区图书馆周末延长开放时间'];
const issueOf = (texts: readonly string[]) =>
  ({
    pages: [{ articles: texts.map((text) => ({ headline: { main: [{ text }] } })) }],
  }) as unknown as Issue;

function memory() {
  const kept = new Map<string, Uint8Array>();
  const store: PictureStore = {
    maker: 'a test',
    read: async (name) => kept.get(name),
    write: async (name, bytes) => void kept.set(name, bytes),
  };
  return { store, kept };
}

/** Sets in a process of its own, as far as modules know. Out: the words, and how often a segmenter was made. */
async function setIn(store: PictureStore | undefined, texts = headlines) {
  vi.resetModules();
  const { withKeptWords } = await import('../../src/galley/kept-words.ts');
  const { wordStarts } = await import('../../src/text/word-starts.ts');
  const Real = Intl.Segmenter;
  let segmenters = 0;
  const counting = class extends Real {
    constructor(...wish: ConstructorParameters<typeof Real>) {
      super(...wish);
      segmenters += 1;
    }
  };
  vi.stubGlobal('Intl', { __proto__: Intl, Segmenter: counting });
  const words = await withKeptWords(issueOf(texts), store, () => texts.map(wordStarts));
  vi.unstubAllGlobals();
  return { words, segmenters };
}

describe('the words of headlines', () => {
  it('are the segmenter’s, with a store and without', async () => {
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    const own = headlines.map((text) => Array.from(segmenter.segment(text), ({ index }) => index));
    expect((await setIn(undefined)).words).toEqual(own);
    const { store } = memory();
    expect((await setIn(store)).words).toEqual(own);
    expect((await setIn(store)).words).toEqual(own);
  });

  it('are looked for once, and kept for the next build', async () => {
    const { store } = memory();
    expect((await setIn(store)).segmenters).toBe(1);
    expect((await setIn(store)).segmenters).toBe(0);
  });

  it('are looked for again where a headline is another', async () => {
    const { store } = memory();
    await setIn(store);
    expect((await setIn(store, ['河边的步道修好了'])).segmenters).toBe(1);
  });

  it('are looked for again where what is kept is damaged', async () => {
    const { store, kept } = memory();
    const { words } = await setIn(store);
    for (const [name, bytes] of kept)
      kept.set(
        name,
        bytes.map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
      );
    expect(await setIn(store)).toEqual({ words, segmenters: 1 });
  });
});
