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
import { NotCompilableError } from './collect-fields.ts';
import { FieldExecutionError } from './field-execution-error.ts';
import type { Variables } from './variable-reader.ts';

/** @returns the arguments of a field @throws FieldExecutionError where a required one is missing or null */
export type ArgumentReader = (variables: Variables) => Record<string, unknown>;

/** The source of one argument: a variable, or a value that is the same for every request. */
interface ArgumentSource {
  readonly name: string;
  readonly variable: string | null;
  /** `undefined` if the argument is omitted. */
  readonly value: unknown;
  readonly isRequired: boolean;
}

/** Reads the literals of the document once, where graphql-js does so for each request; the results are the same. */
export function argumentReader(field: GraphQLField<unknown, unknown>, node: FieldNode): ArgumentReader {
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument]));
  if ([...given.values()].some(hasVariablesInside)) return (variables) => readByGraphqlJs(field, node, variables);
  const sources = field.args.map((argument) => sourceOf(argument, given.get(argument.name)));
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const { name, variable, value, isRequired } of sources) {
      const sent = variable === null ? undefined : variables[variable];
      const read = sent === undefined ? value : sent;
      if (isRequired && (read === undefined || read === null)) {
        throw new FieldExecutionError(`the argument ${name} is required`);
      }
      if (read !== undefined) values[name] = read;
    }
    return values;
  };
}

function readByGraphqlJs(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch (cause) {
    throw new FieldExecutionError('an argument is invalid', { cause });
  }
}

function sourceOf({ name, type, defaultValue }: GraphQLArgument, given: ArgumentNode | undefined): ArgumentSource {
  const isRequired = isNonNullType(type);
  if (!given) return { name, variable: null, value: defaultValue, isRequired };
  const { value } = given;
  if (value.kind === Kind.VARIABLE) return { name, variable: value.name.value, value: defaultValue, isRequired };
  const constant = valueFromAST(value, type);
  if (constant === undefined) throw new NotCompilableError(`the argument ${name}`);
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
