import {
  type GraphQLInputType,
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
import { NotCompilable } from './collect-fields.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Coerces a value. @throws Unfit, or what the type itself throws */
type Coerce = (value: unknown) => unknown;

/** Values of the variables, as graphql-js coerces them; `null` if any is not fit, which graphql-js then says best. */
export type VariableReader = (sent: Values) => Values | null;

class Unfit extends Error {}

const unfit = new Unfit('a value is not of its type');

/** Looks at the types of an operation's variables once, not again for each request. */
export function createVariableReader(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): VariableReader {
  const coercers = new Map<GraphQLInputType, Coerce>();
  const variables = variableDefinitions.map((definition) => variableOf(schema, definition, coercers));
  return (sent) => {
    const values: Record<string, unknown> = {};
    try {
      for (const { name, coerce, isRequired, fallback } of variables) {
        if (Object.hasOwn(sent, name)) values[name] = coerce(sent[name]);
        else if (fallback !== undefined) values[name] = fallback;
        else if (isRequired) return null;
      }
      return values;
    } catch {
      return null;
    }
  };
}

function variableOf(
  schema: GraphQLSchema,
  { variable, type, defaultValue }: VariableDefinitionNode,
  coercers: Map<GraphQLInputType, Coerce>,
) {
  const known = typeFromAST(schema, type);
  if (!isInputType(known)) throw new NotCompilable('a variable of no input type');
  return {
    name: variable.name.value,
    coerce: coercerOf(known, coercers),
    isRequired: isNonNullType(known),
    fallback: defaultValue && valueFromAST(defaultValue, known),
  };
}

/** @param known input types may have themselves within */
function coercerOf(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  const found = known.get(type);
  if (found) return found;
  let coerce: Coerce = () => unfit;
  known.set(type, (value) => coerce(value));
  coerce = createCoercer(type, known);
  known.set(type, coerce);
  return coerce;
}

function createCoercer(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (isNonNullType(type)) {
    const inner = coercerOf(type.ofType, known);
    return (value) => {
      if (value === null || value === undefined) throw unfit;
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
  if (isInputObjectType(type)) return objectCoercer(type.getFields(), type.isOneOf, known);
  if (!isScalarType(type) && !isEnumType(type)) throw new NotCompilable('an input type of no known kind');
  return (value) => {
    const parsed = type.parseValue(value);
    if (parsed === undefined) throw unfit;
    return parsed;
  };
}

type InputFields = Readonly<Record<string, { readonly type: GraphQLInputType; readonly defaultValue?: unknown }>>;

function objectCoercer(types: InputFields, isOneOf: boolean, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (isOneOf) throw new NotCompilable('an input type of one field');
  const fields = Object.entries(types).map(([name, { type, defaultValue }]) => ({
    name,
    coerce: coercerOf(type, known),
    isRequired: isNonNullType(type),
    defaultValue,
  }));
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) throw unfit;
    const given = value as Values;
    const coerced: Record<string, unknown> = {};
    for (const { name, coerce, isRequired, defaultValue } of fields) {
      const own = given[name];
      if (own !== undefined) coerced[name] = coerce(own);
      else if (defaultValue !== undefined) coerced[name] = defaultValue;
      else if (isRequired) throw unfit;
    }
    for (const name of Object.keys(given)) if (!Object.hasOwn(types, name)) throw unfit;
    return coerced;
  };
}
