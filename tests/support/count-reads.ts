/** How often something inside a value was read since. */
export interface Reads {
  count: number;
}

/**
 * The value, with every read of a property or an element of it or of what it holds counted. A copy that is made of it
 * by its own methods counts as reading each element.
 */
export function countingReads<T extends object>(value: T, reads: Reads): T {
  const seen = new WeakMap<object, object>();
  const watch = (target: unknown): unknown => {
    if (typeof target !== 'object' || target === null || target instanceof Map) return target;
    const known = seen.get(target);
    if (known !== undefined) return known;
    const proxy = new Proxy(target, {
      get(object, key) {
        reads.count += 1;
        return watch(Reflect.get(object, key));
      },
    });
    seen.set(target, proxy);
    return proxy;
  };
  return watch(value) as T;
}
