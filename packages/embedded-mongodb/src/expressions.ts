import { evalExpr } from 'mingo/core';
import * as mingoAccumulators from 'mingo/operators/accumulator';
import * as mingoExpressions from 'mingo/operators/expression';
import * as mingoStages from 'mingo/operators/pipeline';
import type { Options, PipelineOperator } from 'mingo/types';
import { StoreError } from './store-error.ts';
import { compareValues, type Doc, isDoc } from './values.ts';

// Only what was seen to answer as a reference does (test/suites/store/expressions.ts) is passed on. mingo has more, of
// which some answers wrongly where something is missing or null; here that is an unknown operator instead.

/** The stages taken from mingo. */
export const stages: Readonly<Record<string, PipelineOperator>> = pick<PipelineOperator>(
  mingoStages,
  '$addFields $count $facet $graphLookup $group $limit $lookup $match $project $replaceRoot $replaceWith $sample $set $skip $sort $sortByCount $unionWith $unset $unwind',
);

type Accumulator = (values: unknown[], expression: unknown, options: Options) => unknown;

const wholes = pick<Accumulator>(mingoAccumulators, '$addToSet $avg $count $mergeObjects $sum');

/** An accumulator over documents, or, without an expression, over the elements of one array. */
export const accumulators: Readonly<Record<string, Accumulator>> = {
  ...wholes,
  $push: (documents, expression, options) =>
    documents.map((one) => evaluate(one, expression, options)).filter((value) => value !== undefined),
  $max: (values, expression, options) => extreme(values, expression, options, 1),
  $min: (values, expression, options) => extreme(values, expression, options, -1),
  $first: (values, expression, options) => element(values[0], expression, options),
  $last: (values, expression, options) => element(values.at(-1), expression, options),
};

/** One document's value; mingo's own $push takes its documents as roots, and would make null of a missing one. */
function evaluate(document: unknown, expression: unknown, options: Options): unknown {
  const [result] = mingoAccumulators.$push([isDoc(document) ? document : {}], { value: expression }, options);
  return isDoc(result) ? result.value : undefined;
}

function element(value: unknown, expression: unknown, options: Options): unknown {
  return (expression === null ? value : evaluate(value, expression, options)) ?? null;
}

function extreme(values: unknown[], expression: unknown, options: Options, sign: number): unknown {
  const all = expression === null ? values : values.map((one) => evaluate(one, expression, options));
  const present = all.filter((value) => value !== null && value !== undefined);
  return present.length === 0
    ? null
    : present.reduce((best, value) => (sign * compareValues(value, best) > 0 ? value : best));
}

type Expression = (doc: Doc, expression: unknown, options: Options) => unknown;

const plain = pick<Expression>(
  mingoExpressions,
  '$abs $add $allElementsTrue $and $anyElementTrue $arrayElemAt $arrayToObject $ceil $concat $concatArrays $cond $dateFromString $dateToString $dayOfMonth $dayOfWeek $dayOfYear $divide $exp $filter $floor $getField $hour $ifNull $in $indexOfArray $isArray $isNumber $isoWeek $let $literal $ln $log10 $map $mergeObjects $millisecond $minute $mod $month $multiply $not $objectToArray $or $pow $range $reduce $regexMatch $replaceAll $replaceOne $reverseArray $round $second $setDifference $setEquals $setIntersection $setIsSubset $size $slice $sortArray $split $sqrt $strLenBytes $strLenCP $strcasecmp $substr $substrCP $subtract $switch $toBool $toDate $toLower $toString $toUpper $trim $week $year $zip',
);

/** Expressions; comparisons are by MongoDB's order over all types, where a missing field comes before null. */
export const expressions: Readonly<Record<string, Expression>> = {
  ...plain,
  $toLower: (doc, expression, options) => plain.$toLower?.(doc, expression, options) ?? '',
  $toUpper: (doc, expression, options) => plain.$toUpper?.(doc, expression, options) ?? '',
  $cmp: comparison((order) => order),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
};

function comparison(holds: (order: number) => unknown): Expression {
  return (doc, expression, options) => {
    const operands = evalExpr(doc, expression, options);
    if (!Array.isArray(operands) || operands.length !== 2)
      throw new StoreError(16020, 'a comparison takes exactly 2 arguments');
    const [a, b] = operands;
    const missing = Number(b === undefined) - Number(a === undefined);
    return holds(missing || compareValues(a, b));
  };
}

/** Of a module of operators the named ones, as functions of what a context calls them with. */
function pick<F>(from: object, names: string): Readonly<Record<string, F>> {
  const wanted = new Set(names.split(' '));
  // a context is typed by the operators of mingo, each with its own kind of operand
  return Object.fromEntries(Object.entries(from).filter(([name]) => wanted.has(name))) as Record<string, F>;
}
