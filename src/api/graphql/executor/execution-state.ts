import type { GraphQLField, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';
import type { RecordLoader } from '../../loaders/directory-loaders.ts';
import type { ArgumentReader } from './argument-reader.ts';
import { ByteRangeCache } from './byte-range-cache.ts';
import { resolverError } from './field-execution-error.ts';
import type { Variables } from './variable-reader.ts';

/** Something an operation fetches: related records by their ids, or the result of a field's resolver. */
export type FetchStep =
  | { readonly loader: string }
  | { readonly field: GraphQLField<unknown, unknown>; readonly readArguments: ArgumentReader };

/** Everything an operation fetches besides its root fields. */
export interface FetchPlan {
  readonly steps: readonly FetchStep[];
  /** Whether a fetched value may itself have values to fetch. */
  readonly hasDependentFetches: boolean;
  /** How many fields write objects of related records, each with a byte range cache. */
  readonly cachedFragments: number;
}

/** Resolvers of fields below the root do not read it. One that does would throw here, which is reported as a defect. */
const noInfo = Object.freeze({}) as GraphQLResolveInfo;

/** The state of one execution of a compiled operation: what it requested, and the results. Generated code calls it as `state`. */
export class ExecutionState {
  /** For each `@skip` and `@include` condition of the document, whether it holds. */
  readonly conditions: readonly boolean[];
  /** For each step of the plan: records by id, or results of a resolver by parent object. */
  readonly results: readonly Map<unknown, unknown>[];
  readonly byteRanges: readonly ByteRangeCache[];
  readonly #steps: readonly FetchStep[];
  readonly #variables: Variables;
  readonly #context: RequestContext;
  /** For each step, the ids to load at the next dispatch. */
  #ids: (string[] | undefined)[] = [];
  /** For each step, the id that was requested last: the next row often has the same. */
  readonly #latestIds: (string | undefined)[] = [];
  #pending: Promise<unknown>[] = [];

  constructor(plan: FetchPlan, conditions: readonly boolean[], variables: Variables, context: RequestContext) {
    const { steps, cachedFragments } = plan;
    this.#steps = steps;
    this.byteRanges = Array.from({ length: cachedFragments }, () => new ByteRangeCache());
    this.results = steps.map(() => new Map());
    this.conditions = conditions;
    this.#variables = variables;
    this.#context = context;
  }

  /** Requests a related record, for the next dispatch. @param step index into the plan */
  requestRecord(step: number, id: string): void {
    if (id === this.#latestIds[step]) return;
    this.#latestIds[step] = id;
    const results = this.results[step];
    if (!results || results.has(id)) return;
    results.set(id, undefined);
    const ids = this.#ids[step];
    if (ids) ids.push(id);
    else this.#ids[step] = [id];
  }

  /** Calls the resolver of a field. @param step index into the plan */
  resolve(step: number, parent: object): void {
    const results = this.results[step];
    const plan = this.#steps[step];
    if (!results || !plan || !('field' in plan) || results.has(parent)) return;
    const args = plan.readArguments(this.#variables);
    this.#store(
      () => plan.field.resolve?.(parent, args, this.#context, noInfo),
      (value) => results.set(parent, value),
    );
  }

  /** Loads the requested records, one query for each loader. @returns whether anything was fetched; a promise while it is pending */
  dispatch(): boolean | Promise<unknown> {
    const requested = this.#ids;
    this.#ids = [];
    for (const [step, ids] of requested.entries()) if (ids) this.#load(step, ids);
    const pending = this.#pending;
    this.#pending = [];
    const [first] = pending;
    if (first) return pending.length === 1 ? first : Promise.all(pending);
    return requested.length > 0;
  }

  /** Marks the rejections of pending fetches as handled, for an execution that has ended. */
  cancel(): void {
    void Promise.allSettled(this.#pending);
  }

  #load(step: number, ids: readonly string[]): void {
    const results = this.results[step];
    const plan = this.#steps[step];
    if (!results || !plan || !('loader' in plan)) return;
    const loader: RecordLoader<unknown> = Reflect.get(this.#context.loaders, plan.loader);
    this.#store(
      () => loader.findAll(ids),
      (records) => {
        for (const [index, id] of ids.entries()) results.set(id, records[index]);
      },
    );
  }

  #store<T>(fetch: () => T | Promise<T>, keep: (value: T) => void): void {
    let value: T | Promise<T>;
    try {
      value = fetch();
    } catch (error) {
      throw resolverError(error);
    }
    if (value instanceof Promise) {
      const failed = (error: unknown): never => {
        throw resolverError(error);
      };
      this.#pending.push(value.then(keep, failed));
    } else {
      keep(value);
    }
  }
}

/** Whether fields can be read from a value. A promise is not awaited here, so its fields cannot. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (value as { then?: unknown }).then === undefined;
}
