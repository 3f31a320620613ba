import type { Desk } from '../core/desk.ts';
import { settingRun } from './directive.ts';
import { type Fields, toldOf } from './header.ts';
import type { ArticleOptions } from './issue.ts';
import type { Settings } from './settings.ts';
import { trueOrFalse, wholeNumber } from './values.ts';

/** The settings of an article, in braces after its headline or in the header of its file. */
export const wishKeys = ['span', 'boxed', 'priority', 'section', 'jump'];

/** Reads the wishes among settings; other settings are someone else's. */
export function readWishes(settings: Settings, desk: Desk): ArticleOptions {
  const span = wholeNumber(settings.get('span'), 'span', desk);
  const boxed = trueOrFalse(settings.get('boxed'), 'boxed', desk);
  const priority = wholeNumber(settings.get('priority'), 'priority', desk);
  const jump = wholeNumber(settings.get('jump'), 'jump', desk);
  const section = settingRun(settings, 'section');
  return {
    ...(span !== undefined && { span }),
    ...(boxed !== undefined && { boxed }),
    ...(priority !== undefined && { priority }),
    ...(section !== undefined && { section }),
    ...(jump !== undefined && { jump }),
  };
}

/** The same from a file's header. */
export function wishesOfHeader(fields: Fields, desk: Desk): ArticleOptions {
  const settings = wishKeys.flatMap((key) => {
    const told = toldOf(fields.get(key), key, desk);
    return told === undefined ? [] : [[key, told] as const];
  });
  return readWishes(new Map(settings), desk);
}
