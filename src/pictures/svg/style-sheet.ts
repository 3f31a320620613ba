import { type Declaration, mediumApplies, readDeclarations, readRules } from './css.ts';
import type { Refuse } from './faults.ts';
import { classesOf, matches, readSelector, type Selector } from './selectors.ts';
import type { SourceElement } from './source.ts';

interface Rule {
  readonly selector: Selector;
  readonly declarations: readonly Declaration[];
  readonly order: number;
}

/** The rules of all `<style>` elements of a drawing. */
export interface StyleSheet {
  /** The declarations that apply to an element, in order of ascending precedence. CSS Cascade 3, 6. */
  readonly declarationsFor: (element: SourceElement) => readonly Declaration[];
}

/** Reads the style sheets below an element. What cannot be decided is refused at its `<style>`. */
export function readStyleSheets(root: SourceElement, refuse: Refuse): StyleSheet {
  const rules = new Map<string, Rule[]>();
  let order = 0;
  for (const sheet of styleElements(root)) {
    const { type = 'text/css', media = 'all' } = sheet.attributes;
    const applies = mediumApplies(media);
    if (!/^\s*(text\/css)?\s*$/i.test(type)) refuse(sheet, `type="${type}"`);
    if (applies === undefined) refuse(sheet, `media="${media}"`);
    if (applies !== true) continue;
    const text = sheet.children.filter((child) => typeof child === 'string').join('');
    for (const { selectors, declarations } of readRules(text, (detail) => refuse(sheet, detail))) {
      for (const each of splitList(selectors)) {
        const selector = readSelector(each);
        if (selector === undefined) refuse(sheet, `选择器 ${each.trim()}`);
        else {
          const alike = rules.get(selector.key) ?? [];
          alike.push({ selector, declarations, order: order++ });
          rules.set(selector.key, alike);
        }
      }
    }
  }
  return { declarationsFor: (element) => cascade(rules, element) };
}

/** Splits at commas outside brackets. */
const splitList = (text: string): readonly string[] => text.match(/(?:\([^()]*\)|\[[^\]]*\]|[^,([])+/g) ?? [];

function* styleElements(element: SourceElement): Iterable<SourceElement> {
  if (element.name === 'style' && element.namespace !== 'foreign') yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* styleElements(child);
}

function cascade(
  rules: ReadonlyMap<string, readonly Rule[]>,
  element: SourceElement,
): readonly Declaration[] {
  const keys = ['*', element.name, ...classesOf(element).map((name) => `.${name}`)];
  const id = element.attributes['id'];
  if (id !== undefined) keys.push(`#${id}`);
  const found = [...new Set(keys)]
    .flatMap((key) => rules.get(key) ?? [])
    .filter(({ selector }) => matches(selector, element))
    .sort((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
  const declared = [
    ...found.flatMap(({ declarations }) => declarations),
    ...readDeclarations(element.attributes['style'] ?? ''),
  ];
  return [
    ...declared.filter(({ important }) => !important),
    ...declared.filter(({ important }) => important),
  ];
}
