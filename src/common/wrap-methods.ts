type Method = (...args: unknown[]) => unknown;

/**
 * Wraps every method of an object; all other properties stay as they are.
 * Methods stay bound to the object itself, so that instances of classes can use their private members.
 * @param wrap receives a method, bound to the object, and its name
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
