import { describe, expect, it } from 'vitest';
import { instrumentAll } from '../../src/adapters/mongodb/client/instrument.ts';
import { withStoreErrors } from '../../src/adapters/mongodb/client/mongo-errors.ts';
import { wrapMethods } from '../../src/common/wrap-methods.ts';
import { CachedDirectory } from '../../src/domain/directory/cached-directory.ts';
import { FakeClock } from '../support/fake-clock.ts';

abstract class Base {
  async inherited(): Promise<string> {
    return this.name;
  }

  abstract get name(): string;
}

/** A repository class with own and inherited methods, private members and a getter. */
class CounterRepository extends Base {
  #count = 0;
  readonly step: number = 2;

  async increase(by: number): Promise<number> {
    this.#count += by * this.step;
    return this.#count;
  }

  async fail(): Promise<never> {
    throw new Error('failed');
  }

  get name(): string {
    return `counter ${this.#count}`;
  }
}

/** Creates the same repository as a plain object. */
function plainCounter() {
  let count = 0;
  return {
    step: 2,
    async increase(by: number) {
      count += by * 2;
      return count;
    },
    async inherited() {
      return `counter ${count}`;
    },
    async fail(): Promise<never> {
      throw new Error('failed');
    },
  };
}

const counters: [string, () => Pick<CounterRepository, 'step' | 'increase' | 'inherited' | 'fail'>][] = [
  ['an instance of a class', () => new CounterRepository()],
  ['a plain object', plainCounter],
];

describe.each(counters)('%s', (_, create) => {
  it('has every method wrapped and its other properties unchanged', async () => {
    const calls: string[] = [];
    const counter = wrapMethods(create(), (method, name) => (...args) => {
      calls.push(`${name} ${args.join()}`);
      return method(...args);
    });
    expect(await counter.increase(1)).toBe(2);
    expect(await counter.increase(3)).toBe(8);
    expect(await counter.inherited()).toBe('counter 8');
    expect(counter.step).toBe(2);
    expect(calls).toEqual(['increase 1', 'increase 3', 'inherited ']);
  });

  it('keeps its methods when it is instrumented', async () => {
    const calls: string[] = [];
    const { counter } = instrumentAll({ counter: create() }, (call, _seconds, outcome) =>
      calls.push(`${call} ${outcome}`),
    );
    expect(await counter.increase(1)).toBe(2);
    await expect(counter.fail()).rejects.toThrow('failed');
    expect(calls).toEqual(['counter.increase ok', 'counter.fail failed']);
  });

  it('keeps its methods when caches are invalidated after its writes', async () => {
    const directory = new CachedDirectory(noLookUps, new FakeClock());
    const counter = directory.invalidateOnWrite(create());
    expect(await counter.increase(1)).toBe(2);
    await expect(counter.fail()).rejects.toThrow('failed');
  });
});

it('a getter of a class reads its private members', async () => {
  const counter = wrapMethods(new CounterRepository(), (method) => method);
  await counter.increase(1);
  expect(counter.name).toBe('counter 2');
  expect(counter).toBeInstanceOf(CounterRepository);
});

it('withStoreErrors translates the database errors of a class', async () => {
  class Repository {
    readonly #message = 'failed';

    async read(): Promise<string> {
      throw Object.assign(new Error(this.#message), { code: 11_600, name: 'MongoPoolClosedError' });
    }
  }
  await expect(withStoreErrors(new Repository()).read()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

const none = async () => [];
const noLookUps = {
  accountsByIds: none,
  usersByIds: none,
  customersByIds: none,
  endpointsByIds: none,
  usersByEmailAddresses: none,
  userEndpoints: none,
  phoneNumberEndpoints: none,
  phoneNumberEndpoint: async () => null,
};
