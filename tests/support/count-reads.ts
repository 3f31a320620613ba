/** A counter of reads. */
export interface Reads {
  count: number;
}

/**
 * Wraps a value so that each read of a property or an element, at any depth, is counted. A copy made by a method of the
 * value counts one read for each element.
 */
export function countReads<T extends object>(value: T, reads: Reads): T {
  const proxies = new WeakMap<object, object>();
  const watch = (target: unknown): unknown => {
    if (typeof target !== 'object' || target === null || target instanceof Map) return target;
    const cached = proxies.get(target);
    if (cached !== undefined) return cached;
    const proxy = new Proxy(target, {
      get(object, key) {
        reads.count += 1;
        return watch(Reflect.get(object, key));
      },
    });
    proxies.set(target, proxy);
    return proxy;
  };
  return watch(value) as T;
}
