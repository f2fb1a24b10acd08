import type { Doc } from './values.ts';

/** Evaluates an expression against a typed document; undefined is a missing field. */
export type Expression = (doc: Doc) => unknown;

/** An expression operator: its number of operands, and a factory for its expression. */
export interface OperatorDefinition {
  readonly least: number;
  readonly most: number;
  readonly of: (operands: readonly Expression[]) => Expression;
}

/** Defines an operator that evaluates all its operands before it uses any. */
export function eager(count: number, apply: (operands: readonly unknown[]) => unknown): OperatorDefinition {
  return { least: count, most: count, of: (operands) => (doc) => apply(operands.map((operand) => operand(doc))) };
}

/**
 * Defines a variadic operator that evaluates its operands one after the other.
 * The first operand that is null or missing makes the result null and ends the evaluation.
 * @param check throws for an operand of a wrong type
 */
export function untilNull(
  count: { readonly least: number; readonly most: number },
  check: (operand: unknown) => void,
  apply: (operands: readonly unknown[]) => unknown,
): OperatorDefinition {
  const of = (operands: readonly Expression[]) => (doc: Doc) => {
    const values: unknown[] = [];
    for (const operand of operands) {
      const value = operand(doc);
      if (isNothing(value)) return null;
      check(value);
      values.push(value);
    }
    return apply(values);
  };
  return { ...count, of };
}

export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;
