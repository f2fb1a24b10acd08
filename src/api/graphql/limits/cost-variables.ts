import { type DirectiveNode, type FieldNode, Kind, type ValueNode, type VariableDefinitionNode } from 'graphql';
import { defaultPageSize, maxPageSize } from '../../../common/pagination/page.ts';

/** The variables of a request, as they came. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that is known, or one that the variables tell. */
export type Quantity = number | ((variables: Variables) => number);

/** Whether the directives let a selection stand. */
export type Condition = (variables: Variables) => boolean;

type Read = (variables: Variables) => unknown;

/** @returns the condition of `@skip` and `@include`, `null` for any other directive */
export function conditionOf(directive: DirectiveNode, variables: readonly VariableDefinitionNode[]): Condition | null {
  const name = directive.name.value;
  if (name !== 'skip' && name !== 'include') return null;
  const read = readerOf(directive.arguments, 'if', variables);
  return (given) => read(given) === (name === 'include');
}

/** How many values a field has. */
export const countOf = {
  /** By `first` or `last`, and never more than a page may have: what asks for more is refused later, with a better word. */
  page(field: FieldNode, variables: readonly VariableDefinitionNode[]): Quantity {
    const first = readerOf(field.arguments, 'first', variables);
    const last = readerOf(field.arguments, 'last', variables);
    return settled(field, (given) => {
      const sizes = [first(given), last(given)].filter((size) => size !== null && size !== undefined);
      return sizes.length === 0 ? defaultPageSize : Math.max(...sizes.map(pageSize));
    });
  },

  /** By the length of the list that an argument has. */
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

/** As much of a literal as counts here. */
function literalOf(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.BOOLEAN) return value.value;
  if (value.kind === Kind.LIST) return value.values;
  return value.kind === Kind.NULL ? null : undefined;
}
