import { clrTypeName } from '../../contract/generic-types.ts';
import { allMembers, type Contract, type MemberType, type OperationType, type TypeRef } from '../../contract/model.ts';
import { isEnum, selectTypes } from '../../contract/printers/select-types.ts';
import { html, type Markup } from './markup.ts';
import { table } from './page.ts';

const columns = ['Name', 'Parameter', 'Data Type', 'Required', 'Description'];

/** Prints the types of an operation as tables: the request, the types that it and the response use, then the enums. */
export function typeTables(contract: Contract, operation: OperationType): Markup {
  const { types } = selectTypes(contract, [`${operation.request}.*`]);
  const bases = new Set(types.flatMap((type) => (isEnum(type) || type.base === null ? [] : [type.base])));
  const tables = types.map((type) => {
    if (isEnum(type) || bases.has(type.name)) return '';
    const rows = allMembers(contract, type).map((member) => row(contract, operation, type.name, member));
    return table(`${clrTypeName(contract, type.name)} Parameters:`, columns, rows);
  });
  const enums = types.filter(isEnum).map(({ name, values }) =>
    table(
      `${name} Enum:`,
      [],
      values.map((value) => [value.name, value.description ?? '']),
    ),
  );
  return html`${tables}${enums}`;
}

function row(contract: Contract, operation: OperationType, typeName: string, member: MemberType): string[] {
  const isSent = typeName === operation.request;
  const place = isSent ? parameterPlace(operation, member) : 'body';
  const isRequired = isSent && (place === 'path' || (!member.type.nullable && hasNoDefault(member)));
  const type = dataType(contract, member.type);
  return [member.jsonName, place, type, isRequired ? 'Yes' : 'No', member.description ?? ''];
}

function parameterPlace({ routes }: OperationType, { name }: MemberType): string {
  const inPath = routes.some(({ path }) => path.toLowerCase().includes(`{${name.toLowerCase()}}`));
  const hasBody = routes.some(({ verb }) => verb !== 'GET' && verb !== 'DELETE');
  return inPath ? 'path' : hasBody ? 'body' : 'query';
}

/** Whether an omitted member has no default and so would be null: true for text, dates and objects only. */
function hasNoDefault({ type: { kind }, defaultValue }: MemberType): boolean {
  return defaultValue === undefined && (kind === 'string' || kind === 'dateTime' || kind === 'dto');
}

function dataType(contract: Contract, type: TypeRef): string {
  switch (type.kind) {
    case 'dto':
      return clrTypeName(contract, type.name);
    case 'enum':
      return type.name;
    case 'list':
      return `List<${dataType(contract, type.of)}>`;
    case 'dictionary':
      return 'Dictionary<string, string>';
    case 'dateTime':
      return 'string';
    default:
      return type.kind;
  }
}
