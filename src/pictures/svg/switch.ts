import type { Refuse } from './faults.ts';
import type { SourceElement } from './source.ts';

/*
 * Conditional processing, SVG 2, 5.8. The reader is a Chinese one. `requiredFeatures` holds for everything, as it does in
 * viewers of today; extensions hold for nothing, since there are none here.
 */

/** Whether the conditions of an element hold. */
export function isSelected({ attributes }: SourceElement): boolean {
  const { systemLanguage, requiredExtensions } = attributes;
  if (requiredExtensions !== undefined && requiredExtensions.trim() !== '' && !isHtml(requiredExtensions))
    return false;
  if (systemLanguage === undefined) return true;
  return systemLanguage.split(',').some((tag) => /^zh\b/i.test(tag.trim()));
}

const isHtml = (extensions: string): boolean => extensions.trim() === 'http://www.w3.org/1999/xhtml';

/**
 * The child of a `<switch>` that is drawn: the first whose conditions hold. If that is a `foreignObject`, which is not drawn,
 * the alternative after it takes its place, provided that it has the same words: some programs shorten them there.
 */
export function selectChild(element: SourceElement, refuse: Refuse): SourceElement | undefined {
  const candidates = element.children.filter(
    (child) => typeof child !== 'string' && child.namespace === 'svg' && isSelected(child),
  ) as readonly SourceElement[];
  const [first, ...others] = candidates;
  if (first?.name !== 'foreignObject') return first;
  const words = wordsOf(first);
  const alike = others.find((other) => other.name !== 'foreignObject' && wordsOf(other) === words);
  if (alike !== undefined) return alike;
  if (words !== '' || others.length > 0) refuse(first);
  return undefined;
}

/** The text of an element without white space. */
export function wordsOf(element: SourceElement): string {
  const parts = element.children.map((child) => (typeof child === 'string' ? child : wordsOf(child)));
  return parts.join('').replace(/\s+/g, '');
}
