import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { isRecord } from '../../../common/is-record.ts';
import { NotCompilableError } from './collect-fields.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** Thrown when a variable is missing or does not fit its type. graphql-js reports the error to the client. */
export class InvalidVariablesError extends Error {}

/**
 * Coerces a value.
 *
 * @throws InvalidVariablesError when the value does not fit the type
 */
type Coerce = (value: unknown) => unknown;

/**
 * Returns the values of the variables, coerced as in graphql-js.
 *
 * @throws InvalidVariablesError when a variable is missing or invalid
 */
export type VariableReader = (sent: Variables) => Variables;

/** Creates the variable reader of an operation. Types are analyzed once, and not per request as in graphql-js. */
export function createVariableReader(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): VariableReader {
  const coercers = new Map<GraphQLInputType, Coerce>();
  const variables = variableDefinitions.map((definition) => variableOf(schema, definition, coercers));
  return (sent) => {
    // no prototype, because `toString` is a valid name
    const values: Record<string, unknown> = Object.create(null);
    for (const { name, coerce, isRequired, defaultValue } of variables) {
      if (Object.hasOwn(sent, name)) values[name] = coerce(sent[name]);
      else if (defaultValue !== undefined) values[name] = defaultValue;
      else if (isRequired) throw new InvalidVariablesError(`$${name} is required`);
    }
    return values;
  };
}

function variableOf(
  schema: GraphQLSchema,
  { variable, type, defaultValue }: VariableDefinitionNode,
  coercers: Map<GraphQLInputType, Coerce>,
) {
  const inputType = typeFromAST(schema, type);
  if (!isInputType(inputType)) throw new NotCompilableError('the type of a variable is not an input type');
  return {
    name: variable.name.value,
    coerce: coercerOf(inputType, coercers),
    isRequired: isNonNullType(inputType),
    defaultValue: defaultValue && valueFromAST(defaultValue, inputType),
  };
}

/**
 * Returns the coercer of an input type.
 *
 * @param known existing coercers by type, because an input type may contain itself
 */
function coercerOf(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  const found = known.get(type);
  if (found) return found;
  let coerce: Coerce = () => invalid(type);
  known.set(type, (value) => coerce(value));
  coerce = createCoercer(type, known);
  known.set(type, coerce);
  return coerce;
}

function createCoercer(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (isNonNullType(type)) {
    const inner = coercerOf(type.ofType, known);
    return (value) => {
      if (value === null || value === undefined) invalid(type);
      return inner(value);
    };
  }
  const coerce = isListType(type) ? listCoercer(coercerOf(type.ofType, known)) : namedCoercer(type, known);
  return (value) => (value === null || value === undefined ? null : coerce(value));
}

function listCoercer(item: Coerce): Coerce {
  return (value) => (Array.isArray(value) ? value.map((one) => item(one)) : [item(value)]);
}

function namedCoercer(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (isInputObjectType(type)) return objectCoercer(type, known);
  if (!isScalarType(type) && !isEnumType(type)) throw new NotCompilableError('unknown kind of input type');
  return (value) => {
    const parsed = parse(type, value);
    return parsed === undefined ? invalid(type) : parsed;
  };
}

function parse(type: GraphQLScalarType | GraphQLEnumType, value: unknown): unknown {
  try {
    return type.parseValue(value);
  } catch (cause) {
    throw new InvalidVariablesError(`a value is not of the type ${type}`, { cause });
  }
}

function invalid(type: GraphQLInputType): never {
  throw new InvalidVariablesError(`a value is not of the type ${type}`);
}

function objectCoercer(type: GraphQLInputObjectType, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (type.isOneOf) throw new NotCompilableError(`the OneOf type ${type}`);
  const types = type.getFields();
  const fields = Object.values(types).map(({ name, type: fieldType, defaultValue }) => ({
    name,
    coerce: coercerOf(fieldType, known),
    isRequired: isNonNullType(fieldType),
    defaultValue,
  }));
  return (value) => {
    if (!isRecord(value)) return invalid(type);
    const coerced: Record<string, unknown> = {};
    for (const { name, coerce, isRequired, defaultValue } of fields) {
      const own = value[name];
      if (own !== undefined) coerced[name] = coerce(own);
      else if (defaultValue !== undefined) coerced[name] = defaultValue;
      else if (isRequired) invalid(type);
    }
    for (const name of Object.keys(value)) if (!Object.hasOwn(types, name)) invalid(type);
    return coerced;
  };
}
