import { Int32 } from 'bson';
import { arithmeticOperators } from './arithmetic-expressions.ts';
import { dateOperators, dateToString } from './date-expressions.ts';
import { type Expression, eager, isNothing, type OperatorDefinition, untilNull } from './operator-definition.ts';
import { StoreError, unsupported } from './store-error.ts';
import { compareValues, type Doc, isDoc, isTruthy, toDouble, typeOf } from './values.ts';

const many = Number.POSITIVE_INFINITY;

/** Compiles an expression. Throws InvalidPipelineOperator for an operator that is not supported. */
export function compileExpression(spec: unknown): Expression {
  if (typeof spec === 'string' && spec.startsWith('$')) return compilePath(spec);
  if (Array.isArray(spec)) {
    const elements = spec.map(compileExpression);
    return (doc) => elements.map((element) => element(doc) ?? null);
  }
  if (!isDoc(spec)) return () => spec;
  const names = Object.keys(spec);
  const [name = ''] = names;
  if (!names.some((one) => one.startsWith('$'))) return compileObject(spec);
  if (names.length > 1)
    throw new StoreError(
      15983,
      'an expression specification must contain exactly one field, the name of the expression',
    );
  return compileOperator(name, spec[name]);
}

function compileObject(spec: Doc): Expression {
  const fields = Object.entries(spec).map(([name, value]) => {
    if (name === '' || name.includes('.'))
      throw new StoreError(16405, `the field name '${name}' cannot be used in an object expression`);
    return [name, compileExpression(value)] as const;
  });
  return (doc) => {
    const made: Doc = {};
    for (const [name, evaluate] of fields) setOwn(made, name, evaluate(doc));
    return made;
  };
}

/** Sets a field, also one called `__proto__`; a missing value takes it away. */
export function setOwn(target: Doc, name: string, value: unknown): void {
  if (value === undefined) delete target[name];
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

function compilePath(path: string): Expression {
  const isVariable = path.startsWith('$$');
  const [variable, ...inner] = path.slice(isVariable ? 2 : 1).split('.');
  const parts = isVariable ? inner : [variable ?? '', ...inner];
  if (parts.includes('')) throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
  if (parts.some((part) => part.startsWith('$')))
    throw new StoreError(16410, `FieldPath field names may not start with '$'. (${path})`);
  if (isVariable && variable === 'REMOVE' && inner.length === 0) return () => undefined;
  if (isVariable && variable !== 'ROOT' && variable !== 'CURRENT')
    throw unsupported(`the variable $$${variable} in an expression`);
  return (doc) => fieldValue(doc, parts, 0);
}

/** The value at a path; of an array the values of its documents. */
function fieldValue(value: unknown, parts: readonly string[], at: number): unknown {
  const part = parts[at];
  if (part === undefined) return value;
  if (isDoc(value)) return Object.hasOwn(value, part) ? fieldValue(value[part], parts, at + 1) : undefined;
  if (!Array.isArray(value)) return undefined;
  return value.filter(isDoc).flatMap((element) => {
    const found = fieldValue(element, parts, at);
    return found === undefined ? [] : [found];
  });
}

function compileOperator(name: string, spec: unknown): Expression {
  if (name === '$literal') return () => spec;
  if (name === '$cond') return compileConditional(spec);
  if (name === '$dateToString') return compileDateToString(spec);
  const definition = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!definition)
    throw new StoreError(168, `Unrecognized expression '${name}' (the embedded database does not support it)`);
  const operands = (Array.isArray(spec) ? spec : [spec]).map(compileExpression);
  if (operands.length < definition.least || operands.length > definition.most)
    throw new StoreError(16020, `Expression ${name} takes another number of arguments than ${operands.length}`);
  return definition.of(operands);
}

function compileConditional(spec: unknown): Expression {
  const parts = Array.isArray(spec) ? spec : conditionalParts(spec);
  if (parts.length !== 3 || parts.includes(undefined)) throw new StoreError(16020, '$cond takes if, then and else');
  const [condition, yes, no] = parts;
  const [test, whenTrue, whenFalse] = [compileExpression(condition), compileExpression(yes), compileExpression(no)];
  return (doc) => (isTruthy(test(doc)) ? whenTrue(doc) : whenFalse(doc));
}

function conditionalParts(spec: unknown): unknown[] {
  const { if: condition, then: yes, else: no, ...others } = fieldsOf(spec);
  return [condition, yes, no, ...Object.values(others)];
}

function compileDateToString(spec: unknown): Expression {
  const { date, format, ...others } = fieldsOf(spec);
  if (date === undefined) throw new StoreError(18628, "Missing 'date' parameter to $dateToString");
  const [other] = Object.keys(others);
  if (other) throw unsupported(`$dateToString with ${other}`);
  const write = dateToString(format);
  const evaluate = compileExpression(date);
  return (doc) => write(evaluate(doc));
}

function fieldsOf(spec: unknown): Doc {
  return isDoc(spec) ? spec : {};
}

/** MongoDB's order over all types, where a missing field comes before null. */
function comparison(holds: (order: number) => unknown): OperatorDefinition {
  return eager(2, ([a, b]) => holds(Number(b === undefined) - Number(a === undefined) || compareValues(a, b)));
}

function element(array: unknown, position: unknown, name: string): unknown {
  if (isNothing(array) || isNothing(position)) return null;
  const at = toDouble(position);
  if (!Array.isArray(array))
    throw new StoreError(28689, `${name}'s first argument must be an array, but is ${typeOf(array)}`);
  if (!Number.isInteger(at)) throw new StoreError(28690, `${name}'s second argument must be a whole number`);
  return array.at(at);
}

/** Every operator of an expression that is supported, beside $literal, $cond and $dateToString. */
const operators: Readonly<Record<string, OperatorDefinition>> = {
  ...arithmeticOperators,
  ...dateOperators,
  $cmp: comparison((order) => new Int32(order)),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $and: { least: 0, most: many, of: (operands) => (doc) => operands.every((one) => isTruthy(one(doc))) },
  $or: { least: 0, most: many, of: (operands) => (doc) => operands.some((one) => isTruthy(one(doc))) },
  $not: eager(1, ([operand]) => !isTruthy(operand)),
  $ifNull: { least: 2, most: many, of: firstPresent },
  $concat: untilNull({ least: 0, most: many }, refuseUnless('string', 16702, '$concat'), (texts) => texts.join('')),
  $toLower: eager(1, ([operand]) => inCase(operand, /[A-Z]+/g, (text) => text.toLowerCase())),
  $toUpper: eager(1, ([operand]) => inCase(operand, /[a-z]+/g, (text) => text.toUpperCase())),
  $size: eager(1, ([array]) => {
    refuseUnless('array', 17124, '$size')(array);
    return new Int32(Array.isArray(array) ? array.length : 0);
  }),
  $isArray: eager(1, ([operand]) => Array.isArray(operand)),
  $arrayElemAt: eager(2, ([array, position]) => element(array, position, '$arrayElemAt')),
  $first: eager(1, ([array]) => element(array, new Int32(0), '$first')),
  $last: eager(1, ([array]) => element(array, new Int32(-1), '$last')),
  $in: eager(2, ([value, array]) => {
    refuseUnless('array', 40081, '$in')(array);
    // a missing value is equal to nothing, not even to null
    return value !== undefined && Array.isArray(array) && array.some((one) => compareValues(one, value) === 0);
  }),
  $concatArrays: untilNull({ least: 0, most: many }, refuseUnless('array', 28664, '$concatArrays'), (arrays) =>
    arrays.flat(1),
  ),
};

function refuseUnless(type: 'string' | 'array', code: number, name: string): (operand: unknown) => void {
  return (operand) => {
    if (typeOf(operand) !== type)
      throw new StoreError(code, `${name} only supports operands of type ${type}, not ${typeOf(operand)}`);
  };
}

/** The first value that is neither null nor missing, or else the last one. */
function firstPresent(operands: readonly Expression[]): Expression {
  return (doc) => {
    let value: unknown;
    for (const operand of operands) {
      value = operand(doc);
      if (!isNothing(value)) return value;
    }
    return value;
  };
}

/** Letters of ASCII only, as MongoDB does. Throws CommandNotSupported for what MongoDB would make a string of. */
function inCase(value: unknown, letters: RegExp, change: (text: string) => string): unknown {
  if (isNothing(value)) return '';
  if (typeof value !== 'string') throw unsupported(`$toLower or $toUpper of a value of type ${typeOf(value)}`);
  return value.replaceAll(letters, change);
}
