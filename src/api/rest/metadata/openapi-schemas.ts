import type { Contract, DtoType, EnumType, MemberType, TypeRef } from '../../contract/model.ts';
import { isEnum } from '../../contract/printers/select-types.ts';
import { withDefaults } from '../../contract/with-defaults.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * Returns the JSON Schema of a type. Requests have no required properties: an absent property has its default, which
 * is part of the description. The keyword `default` would make openapi-typescript require the property.
 */
export function schemaOfType(contract: Contract, type: DtoType | EnumType, isRequest: boolean): Schema {
  const description = type.description ?? undefined;
  if (isEnum(type))
    return { type: 'string', description: enumDescription(type), enum: type.values.map(({ name }) => name) };
  const properties = type.members.map((member) => [member.jsonName, memberSchema(contract, type, member, isRequest)]);
  const required = isRequest ? [] : type.members.filter((member) => !member.type.nullable);
  const own = {
    type: 'object',
    description,
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required: required.map(({ jsonName }) => jsonName) }),
  };
  return type.base === null ? own : { allOf: [{ $ref: `#/components/schemas/${type.base}` }, own] };
}

/** Returns the JSON Schema of a value. Null is not part of it, because JSON responses omit nulls; requests add it. */
export function schemaOfRef(contract: Contract, type: TypeRef): Schema {
  switch (type.kind) {
    case 'string':
      return { type: 'string' };
    case 'dateTime':
      return { type: 'string', format: 'date-time' };
    case 'bool':
      return { type: 'boolean' };
    case 'int':
      return { type: 'integer', format: 'int32' };
    case 'double':
      return { type: 'number', format: 'double' };
    case 'enum':
    case 'dto':
      return { $ref: `#/components/schemas/${type.name}` };
    case 'list':
      return { type: 'array', items: schemaOfRef(contract, type.of) };
    case 'dictionary':
      return { type: 'object', additionalProperties: { type: 'string' } };
  }
}

function memberSchema(contract: Contract, dto: DtoType, member: MemberType, isRequest: boolean): Schema {
  const schema = schemaOfRef(contract, member.type);
  const fallback = isRequest && !member.type.nullable ? withDefaults({}, dto, contract)[member.name] : null;
  return {
    ...(isRequest && member.type.nullable ? { anyOf: [schema, { type: 'null' }] } : schema),
    description: withDefault(member.description, fallback),
  };
}

function withDefault(description: string | null, value: unknown): string | undefined {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return description ?? undefined;
  const sentence = `Default: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  return description === null ? sentence : `${description.replace(/\w$/, '$&.')} ${sentence}`;
}

function enumDescription({ description, values }: EnumType): string {
  const lines = values.map((value) => `${value.name}: ${value.description ?? ''}`);
  return [(description ?? '').replace(/\.?$/, '.'), ...lines].join('\n');
}
