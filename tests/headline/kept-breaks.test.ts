import { describe, expect, it, vi } from 'vitest';
import type { KeptStore } from '../../src/core/cache.ts';
import { phraseBreaks } from '../../src/headline/bind-words.ts';
import type { Issue } from '../../src/issue/issue.ts';
import { keptInMemory } from '../support/kept-in-memory.ts';

const headlines = ['食堂本月开张老人笑迎新味道', '社区图书馆周末延长开放时间'];
const issueOf = (texts: readonly string[]) =>
  ({
    pages: [{ articles: texts.map((text) => ({ headline: { main: [{ text }] } })) }],
  }) as unknown as Issue;

/** Sets in a process of its own, as far as modules know. Out: the breaks, and how often a segmenter was made. */
async function setIn(store: KeptStore | undefined, texts = headlines) {
  vi.resetModules();
  const { withKeptBreaks } = await import('../../src/headline/kept-breaks.ts');
  const { knownBreaks } = await import('../../src/headline/known-breaks.ts');
  const Real = Intl.Segmenter;
  let segmenters = 0;
  const counting = class extends Real {
    constructor(...wish: ConstructorParameters<typeof Real>) {
      super(...wish);
      segmenters += 1;
    }
  };
  vi.stubGlobal('Intl', { __proto__: Intl, Segmenter: counting });
  const breaks = withKeptBreaks(issueOf(texts), store, () => texts.map(knownBreaks));
  vi.unstubAllGlobals();
  return { breaks, segmenters };
}

describe('the breaks of headlines', () => {
  it('are those of the rules, with a store and without', async () => {
    const own = headlines.map(phraseBreaks);
    expect(own.flat().length).toBeGreaterThan(2);
    expect((await setIn(undefined)).breaks).toEqual(own);
    const { store } = keptInMemory();
    expect((await setIn(store)).breaks).toEqual(own);
    expect((await setIn(store)).breaks).toEqual(own);
  });

  it('are looked for once, and kept for the next build', async () => {
    const { store } = keptInMemory();
    expect((await setIn(store)).segmenters).toBe(1);
    expect((await setIn(store)).segmenters).toBe(0);
  });

  it('are looked for again where a headline is another', async () => {
    const { store } = keptInMemory();
    await setIn(store);
    expect((await setIn(store, ['河边的步道修好了'])).segmenters).toBe(1);
  });

  it('are looked for again where what is kept is damaged', async () => {
    const { store, kept } = keptInMemory();
    const { breaks } = await setIn(store);
    for (const [name, bytes] of kept)
      kept.set(
        name,
        bytes.map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
      );
    expect(await setIn(store)).toEqual({ breaks, segmenters: 1 });
  });
});
