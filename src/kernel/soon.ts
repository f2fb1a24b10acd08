/** What may be there already; to wait for that all the same would take as long as many a request. */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value, at once where it is there. */
export function andThen<T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** All of them, at once where they are there. */
export function allOf<T extends readonly unknown[]>(values: readonly [...{ [K in keyof T]: Soon<T[K]> }]): Soon<T> {
  const isThere = values.every((value) => !(value instanceof Promise));
  return isThere ? (values as unknown as T) : (Promise.all(values) as unknown as Promise<T>);
}
