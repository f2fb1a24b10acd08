type Method = (...args: unknown[]) => unknown;

/**
 * The same object with every method wrapped. Works for plain objects and for instances of classes: a method runs on the
 * object itself, so that private members stay within reach. All other properties stay as they are.
 * @param wrap gets a method, bound to the object, and its name
 */
export function wrapMethods<T extends object>(target: T, wrap: (method: Method, name: string) => Method): T {
  const wrapped = new Map<unknown, Method>();
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name, object);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      let method = wrapped.get(value);
      if (!method) {
        method = wrap(value.bind(object), name);
        wrapped.set(value, method);
      }
      return method;
    },
  });
}
