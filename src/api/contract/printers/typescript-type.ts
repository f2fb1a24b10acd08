import { clrTypeName } from '../generic-types.ts';
import type { Contract, TypeRef } from '../model.ts';

/**
 * Prints a type in TypeScript, as TypeScript classes and the annotations of JavaScript classes have it.
 *
 * @param typeArgument the DTO that is printed as `T`
 */
export function typeScriptType(contract: Contract, type: TypeRef, typeArgument?: string): string {
  switch (type.kind) {
    case 'string':
    case 'dateTime':
      return 'string';
    case 'bool':
      return 'boolean';
    case 'int':
    case 'double':
      return 'number';
    case 'enum':
      return type.name;
    case 'dto':
      return type.name === typeArgument ? 'T' : clrTypeName(contract, type.name);
    case 'list':
      return `${typeScriptType(contract, type.of, typeArgument)}[]`;
    case 'dictionary':
      return '{ [index:string]: string; }';
  }
}

/** Prints the initial value of a type that is neither a DTO nor a list. */
export function emptyScalar({ kind }: TypeRef): string {
  switch (kind) {
    case 'bool':
      return 'false';
    case 'int':
    case 'double':
      return '0';
    case 'dictionary':
      return '{}';
    default:
      return "''";
  }
}

/** Prints a description in one line. The end of a comment would let the rest of it run as code. */
export function commentText(description: string): string {
  return description.replaceAll('*/', '* /').replace(/\s*[\r\n]+\s*/g, ' ');
}
