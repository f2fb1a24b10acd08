import { Decimal128, Double, Int32 } from 'bson';
import { add } from './arithmetic.ts';
import { compileExpression, setOwn } from './expressions.ts';
import { encodeValue } from './key-encoding.ts';
import type { Expression } from './operator-definition.ts';
import { StoreError, unsupported } from './store-error.ts';
import { compareValues, type Doc, isDoc, isOperators, toDouble, typeOf } from './values.ts';

/** Collects values of one group; undefined is a missing field. */
interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** Adds numbers and passes over all else. */
class Sum implements Accumulator {
  #values: unknown[] = [new Int32(0)];
  count = 0;

  add(value: unknown): void {
    if (typeOf(value) !== 'number') return;
    if (value instanceof Decimal128) throw unsupported('arithmetic with Decimal128');
    this.count++;
    this.#values.push(value);
    if (this.#values.length > 1_000) this.#values = [this.result()];
  }

  result(): unknown {
    return add(this.#values);
  }
}

const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => new Sum(),
  $avg: () => {
    const sum = new Sum();
    return {
      add: (value) => sum.add(value),
      result: () => (sum.count === 0 ? null : new Double(toDouble(sum.result()) / sum.count)),
    };
  },
  $min: () => extreme((order) => order < 0),
  $max: () => extreme((order) => order > 0),
  $first: () => {
    let first: { value: unknown } | undefined;
    return {
      add: (value) => {
        first ??= { value };
      },
      result: () => first?.value ?? null,
    };
  },
  $last: () => {
    let last: unknown;
    return {
      add: (value) => {
        last = value;
      },
      result: () => last ?? null,
    };
  },
  $push: () => {
    const values: unknown[] = [];
    return { add: (value) => void (value !== undefined && values.push(value)), result: () => values };
  },
  $addToSet: () => {
    const values = new Map<string, unknown>();
    return {
      add: (value) => {
        const key = value === undefined ? undefined : keyOf(value);
        if (key !== undefined && !values.has(key)) values.set(key, value);
      },
      result: () => [...values.values()],
    };
  },
};

function extreme(isBetter: (order: number) => boolean): Accumulator {
  let best: unknown;
  return {
    add: (value) => {
      if (value === null || value === undefined) return;
      if (best === undefined || isBetter(compareValues(value, best))) best = value;
    },
    result: () => best ?? null,
  };
}

/** The same for values that MongoDB holds to be equal, whatever kinds of numbers are in them. */
function keyOf(value: unknown): string {
  return value === undefined ? '' : encodeValue(value, Number.POSITIVE_INFINITY).bytes.toString('latin1');
}

interface Field {
  readonly name: string;
  readonly evaluate: Expression;
  readonly accumulate: () => Accumulator;
}

/** `$group`, as something that takes documents and then gives its groups in the order of their first documents. */
export class Grouping {
  readonly #id: Expression;
  readonly #fields: readonly Field[];
  readonly #groups = new Map<string, { id: unknown; values: readonly Accumulator[] }>();

  constructor(spec: unknown) {
    if (!isDoc(spec)) throw new StoreError(15947, "a group's fields must be specified in an object");
    if (!('_id' in spec)) throw new StoreError(15955, 'a group specification must include an _id');
    const { _id: id, ...fields } = spec;
    this.#id = groupId(id);
    this.#fields = Object.entries(fields).map(([name, definition]) => compileField(name, definition));
  }

  add(doc: Doc): void {
    const id = this.#id(doc) ?? null;
    const key = keyOf(id);
    const group = this.#groups.get(key) ?? { id, values: this.#fields.map(({ accumulate }) => accumulate()) };
    this.#groups.set(key, group);
    for (const [at, { evaluate }] of this.#fields.entries()) group.values[at]?.add(evaluate(doc));
  }

  *results(): Generator<Doc> {
    for (const { id, values } of this.#groups.values()) {
      const result: Doc = { _id: id };
      for (const [at, { name }] of this.#fields.entries()) setOwn(result, name, values[at]?.result());
      yield result;
    }
  }
}

/** A missing field is null in a group's id, also inside a document of several. */
function groupId(spec: unknown): Expression {
  if (!isDoc(spec) || isOperators(spec)) return compileExpression(spec);
  const fields = Object.entries(spec).map(([name, value]) => [name, { $ifNull: [value, null] }]);
  return compileExpression(Object.fromEntries(fields));
}

function compileField(name: string, definition: unknown): Field {
  if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw new StoreError(40236, `The field name '${name}' cannot be an operator name`);
  const entries = isDoc(definition) ? Object.entries(definition) : [];
  const [operator = '', operand] = entries[0] ?? [];
  if (entries.length !== 1 || !operator.startsWith('$'))
    throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
  if (operator === '$count') {
    if (!isDoc(operand) || Object.keys(operand).length > 0)
      throw new StoreError(9, '$count takes no arguments, i.e. {}');
    return { name, evaluate: () => new Int32(1), accumulate: () => new Sum() };
  }
  const accumulate = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!accumulate) throw new StoreError(15952, `unknown group operator '${operator}'`);
  if (Array.isArray(operand)) throw new StoreError(40237, `The ${operator} accumulator is a unary operator`);
  return { name, evaluate: compileExpression(operand), accumulate };
}
