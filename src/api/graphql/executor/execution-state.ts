import type { GraphQLField, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';
import type { RecordLoader } from '../../loaders/directory-loaders.ts';
import type { ArgumentReader } from './argument-reader.ts';
import { ByteRangeCache } from './byte-range-cache.ts';
import { resolverError } from './field-execution-error.ts';
import type { Variables } from './variable-reader.ts';

/** A fetch of an operation: related records by id, or the result of a field's resolver. */
export type FetchStep =
  | { readonly loader: string }
  | { readonly field: GraphQLField<unknown, unknown>; readonly readArguments: ArgumentReader };

/** All fetches of an operation below its root fields. */
export interface FetchPlan {
  readonly steps: readonly FetchStep[];
  /** Whether a fetched value may itself have values to fetch. */
  readonly hasDependentFetches: boolean;
  /** Number of fields that write objects of related records. Each has a byte range cache. */
  readonly cachedFragments: number;
}

/** The resolve info of fields below the root. A resolver that reads it fails, which is logged as a defect. */
const noInfo = Object.freeze({}) as GraphQLResolveInfo;

/**
 * The state of one execution of a compiled operation: its fetches and their results. Called `state` in generated
 * code.
 */
export class ExecutionState {
  /** Whether each `@skip` and `@include` condition of the document holds. */
  readonly conditions: readonly boolean[];
  /** Results of each step of the plan: records by id, or resolver results by parent object. */
  readonly results: readonly Map<unknown, unknown>[];
  readonly byteRanges: readonly ByteRangeCache[];
  readonly #steps: readonly FetchStep[];
  readonly #variables: Variables;
  readonly #context: RequestContext;
  /** Ids of each step to load at the next dispatch. */
  #ids: (string[] | undefined)[] = [];
  /** The latest requested id of each step. Consecutive rows often have the same id. */
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

  /**
   * Requests a related record for the next dispatch.
   *
   * @param step index into the steps of the plan
   */
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

  /**
   * Calls the resolver of a field.
   *
   * @param step index into the steps of the plan
   */
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

  /**
   * Loads the requested records, with one query per loader.
   *
   * @returns whether anything was fetched; a promise while fetches are pending
   */
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

  /** Marks rejections of pending fetches as handled, after the execution has failed. */
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

/** Whether a value is an object with readable fields. A promise is not, because it is not awaited here. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (value as { then?: unknown }).then === undefined;
}
