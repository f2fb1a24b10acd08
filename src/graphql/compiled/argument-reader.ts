import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  getArgumentValues,
  isNonNullType,
  Kind,
  valueFromAST,
  visit,
} from 'graphql';
import { NotCompilable } from './collect-fields.ts';
import type { Values } from './variable-reader.ts';

/** Gives the arguments of a field. @throws where a variable is null that must not be */
export type ArgumentReader = (variables: Values) => Record<string, unknown>;

/** One argument: a variable, or else a value that stays the same; absent where that is undefined. */
interface Reading {
  readonly name: string;
  readonly variable: string | null;
  readonly value: unknown;
  readonly isRequired: boolean;
}

/** Reads what stands in the document once, not again for each request, with the same results as graphql-js. */
export function argumentReader(field: GraphQLField<unknown, unknown>, node: FieldNode): ArgumentReader {
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument]));
  if ([...given.values()].some(hasVariablesInside)) return (variables) => getArgumentValues(field, node, variables);
  const readings = field.args.map((argument) => readingOf(argument, given.get(argument.name)));
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const { name, variable, value, isRequired } of readings) {
      const sent = variable === null ? undefined : variables[variable];
      const read = sent === undefined ? value : sent;
      if (isRequired && (read === undefined || read === null)) throw new TypeError(`${name} is needed`);
      if (read !== undefined) values[name] = read;
    }
    return values;
  };
}

function readingOf({ name, type, defaultValue }: GraphQLArgument, given: ArgumentNode | undefined): Reading {
  const isRequired = isNonNullType(type);
  if (!given) return { name, variable: null, value: defaultValue, isRequired };
  const { value } = given;
  if (value.kind === Kind.VARIABLE) return { name, variable: value.name.value, value: defaultValue, isRequired };
  const constant = valueFromAST(value, type);
  if (constant === undefined) throw new NotCompilable(`the argument ${name}`);
  return { name, variable: null, value: constant, isRequired };
}

function hasVariablesInside({ value }: ArgumentNode): boolean {
  let isFound = false;
  const Variable = (): void => {
    isFound = true;
  };
  if (value.kind !== Kind.VARIABLE) visit(value, { Variable });
  return isFound;
}
