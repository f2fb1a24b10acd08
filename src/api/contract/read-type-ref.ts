import { type GraphQLType, isEnumType, isListType, isNonNullType, isScalarType } from 'graphql';
import type { TypeRef } from './model.ts';

const scalarKinds = {
  String: 'string',
  ID: 'string',
  DateTimeISO: 'dateTime',
  Boolean: 'bool',
  Int: 'int',
  Float: 'double',
} as const satisfies Record<string, TypeRef['kind']>;

/**
 * Converts a GraphQL type to a type of the contract; a list of `KeyValuePair` becomes a dictionary.
 * @throws Error for an unknown scalar
 */
export function readTypeRef(type: GraphQLType): TypeRef {
  if (isNonNullType(type)) return { ...readTypeRef(type.ofType), nullable: false };
  if (isListType(type)) {
    const of = readTypeRef(type.ofType);
    if (of.kind === 'dto' && of.name === 'KeyValuePair') return { kind: 'dictionary', nullable: true };
    return { kind: 'list', of, nullable: true };
  }
  if (isEnumType(type)) return { kind: 'enum', name: type.name, nullable: true };
  if (!isScalarType(type)) return { kind: 'dto', name: type.name, nullable: true };
  if (!(type.name in scalarKinds))
    throw new Error(`the ServiceStack contract does not support the scalar ${type.name}`);
  return { kind: scalarKinds[type.name as keyof typeof scalarKinds], nullable: true };
}
