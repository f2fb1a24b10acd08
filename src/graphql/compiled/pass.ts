import type DataLoader from 'dataloader';
import { type FieldNode, type GraphQLField, type GraphQLResolveInfo, getArgumentValues } from 'graphql';
import type { RequestContext } from '../../auth/request-context.ts';
import type { Values } from './variable-reader.ts';

/** Values that are not simply there: records that look-ups find, and what a field's own resolver gives. */
export type Asked =
  | { readonly loader: string }
  | { readonly field: GraphQLField<unknown, unknown>; readonly node: FieldNode };

/** Our resolvers do not look at it, and one that did would fail here and be run by graphql-js. */
export const noInfo = Object.freeze({}) as GraphQLResolveInfo;

/** One request's way through a compiled operation: what it asked for, and what was found. */
export class Pass {
  readonly conditions: readonly boolean[];
  /** By key for look-ups, by object for resolvers; in the order of what can be asked for. */
  readonly found: readonly Map<unknown, unknown>[];
  readonly #asked: readonly Asked[];
  readonly #variables: Values;
  readonly #context: RequestContext;
  #pending: Promise<unknown>[] = [];

  constructor(asked: readonly Asked[], conditions: readonly boolean[], variables: Values, context: RequestContext) {
    this.#asked = asked;
    this.found = asked.map(() => new Map());
    this.conditions = conditions;
    this.#variables = variables;
    this.#context = context;
  }

  look(slot: number, key: string): void {
    const found = this.found[slot];
    const asked = this.#asked[slot];
    if (!found || !asked || !('loader' in asked) || found.has(key)) return;
    const loader: DataLoader<string, unknown> = Reflect.get(this.#context.loaders, asked.loader);
    this.#wait(found, key, loader.load(key));
  }

  resolve(slot: number, row: object): void {
    const found = this.found[slot];
    const asked = this.#asked[slot];
    if (!found || !asked || !('field' in asked) || found.has(row)) return;
    const { field, node } = asked;
    const args = getArgumentValues(field, node, this.#variables);
    this.#wait(found, row, field.resolve?.(row, args, this.#context, noInfo));
  }

  /** @returns whether anything was asked for since the last time; it is there then */
  async arrived(): Promise<boolean> {
    const pending = this.#pending;
    this.#pending = [];
    await Promise.all(pending);
    return pending.length > 0;
  }

  /** Nobody waits any more for what is under way, nor hears of its failure. */
  abandon(): void {
    void Promise.allSettled(this.#pending);
  }

  #wait(found: Map<unknown, unknown>, key: unknown, value: unknown): void {
    found.set(key, undefined);
    if (!(value instanceof Promise)) found.set(key, value);
    else this.#pending.push(value.then((one) => found.set(key, one)));
  }
}

/** Whether fields can be read from a value; it may be a promise that nobody waited for. */
export function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !('then' in value);
}
