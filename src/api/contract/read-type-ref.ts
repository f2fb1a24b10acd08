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

/** The contract's view of a GraphQL type; a list of `KeyValuePair` is a dictionary. Throws on a scalar it does not know. */
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
    throw new Error(`the ServiceStack contract has no place for the scalar ${type.name}`);
  return { kind: scalarKinds[type.name as keyof typeof scalarKinds], nullable: true };
}
