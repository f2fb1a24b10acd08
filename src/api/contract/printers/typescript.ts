import { declaredOnce } from '../generic-types.ts';
import type { Contract, DtoType, EnumType } from '../model.ts';
import { type HeaderFacts, printHeader, readDtoOptions } from './dto-options.ts';
import { references, selectTypes, typeNames } from './select-types.ts';
import { type TypeScriptOptions, typeScriptDefaults } from './typescript-options.ts';
import { TypeScriptTypes } from './typescript-types.ts';
import { verbMarkers } from './verb-markers.ts';

/**
 * Prints the body of `/types/typescript`.
 * @param facts null for `?WithoutOptions` and for the committed file
 */
export function printTypeScript(
  contract: Contract,
  query: Iterable<readonly [string, string]>,
  facts: HeaderFacts | null,
): string {
  const options = readDtoOptions(typeScriptDefaults, query);
  const header = facts ? `${printHeader(options, facts)}\n` : '';
  return `${header}${[...importLines(options), ...declarations(contract, options)].join('\n')}\n`;
}

/** Prints the DTOs of one operation for its metadata page. */
export function printTypeScriptOfOperation(contract: Contract, request: string): string {
  return printTypeScript(contract, [['IncludeTypes', `${request}.*`]], null).trim();
}

export function importLines(options: TypeScriptOptions): readonly string[] {
  return options.list('DefaultImports').flatMap((item) => {
    const [, name, module] = /^([\w$]+):([\w@./-]+)$/.exec(item) ?? [];
    return name && module ? [`import { ${name} } from "${module}";`] : [];
  });
}

function declarations(contract: Contract, options: TypeScriptOptions): readonly string[] {
  const { types, operations } = selectTypes(contract, options.list('IncludeTypes'), options.list('ExcludeTypes'));
  const printer = new TypeScriptTypes(contract, options);
  const interfaces = [
    ...(operations.some(({ response }) => response !== null)
      ? [['export interface IReturn<T>', '{', '    createResponse(): T;', '}']]
      : []),
    ...(operations.some(({ response }) => response === null)
      ? [['export interface IReturnVoid', '{', '    createResponse(): void;', '}']]
      : []),
    ...[...new Set(operations.flatMap(verbMarkers))].map((name) => [`export interface ${name}`, '{', '}']),
  ];
  const blocks = [
    ...(options.flag('AddServiceStackTypes') ? interfaces : []),
    ...declaredOnce(dependenciesFirst(contract, types)).map((type) => printer.lines(type)),
  ];
  const lines = blocks.flatMap((block) => ['', ...block]);
  const namespace = options.text('GlobalNamespace');
  if (!/^[A-Za-z_$][\w$.]*$/.test(namespace)) return lines;
  return ['', `export namespace ${namespace}`, '{', ...lines.map((line) => (line === '' ? '' : `    ${line}`)), '}'];
}

/**
 * Orders types so that a class follows the classes that it extends and creates.
 * The response comes first, then the base, then the members, then the type itself.
 */
export function dependenciesFirst(
  contract: Contract,
  types: readonly (DtoType | EnumType)[],
): readonly (DtoType | EnumType)[] {
  const wanted = new Map(types.map((type) => [type.name, type]));
  const ordered = new Set<DtoType | EnumType>();
  const visited = new Set<string>();
  const visit = (name: string): void => {
    if (visited.has(name)) return;
    visited.add(name);
    const response = contract.operations[name]?.response;
    if (response) for (const part of typeNames(response)) visit(part);
    for (const reference of references(contract, name)) visit(reference);
    const type = wanted.get(name);
    if (type) ordered.add(type);
  };
  for (const name of wanted.keys()) visit(name);
  return [...ordered];
}
