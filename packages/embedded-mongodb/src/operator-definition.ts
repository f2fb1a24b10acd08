import type { Doc } from './values.ts';

/** Evaluates an expression for a document with BSON types; undefined is a missing field. */
export type Expression = (doc: Doc) => unknown;

/** An operator: how many operands it takes, and its expression of theirs. */
export interface OperatorDefinition {
  readonly least: number;
  readonly most: number;
  readonly of: (operands: readonly Expression[]) => Expression;
}

/** An operator that evaluates all its operands before it looks at any. */
export function eager(count: number, apply: (operands: readonly unknown[]) => unknown): OperatorDefinition {
  return { least: count, most: count, of: (operands) => (doc) => apply(operands.map((operand) => operand(doc))) };
}

/**
 * An operator of any number of operands, evaluated one after the other: `check` throws for one of a wrong type, and the
 * first that is null or missing makes the result null.
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
