import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { kindOf, mayBeId, sampleText } from './id-positions.ts';
import type { Ids } from './two-tenants.ts';

export type RootField = GraphQLField<unknown, unknown>;

/** The path to an id in the arguments: the argument name, then the names of nested input fields. */
export type Path = readonly string[];

/** Returns all root fields of the schema, each with its operation: `query`, `mutation` or `subscription`. */
export function rootFields(schema: GraphQLSchema): [operation: string, name: string, field: RootField][] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).map((field): [string, string, RootField] => [
      root?.name.toLowerCase() ?? '',
      field.name,
      field,
    ]),
  );
}

/** Returns the paths of all arguments and input fields of a root field that take an id. */
export function idPaths(field: RootField): Path[] {
  return field.args.flatMap(({ name, type }) => pathsIn(name, type, []));
}

function pathsIn(name: string, type: GraphQLInputType, within: readonly string[]): Path[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) {
    return named.name === 'ID' || (named.name === 'String' && mayBeId(name)) ? [[name]] : [];
  }
  // input types such as filters are recursive; one level covers the rules of all levels
  if (within.includes(named.name)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    pathsIn(field.name, field.type, [...within, named.name]).map((path) => [name, ...path]),
  );
}

/**
 * Returns arguments for a root field: all required ones, and `value` at `path`.
 * @param own ids for the other required arguments
 */
export function argumentsWith(field: RootField, own: Ids, path: Path, value: string): Record<string, unknown> {
  const wanted = field.args.filter(
    (argument) => isRequiredArgument(argument) || argument.name === path[0] || argument.name === 'first',
  );
  return Object.fromEntries(
    wanted.map(({ name, type }) => [name, inputOf(field.name, name, type, own, path[0] === name ? path : [], value)]),
  );
}

function inputOf(owner: string, name: string, type: GraphQLInputType, own: Ids, path: Path, value: string): unknown {
  if (isNonNullType(type)) return inputOf(owner, name, type.ofType, own, path, value);
  if (isListType(type)) return [inputOf(owner, name, type.ofType, own, path, value)];
  if (!isInputObjectType(type)) {
    if (path.length === 1) return value;
    if (isEnumType(type)) return type.getValues()[0]?.name;
    if (type.name === 'ID' || /^id$/i.test(name)) return own[kindOf(owner, name)];
    return { String: sampleText(name), Boolean: false, DateTimeISO: '2000-01-01T00:00:00.000Z' }[type.name] ?? 5;
  }
  const [, ...inside] = path;
  const fields = Object.values(type.getFields());
  const wanted = fields.filter((field) => isRequiredInputField(field) || field.name === inside[0]);
  return Object.fromEntries(
    wanted.map((field) => [
      field.name,
      inputOf(owner, field.name, field.type, own, inside[0] === field.name ? inside : [], value),
    ]),
  );
}

/** Returns an operation that selects all fields of a root field, to a depth of two nested objects. */
export function documentOf(operation: string, field: RootField, args: readonly string[]): string {
  const used = field.args.filter(({ name }) => args.includes(name));
  const variables = used.map(({ name, type }) => `$${name}:${type}`).join(' ');
  const given = used.map(({ name }) => `${name}:$${name}`).join(' ');
  const selection = selectionOf(field.type, 2);
  return `${operation}${variables && `(${variables})`}{${field.name}${given && `(${given})`}${selection}}`;
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isAbstractType(named)) return '{__typename}';
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  const shown = fields.filter((field) => isLeafType(getNamedType(field.type)) || depth > 0);
  return `{__typename ${shown.map((field) => `${field.name}${selectionOf(field.type, depth - 1)}`).join(' ')}}`;
}
