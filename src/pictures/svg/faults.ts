import type { SourceElement } from './source.ts';

/** What of a drawing cannot be drawn as its author wrote it. */
export interface DrawingFault {
  /** In the SVG file, from 1. */
  readonly line: number;
  /** The name of the element. */
  readonly element: string;
  /** The attribute, property or reference, in Chinese; empty where it is the element itself. */
  readonly detail: string;
}

/** Records that something at an element cannot be drawn; reading goes on, so that all of it is named at once. */
export type Refuse = (element: Pick<SourceElement, 'name' | 'line'>, detail?: string) => void;

/** Faults that are reported of one drawing; the rest would say the same. */
const maxFaults = 20;

/** Collects faults, equal ones once. */
export function collectFaults(): { readonly refuse: Refuse; readonly faults: readonly DrawingFault[] } {
  const faults: DrawingFault[] = [];
  const seen = new Set<string>();
  return {
    faults,
    refuse: ({ name, line }, detail = '') => {
      const key = `${name} ${detail}`;
      if (seen.has(key) || faults.length >= maxFaults) return;
      seen.add(key);
      faults.push({ line, element: name, detail });
    },
  };
}

/** What elements that draw no children of their own may have in them without effect. */
const notes: ReadonlySet<string> = new Set(['title', 'desc', 'metadata']);

/** Refuses the children of an element that has none to draw, such as animations of its attributes. */
export function refuseChildren(
  { children }: SourceElement,
  refuse: Refuse,
  allowed: readonly string[] = [],
): void {
  for (const child of children)
    if (
      typeof child !== 'string' &&
      child.namespace === 'svg' &&
      !notes.has(child.name) &&
      !allowed.includes(child.name)
    )
      refuse(child);
}
