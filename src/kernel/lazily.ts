type Makers<Of, T> = { readonly [K in keyof T]: (of: Of) => T[K] };

/** @returns what makes objects whose properties are made each when it is read first */
export function lazily<Of, T extends object>(makers: Makers<Of, T>): (of: Of) => T {
  class Lazy {
    readonly #of: Of;

    constructor(of: Of) {
      this.#of = of;
    }

    keep(name: string, make: (of: Of) => unknown): unknown {
      const value = make(this.#of);
      Object.defineProperty(this, name, { value });
      return value;
    }
  }
  for (const [name, make] of Object.entries<(of: Of) => unknown>(makers)) {
    Object.defineProperty(Lazy.prototype, name, {
      get(this: Lazy) {
        return this.keep(name, make);
      },
    });
  }
  return (of) => new Lazy(of) as unknown as T;
}
