import { NotSimple } from '../drawing.ts';

/** A property and its value, as written. */
export type Declaration = readonly [name: string, value: string];

/** The rules of a drawing's style sheets, the weakest first. */
export type StyleSheet = readonly Rule[];

interface Rule {
  readonly element: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** `path`, `.a`, `path.a.b`, `#a`, `*`: nothing of the elements round it. */
const simpleSelector = /^(?<element>\*|[\w-]+)?(?<id>#[\w-]+)?(?<classes>(?:\.[\w-]+)*)$/;

/**
 * Reads the text of `<style>` elements, as drawing programs write them: rules for an element, a class or an id. Anything
 * more, such as `@import` or a selector of descendants, is not simple. CSS 2.1, 4.1 and 6.4.3.
 */
export function readStyleSheet(text: string): StyleSheet {
  // Comments, and the brackets that hide a sheet from programs that know none.
  const bare = text.replace(/\/\*.*?\*\/|<!--|-->/gs, ' ');
  const rules = [...bare.matchAll(/([^{}]*)\{([^{}]*)\}/g)];
  const rest = bare.replace(/[^{}]*\{[^{}]*\}/g, '');
  if (rest.trim() !== '' || bare.includes('@')) throw new NotSimple('样式表');
  return rules
    .flatMap(([, selectors = '', body = '']) =>
      selectors.split(',').map((selector) => readRule(selector.trim(), declarationsOf(body))),
    )
    .sort((a, b) => weightOf(a) - weightOf(b));
}

function readRule(selector: string, declarations: readonly Declaration[]): Rule {
  const { element, id, classes = '' } = simpleSelector.exec(selector)?.groups ?? {};
  if (selector === '' || (element ?? id ?? classes) === '') throw new NotSimple('样式表');
  return {
    element: element === '*' ? undefined : element,
    id: id?.slice(1),
    classes: classes.split('.').slice(1),
    declarations,
  };
}

/** CSS 2.1, 6.4.3: an id goes before any classes, classes before an element's name. */
const weightOf = ({ element, id, classes }: Rule): number =>
  (id === undefined ? 0 : 1e6) + classes.length * 10 + (element === undefined ? 0 : 1);

/** What the sheets declare of an element, the strongest last. */
export function declaredFor(
  sheet: StyleSheet,
  name: string,
  attributes: Readonly<Record<string, string>>,
): readonly Declaration[] {
  const own = new Set((attributes['class'] ?? '').split(/\s+/));
  return sheet
    .filter(
      ({ element, id, classes }) =>
        (element === undefined || element === name) &&
        (id === undefined || id === attributes['id']) &&
        classes.every((each) => own.has(each)),
    )
    .flatMap(({ declarations }) => declarations);
}

/** `fill: red; stroke: none`. */
export function declarationsOf(style: string): readonly Declaration[] {
  return style
    .replace(/\/\*.*?\*\//gs, ' ')
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', value = ''] = part.split(/:(.*)/s);
      return [name.trim().toLowerCase(), value.trim()] as const;
    });
}
