import type { Desk } from './desk.ts';
import type { Report } from './diagnostics.ts';

/**
 * 存版, standing type: what one build made and the next in the same process need not make again, by the kind of thing it
 * is and by all that it was made of.
 */
export interface Standing {
  /** What stands under a key, or what `make` makes. */
  readonly once: <T>(kind: string, key: string, make: () => T) => T;
  /** Distributes what the build before the last one used and the last did not. To be called between two builds. */
  readonly distribute: () => void;
}

/** Begins with nothing standing. */
export function keepStanding(): Standing {
  let before = new Map<string, unknown>();
  let now = new Map<string, unknown>();
  return {
    once: <T>(kind: string, key: string, make: () => T): T => {
      const name = `${kind}\n${key}`;
      const known = now.has(name) ? now : before;
      const thing = known.has(name) ? (known.get(name) as T) : make();
      now.set(name, thing);
      return thing;
    },
    distribute: () => {
      before = now;
      now = new Map();
    },
  };
}

type Message = Parameters<Report>;

/**
 * Makes a thing or takes the one that stands; what was told when it was made is told again. In: the desk, on which
 * nothing may stand at all, and what makes the thing, telling troubles through the report it is given before it returns:
 * what a promise tells later is lost.
 */
export function stand<T>(
  { standing, report }: Pick<Desk, 'standing' | 'report'>,
  kind: string,
  key: () => string,
  make: (report: Report) => T,
): T {
  if (standing === undefined) return make(report);
  const { thing, told } = standing.once(kind, key(), () => {
    const messages: Message[] = [];
    const made = make((...message) => void messages.push(message as Message));
    return { thing: made, told: messages };
  });
  for (const message of told) report(...message);
  return thing;
}
