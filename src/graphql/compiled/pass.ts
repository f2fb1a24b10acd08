import type { GraphQLField, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../auth/request-context.ts';
import type { RecordLoader } from '../../directory/loaders.ts';
import type { ArgumentReader } from './argument-reader.ts';
import { Stretches } from './stretches.ts';
import type { Values } from './variable-reader.ts';

/** Values that are not simply there: records that look-ups find, and what a field's own resolver gives. */
export type Asked =
  | { readonly loader: string }
  | { readonly field: GraphQLField<unknown, unknown>; readonly readArguments: ArgumentReader };

/** What an operation asks for, and how many of its fields are written again by the keys of their look-ups. */
export interface Questions {
  readonly asked: readonly Asked[];
  /** Whether what is found may lead to more questions. */
  readonly leadsOn: boolean;
  readonly remembered: number;
}

/** The resolvers of fields do not look at it, and one that did would fail here and be run by graphql-js. */
const noInfo = Object.freeze({}) as GraphQLResolveInfo;

/** One request's way through a compiled operation: what it asked for, and what was found. */
export class Pass {
  readonly conditions: readonly boolean[];
  /** By key for look-ups, by object for resolvers; in the order of what can be asked for. */
  readonly found: readonly Map<unknown, unknown>[];
  /** For each field that is written again by the key of its look-up. */
  readonly written: readonly Stretches[];
  readonly #asked: readonly Asked[];
  readonly #variables: Values;
  readonly #context: RequestContext;
  /** Keys of look-ups that wait for the next query, in the same order. */
  #keys: (string[] | undefined)[] = [];
  /** The key that was asked for last, in the same order: the next row often has the same. */
  readonly #latest: (string | undefined)[] = [];
  #pending: Promise<unknown>[] = [];

  constructor(
    { asked, remembered }: Questions,
    conditions: readonly boolean[],
    variables: Values,
    context: RequestContext,
  ) {
    this.#asked = asked;
    this.found = asked.map(() => new Map());
    this.written = Array.from({ length: remembered }, () => new Stretches());
    this.conditions = conditions;
    this.#variables = variables;
    this.#context = context;
  }

  look(slot: number, key: string): void {
    if (key === this.#latest[slot]) return;
    this.#latest[slot] = key;
    const found = this.found[slot];
    if (!found || found.has(key)) return;
    found.set(key, undefined);
    const keys = this.#keys[slot];
    if (keys) keys.push(key);
    else this.#keys[slot] = [key];
  }

  resolve(slot: number, row: object): void {
    const found = this.found[slot];
    const asked = this.#asked[slot];
    if (!found || !asked || !('field' in asked) || found.has(row)) return;
    const { field, readArguments } = asked;
    const args = readArguments(this.#variables);
    const value = field.resolve?.(row, args, this.#context, noInfo);
    found.set(row, value instanceof Promise ? undefined : value);
    if (value instanceof Promise) this.#pending.push(value.then((one) => found.set(row, one)));
  }

  /** Finds what was asked for. @returns whether that was anything; a promise where it is not there yet */
  arrival(): boolean | Promise<unknown> {
    const asked = this.#keys;
    this.#keys = [];
    for (const [slot, keys] of asked.entries()) if (keys) this.#find(slot, keys);
    const pending = this.#pending;
    this.#pending = [];
    const [first] = pending;
    if (first) return pending.length === 1 ? first : Promise.all(pending);
    return asked.length > 0;
  }

  /** Nobody waits any more for what is under way, nor hears of its failure. */
  abandon(): void {
    void Promise.allSettled(this.#pending);
  }

  #find(slot: number, keys: readonly string[]): void {
    const found = this.found[slot];
    const asked = this.#asked[slot];
    if (!found || !asked || !('loader' in asked)) return;
    const loader: RecordLoader<unknown> = Reflect.get(this.#context.loaders, asked.loader);
    const keep = (values: readonly unknown[]): void => {
      for (const [at, key] of keys.entries()) found.set(key, values[at]);
    };
    const values = loader.findAll(keys);
    if (values instanceof Promise) this.#pending.push(values.then(keep));
    else keep(values);
  }
}

/** Whether fields can be read from a value; it may be a promise that nobody waited for. */
export function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (value as { then?: unknown }).then === undefined;
}
