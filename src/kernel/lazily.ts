type Makers<Of, T> = { readonly [K in keyof T]: (of: Of) => T[K] };

/** @returns what makes objects whose properties are made each when it is read first */
export function lazily<Of, T extends object>(makers: Makers<Of, T>): (of: Of) => T {
  class Lazy {
    readonly #of: Of;
    readonly #made: Record<string, unknown> = {};

    constructor(of: Of) {
      this.#of = of;
    }

    made(name: string, make: (of: Of) => unknown): unknown {
      this.#made[name] ??= make(this.#of);
      return this.#made[name];
    }
  }
  for (const [name, make] of Object.entries<(of: Of) => unknown>(makers)) {
    Object.defineProperty(Lazy.prototype, name, {
      get(this: Lazy) {
        return this.made(name, make);
      },
    });
  }
  return (of) => new Lazy(of) as unknown as T;
}
