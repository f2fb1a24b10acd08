type Getters<Of, T> = { readonly [K in keyof T]: (of: Of) => T[K] };

/** @returns what makes objects whose properties are made each when it is read first */
export function lazyProperties<Of, T extends object>(getters: Getters<Of, T>): (of: Of) => T {
  class LazyObject {
    readonly #source: Of;
    readonly #values: Record<string, unknown> = {};

    constructor(of: Of) {
      this.#source = of;
    }

    valueOf(name: string, make: (of: Of) => unknown): unknown {
      this.#values[name] ??= make(this.#source);
      return this.#values[name];
    }
  }
  for (const [name, make] of Object.entries<(of: Of) => unknown>(getters)) {
    Object.defineProperty(LazyObject.prototype, name, {
      get(this: LazyObject) {
        return this.valueOf(name, make);
      },
    });
  }
  return (of) => new LazyObject(of) as unknown as T;
}
