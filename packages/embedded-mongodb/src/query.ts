import { Context } from 'mingo/core';
import * as projectionOperators from 'mingo/operators/projection';
import * as queryOperators from 'mingo/operators/query';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { accumulators, expressions, stages } from './expressions.ts';
import { candidates, leavesAt, rootField } from './paths.ts';
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
  $regex: (operand) => {
    const expression = pattern(operand);
    return (values) => values.some((value) => typeof value === 'string' && expression.test(value));
  },
};

/** What asks for an array as a whole: the values at the end of the path, not their elements. */
const leafPredicates: Readonly<Record<string, (operand: unknown) => Predicate>> = {
  $size: (operand) => {
    if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0)
      throw new StoreError(2, '$size needs a whole number');
    return (leaves) => leaves.some((leaf) => Array.isArray(leaf) && leaf.length === operand);
  },
  $elemMatch: (operand) => {
    if (!isDoc(operand)) throw new StoreError(2, '$elemMatch needs an Object');
    const [first = ''] = Object.keys(operand);
    const ofValues = first.startsWith('$') && !(first in logicalMatchers);
    const matches = compileFilter(ofValues ? { element: operand } : operand);
    const holds = (element: unknown) => (ofValues ? matches({ element }) : isDoc(element) && matches(element));
    return (leaves) => leaves.some((leaf) => Array.isArray(leaf) && leaf.some(holds));
  },
};

function not(predicate: Predicate): Predicate {
  return (values) => !predicate(values);
}

const comparisons = Object.fromEntries(
  [...Object.keys(predicates), ...Object.keys(leafPredicates)].map((name) => [
    name,
    (selector: string, operand: unknown) => compileOperator(selector, name, operand),
  ]),
);

/**
 * mingo's operators, with this store's comparisons instead of its own. They count only for the Query of mingo/query
 * and the Aggregator of mingo/aggregator: those of 'mingo' put mingo's own first.
 */
export const operators = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: stages,
  projection: projectionOperators,
  query: { ...queryOperators, ...comparisons },
});

export const mingoOptions: Partial<Options> = { context: operators, scriptEnabled: false };

/** Matches every document; a caller that meets it need not read any. */
export const everything: Matcher = () => true;

/** Compiles a filter; `options` carry the variables of a pipeline. Throws BadValue for what is unknown here. */
export function compileFilter(filter: Doc, options = mingoOptions): Matcher {
  const matchers = Object.entries(filter)
    .filter(([name]) => name !== '$comment')
    .map(([name, value]) => compileCondition(name, value, options));
  const [only] = matchers;
  if (!only) return everything;
  return matchers.length === 1 ? only : (doc) => matchers.every((matches) => matches(doc));
}

/** The fields of a document, not those inside them, that a filter may look at; undefined where that may be any. */
export function fieldsOf(filter: Doc): string[] | undefined {
  const names = conditionNames(filter).filter((name) => name !== '$comment');
  return names.some((name) => name.startsWith('$')) ? undefined : names.map(rootField);
}

function conditionNames(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([name, value]) =>
    name in logicalMatchers && Array.isArray(value) && value.every(isDoc) ? value.flatMap(conditionNames) : [name],
  );
}

/** What is frequent and simple is compiled here; mingo has the rest, whose Query costs a copy of all its operators. */
function compileCondition(name: string, value: unknown, options: Partial<Options>): Matcher {
  const logical = Array.isArray(value) && value.length > 0 && value.every(isDoc) ? logicalMatchers[name] : undefined;
  if (logical && Array.isArray(value)) return logical(value.map((one) => compileFilter(one, options)));
  if (!name.startsWith('$')) {
    const operators = fieldOperators(value);
    const matchers = operators.map(([operator, operand]) => compileOperator(name, operator, operand));
    if (matchers.every((one) => one !== undefined)) return (doc) => matchers.every((matches) => matches(doc));
  }
  return asStoreError(() => {
    const query = new Query({ [name]: value }, options);
    return (doc) => asStoreError(() => query.test(doc));
  });
}

/** The operators on one field; a plain value means equality, a regular expression itself. */
function fieldOperators(value: unknown): [string, unknown][] {
  if (isRegex(value)) return [['$regex', value]];
  if (!isDoc(value) || !Object.keys(value).some((key) => key.startsWith('$'))) return [['$eq', value]];
  const { $options, ...operators } = value;
  if ($options !== undefined && !('$regex' in operators)) throw new StoreError(2, '$options needs a $regex');
  if ($options !== undefined) operators.$regex = pattern(operators.$regex, String($options));
  return Object.entries(operators);
}

function pattern(source: unknown, options?: string): RegExp {
  const text = isRegex(source) ? source.source : source;
  if (typeof text !== 'string') throw new StoreError(2, '$regex has to be a string');
  return asStoreError(() => new RegExp(text, options ?? (isRegex(source) ? source.flags : '')));
}

function compileOperator(path: string, operator: string, operand: unknown): Matcher | undefined {
  if (operator === '$not') {
    const matches = compileFilter({ [path]: operand });
    return (doc) => !matches(doc);
  }
  const onLeaves = leafPredicates[operator]?.(operand);
  if (onLeaves) return (doc) => onLeaves(leavesAt(doc, path));
  const holds = predicates[operator]?.(operand);
  return holds && ((doc) => holds(candidates(doc, path)));
}

const logicalMatchers: Readonly<Record<string, (matchers: readonly Matcher[]) => Matcher>> = {
  $and: (matchers) => (doc) => matchers.every((matches) => matches(doc)),
  $or: (matchers) => (doc) => matchers.some((matches) => matches(doc)),
  $nor: (matchers) => (doc) => !matchers.some((matches) => matches(doc)),
};

/** Runs mingo; its refusals become MongoDB's BadValue, or InvalidPipelineOperator for an operator it was not given. */
export function asStoreError<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /'(\$\w+)' is not registered/.exec(message)?.[1];
    throw unknown ? new StoreError(168, `Unrecognized expression '${unknown}'`) : new StoreError(2, message);
  }
}
