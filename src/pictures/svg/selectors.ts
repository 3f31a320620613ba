import type { SourceElement } from './source.ts';

/**
 * Selectors of style sheets, matched on the elements as written. Selectors 3: elements, ids, classes, attributes, the four
 * combinators, positions among siblings, `:not()`. States of a screen (`:hover`) never match; all else is unknown.
 */

type Test = (element: SourceElement) => boolean;

interface Compound {
  readonly tests: readonly Test[];
  /** How it is related to the compound after it. */
  readonly combinator: ' ' | '>' | '+' | '~' | undefined;
}

export interface Selector {
  /** As written, for messages. */
  readonly compounds: readonly Compound[];
  /** CSS 2.1, 6.4.3: an id outweighs any number of classes, a class an element name. */
  readonly specificity: number;
  /** `#id`, `.class`, an element name or `*`: what its last compound has at least. */
  readonly key: string;
}

const identifier = String.raw`(?:[-\w\u0080-\uffff]|\\.)+`;
const part = new RegExp(
  String.raw`^(?:(\*|${identifier})|#(${identifier})|\.(${identifier})|\[([^\]]*)\]|(::?)([-\w]+)(?:\(([^()]*)\))?)`,
);

const unescaped = (name: string): string => name.replace(/\\(.)/g, '$1');

/** Reads one selector; undefined if it has parts that are not known. */
export function readSelector(text: string): Selector | undefined {
  const compounds: Compound[] = [];
  let rest = text.trim();
  let specificity = 0;
  let key = '*';
  while (rest !== '') {
    const tests: Test[] = [];
    key = '*';
    for (let found = part.exec(rest); found !== null; found = part.exec(rest)) {
      const [whole, element, id, name, attribute, colons, pseudo, argument] = found;
      rest = rest.slice(whole.length);
      if (element !== undefined) {
        if (tests.length > 0) return undefined;
        if (element !== '*') {
          specificity += 1;
          key = unescaped(element);
        }
        const wanted = unescaped(element);
        tests.push((each) => element === '*' || each.name === wanted);
      } else if (id !== undefined) {
        specificity += 1e6;
        key = `#${unescaped(id)}`;
        tests.push((each) => each.attributes['id'] === unescaped(id));
      } else if (name !== undefined) {
        specificity += 1e3;
        if (!key.startsWith('#')) key = `.${unescaped(name)}`;
        tests.push((each) => classesOf(each).includes(unescaped(name)));
      } else {
        const test =
          attribute === undefined ? pseudoTest(colons!, pseudo!, argument) : attributeTest(attribute);
        if (test === undefined) return undefined;
        specificity += 1e3;
        tests.push(test);
      }
    }
    if (tests.length === 0) return undefined;
    const [, combinator] = /^\s*([>+~])\s*|^\s+/.exec(rest) ?? [];
    const gap = /^\s*[>+~]\s*|^\s+/.exec(rest)?.[0] ?? '';
    if (gap === '' && rest !== '') return undefined;
    rest = rest.slice(gap.length);
    compounds.push({
      tests,
      combinator: rest === '' ? undefined : ((combinator ?? ' ') as Compound['combinator']),
    });
    if (rest === '' && combinator !== undefined) return undefined;
  }
  return compounds.length === 0 ? undefined : { compounds, specificity, key };
}

export const classesOf = ({ attributes }: SourceElement): readonly string[] =>
  attributes['class']?.split(/\s+/).filter((name) => name !== '') ?? [];

function attributeTest(text: string): Test | undefined {
  const [, name, operator, , quoted, bare] =
    /^\s*([-\w]+)\s*(?:([~|^$*]?=)\s*(?:(["'])(.*?)\3|([-\w]+))\s*)?$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const wanted = quoted ?? bare ?? '';
  return ({ attributes }) => {
    const value = attributes[name];
    if (value === undefined) return false;
    switch (operator) {
      case '=':
        return value === wanted;
      case '~=':
        return value.split(/\s+/).includes(wanted);
      case '|=':
        return value === wanted || value.startsWith(`${wanted}-`);
      case '^=':
        return wanted !== '' && value.startsWith(wanted);
      case '$=':
        return wanted !== '' && value.endsWith(wanted);
      case '*=':
        return wanted !== '' && value.includes(wanted);
      default:
        return true;
    }
  };
}

/** States that only a screen has: they never hold on paper. */
const states =
  /^(hover|active|focus|focus-within|focus-visible|visited|link|any-link|target|checked|disabled|enabled)$/;

function pseudoTest(colons: string, name: string, argument: string | undefined): Test | undefined {
  // Pseudo-elements are boxes of CSS, which SVG has none of.
  if (colons === '::' || name === 'before' || name === 'after' || states.test(name)) return () => false;
  switch (name) {
    case 'root':
      return ({ parent }) => parent === undefined;
    case 'first-child':
      return (each) => positionOf(each) === 1;
    case 'last-child':
      return (each) => positionOf(each) === siblingsOf(each).length;
    case 'only-child':
      return (each) => siblingsOf(each).length === 1;
    case 'nth-child':
      return nthTest(argument ?? '');
    case 'not': {
      const inner = readSelector(argument ?? '');
      return inner && inner.compounds.length === 1 ? (each) => !matches(inner, each) : undefined;
    }
    default:
      return undefined;
  }
}

/** `2n+1`, `odd`, `even`, `3`. */
function nthTest(text: string): Test | undefined {
  const formula = { odd: '2n+1', even: '2n' }[text.trim()] ?? text.replace(/\s+/g, '');
  const [, step, plus, only] = /^(?:([-+]?\d*)n([-+]\d+)?|([-+]?\d+))$/.exec(formula) ?? [];
  if (step === undefined && only === undefined) return undefined;
  const a = only !== undefined ? 0 : step === '' || step === '+' ? 1 : step === '-' ? -1 : Number(step);
  const b = Number(only ?? plus ?? 0);
  return (each) => {
    const distance = positionOf(each) - b;
    return a === 0 ? distance === 0 : distance % a === 0 && distance / a >= 0;
  };
}

const siblingsOf = ({ parent }: SourceElement): readonly SourceElement[] =>
  parent?.children.filter((child) => typeof child !== 'string') ?? [];
const positionOf = (element: SourceElement): number => siblingsOf(element).indexOf(element) + 1;

/** Whether an element matches, from the last compound back. */
export function matches({ compounds }: Selector, element: SourceElement): boolean {
  const matchFrom = (index: number, each: SourceElement): boolean => {
    if (!compounds[index]!.tests.every((test) => test(each))) return false;
    if (index === 0) return true;
    switch (compounds[index - 1]!.combinator) {
      case '>':
        return each.parent !== undefined && matchFrom(index - 1, each.parent);
      case '+': {
        const before = siblingsOf(each)[positionOf(each) - 2];
        return before !== undefined && matchFrom(index - 1, before);
      }
      case '~':
        return siblingsOf(each)
          .slice(0, Math.max(0, positionOf(each) - 1))
          .some((before) => matchFrom(index - 1, before));
      default:
        for (let ancestor = each.parent; ancestor !== undefined; ancestor = ancestor.parent)
          if (matchFrom(index - 1, ancestor)) return true;
        return false;
    }
  };
  return matchFrom(compounds.length - 1, element);
}
