import { Context, computeValue } from 'mingo/core';
import * as accumulatorOperators from 'mingo/operators/accumulator';
import * as expressionOperators from 'mingo/operators/expression';
import * as pipelineOperators from 'mingo/operators/pipeline';
import * as projectionOperators from 'mingo/operators/projection';
import * as queryOperators from 'mingo/operators/query';
import * as windowOperators from 'mingo/operators/window';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { candidates } from './paths.ts';
import { StoreError, unsupported } from './store-error.ts';
import { compareValues, type Doc, isDoc, type TypeName, typeOf } from './values.ts';

/** Whether a document (in plain values) matches. */
export type Matcher = (doc: Doc) => boolean;

type Predicate = (values: readonly unknown[]) => boolean;

const isRegex = (value: unknown): value is RegExp => value instanceof RegExp;
const equal = (a: unknown, b: unknown) => compareValues(a, b) === 0;

function equals(operand: unknown): Predicate {
  return (values) => values.some((value) => equal(value, operand));
}

/** Only values of the operand's own type compare, except that null is also what is missing. */
function compares(operand: unknown, holds: (order: number) => boolean): Predicate {
  const type = typeOf(operand);
  const isNaNOperand = Number.isNaN(operand);
  return (values) =>
    values.some(
      (value) =>
        (type === 'minKey' || type === 'maxKey' || typeOf(value) === type) &&
        Number.isNaN(value) === isNaNOperand &&
        holds(compareValues(value, operand)),
    );
}

function isIn(operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw new StoreError(2, '$in needs an array');
  const patterns = operand.filter(isRegex);
  const scalars = new Set<unknown>(operand.filter((value) => typeof value === 'string' || typeof value === 'boolean'));
  const others = operand.filter((value) => !scalars.has(value));
  return (values) =>
    values.some(
      (value) =>
        scalars.has(value) ||
        (others.length > 0 && others.some((other) => equal(value, other))) ||
        (typeof value === 'string' && patterns.some((pattern) => pattern.test(value))),
    );
}

const typeAliases: Readonly<Record<string, TypeName>> = {
  number: 'number',
  string: 'string',
  object: 'object',
  array: 'array',
  binData: 'binary',
  objectId: 'objectId',
  bool: 'boolean',
  date: 'date',
  null: 'null',
  regex: 'regex',
  timestamp: 'timestamp',
  minKey: 'minKey',
  maxKey: 'maxKey',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binary',
  7: 'objectId',
  8: 'boolean',
  9: 'date',
  10: 'null',
  11: 'regex',
  17: 'timestamp',
};

function isOfType(operand: unknown): Predicate {
  const types = (Array.isArray(operand) ? operand : [operand]).map((alias) => {
    const type = typeAliases[String(alias)];
    if (type) return type;
    if (['int', 'long', 'double', 'decimal', '1', '16', '18', '19'].includes(String(alias))) {
      throw unsupported(`$type ${String(alias)} (one kind of number)`);
    }
    throw new StoreError(2, `Unknown type name alias: ${String(alias)}`);
  });
  return (values) => values.some((value) => value !== undefined && types.includes(typeOf(value)));
}

function exists(operand: unknown): Predicate {
  const wanted = Boolean(operand);
  return (values) => values.some((value) => value !== undefined) === wanted;
}

function hasAll(operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw new StoreError(2, '$all needs an array');
  if (operand.some((one) => isDoc(one) && '$elemMatch' in one)) throw unsupported('$elemMatch inside $all');
  const each = operand.map((one) => (isRegex(one) ? isIn([one]) : equals(one)));
  return (values) => each.length > 0 && each.every((holds) => holds(values));
}

/** MongoDB's comparison across BSON types, where mingo compares as JavaScript does. */
const predicates: Readonly<Record<string, (operand: unknown) => Predicate>> = {
  $eq: equals,
  $ne: (operand) => not(equals(operand)),
  $in: isIn,
  $nin: (operand) => not(isIn(operand)),
  $gt: (operand) => compares(operand, (order) => order > 0),
  $gte: (operand) => compares(operand, (order) => order >= 0),
  $lt: (operand) => compares(operand, (order) => order < 0),
  $lte: (operand) => compares(operand, (order) => order <= 0),
  $type: isOfType,
  $exists: exists,
  $all: hasAll,
};

function not(predicate: Predicate): Predicate {
  return (values) => !predicate(values);
}

const comparisons = Object.fromEntries(
  Object.entries(predicates).map(([name, predicate]) => [
    name,
    (selector: string, operand: unknown) => {
      const holds = predicate(operand);
      return (doc: Doc) => holds(candidates(doc, selector));
    },
  ]),
);

/** Comparison in expressions, by MongoDB's order over all types. */
function expressionComparisons(): Record<string, (doc: Doc, expression: unknown, options: Options) => unknown> {
  const compare = (holds: (order: number) => unknown) => (doc: Doc, expression: unknown, options: Options) => {
    const operands = computeValue(doc, [expression, []], '$ifNull', options);
    if (!Array.isArray(operands) || operands.length !== 2)
      throw new StoreError(16020, 'a comparison takes exactly 2 arguments');
    return holds(compareValues(operands[0], operands[1]));
  };
  return {
    $cmp: compare((order) => order),
    $eq: compare((order) => order === 0),
    $ne: compare((order) => order !== 0),
    $gt: compare((order) => order > 0),
    $gte: compare((order) => order >= 0),
    $lt: compare((order) => order < 0),
    $lte: compare((order) => order <= 0),
  };
}

/**
 * mingo's operators, with this store's comparisons instead of its own. They count only for the Query of mingo/query
 * and the Aggregator of mingo/aggregator: those of 'mingo' put mingo's own first.
 */
export const operators = Context.init({
  accumulator: accumulatorOperators,
  expression: { ...expressionOperators, ...expressionComparisons() },
  pipeline: pipelineOperators,
  projection: projectionOperators,
  query: { ...queryOperators, ...comparisons },
  window: windowOperators,
});

export const mingoOptions: Partial<Options> = { context: operators, scriptEnabled: false };

/** Matches every document; a caller that meets it need not read any. */
export const everything: Matcher = () => true;

/** Compiles a filter. Throws BadValue for what MongoDB or this store does not know. */
export function compileFilter(filter: Doc): Matcher {
  const matchers = Object.entries(filter)
    .filter(([name]) => name !== '$comment')
    .map(([name, value]) => compileCondition(name, value));
  const [only] = matchers;
  if (!only) return everything;
  return matchers.length === 1 ? only : (doc) => matchers.every((matches) => matches(doc));
}

/** What is frequent and simple is compiled here; mingo has the rest, whose Query costs a copy of all its operators. */
function compileCondition(name: string, value: unknown): Matcher {
  const logical = Array.isArray(value) && value.length > 0 && value.every(isDoc) ? logicalMatchers[name] : undefined;
  if (logical && Array.isArray(value)) return logical(value.map(compileFilter));
  if (!name.startsWith('$') && !isRegex(value)) {
    const isOperators = isDoc(value) && Object.keys(value).some((key) => key.startsWith('$'));
    const operators = isOperators ? Object.entries(value) : [['$eq', value] as const];
    const holds = operators.map(([operator, operand]) => predicates[operator]?.(operand));
    if (holds.every((one) => one !== undefined)) {
      return (doc) => {
        const values = candidates(doc, name);
        return holds.every((one) => one(values));
      };
    }
  }
  return asStoreError(() => {
    const query = new Query({ [name]: value }, mingoOptions);
    return (doc) => asStoreError(() => query.test(doc));
  });
}

const logicalMatchers: Readonly<Record<string, (matchers: readonly Matcher[]) => Matcher>> = {
  $and: (matchers) => (doc) => matchers.every((matches) => matches(doc)),
  $or: (matchers) => (doc) => matchers.some((matches) => matches(doc)),
  $nor: (matchers) => (doc) => !matchers.some((matches) => matches(doc)),
};

/** Runs mingo; its refusals become MongoDB's BadValue. */
export function asStoreError<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(2, error instanceof Error ? error.message : String(error));
  }
}
