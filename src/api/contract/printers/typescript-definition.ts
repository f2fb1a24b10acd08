import { clrBaseName, declaredName, declaredOnce } from '../generic-types.ts';
import type { Contract, DtoType, EnumType, MemberType } from '../model.ts';
import { type HeaderFacts, printHeader, readDtoOptions } from './dto-options.ts';
import { selectTypes } from './select-types.ts';
import { dependenciesFirst, importLines } from './typescript.ts';
import { type TypeScriptOptions, typeScriptDefinitionDefaults } from './typescript-options.ts';
import { TypeScriptTypes } from './typescript-types.ts';
import { verbMarkers } from './verb-markers.ts';

/**
 * Prints the body of `/types/typescript.d`: ambient interfaces in place of classes, and union types in place of enums.
 * @param facts null for `?WithoutOptions`
 */
export function printTypeScriptDefinition(
  contract: Contract,
  query: Iterable<readonly [string, string]>,
  facts: HeaderFacts | null,
): string {
  const options = readDtoOptions(typeScriptDefinitionDefaults, query);
  const header = facts ? `${printHeader(options, facts)}\n` : '';
  return `${header}${[...importLines(options), ...declarations(contract, options)].join('\n')}\n`;
}

function declarations(contract: Contract, options: TypeScriptOptions): readonly string[] {
  const { types, operations } = selectTypes(contract, options.list('IncludeTypes'), options.list('ExcludeTypes'));
  const printer = new TypeScriptDefinitions(contract, options);
  const names = new Set(operations.flatMap(({ response }) => (response ? 'IReturn<T>' : 'IReturnVoid')));
  const interfaces = [...names, ...new Set(operations.flatMap(verbMarkers))];
  const blocks = [
    ...(options.flag('AddServiceStackTypes') ? interfaces.map((name) => [`interface ${name}`, '{', '}']) : []),
    ...declaredOnce(dependenciesFirst(contract, types)).map((type) => printer.lines(type)),
  ];
  const lines = blocks.flatMap((block) => ['', ...block]);
  const namespace = options.text('GlobalNamespace');
  if (!/^[A-Za-z_$][\w$.]*$/.test(namespace)) return lines;
  return ['', `declare module ${namespace}`, '{', ...lines.map((line) => (line === '' ? '' : `    ${line}`)), '}'];
}

/** Prints TypeScript declarations without code, one at a time, as unindented lines. */
class TypeScriptDefinitions extends TypeScriptTypes {
  protected override enumeration({ name, values }: EnumType): readonly string[] {
    return [`type ${name} = ${values.map((value) => `"${value.name}"`).join(' | ')};`];
  }

  protected override dto(dto: DtoType): readonly string[] {
    const operation = this.contract.operations[dto.name];
    const baseName = clrBaseName(this.contract, dto);
    const bases = [...(baseName === null ? [] : [baseName]), ...(operation ? this.interfaces(operation) : [])];
    const version = operation ? this.options.text('AddImplicitVersion') : '';
    const members = dto.members.map((member) => this.property(member, dto.typeArgument));
    return [
      ...(operation ? this.operationComments(operation) : []),
      `interface ${declaredName(dto)}${bases.length > 0 ? ` extends ${bases.join(', ')}` : ''}`,
      '{',
      ...(version === '' ? [] : [`    version?: number; //${Number.parseInt(version, 10) || 1}`]),
      // members with comments are followed by an empty line, except for the last one
      ...members.flatMap((lines, at) => (lines.length > 1 && at < members.length - 1 ? [...lines, ''] : lines)),
      '}',
    ];
  }

  private property({ jsonName, type, description, apiMember }: MemberType, typeArgument?: string): readonly string[] {
    const isNullableValue = type.nullable && ['bool', 'int', 'double', 'enum'].includes(type.kind);
    const mark = isNullableValue || this.options.flag('MakePropertiesOptional') ? '?' : '';
    const comments =
      apiMember && description !== null
        ? [...this.comment(description), `// @ApiMember(Description=${JSON.stringify(description)})`]
        : [];
    return [...comments, `${jsonName}${mark}: ${this.type(type, typeArgument)};`].map((line) => `    ${line}`);
  }
}
