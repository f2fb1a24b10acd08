import { type GraphQLError, type GraphQLSchema, getNamedType, isInputObjectType, Kind } from 'graphql';
import type { FieldError } from '../../../common/errors/app-error.ts';

/** A validation error as GraphQL clients receive it. */
export interface InputError extends Omit<FieldError, 'index'> {
  /** The position of the value in the arguments of the field, such as `["input", "memberEmailAddresses", 3]`. */
  readonly path?: readonly (string | number)[];
}

/** Adds the path into the arguments to each validation error of a root field that names an argument or input field. */
export function withInputPaths(
  errors: readonly FieldError[],
  { nodes = [], path }: Pick<GraphQLError, 'nodes' | 'path'>,
  schema: GraphQLSchema,
): InputError[] {
  const [node] = nodes;
  const isRootField = path?.length === 1 && node?.kind === Kind.FIELD;
  const argumentTypes = isRootField ? argumentTypesOf(node.name.value, schema) : [];
  return errors.map(({ index, ...error }) => {
    const inputPath = inputPathOf(error.fieldName, argumentTypes);
    return inputPath ? { ...error, path: index === undefined ? inputPath : [...inputPath, index] } : error;
  });
}

type ArgumentType = readonly [name: string, fieldNames: readonly string[]];

/** Returns the arguments of the root fields of this name, with the fields of those that are input objects. */
function argumentTypesOf(fieldName: string, schema: GraphQLSchema): ArgumentType[] {
  const roots = [schema.getMutationType(), schema.getQueryType(), schema.getSubscriptionType()];
  const args = roots.flatMap((root) => root?.getFields()[fieldName]?.args ?? []);
  return args.map(({ name, type }) => {
    const named = getNamedType(type);
    return [name, isInputObjectType(named) ? Object.keys(named.getFields()) : []];
  });
}

/** @param fieldName an argument or a field of one, and fields and indexes in it: `filter.and[1].members` */
function inputPathOf(fieldName: string, argumentTypes: readonly ArgumentType[]): (string | number)[] | null {
  const segments = fieldName.match(/[^.[\]]+/g)?.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) ?? [];
  const [first] = segments;
  if (argumentTypes.some(([name]) => name === first)) return segments;
  const argument = argumentTypes.find(([, fieldNames]) => fieldNames.includes(String(first)));
  return argument ? [argument[0], ...segments] : null;
}
