import { type DirectiveNode, type FieldNode, Kind, type ValueNode, type VariableDefinitionNode } from 'graphql';
import { defaultPageSize, maxPageSize } from '../../../common/pagination/page.ts';

/** The variables of a request, before coercion. */
export type Variables = Readonly<Record<string, unknown>>;

/** A constant, or a function of the variables. */
export type Quantity = number | ((variables: Variables) => number);

/** Decides from the variables whether `@skip` or `@include` keeps a selection. */
export type Condition = (variables: Variables) => boolean;

type Read = (variables: Variables) => unknown;

/**
 * Reads `@skip` or `@include` as a condition.
 *
 * @returns `null` for any other directive
 */
export function conditionOf(directive: DirectiveNode, variables: readonly VariableDefinitionNode[]): Condition | null {
  const name = directive.name.value;
  if (name !== 'skip' && name !== 'include') return null;
  const read = readerOf(directive.arguments, 'if', variables);
  return (given) => read(given) === (name === 'include');
}

/** Estimates how many values a field returns. */
export const countOf = {
  /** Page size from `first` or `last`, at most `maxPageSize`: pagination refuses larger pages with a clearer error. */
  page(field: FieldNode, variables: readonly VariableDefinitionNode[]): Quantity {
    const first = readerOf(field.arguments, 'first', variables);
    const last = readerOf(field.arguments, 'last', variables);
    return settled(field, (given) => {
      const sizes = [first(given), last(given)].filter((size) => size !== null && size !== undefined);
      return sizes.length === 0 ? defaultPageSize : Math.max(...sizes.map(pageSize));
    });
  },

  /** Length of the list that is passed as an argument; 1 if the argument is no list. */
  list(field: FieldNode, argument: string, variables: readonly VariableDefinitionNode[]): Quantity {
    const read = readerOf(field.arguments, argument, variables);
    return settled(field, (given) => {
      const value = read(given);
      return Array.isArray(value) ? value.length : 1;
    });
  },
};

function pageSize(size: unknown): number {
  return typeof size === 'number' && size >= 0 ? Math.min(size, maxPageSize) : maxPageSize;
}

function settled(field: FieldNode, count: (variables: Variables) => number): Quantity {
  const varies = field.arguments?.some(({ value }) => value.kind === Kind.VARIABLE);
  return varies ? count : count({});
}

function readerOf(given: FieldNode['arguments'], name: string, variables: readonly VariableDefinitionNode[]): Read {
  const value = given?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind !== Kind.VARIABLE) {
    const literal = value && literalOf(value);
    return () => literal;
  }
  const key = value.name.value;
  const fallback = variables.find(({ variable }) => variable.name.value === key)?.defaultValue;
  const literal = fallback && literalOf(fallback);
  return (sent) => (Object.hasOwn(sent, key) ? sent[key] : literal);
}

/** Converts the kinds of literals that affect costs; all others become `undefined`. */
function literalOf(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.BOOLEAN) return value.value;
  if (value.kind === Kind.LIST) return value.values;
  return value.kind === Kind.NULL ? null : undefined;
}
