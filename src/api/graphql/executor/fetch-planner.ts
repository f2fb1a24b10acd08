import type { FieldNode, GraphQLField } from 'graphql';
import type { Relation } from '../../contract/relation.ts';
import { argumentReader } from './argument-reader.ts';
import type { FetchPlan, FetchStep } from './execution-state.ts';
import type { GeneratedSource } from './generated-source.ts';

/** A field that shows something of a related record. */
export type AnyRelation = Relation<string, unknown, unknown, unknown>;

/** Where generated code finds the value of a field. */
export interface ValueSource {
  /** An expression. */
  readonly value: string;
  /** A statement that requests the value; empty where `value` is a property. */
  readonly fetch: string;
  /** For a relation, an expression that assigns the id of its record to `id` and tells whether there is none. */
  readonly isNullKey?: string;
}

/** Collects the fetch steps of one operation while its code is generated. */
export class FetchPlanner implements FetchPlan {
  readonly steps: FetchStep[] = [];
  hasDependentFetches = false;
  cachedFragments = 0;
  readonly #source: GeneratedSource;
  /** Indices into `steps`, by the name of the loader. */
  readonly #loaderSteps = new Map<string, number>();

  constructor(source: GeneratedSource) {
    this.#source = source;
  }

  relation({ loader, key, read }: AnyRelation): ValueSource {
    const step = this.#loaderSteps.get(loader) ?? this.steps.push({ loader }) - 1;
    this.#loaderSteps.set(loader, step);
    const isNullKey = `(id = ${this.#source.constant(`${loader}Id`, key)}(object)) === null`;
    const record = `${isNullKey} ? null : state.results[${step}].get(id)`;
    return {
      value: `${this.#source.constant('readRelation', read)}(${record})`,
      fetch: `if (!(${isNullKey})) state.requestRecord(${step}, id);`,
      isNullKey,
    };
  }

  resolver(field: GraphQLField<unknown, unknown>, node: FieldNode): ValueSource {
    const step = this.steps.push({ field, readArguments: argumentReader(field, node) }) - 1;
    return { value: `state.results[${step}].get(object)`, fetch: `state.resolve(${step}, object);` };
  }
}
