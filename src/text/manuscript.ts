/** The texts of a paragraph's runs seen as one, each unit knowing its run: a rule sees across their borders. */
export interface Manuscript {
  readonly text: string;
  /** For each UTF-16 unit of the text the index of the run it belongs to. */
  readonly owners: readonly number[];
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Joins texts to one. */
export function joinTexts(texts: readonly string[]): Manuscript {
  return {
    text: texts.join(''),
    owners: texts.flatMap((text, run) => new Array<number>(text.length).fill(run)),
  };
}

/** Gives each run its text back, an empty one where nothing is left of it. */
export function partTexts({ text, owners }: Manuscript, runs: number): readonly string[] {
  const texts = new Array<string>(runs).fill('');
  for (const [index, owner] of owners.entries()) texts[owner] = `${texts[owner]}${text[index]}`;
  return texts;
}

/** Makes changes that follow each other and do not overlap. A changed unit stays in the run of the one it replaces. */
export function change(manuscript: Manuscript, changes: readonly Change[]): Manuscript {
  if (changes.length === 0) return manuscript;
  const owners: number[] = [];
  let text = '';
  let at = 0;
  for (const { from, to, text: put } of changes) {
    text += manuscript.text.slice(at, from) + put;
    for (; at < from; at += 1) owners.push(manuscript.owners[at] as number);
    for (let unit = 0; unit < put.length; unit += 1) {
      owners.push(manuscript.owners[Math.min(from + unit, to - 1)] as number);
    }
    at = to;
  }
  text += manuscript.text.slice(at);
  owners.push(...manuscript.owners.slice(at));
  return { text, owners };
}
